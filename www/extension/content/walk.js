/**
 * The walk over a document: what a reader sees, in the order of the document, as events text.
 *
 * Why by elements and not by layout: asking for a computed style forces one, for every element of the page. What a
 * block is and what a cell is, the elements say well enough, and ARIA's roles where they don't.
 *
 * It is a generator that stops every few nodes, so that its caller can give the page its time back.
 */

import { attributesOf } from './attributes.js';
import { Table } from './table.js';

/**
 * @typedef {object} Way
 * @property {import('./script.js').Script} out
 * @property {(root: ShadowRoot) => void} onShadow told of each shadow root that is met
 * @property {(element: Element) => void} onBare told of custom elements without one
 * @property {(row: Element) => boolean} skips whether a row or an entry of a list was read before
 */

/** Nothing of these is text that a reader sees. Frames have a walk of their own. */
const SKIPPED = new Set(
  'SCRIPT STYLE NOSCRIPT TEMPLATE LINK META BASE HEAD IFRAME FRAME OBJECT EMBED AUDIO VIDEO CANVAS OPTION DATALIST'.split(
    ' ',
  ),
);
/** What begins on a line of its own. */
const BLOCKS = new Set(
  (
    'ADDRESS ASIDE BLOCKQUOTE BODY CAPTION CENTER DD DETAILS DIALOG DIV DT FIGCAPTION FIGURE FOOTER H1 H2 H3 H4 H5 H6 ' +
    'HEADER HGROUP HTML LEGEND MAIN MENU NAV OL P PRE SUMMARY TD TH UL TBODY THEAD TFOOT'
  ).split(' '),
);
/** What stands on its own: an entry, a form, a passage. */
const RECORDS = new Set('ARTICLE DL FIELDSET FORM HR LI SECTION'.split(' '));
/** Types of fields whose value is nobody's, or nobody's business. */
export const SILENT = /^(?:password|button|submit|reset|checkbox|radio|file|image|range|color)$/;
const FIELDS = new Set('INPUT TEXTAREA SELECT'.split(' '));
/** Nodes between two stops. */
const STRIDE = 32;

/**
 * @param {Node} root
 * @param {Way} way
 * @param {Element} [table] the table that holds the root, if the root is a row of one
 * @returns {Generator<void, void>}
 */
export function* walk(root, way, table) {
  const { out } = way;
  /** @type {Array<Node | (() => void)>} what is still to be visited, the next last */
  const ahead = [root];
  /** @type {Table[]} the tables that are open, the inner last */
  const tables = table ? [new Table()] : [];
  /** @type {Element[]} cells that are open: a block within them does not end the row */
  const cells = [];
  let kept = 0;
  let entries = 0;
  let visited = 0;

  /** Below a cell a line ends nothing but a value. */
  const line = () => (cells.length > 0 ? out.line() : out.row());

  /** @param {Node} node children of it are visited next, then `leave` is called @param {() => void} [leave] */
  const descend = (node, leave) => {
    if (leave) ahead.push(leave);
    for (let child = node.lastChild; child; child = child.previousSibling) ahead.push(child);
  };

  /** @param {Element} element */
  const enter = (element) => {
    const { tagName } = element;
    const role = element.getAttribute('role');
    const shadow = shadowOf(element);
    if (shadow) {
      way.onShadow(shadow);
      line();
      descend(shadow, line);
    } else if (tagName === 'SLOT') {
      const assigned = /** @type {HTMLSlotElement} */ (element).assignedNodes();
      if (assigned.length > 0) ahead.push(...assigned.reverse());
      else descend(element);
    } else if (FIELDS.has(tagName)) {
      line();
      field(/** @type {any} */ (element), out);
      line();
    } else if (tagName === 'BR') {
      line();
    } else if (isTable(element, role)) {
      out.part();
      tables.push(new Table());
      descend(element, () => {
        tables.pop();
        out.part();
      });
    } else if (isRow(element, role)) {
      if (way.skips(element)) return;
      out.row();
      const row = tables.at(-1);
      row?.row();
      descend(element, () => {
        row?.endRow(out);
        out.row();
      });
    } else if (tables.length > 0 && isCell(element, role)) {
      tables.at(-1)?.cell(element, out);
      cells.push(element);
      descend(element, () => cells.pop());
    } else if (RECORDS.has(tagName) || isOneOfMany(element)) {
      if (tagName === 'LI' && way.skips(element)) return;
      const isEntry = tagName === 'LI' || tagName === 'DIV';
      // A form or a list of terms within an entry is of the entry's person.
      const ends = () => (cells.length === 0 && (isEntry || entries === 0) ? out.record() : line());
      ends();
      entries += Number(isEntry);
      descend(element, () => {
        entries -= Number(isEntry);
        ends();
      });
    } else if (tagName === 'DD' && cells.length === 0) {
      // A definition is one line with its term: `Term: definition`.
      const term = element.previousElementSibling;
      out.row();
      if (term?.tagName === 'DT') out.label(term.textContent ?? '');
      cells.push(element);
      descend(element, () => {
        cells.pop();
        out.row();
      });
    } else if (tagName === 'DT' && cells.length === 0) {
      out.row();
      if (element.nextElementSibling?.tagName !== 'DD') descend(element, line);
    } else if (BLOCKS.has(tagName)) {
      line();
      kept += Number(tagName === 'PRE');
      descend(element, () => {
        kept -= Number(tagName === 'PRE');
        line();
      });
    } else {
      if (tagName.includes('-')) way.onBare(element);
      descend(element);
    }
    // Behind the line's beginning and in front of what it holds.
    for (const { name, value } of attributesOf(element)) out.attribute(element, name, value, tables.length > 0);
  };

  while (ahead.length > 0) {
    const next = ahead.pop();
    if (typeof next === 'function') next();
    else if (next?.nodeType === Node.TEXT_NODE) out.text(/** @type {Text} */ (next), kept > 0 && cells.length === 0);
    else if (isElement(next)) {
      if (!SKIPPED.has(next.tagName)) enter(next);
    } else if (next) descend(next);
    visited += 1;
    if (visited % STRIDE === 0) yield;
  }
}

