/**
 * The words of the extension, in the language that was chosen.
 *
 * Why not the browser's own i18n calls: they speak the browser's language only, and many a phone and office speaks
 * English to people who read Hindi. The files are the same, so the store's listing and the browser's menus use them too.
 */

import { loadSettings } from './settings.js';

/** Languages that there are words in; the first is the one that has all of them. */
export const LANGUAGES = /** @type {const} */ (['en', 'hi']);

/**
 * @typedef {object} Words
 * @property {'en' | 'hi'} lang
 * @property {(key: string, ...values: Array<string | number>) => string} say numbers are written as the language does
 * @property {(key: string) => boolean} has
 */

/** @returns {Promise<Words>} */
export async function loadWords() {
  const { settings } = await loadSettings();
  const own = chrome.i18n.getUILanguage().slice(0, 2);
  const asked = settings.language === 'auto' ? own : settings.language;
  const lang = LANGUAGES.find((name) => name === asked) ?? 'en';
  const [words, english] = await Promise.all([file(lang), file('en')]);
  const number = new Intl.NumberFormat(`${lang}-IN`);
  const say = (/** @type {string} */ key, /** @type {Array<string | number>} */ ...values) =>
    (words[key] ?? english[key])?.message.replace(/\$(\d)/g, (_, i) => {
      const value = values[Number(i) - 1] ?? '';
      return typeof value === 'number' ? number.format(value) : value;
    }) ?? '';
  return { lang, say, has: (key) => key in words || key in english };
}

/** @type {Map<string, Promise<Record<string, {message: string}>>>} */
const files = new Map();

/** @param {string} lang */
function file(lang) {
  let found = files.get(lang);
  if (!found) {
    found = fetch(chrome.runtime.getURL(`_locales/${lang}/messages.json`)).then((response) => response.json());
    files.set(lang, found);
  }
  return found;
}
