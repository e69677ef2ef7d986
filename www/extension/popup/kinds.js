/** The list of what can be seen on the page: each kind, how many of it, and the way to its places. */

import { catalogue, titleOf } from '../shared/kinds.js';
import { byId } from '../shared/page.js';

/** Kinds that are shown at once; the others are folded. */
const FIRST = 6;
const WEIGHT = { critical: 0, high: 1, medium: 2, low: 3 };

/**
 * @typedef {import('../shared/report.js').Facts} Facts
 */

/**
 * @param {import('../background/tabs.js').Summary} summary
 * @param {string} page
 * @param {import('../shared/messages.js').Words} words
 * @returns {Promise<Facts>} the worst kinds first
 */
export async function factsOf({ persons, counts }, page, words) {
  const known = new Map((await catalogue()).map((kind) => [kind.id, kind]));
  const order = [...known.keys()];
  const weight = (/** @type {string} */ id) =>
    WEIGHT[/** @type {keyof typeof WEIGHT} */ (known.get(id)?.severity ?? 'low')] ?? 3;
  const kinds = Object.entries(counts)
    .map(([id, count]) => ({ id, count, title: titleOf({ id, title: known.get(id)?.title ?? id }, words) }))
    .sort((a, b) => weight(a.id) - weight(b.id) || b.count - a.count || order.indexOf(a.id) - order.indexOf(b.id));
  return { page, persons, kinds };
}

/**
 * @param {Facts} facts
 * @param {import('../shared/messages.js').Words} words
 * @param {((kind: string, step: number) => void) | undefined} go none where there are no places to go to (a PDF)
 */
export function listKinds({ kinds }, words, go) {
  const row = rowMaker(words, go);
  byId('kinds', HTMLElement).replaceChildren(...kinds.slice(0, FIRST).map(row));
  byId('rest', HTMLElement).replaceChildren(...kinds.slice(FIRST).map(row));
  byId('others', HTMLElement).hidden = kinds.length <= FIRST;
  byId('more', HTMLElement).textContent = words.say('more', kinds.length - FIRST);
}

/**
 * @param {import('../shared/messages.js').Words} words
 * @param {((kind: string, step: number) => void) | undefined} go
 * @returns {(kind: Facts['kinds'][number]) => HTMLElement}
 */
function rowMaker({ say, lang }, go) {
  const number = new Intl.NumberFormat(`${lang}-IN`);
  return ({ id, title, count }) => {
    const row = document.createElement('li');
    const name = document.createElement('span');
    name.textContent = title;
    const many = document.createElement('b');
    many.textContent = number.format(count);
    row.append(name, many);
    if (!go) return row;
    const steps = document.createElement('span');
    steps.className = 'steps';
    for (const [sign, label, step] of /** @type {const} */ ([
      ['↑', 'goPrevious', -1],
      ['↓', 'goNext', 1],
    ])) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = sign;
      button.setAttribute('aria-label', say(label, title));
      button.title = say(label, title);
      button.addEventListener('click', () => go(id, step));
      steps.append(button);
    }
    row.append(steps);
    return row;
  };
}
