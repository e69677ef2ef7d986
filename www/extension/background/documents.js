/**
 * Documents that the browser shows in a viewer of its own, where no content script runs: PDF files, above all.
 *
 * Only after the person has allowed it, and only the address of the open tab: it is asked for again, from the browser's
 * cache where that has it, and what comes is given to the module and to nobody else.
 */

import { theFilter } from './judging.js';
import { summaryOf } from './tabs.js';

/** Documents longer than this are not read. */
const LONGEST = 64 * 1024 * 1024;
/**
 * Whether an address is of what a viewer shows, by its ending. (Chromium lets the content script in, which knows
 * better; Firefox does not.)
 *
 * @param {string | undefined} url
 */
export function isDocument(url) {
  return url !== undefined && /^https?:/.test(url) && /\.pdf$/i.test(new URL(url).pathname);
}

/**
 * @param {string} url
 * @returns {Promise<import('./tabs.js').Summary>}
 */
export async function readDocument(url) {
  const filter = await theFilter();
  const response = await fetch(url, { cache: 'force-cache', credentials: 'include' }).catch(() => undefined);
  const tooLong = Number(response?.headers.get('content-length') ?? 0) > LONGEST;
  if (!response?.ok || tooLong) {
    await response?.body?.cancel();
    return { persons: 0, blocked: false, done: true, failed: true, counts: {}, sure: 0, all: 0, critical: false };
  }
  return summaryOf(await filter.scan(response));
}
