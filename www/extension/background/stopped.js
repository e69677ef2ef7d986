/**
 * What was stopped in each tab (`responses.js`): counts, in the session's storage, until the tab goes elsewhere.
 *
 * Why apart from what its frames tell: the warning that stands in the place of a page says hello like a page, and has
 * nothing to tell.
 */

import { inTurn } from '../shared/turn.js';
import { changeTab, tabOf } from './tabs.js';
import { show } from './telling.js';

/** @typedef {import('./tabs.js').Summary} Summary */

const next = inTurn();

/** The page of the extension's own that takes the place of a document in a viewer; behind # is the document's address. */
const WARNING = chrome.runtime.getURL('extension/stopped/stopped.html');

/** A page, a frame of it or a file is replaced by a warning. @type {import('./responses.js').Tell} */
export async function stopped(tab, { as, frame, url, summary }) {
  const { origin, pathname } = new URL(url);
  const page = origin + pathname;
  if (as === 'file') {
    await show(tab, page, `stopped file ${page}`, { ...summary, file: true });
    return;
  }
  if (as === 'view') {
    await changeTab(tab, () => ({ page, frames: { 'stopped 0': summary } }));
    // Back leads to what was before the document. (Chromium's types do not know it.)
    const there = /** @type {chrome.tabs.UpdateProperties} */ ({ url: `${WARNING}#${url}`, loadReplace: true });
    await chrome.tabs.update(tab, there);
    return;
  }
  // A document in an element is none of the page's frames.
  const name = as === 'frame' ? `stopped ${frame || page}` : 'stopped 0';
  await next(async () => {
    const before = as === 'frame' ? await known(tab) : undefined;
    const frames = { ...before?.frames, [name]: summary };
    await chrome.storage.session.set({ [`stopped:${tab}`]: { page: as === 'page' ? page : before?.page, frames } });
  });
  // The page of a frame is there already and has said hello, or will.
  if (as === 'frame') await show(tab, page, name, summary);
}

/**
 * The warning in the place of a document has come, and wants to know what to say. Only now the button can: the browser takes
 * a tab's number away when it goes to another page.
 *
 * @param {number} tab
 */
export async function warningShown(tab) {
  const { page = '', frames = {} } = (await tabOf(tab)) ?? {};
  const summary = frames['stopped 0'];
  if (summary) await show(tab, page, 'stopped 0', summary);
  return summary?.persons;
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

/** A person wants to see a page that was stopped. @param {number} id @param {string} shown the address that the tab shows */
export async function openStopped(id, shown) {
  const url = shown.startsWith(`${WARNING}#`) ? shown.slice(WARNING.length + 1) : shown;
  await chrome.storage.session.set({ [`opened:${id}`]: new URL(url).origin });
  await chrome.storage.session.remove(`stopped:${id}`);
  await changeTab(id, () => undefined);
  if (url === shown) await chrome.tabs.reload(id);
  else await chrome.tabs.update(id, { url });
}

/**
 * @param {number} tab
 * @returns {Promise<{page?: string, frames: Record<string, Summary>} | undefined>} `page`: if the page itself was stopped
 */
async function known(tab) {
  const key = `stopped:${tab}`;
  return /** @type {any} */ ((await chrome.storage.session.get(key))[key]);
}
