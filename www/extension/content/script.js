/**
 * What the page walk writes: events text, and where in the document each stretch of it came from.
 *
 * Why: the module finds places in a text, a person wants to see them in the page. So each stretch that is taken from
 * the document unchanged is noted with its node; what is put between (cells, rows, labels) is nobody's.
 *
 * The contract: control characters of the document never reach the text; breaks are written only once something
 * follows them; a piece never exceeds LONGEST_PIECE bytes.
 */

import { CELL, LABEL, LONGEST_PIECE, PART, ROW, VALUE, byteLength, isAscii } from '../shared/events.js';

/**
 * @typedef {object} Stretch
 * @property {number} at its first byte, counted from the batch's beginning
 * @property {number} bytes
 * @property {string} text
 * @property {Node} node
 * @property {number} from UTF-16 offset in the node's text; -1 for an attribute or a field's value
 */

/** Characters of one stretch at most: three bytes each, and a piece is not exceeded. */
const LONGEST_STRETCH = 2048;

/** Characters of a label that are written. */
const LONGEST_LABEL = 60;

/** What may not stand in the text: the events' own characters and other controls, but for tab and line end. */
// eslint-disable-next-line no-control-regex -- controls are what it looks for
const CONTROLS = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/g;

export class Script {
  /** @type {Stretch[]} */
  stretches = [];
  /** @type {string[]} pieces that are full and wait to be sent */
  pieces = [];
  /** Bytes written so far. */
  bytes = 0;
  #piece = '';
  #pieceBytes = 0;
  #break = '';
  #space = false;
  /** Whether something was written since the cell or line began, and whether a line end is due. */
  #filled = false;
  #lineDue = false;
  /** @type {Array<{name: string, value: string, node: Element, inRow: boolean}>} */
  #attributes = [];

  /** Another document begins: nothing before it labels what follows. */
  part() {
    this.#flushAttributes();
    this.#break = PART;
    this.#begin();
  }

  /** A line, or a row of a table, begins. */
  row() {
    this.#flushAttributes();
    if (this.#break === '') this.#break = ROW;
    this.#begin();
  }

  /** What stands on its own begins: an empty line parts it from what was before. */
  record() {
    this.row();
    if (this.#break === ROW) this.#break = ROW + ROW;
  }

  /** The next cell of the row begins. */
  cell() {
    this.#begin();
    this.#put(CELL);
  }

  /** A line end inside a cell: parts values without ending the row. */
  line() {
    this.#lineDue = this.#filled;
    this.#space = false;
  }

  /** A label of the page, in front of its value. @param {string} text */
  label(text) {
    const clean = text.replace(CONTROLS, ' ').replace(/\s+/g, ' ').trim().slice(0, LONGEST_LABEL);
    if (clean) this.#put(clean.endsWith(':') ? `${clean} ` : `${clean}: `);
  }

  /**
   * Text of a node, its white space drawn together as on the screen.
   *
   * @param {Text} node
   * @param {boolean} kept whether white space is shown as it is
   */
  text(node, kept) {
    const { data } = node;
    if (kept) {
      this.#kept(node, data);
      return;
    }
    const words = /[^ \t\n\r\f]+(?: [^ \t\n\r\f]+)*/g;
    if (/^[ \t\n\r\f]/.test(data)) this.#space = true;
    for (let found = words.exec(data); found; found = words.exec(data)) {
      if (this.#space || found.index > 0) this.#gap();
      this.#stretch(node, found[0], found.index);
      this.#space = false;
    }
    if (/[ \t\n\r\f]$/.test(data)) this.#space = true;
  }

  /**
   * What a field holds, or another text of an element that is no node of its own.
   *
   * @param {Element} node
   * @param {string} text
   */
  value(node, text) {
    this.#stretch(node, text, -1);
  }

  /**
   * An attribute: it is written at the end of the line, so that it is of the same person and moves no column.
   *
   * @param {Element} node
   * @param {string} name
   * @param {string} value
   * @param {boolean} inRow of a table: there it must be no line of its own
   */
  attribute(node, name, value, inRow) {
    this.#attributes.push({ node, name, value, inRow });
  }

  /** Ends the batch: what is there becomes a piece. */
  end() {
    this.#flushAttributes();
    this.#cut();
  }

  #flushAttributes() {
    for (const { name, value, node, inRow } of this.#attributes.splice(0)) {
      if (inRow) {
        this.#put(LABEL + name.replace(CONTROLS, ' ').slice(0, LONGEST_LABEL) + VALUE);
      } else {
        if (this.#break === '') this.#break = ROW;
        this.label(name);
      }
      this.#stretch(node, value, -1);
    }
  }

  /** @param {Text} node @param {string} data */
  #kept(node, data) {
    let at = 0;
    for (const line of data.split('\n')) {
      if (at > 0) this.row();
      // An empty line ends a record.
      if (line.trim() === '') this.record();
      else this.#stretch(node, line, at);
      at += line.length + 1;
    }
  }

  #begin() {
    this.#space = false;
    this.#filled = false;
    this.#lineDue = false;
  }

  #gap() {
    if (this.#break === '' && this.#filled && !this.#lineDue) this.#put(' ');
  }

  /** @param {Node} node @param {string} text @param {number} from */
  #stretch(node, text, from) {
    for (let at = 0; at < text.length;) {
      let end = Math.min(at + LONGEST_STRETCH, text.length);
      // Never between the halves of a character.
      if (end < text.length && /[\uDC00-\uDFFF]/.test(text[end])) end -= 1;
      const part = text.slice(at, end).replace(CONTROLS, ' ');
      this.#put(this.#lineDue ? '\n' : '');
      this.#lineDue = false;
      this.#filled = true;
      const bytes = byteLength(part);
      this.stretches.push({ at: this.bytes, bytes, text: part, node, from: from < 0 ? -1 : from + at });
      this.#add(part, bytes);
      at = end;
    }
  }

  /** Writes what is the walk's own, after the break that was due. @param {string} text */
  #put(text) {
    const whole = this.#break + text;
    this.#break = '';
    if (whole) this.#add(whole, byteLength(whole));
  }

  /** @param {string} text @param {number} bytes */
  #add(text, bytes) {
    if (this.#pieceBytes + bytes > LONGEST_PIECE) this.#cut();
    this.#piece += text;
    this.#pieceBytes += bytes;
    this.bytes += bytes;
  }

  #cut() {
    if (this.#piece) this.pieces.push(this.#piece);
    this.#piece = '';
    this.#pieceBytes = 0;
  }
}

/**
 * The UTF-16 offset at which a byte of a text stands.
 *
 * @param {string} text
 * @param {number} bytes
 */
export function offsetOfByte(text, bytes) {
  if (isAscii(text)) return bytes;
  let at = 0;
  for (const character of text) {
    if (bytes <= 0) break;
    bytes -= byteLength(character);
    at += character.length;
  }
  return at;
}
