/**
 * Firefox, for those who switched it on: a page is judged before it is shown, and one that exposes people is replaced by a
 * warning. No other browser lets an extension see the body of a response.
 *
 * The price is that a page appears only when all of it has come. What cannot be replaced by words (pictures, PDF files),
 * what is longer than is held, and what the module fails at, passes as it came, byte for byte; the reader in the page
 * still reads it.
 */

import { loadWords } from '../shared/messages.js';
import { isExcluded, loadSettings } from '../shared/settings.js';
import { openStream } from './judging.js';
import { summaryOf, warns } from './tabs.js';
import { warningFor } from './warning.js';

/** Bytes of one page that are held at most. */
const MOST_HELD = 16 * 1024 * 1024;
/** What a browser shows as a document of its own, and words can stand in the place of. */
const SHOWN = /^(?:text\/(?!css|javascript)|application\/(?:(?:[\w.-]+\+)?(?:json|xml)\b))/;

/**
 * @typedef {object} Stopped what was replaced
 * @property {string} page origin and path
 * @property {import('./tabs.js').Summary} summary
 *
 * @typedef {object} Filter Firefox's stream of one response
 * @property {((event: {data: ArrayBuffer}) => void) | null} ondata
 * @property {(() => void) | null} onstop
 * @property {(bytes: ArrayBuffer | Uint8Array) => void} write
 * @property {() => void} close
 * @property {() => void} disconnect lets the rest pass by itself
 */

let listening = false;

/**
 * Listens, once the browser allows it.
 *
 * @param {(tab: number, frame: number, stopped: Stopped) => Promise<void>} tell is waited for before the warning is shown
 */
export function watchResponses(tell) {
  const { webRequest } = chrome;
  if (listening || !webRequest || !('filterResponseData' in webRequest)) return;
  listening = true;
  webRequest.onHeadersReceived.addListener(
    // Firefox waits for what is promised, and Chromium's types know nothing of it.
    /** @type {any} */ ((/** @type {any} */ details) => received(details, tell)),
    { urls: ['http://*/*', 'https://*/*'], types: ['main_frame', 'sub_frame'] },
    ['blocking', 'responseHeaders'],
  );
}

/**
 * @param {chrome.webRequest.OnHeadersReceivedDetails & {incognito?: boolean}} details
 * @param {Parameters<typeof watchResponses>[0]} tell
 */
async function received(details, tell) {
  const { requestId, tabId, frameId, url, statusCode, responseHeaders = [] } = details;
  // The tab goes elsewhere.
  if (frameId === 0) await chrome.storage.session.remove(`stopped:${tabId}`);
  const contentType = responseHeaders.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? '';
  if (!SHOWN.test(contentType) || (statusCode >= 300 && statusCode < 400) || !(await wanted(details))) return {};
  const { origin, pathname } = new URL(url);
  const stream = await openStream({ contentType, fileName: pathname.split('/').at(-1) });
  const { settings } = await loadSettings();
  const { say, lang } = await loadWords();
  /** @type {Filter} */
  const filter = /** @type {any} */ (chrome.webRequest).filterResponseData(requestId);
  /** @type {ArrayBuffer[]} */
  const held = [];
  let size = 0;
  const pass = () => {
    stream.close();
    for (const bytes of held) filter.write(bytes);
    filter.disconnect();
  };
  filter.ondata = ({ data }) => {
    held.push(data);
    size += data.byteLength;
    try {
      if (size > MOST_HELD) pass();
      else stream.write(new Uint8Array(data));
    } catch {
      // The module's instance was lost.
      pass();
    }
  };
  filter.onstop = async () => {
    try {
      stream.end();
      const summary = summaryOf(stream.report());
      if (!warns(summary, settings)) {
        pass();
        return;
      }
      stream.close();
      await tell(tabId, frameId, { page: origin + pathname, summary });
      const words = { lang, title: say('stoppedTitle', summary.persons), detail: say('stoppedHow') };
      filter.write(new TextEncoder().encode(warningFor(contentType, words)));
      filter.close();
    } catch {
      pass();
    }
  };
  return {};
}

/** Whether a page is to be judged. @param {chrome.webRequest.OnHeadersReceivedDetails & {incognito?: boolean}} details */
async function wanted({ tabId, frameId, url, incognito }) {
  const { settings } = await loadSettings();
  if (!settings.block || settings.mode !== 'all' || (incognito && !settings.incognito)) return false;
  if (isExcluded(settings, new URL(url).hostname)) return false;
  // A person who opened a page anyway opened all that is in it.
  const key = `opened:${tabId}`;
  const opened = (await chrome.storage.session.get(key))[key];
  if (opened === undefined) return true;
  const page = frameId === 0 ? url : (await chrome.tabs.get(tabId)).url;
  return page === undefined || new URL(page).origin !== opened;
}
