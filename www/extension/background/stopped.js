/**
 * What was stopped in each tab (`responses.js`): counts, in the session's storage, until the tab goes elsewhere.
 *
 * Why apart from what its frames tell: the warning that stands in the place of a page says hello like a page, and has
 * nothing to tell.
 */

import { inTurn } from '../shared/turn.js';
import { show } from './telling.js';

/** @typedef {import('./tabs.js').Summary} Summary */

const next = inTurn();

/** A page or a frame of it is replaced by a warning. @type {Parameters<typeof import('./responses.js').watchResponses>[0]} */
export async function stopped(tab, frame, what) {
  await next(async () => {
    const before = frame === 0 ? undefined : await known(tab);
    const page = frame === 0 ? what.page : before?.page;
    const frames = { ...before?.frames, [`stopped ${frame}`]: what.summary };
    await chrome.storage.session.set({ [`stopped:${tab}`]: { page, frames } });
  });
  // The page of a frame is there already and has said hello, or will.
  if (frame !== 0) await show(tab, what.page, `stopped ${frame}`, what.summary);
}

/**
 * What was stopped in a tab, for the warning that says hello in its place.
 *
 * @param {number} tab
 * @param {string} page
 * @returns {Promise<Record<string, Summary>>}
 */
export async function stoppedIn(tab, page) {
  const { page: where, frames = {} } = (await known(tab)) ?? {};
  return where === undefined || where === page ? frames : {};
}

/** A person wants to see a page that was stopped. @param {number} id @param {string} url */
export async function openStopped(id, url) {
  await chrome.storage.session.set({ [`opened:${id}`]: new URL(url).origin });
  await chrome.storage.session.remove(`stopped:${id}`);
  await chrome.tabs.reload(id);
}

/**
 * @param {number} tab
 * @returns {Promise<{page?: string, frames: Record<string, Summary>} | undefined>} `page`: if the page itself was stopped
 */
async function known(tab) {
  const key = `stopped:${tab}`;
  return /** @type {any} */ ((await chrome.storage.session.get(key))[key]);
}