/** @param {Node | undefined} node @returns {node is Element} */
function isElement(node) {
  return node?.nodeType === Node.ELEMENT_NODE;
}

/** @param {Element} element @param {string | null} [role] */
export function isTable(element, role = element.getAttribute('role')) {
  if (role === 'table' || role === 'grid' || role === 'treegrid') return true;
  // A table that holds tables is there for the layout.
  return element.tagName === 'TABLE' && role !== 'presentation' && !element.querySelector('table');
}

/** @param {Element} element @param {string | null} [role] */
export function isRow(element, role = element.getAttribute('role')) {
  return element.tagName === 'TR' || role === 'row';
}

/** @param {Element} element @param {string | null} role */
function isCell(element, role) {
  if (element.tagName === 'TD' || element.tagName === 'TH') return true;
  return role !== null && /^(?:cell|gridcell|columnheader|rowheader)$/.test(role);
}

/**
 * Whether an element is one of several alike that hold blocks: a card among cards.
 *
 * @param {Element} element
 */
function isOneOfMany(element) {
  if (element.tagName !== 'DIV' || !element.firstElementChild) return false;
  const { previousElementSibling: before, nextElementSibling: after } = element;
  const isAlike = (/** @type {Element | null} */ other) =>
    other?.tagName === 'DIV' && other.className === element.className && other.firstElementChild !== null;
  return isAlike(before) || isAlike(after);
}

/**
 * The shadow root: also a closed one, where the browser lets an extension see it.
 *
 * @param {Element} element
 * @returns {ShadowRoot | null}
 */
function shadowOf(element) {
  if (element.shadowRoot) return element.shadowRoot;
  if (!(element instanceof HTMLElement) || !element.tagName.includes('-')) return null;
  const own = /** @type {any} */ (element).openOrClosedShadowRoot;
  return own ?? globalThis.chrome?.dom?.openOrClosedShadowRoot(element) ?? null;
}

/**
 * @param {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} element
 * @param {import('./script.js').Script} out
 */
function field(element, out) {
  if (SILENT.test(element.type)) return;
  const value = 'selectedOptions' in element ? (element.selectedOptions[0]?.textContent ?? '').trim() : element.value;
  if (!value) return;
  const label = element.labels?.[0]?.textContent || element.getAttribute('aria-label') || element.name;
  out.label(label || element.getAttribute('placeholder') || '');
  out.value(element, value);
}
