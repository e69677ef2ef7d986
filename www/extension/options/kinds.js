/**
 * The single kinds of each pack, each with its box: folded, for most people choose by packs.
 *
 * Their list is the module's, so it is not written here a second time. A box is on unless its kind was switched off.
 */

import { catalogue, titleOf } from '../shared/kinds.js';

/** @type {Promise<import('../shared/kinds.js').Kind[]> | undefined} */
let asked;

/**
 * Puts the kinds of each pack below its box, in the language that is chosen now.
 *
 * @param {import('../shared/messages.js').Words} words
 * @param {import('../shared/settings.js').Settings} settings
 */
export async function showKinds(words, { packs, kindsOff }) {
  asked ??= catalogue();
  const kinds = await asked;
  for (const box of document.querySelectorAll('[name=packs]')) {
    const { value } = /** @type {HTMLInputElement} */ (box);
    const own = kinds.filter(({ pack }) => pack === value);
    const folded = foldedBelow(/** @type {HTMLElement} */ (box.closest('label')), own);
    folded.hidden = !packs.some((pack) => pack === value);
    const on = own.filter(({ id }) => !kindsOff.includes(id)).length;
    /** @type {HTMLElement} */ (folded.firstElementChild).textContent = words.say('optKinds', on, own.length);
  }
  for (const kind of kinds) {
    const title = document.querySelector(`[name=kindsOff][value=${kind.id}] + span`);
    if (title) title.textContent = titleOf(kind, words);
  }
}

/**
 * @param {HTMLElement} pack
 * @param {import('../shared/kinds.js').Kind[]} kinds
 * @returns {HTMLElement}
 */
function foldedBelow(pack, kinds) {
  const there = pack.nextElementSibling;
  if (there?.tagName === 'DETAILS') return /** @type {HTMLElement} */ (there);
  const folded = document.createElement('details');
  folded.className = 'kinds';
  const list = document.createElement('div');
  list.append(...kinds.map(choice));
  folded.append(document.createElement('summary'), list);
  pack.after(folded);
  return folded;
}

/** @param {import('../shared/kinds.js').Kind} kind */
function choice({ id }) {
  const label = document.createElement('label');
  label.className = 'choice';
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.name = 'kindsOff';
  box.value = id;
  label.append(box, document.createElement('span'));
  return label;
}
