/** What a person is told of a tab: the number on the button, the card in the page, and the log, where one is kept. */

import { addToLog } from '../shared/log.js';
import { loadWords } from '../shared/messages.js';
import { loadSettings } from '../shared/settings.js';
import { changeTab, setBadge, total, warns } from './tabs.js';

/** People from whose number on a page gets the card, besides one with something of the highest severity. */
const MANY = 10;

/**
 * Takes what one frame came to, and tells of the tab as it is now.
 *
 * @param {number} id
 * @param {string} page
 * @param {number | string} frame its number, or the name of what is no frame: a file, a frame that was stopped
 * @param {import('./tabs.js').Summary} summary
 */
export async function show(id, page, frame, summary) {
  const { settings } = await loadSettings();
  const tab = await changeTab(id, (known) => {
    const now = { ...(known ?? { page }), frames: { ...known?.frames, [frame]: summary } };
    return { ...now, warned: warns(total(now), settings) };
  });
  if (!tab?.warned) return;
  const all = total(tab);
  if (settings.log) await log(id, page, all);
  const words = await loadWords();
  const isStopped = Object.keys(tab.frames).some((name) => name.startsWith('stopped file '));
  const fileTitle = isStopped ? 'stoppedFileTitle' : 'headlineFile';
  await setBadge(id, all.persons, words.say(all.file ? fileTitle : 'badgeSome', all.persons));
  // A page that was stopped has said it, and has nothing to hide.
  if ('stopped 0' in tab.frames) return;
  if (settings.card === 'never' || (all.persons < MANY && !all.critical)) return;
  const { say, lang } = words;
  const card = {
    lang,
    theme: settings.theme,
    title: say(all.file ? fileTitle : 'headline', all.persons),
    detail: say(all.file ? 'cardFileDetail' : 'cardDetail'),
    // There is nothing of a file to hide in the page.
    hide: all.file ? '' : say('hide'),
    unhide: say('unhide'),
    show: say('cardShow'),
    close: say('close'),
  };
  // Where no content script runs (a PDF), the badge has said it.
  await chrome.tabs.sendMessage(id, { type: 'banner', words: card }, { frameId: 0 }).catch(() => undefined);
}

/**
 * Takes note of it, but not of what is seen in a private window.
 *
 * @param {number} id
 * @param {string} page
 * @param {import('./tabs.js').Summary} all
 */
async function log(id, page, all) {
  const tab = await chrome.tabs.get(id).catch(() => undefined);
  if (tab && !tab.incognito) await addToLog(page, all, new Date());
}
