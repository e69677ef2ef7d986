/** What the extension's own pages do first: speak the chosen language, wear the chosen colours. */

import { loadWords } from './messages.js';
import { loadSettings } from './settings.js';

/** @returns {Promise<import('./messages.js').Words>} */
export async function dressPage() {
  const [words, { settings }] = await Promise.all([loadWords(), loadSettings()]);
  document.documentElement.lang = words.lang;
  if (settings.theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = settings.theme;
  for (const element of document.querySelectorAll('[data-say]')) {
    element.textContent = words.say(/** @type {HTMLElement} */ (element).dataset.say ?? '');
  }
  return words;
}

/**
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
export function byId(id, type) {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new TypeError(`#${id} is not there.`);
  return element;
}

/** @param {string} name @param {string} type @param {string} text */
export function saveFile(name, type, text) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
