/**
 * Firefox, for those who switched it on: what exposes people is not shown; a warning stands in its place. No other browser
 * lets an extension see the body of a response.
 *
 * The price is that a page appears only when all of it has come. What words cannot stand in the place of (pictures, sound,
 * programs), what is longer than is held, and what the module cannot read or fails at, passes as it came, byte for byte; the
 * reader in the page still reads it. A file that is going to be saved Firefox hands to nobody: those who have files read get
 * it asked for once more before it is saved, and not after.
 */

import { STATUS } from '../../core/stream.js';
import { loadWords } from '../shared/messages.js';
import { isExcluded, loadSettings } from '../shared/settings.js';
import { readDocument } from './documents.js';
import { openStream } from './judging.js';
import { summaryOf, warns } from './tabs.js';
import { warningFor } from './warning.js';

/** Bytes of one body that are held at most. */
const MOST_HELD = 16 * 1024 * 1024;
/** What words cannot stand in the place of. */
const PASSING =
  /^(?:image\/(?!svg)|audio\/|video\/|font\/|text\/(?:css|(?:x-)?javascript)|application\/(?:(?:x-)?javascript|wasm)\b)/i;
/** What the browser shows as a document of its own; other files it saves. */
const SHOWN = /^(?:text\/(?:html|plain|xml)|image\/svg\+xml|application\/(?:pdf|(?:[\w.-]+\+)?(?:json|xml))\b)/i;
/** What it shows in a viewer, which believes in the length that was told: no words can stand there. */
const VIEWED = /^application\/pdf\b/i;

/**
 * @typedef {object} Stopped what was replaced
 * @property {'page' | 'view' | 'frame' | 'file'} as
 * @property {number} frame
 * @property {string} url
 * @property {import('./tabs.js').Summary} summary
 *
 * @typedef {object} Filter Firefox's stream of one response
 * @property {((event: {data: ArrayBuffer}) => void) | null} ondata
 * @property {(() => void) | null} onstop
 * @property {(bytes: ArrayBuffer | Uint8Array) => void} write
 * @property {() => void} close
 * @property {() => void} disconnect lets the rest pass by itself
 *
 * @typedef {chrome.webRequest.OnHeadersReceivedDetails & {incognito?: boolean}} Details
 * @typedef {(tab: number, stopped: Stopped) => Promise<void>} Tell is waited for before the warning is shown
 */

let listening = false;

/** Listens, once the browser allows it. @param {Tell} tell */
export function watchResponses(tell) {
  const { webRequest } = chrome;
  if (listening || !webRequest || !('filterResponseData' in webRequest)) return;
  listening = true;
  webRequest.onHeadersReceived.addListener(
    // Firefox waits for what is promised, and Chromium's types know nothing of it.
    /** @type {any} */ ((/** @type {any} */ details) => received(details, tell)),
    { urls: ['http://*/*', 'https://*/*'], types: ['main_frame', 'sub_frame', 'object'] },
    ['blocking', 'responseHeaders'],
  );
}

/** @param {Details} details @param {Tell} tell */
async function received(details, tell) {
  const { requestId, tabId, frameId, type, url, statusCode, responseHeaders = [] } = details;
  const header = (/** @type {string} */ name) =>
    responseHeaders.find((each) => each.name.toLowerCase() === name)?.value ?? '';
  const contentType = header('content-type');
  const saved =
    /^\s*attachment\b/i.test(header('content-disposition')) || !(contentType === '' || SHOWN.test(contentType));
  // The tab goes elsewhere.
  if (type === 'main_frame' && !saved) await chrome.storage.session.remove(`stopped:${tabId}`);
  if (PASSING.test(contentType) || (statusCode >= 300 && statusCode < 400) || !(await wanted(details))) return {};
  if (saved) return { cancel: await isStoppedFile(details, tell) };

  const viewed = VIEWED.test(contentType);
  const as = type !== 'main_frame' ? 'frame' : viewed ? 'view' : 'page';
  const stream = await openStream({ contentType, fileName: new URL(url).pathname.split('/').at(-1) });
  const warning = async (/** @type {import('./tabs.js').Summary} */ summary) => {
    await tell(tabId, { as, frame: frameId, url, summary });
    if (viewed) return '';
    const { say, lang } = await loadWords();
    return warningFor(contentType, { lang, title: say('stoppedTitle', summary.persons), detail: say('stoppedHow') });
  };
  hold(/** @type {any} */ (chrome.webRequest).filterResponseData(requestId), stream, warning);
  // It would ask for parts of a long one past this filter.
  return viewed ? { responseHeaders: responseHeaders.filter((each) => !/^accept-ranges$/i.test(each.name)) } : {};
}

/** @param {Details} details @param {Tell} tell */
async function isStoppedFile({ method, tabId, frameId, url }, tell) {
  const { settings } = await loadSettings();
  if (!settings.downloads || method !== 'GET') return false;
  const summary = await readDocument(url);
  if (!warns(summary, settings)) return false;
  await tell(tabId, { as: 'file', frame: frameId, url, summary });
  return true;
}

/**
 * Holds a body until it is judged.
 *
 * @param {Filter} filter
 * @param {import('../../core/stream.js').Stream} stream
 * @param {(summary: import('./tabs.js').Summary) => Promise<string>} warning
 */
function hold(filter, stream, warning) {
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
      if (size > MOST_HELD || stream.write(new Uint8Array(data)) & STATUS.PASS) pass();
    } catch {
      // The module's instance was lost.
      pass();
    }
  };
  filter.onstop = async () => {
    try {
      stream.end();
      const summary = summaryOf(stream.report());
      if (!warns(summary, (await loadSettings()).settings)) {
        pass();
        return;
      }
      stream.close();
      filter.write(new TextEncoder().encode(await warning(summary)));
      filter.close();
    } catch {
      pass();
    }
  };
}

/** Whether a page is to be judged. @param {Details} details */
async function wanted({ tabId, type, url, incognito }) {
  const { settings } = await loadSettings();
  if (!settings.block || settings.mode !== 'all' || (incognito && !settings.incognito)) return false;
  if (isExcluded(settings, new URL(url).hostname)) return false;
  // A person who opened a page anyway opened all that is in it.
  const key = `opened:${tabId}`;
  const opened = (await chrome.storage.session.get(key))[key];
  if (opened === undefined) return true;
  const page = type === 'main_frame' ? url : (await chrome.tabs.get(tabId)).url;
  return page === undefined || new URL(page).origin !== opened;
}
