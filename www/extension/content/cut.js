/** Texts that are no pages, in pieces that can be sent. */

import { byteLength } from '../shared/events.js';

/** Characters that are sent at once: at most three bytes each. */
const PIECE = 5 * 1024;

/**
 * Cuts a text into pieces, each with where it stands.
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
    let end = Math.min(at + PIECE, text.length);
    if (end < text.length && /[\uDC00-\uDFFF]/.test(text[end])) end -= 1;
    const piece = text.slice(at, end);
    const length = byteLength(piece);
    pieces.push(piece);
    stretches.push({
      at: bytes,
      bytes: length,
      text: piece,
      node,
      from: node.nodeType === Node.ELEMENT_NODE ? -1 : at,
    });
    bytes += length;
    at = end;
  }
  return { pieces, stretches };
}
