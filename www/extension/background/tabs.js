/**
 * What is known of each tab: what its frames told, added up; and the badge that says so.
 *
 * Only counts are kept, in the session's storage, which is memory and dies with the browser; a tab that is closed or
 * goes elsewhere is forgotten. Changes are made one after the other: frames tell at the same time.
 */

import { inTurn } from '../shared/turn.js';

/**
 * @typedef {object} Summary what one frame or document came to
 * @property {number} persons
 * @property {boolean} blocked
 * @property {boolean} done
 * @property {boolean} failed
 * @property {Record<string, number>} counts
 * @property {number} sure findings that are sure
 * @property {number} all findings
 * @property {boolean} critical
 * @property {boolean} [file] whether it is a file that was saved, and nothing of the page
 *
 * @typedef {object} Tab
 * @property {string} page origin and path
 * @property {Record<string, Summary>} frames by the frame's number
 * @property {boolean} [warned] whether it is one to warn of
 */

const next = inTurn();

/** @param {number} id @returns {Promise<Tab | undefined>} */
export async function tabOf(id) {
  const key = `tab:${id}`;
  const kept = await chrome.storage.session.get(key);
  return /** @type {Tab | undefined} */ (kept[key]);
}

/**
 * @param {number} id
 * @param {(tab: Tab | undefined) => Tab | undefined} change
 * @returns {Promise<Tab | undefined>} the tab as it is now
 */
export function changeTab(id, change) {
  return next(async () => {
    const key = `tab:${id}`;
    const tab = change(await tabOf(id));
    if (tab) await chrome.storage.session.set({ [key]: tab });
    else await chrome.storage.session.remove(key);
    return tab;
  });
}

/**
 * The whole of a tab.
 *
 * @param {Tab} tab
 * @returns {Summary}
 */
export function total({ frames }) {
  /** @type {Summary} */
  const all = { persons: 0, blocked: false, done: false, failed: false, counts: {}, sure: 0, all: 0, critical: false };
  for (const frame of Object.values(frames)) {
    all.persons += frame.persons;
    all.sure += frame.sure;
    all.all += frame.all;
    all.blocked ||= frame.blocked;
    all.failed ||= frame.failed;
    all.critical ||= frame.critical;
    for (const [kind, count] of Object.entries(frame.counts)) all.counts[kind] = (all.counts[kind] ?? 0) + count;
  }
  all.file = Object.values(frames).every(({ file, persons }) => file || persons === 0);
  const top = frames['0'];
  all.done = top?.done ?? false;
  return all;
}

/**
 * What a whole body came to.
 *
 * @param {import('../../core/stream.js').Report} report
 * @returns {Summary}
 */
export function summaryOf({ persons, counts, findings, verdict }) {
  const single = Object.entries(counts).filter(([kind]) => !kind.endsWith('_record'));
  const known = findings.filter(({ kind }) => !kind.endsWith('_record'));
  const sure = known.filter(({ confidence }) => confidence >= 80);
  return {
    persons,
    blocked: verdict === 'block',
    done: true,
    failed: verdict === 'uninspectable',
    counts: Object.fromEntries(single),
    sure: sure.length,
    all: known.length,
    critical: sure.some(({ severity }) => severity === 'critical'),
  };
}

/**
 * Whether a page is to be warned of: the module would stop it, and it is of enough people. One's own data is no leak.
 *
 * @param {Summary} summary
 * @param {import('../shared/settings.js').Settings} settings
 */
export function warns({ blocked, persons }, settings) {
  return blocked && persons >= settings.people;
}

/**
 * Shows the number of people on the button: the number, the colour and another shape of the sign.
 *
 * @param {number} id
 * @param {number} persons 0 for none
 * @param {string} title
 */
export async function setBadge(id, persons, title) {
  const text =
    persons === 0 ? '' : persons < 1000 ? String(persons) : persons < 10_000 ? `${Math.floor(persons / 1000)}k` : '9k+';
  const sign = persons > 0 ? 'warning' : 'door';
  const path = Object.fromEntries([16, 32, 48].map((size) => [size, `/icons/${sign}-${size}.png`]));
  try {
    await chrome.action.setBadgeBackgroundColor({ tabId: id, color: '#a8401f' });
    await chrome.action.setBadgeTextColor({ tabId: id, color: '#ffffff' });
    await chrome.action.setBadgeText({ tabId: id, text });
    await chrome.action.setIcon({ tabId: id, path });
    await chrome.action.setTitle({ tabId: id, title });
  } catch {
    // The tab is gone.
  }
}
