/**
 * Where in the document findings stand, and what a person can do there: go to it, see it marked, hide it.
 *
 * Why no values are kept: a place is a node and two offsets; what stands there is read when it is needed. Equal values
 * are told apart from others by a salted digest, so that a number that a page shows twice counts once.
 *
 * Why highlights: the browser paints them without a change to the page, so no page sees, breaks or keeps them.
 */

import { digest, newSalt } from './digest.js';
import { offsetOfByte } from './script.js';

/**
 * @typedef {object} Place
 * @property {string} kind
 * @property {WeakRef<Node>} node
 * @property {number} from UTF-16 offset in the node's text; -1: the element's field or attribute
 * @property {WeakRef<Node>} endNode
 * @property {number} to
 */

/** What many people have alike: there the same value is another person's, if it stands in another row. */
export const SHARED = new Set([
  'age',
  'covid_test_result',
  'date_of_birth',
  'gender',
  'in_ifsc',
  'in_pin_code',
  'person_name',
  'postal_address',
]);

/** Places that are kept at most; counts go on. */
const MOST = 5000;

export class Places {
  /** @type {Place[]} */
  list = [];
  /** @type {Record<string, number>} distinct values by kind */
  counts = {};
  /** Findings that are sure, and all of them. */
  sure = 0;
  all = 0;
  /** Whether something of the highest severity is among them. */
  critical = false;
  /** @type {Set<number>} */
  #seen = new Set();
  #salt = newSalt();

  /**
   * Takes what was found in a batch.
   *
   * @param {import('./session.js').Batch} batch
   * @param {import('./script.js').Stretch[]} stretches of that batch
   * @returns {Generator<void, void>}
   */
  *add({ findings, unlisted }, stretches) {
    for (const [kind, count] of Object.entries(unlisted)) if (!isRecord(kind)) this.#count(kind, count);
    for (const [i, [kind, start, end, confidence, severity]] of findings.entries()) {
      if (i % 32 === 31) yield;
      if (isRecord(kind)) continue;
      const found = locate(stretches, start, end);
      if (!found) continue;
      this.all += 1;
      this.sure += Number(confidence >= 80);
      this.critical ||= severity === 'critical' && confidence >= 80;
      const text = found.text.toLowerCase().replace(/[^\p{L}\p{N}@]/gu, '');
      const value = digest(`${kind} ${text} ${SHARED.has(kind) ? whose(found) : ''}`, this.#salt);
      if (!this.#seen.has(value)) {
        this.#seen.add(value);
        this.#count(kind, 1);
      }
      const { node, from, endNode, to } = found;
      if (this.list.length < MOST) {
        this.list.push({ kind, node: new WeakRef(node), from, endNode: new WeakRef(endNode), to });
      }
    }
  }

  /** @param {string} [kind] @returns {Place[]} those that are still in the document */
  living(kind) {
    return this.list.filter((place) => (kind === undefined || place.kind === kind) && place.node.deref()?.isConnected);
  }

  /** @param {string} kind @param {number} count */
  #count(kind, count) {
    this.counts[kind] = (this.counts[kind] ?? 0) + count;
  }
}

/**
 * What tells the row of a value from other rows: its text, which is the same when the page draws it again.
 *
 * @param {{node: Node, from: number}} found
 */
function whose({ node, from }) {
  const element = node.nodeType === Node.ELEMENT_NODE ? /** @type {Element} */ (node) : node.parentElement;
  return element?.closest('tr, [role="row"], li, dl')?.textContent ?? String(from);
}

/** What several findings together make of a person is no place of its own. @param {string} kind */
function isRecord(kind) {
  return kind.endsWith('_record');
}

/**
 * @param {Place} place
 * @returns {Range | undefined} none if the place is an element's own, or has changed
 */
export function rangeOf({ node, from, endNode, to }) {
  const [first, last] = [node.deref(), endNode.deref()];
  if (from < 0 || !first?.isConnected || !last?.isConnected) return undefined;
  if (from > (first.nodeValue ?? '').length || to > (last.nodeValue ?? '').length) return undefined;
  const range = new Range();
  range.setStart(first, from);
  range.setEnd(last, to);
  return range;
}

/** @param {Place} place @returns {Element | undefined} */
export function elementOf({ node }) {
  const found = node.deref();
  return found?.nodeType === Node.ELEMENT_NODE ? /** @type {Element} */ (found) : (found?.parentElement ?? undefined);
}

/**
 * @param {import('./script.js').Stretch[]} stretches
 * @param {number} start byte
 * @param {number} end byte
 */
function locate(stretches, start, end) {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stretches[middle].at + stretches[middle].bytes <= start) low = middle + 1;
    else high = middle;
  }
  const first = stretches[low];
  if (!first || first.at >= end) return undefined;
  let last = first;
  let text = '';
  for (let i = low; i < stretches.length && stretches[i].at < end; i += 1) {
    last = stretches[i];
    const from = offsetOfByte(last.text, Math.max(start - last.at, 0));
    text += last.text.slice(from, offsetOfByte(last.text, end - last.at));
  }
  const from = first.from < 0 ? -1 : first.from + offsetOfByte(first.text, Math.max(start - first.at, 0));
  const to = last.from < 0 ? -1 : last.from + offsetOfByte(last.text, Math.min(end - last.at, last.bytes));
  return { node: first.node, from, endNode: last.node, to, text };
}
