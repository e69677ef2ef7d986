/** The kinds that the module knows, and what they are called. */

/** @typedef {import('../../core/filter.js').Kind} Kind */

/** @returns {Promise<Kind[]>} in the module's order */
export function catalogue() {
  return chrome.runtime.sendMessage({ type: 'kinds' });
}

/**
 * What a kind is called in the language that was chosen, where that has a word for it.
 *
 * @param {Pick<Kind, 'id' | 'title'>} kind
 * @param {import('./messages.js').Words} words
 */
export function titleOf({ id, title }, { say, has }) {
  const key = `kind_${id}`;
  return has(key) ? say(key) : title;
}
