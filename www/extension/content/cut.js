/** Texts that are no pages, in pieces that can be sent. */

import { LONGEST_PIECE } from '../shared/events.js';

const encoder = new TextEncoder();
const room = new Uint8Array(LONGEST_PIECE);

/**
 * Cuts a text into pieces, each with where it stands. (The browser's own encoder finds where; a look at each character would
 * cost more than all the rest.)
 *
 * @param {string} text
 * @param {Node} node where it stands: a text, an element that holds it in another form, or the document for what is not
 *   shown
 */
export function cut(text, node) {
  const pieces = [];
  const stretches = [];
  let bytes = 0;
  for (let at = 0; at < text.length;) {
    const { read, written } = encoder.encodeInto(text.slice(at, at + LONGEST_PIECE), room);
    const piece = text.slice(at, at + read);
    pieces.push(piece);
    const from = node.nodeType === Node.ELEMENT_NODE ? -1 : at;
    stretches.push({ at: bytes, bytes: written, text: piece, node, from });
    bytes += written;
    at += read;
  }
  return { pieces, stretches };
}
