/**
 * The log that a person may keep of the pages that were warned of: when, where, how many people, which kinds and how many
 * of each. Never a value, and no address that could hold one (`safeAddress`).
 *
 * The contract: it is on this computer only, is written by the background alone, has one entry for an address and a day,
 * and forgets the oldest first.
 */

import { safeAddress } from './report.js';
import { inTurn } from './turn.js';

/**
 * @typedef {object} Entry
 * @property {string} page its address without what could be a value
 * @property {string} seen when it was seen last: a time, ISO 8601
 * @property {number} persons the most at once
 * @property {Record<string, number>} kinds
 */

const KEY = 'log';
/** Entries that are kept. */
const MOST = 1000;

/** @returns {Promise<Entry[]>} the newest first */
export async function readLog() {
  const { [KEY]: entries } = await chrome.storage.local.get(KEY);
  return Array.isArray(entries) ? entries : [];
}

export async function wipeLog() {
  await chrome.storage.local.remove(KEY);
}

const next = inTurn();

/**
 * Takes note of a page that was warned of.
 *
 * @param {string} page
 * @param {{persons: number, counts: Record<string, number>}} seen
 * @param {Date} time
 */
export function addToLog(page, { persons, counts }, time) {
  return next(async () => {
    const entry = { page: safeAddress(page), seen: time.toISOString(), persons, kinds: counts };
    const entries = await readLog();
    const before = entries.findIndex((other) => isSame(other, entry));
    const [known] = before < 0 ? [] : entries.splice(before, 1);
    // What is read piece by piece comes to more each time; what is read again from its beginning does not come to less.
    const most = known && known.persons > persons ? { ...known, seen: entry.seen } : entry;
    await chrome.storage.local.set({ [KEY]: [most, ...entries].slice(0, MOST) });
  });
}

/** Whether both are of the same page on the same day. @param {Entry} one @param {Entry} other */
function isSame(one, other) {
  return one.page === other.page && one.seen.slice(0, 10) === other.seen.slice(0, 10);
}
