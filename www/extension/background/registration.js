/**
 * Which pages the content scripts are put into: those that the person has given access to, if pages are read as they open.
 *
 * Why at run time: the extension asks for no site when it is installed. It can do all it does in the page that a person
 * clicks on (`activeTab`), and on every page once they say so.
 */

import { ALL_SITES, loadSettings } from '../shared/settings.js';
import { inTurn } from '../shared/turn.js';

/** @typedef {chrome.scripting.RegisteredContentScript} Registered */

const FILES = ['content.js'];
const EVERYWHERE = /** @type {const} */ ({ allFrames: true, matchOriginAsFallback: true });

const next = inTurn();

/** Makes it so. Called when the extension starts and when something that it depends on has changed. */
export function register() {
  return next(async () => {
    const { settings } = await loadSettings();
    const reads = settings.mode === 'all';
    const sites = reads ? await allowedSites() : [];
    const received = sites.length > 0 ? settings.received.flatMap(patternsOf) : [];
    const early = { ...EVERYWHERE, matches: received, runAt: /** @type {const} */ ('document_start') };
    await keep({ ...EVERYWHERE, id: 'reader', js: FILES, matches: sites, runAt: 'document_idle' });
    // The ear first: it is there when the hook looks for it.
    await keep({ ...early, id: 'ear', js: ['ear.js'] });
    await keep({ ...early, id: 'hook', js: ['hook.js'], world: 'MAIN' });
  });
}

/** @param {Registered} wanted with no pages: not at all */
async function keep(wanted) {
  const { id, matches = [] } = wanted;
  const [known] = await chrome.scripting.getRegisteredContentScripts({ ids: [id] });
  if (known?.matches?.join() === matches.join()) return;
  if (known) await chrome.scripting.unregisterContentScripts({ ids: [id] });
  if (matches.length > 0) await chrome.scripting.registerContentScripts([wanted]);
}

/** A host and its subdomains; addresses have none. @param {string} name */
function patternsOf(name) {
  // As the browser writes it; what is no host after all would be refused, and all others with it.
  if (!URL.canParse(`http://${name}/`)) return [];
  const { hostname: host } = new URL(`http://${name}/`);
  const isAddress = host.startsWith('[') || /^[\d.]+$/.test(host);
  return isAddress ? [`*://${host}/*`] : [`*://${host}/*`, `*://*.${host}/*`];
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
