/**
 * Which pages the content script is put into: those that the person has given access to, if pages are read as they open.
 *
 * Why at run time: the extension asks for no site when it is installed. It can do all it does in the page that a person
 * clicks on (`activeTab`), and on every page once they say so.
 */

import { ALL_SITES, loadSettings } from '../shared/settings.js';

const ID = 'reader';
const FILES = ['content.js'];

/** Makes it so. Called when the extension starts and when something that it depends on has changed. */
export async function register() {
  const { settings } = await loadSettings();
  const wanted = settings.mode === 'all' ? await allowedSites() : [];
  const [known] = await chrome.scripting.getRegisteredContentScripts({ ids: [ID] });
  if (wanted.length === 0) {
    if (known) await chrome.scripting.unregisterContentScripts({ ids: [ID] });
    return;
  }
  if (known?.matches?.join() === wanted.join()) return;
  if (known) await chrome.scripting.unregisterContentScripts({ ids: [ID] });
  await chrome.scripting.registerContentScripts([
    { id: ID, js: FILES, matches: wanted, allFrames: true, matchOriginAsFallback: true, runAt: 'document_idle' },
  ]);
}

/** @returns {Promise<string[]>} */
export async function allowedSites() {
  const { origins = [] } = await chrome.permissions.getAll();
  return origins.filter((origin) => /^(?:https?|\*):/.test(origin) || ALL_SITES.includes(origin)).sort();
}

/** Reads the page of a tab now. @param {number} tab */
export async function inject(tab) {
  await chrome.scripting.executeScript({ target: { tabId: tab, allFrames: true }, files: FILES });
}
