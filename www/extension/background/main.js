/**
 * The background: answers content scripts, the popup and the options page. A service worker in Chromium, an event page
 * in Firefox; both may be ended at any time, so nothing here is remembered but in storage.
 */

import { SCAN } from '../shared/events.js';
import { loadWords } from '../shared/messages.js';
import { isExcluded, loadSettings } from '../shared/settings.js';
import { isDocument, readDocument } from './documents.js';
import { watchDownloads } from './downloads.js';
import { theFilter } from './judging.js';
import { inject, register } from './registration.js';
import { watchResponses } from './responses.js';
import { forget, takePieces } from './sessions.js';
import { openStopped, stopped, stoppedIn, warningShown } from './stopped.js';
import { changeTab, setBadge, tabOf, total } from './tabs.js';
import { show } from './telling.js';

/**
 * @typedef {chrome.runtime.MessageSender & {tab: chrome.tabs.Tab & {id: number}}} Frame
 * @typedef {(message: any, sender: chrome.runtime.MessageSender) => unknown} Handler
 */

/** @type {Record<string, Handler>} what content scripts ask */
const FROM_PAGES = {
  hello: (message, sender) => hello(message, /** @type {Frame} */ (sender)),
  dress: (_, sender) => dress(/** @type {Frame} */ (sender)),
  viewer: (_, { tab }) => tab?.id !== undefined && openedDocument(tab.id, tab),
  found: (message, sender) => found(message, /** @type {Frame} */ (sender)),
};

/** @type {Record<string, Handler>} what the extension's own pages ask */
const FROM_OURS = {
  state: ({ tab }) => state(tab),
  check: ({ tab, url }) => check(tab, url),
  open: ({ tab, url }) => openStopped(tab, url),
  warning: (_, { tab }) => tab?.id !== undefined && warningShown(tab.id),
  kinds: async () => (await theFilter()).kinds(),
};

chrome.runtime.onMessage.addListener((message, sender, answer) => {
  const ours = sender.url?.startsWith(chrome.runtime.getURL('')) ?? false;
  const handler = (ours ? FROM_OURS : FROM_PAGES)[message?.type];
  if (!handler || sender.id !== chrome.runtime.id) return false;
  Promise.resolve(handler(message, sender)).then(answer, () => answer(undefined));
  return true;
});

chrome.runtime.onConnect.addListener((port) => {
  if (port.name === SCAN && port.sender?.id === chrome.runtime.id) takePieces(port);
});
chrome.runtime.onInstalled.addListener(({ reason }) => {
  if (reason === 'install') void welcome();
});
chrome.runtime.onStartup.addListener(() => void register());
chrome.permissions.onAdded.addListener(() => {
  watchDownloads(savedFile);
  watchResponses(stopped);
  void register();
});
chrome.permissions.onRemoved.addListener(() => void register());
chrome.storage.onChanged.addListener((changes, area) => {
  if (area === 'managed' || (area === 'local' && 'settings' in changes)) void register();
});
chrome.tabs.onRemoved.addListener((tab) => {
  forget(`${tab}:`);
  void changeTab(tab, () => undefined);
  void chrome.storage.session.remove([`asked:${tab}`, `opened:${tab}`, `stopped:${tab}`]);
});
chrome.tabs.onUpdated.addListener((id, { status }, tab) => {
  if (status === 'complete' && isDocument(tab.url)) void openedDocument(id, tab);
});
watchDownloads(savedFile);
watchResponses(stopped);
void register();

/** The first thing a person sees: what it does, and what it asks for. Not where a policy has decided already. */
async function welcome() {
  const { locked } = await loadSettings();
  if (Object.keys(locked).length === 0) await chrome.runtime.openOptionsPage();
}

/**
 * A frame asks whether to read.
 *
 * @param {{top: boolean, page: string}} message
 * @param {Frame} sender
 */
async function hello({ top, page }, { tab, frameId = 0 }) {
  const { settings } = await loadSettings();
  const key = `asked:${tab.id}`;
  const asked = (await chrome.storage.session.get(key))[key] === new URL(tab.url ?? page).origin;
  const excluded = isExcluded(settings, new URL(tab.url ?? page).hostname);
  const reads = asked || (!excluded && (!tab.incognito || settings.incognito));
  forget(`${tab.id}:${frameId} `);
  if (top) {
    const frames = settings.block ? await stoppedIn(tab.id, page) : {};
    await changeTab(tab.id, () => ({ page, frames }));
    await setBadge(tab.id, 0, (await loadWords()).say('badgeNone'));
    // Frames may have told before their page said hello.
    await chrome.tabs.sendMessage(tab.id, { type: 'tell' }).catch(() => undefined);
  }
  return { reads };
}

/**
 * A frame wants the style of its marks. (As the user's own style, Chromium computes highlights but does not paint them.)
 *
 * @param {Frame} sender
 */
async function dress({ tab, frameId = 0 }) {
  const target = { tabId: tab.id, frameIds: [frameId] };
  await chrome.scripting.insertCSS({ target, files: ['highlights.css'], origin: 'AUTHOR' });
}

/**
 * A frame tells what it has found so far.
 *
 * @param {{summary: import('./tabs.js').Summary, page: string}} message
 * @param {Frame} sender
 */
async function found({ summary, page }, { tab, frameId }) {
  await show(tab.id, page, frameId ?? 0, summary);
}

/** A file was saved, and read. @type {Parameters<typeof watchDownloads>[0]} */
async function savedFile(tab, page, file, summary) {
  await show(tab, page, `file ${file}`, summary);
}

/** Documents that are being read: more than one thing says that one has opened. @type {Set<string>} */
const reading = new Set();

/** A document has opened in a tab. @param {number} id @param {chrome.tabs.Tab} tab */
async function openedDocument(id, tab) {
  const { settings } = await loadSettings();
  const url = tab.url ?? '';
  const { protocol, hostname } = new URL(url);
  const reads = settings.documents && settings.mode === 'all' && (!tab.incognito || settings.incognito);
  const allowed = await chrome.permissions.contains({ origins: [`${protocol}//${hostname}/*`] });
  if (reads && allowed && !isExcluded(settings, hostname)) await checkDocument(id, url);
}

/** @param {number} id @param {string} url */
async function checkDocument(id, url) {
  const key = `${id} ${url}`;
  if (reading.has(key)) return;
  reading.add(key);
  try {
    const { origin, pathname } = new URL(url);
    const page = `${origin}${pathname}`;
    await changeTab(id, () => ({ page, frames: {} }));
    await show(id, page, 0, await readDocument(url));
  } finally {
    reading.delete(key);
  }
}

/**
 * A person asks for a page to be read now.
 *
 * @param {number} id
 * @param {string} url
 */
async function check(id, url) {
  await chrome.storage.session.set({ [`asked:${id}`]: new URL(url).origin });
  if (isDocument(url)) await checkDocument(id, url);
  else await inject(id);
}

/** What the popup shows. @param {number} id */
async function state(id) {
  const tab = await tabOf(id);
  if (!tab) return {};
  return {
    page: tab.page,
    summary: total(tab),
    frames: Object.keys(tab.frames).filter((frame) => !Number.isNaN(Number(frame))),
    warns: tab.warned ?? false,
    // The page itself, or a frame of it.
    stopped: 'stopped 0' in tab.frames,
    stoppedFrame: Object.keys(tab.frames).some((frame) => frame.startsWith('stopped ')),
    stoppedFile: Object.keys(tab.frames).some((frame) => frame.startsWith('stopped file ')),
  };
}
