/**
 * The calls into the module that every body makes, as few and as plain as they can be: numbers and texts, no objects.
 *
 * Why: a response of a few kilobytes is scanned in less time than a dozen calls take that make objects or arrays.
 */

import { DwarpalError } from './errors.js';

/** @typedef {typeof import('../pkg/dwarpal.js')} Wasm */

/** The status bits that `write` and `end` return. */
export const STATUS = Object.freeze({
  /** The verdict is `block`; nothing that follows can change it. */
  BLOCK: 1,
  /** The body cannot be read. */
  UNINSPECTABLE: 2,
  /** The body is for certain none of our business (media, programs): the rest need not be scanned. */
  PASS: 4,
  /** Something private was found that patches do not mask: in a document that stands in the text as base64. */
  HIDDEN: 16,
  /** Something that stands in the text so cannot be read. */
  UNREAD: 32,
  /** The body has ended and nothing was found in it: the report says no more. */
  CLEAN: 128,
});

/** Status bits that stay here: the body, or documents that stand in it, have to be opened by the other module. */
export const CLOSED = 8;
export const WAITING = 64;
export const OWN = CLOSED | WAITING;

/** Bits that `open` takes. */
const FLAGS = /** @type {const} */ ({ masks: 1, spares: 2, events: 4, thorough: 8 });
/** Findings a report lists unless `maxFindings` says otherwise; all are counted. */
const LISTED = 1000;
/** What `place` multiplies an address with, to say the room beside it. */
const UNIT = 65_536;
/** Bytes that a stream has room for at its beginning, so that a short body is scanned in one go. */
export const ROOM = 16_384;

/**
 * @param {Wasm} wasm
 * @param {import('./stream.js').Hints} hints
 * @returns {number} the stream's handle
 */
export function open(wasm, hints) {
  const { masks, spares, events, thorough, rules = [-1, 0], maxFindings = LISTED } = hints;
  const { contentType = '', contentEncoding = '', fileName = '', key = '', reflected = '' } = hints;
  if (!(maxFindings >= 0)) throw new DwarpalError('bad_options', 'maxFindings must not be negative.', 'Correct it.');
  const flags =
    (masks ? FLAGS.masks : 0) |
    (spares ? FLAGS.spares : 0) |
    (events ? FLAGS.events : 0) |
    (thorough ? FLAGS.thorough : 0);
  const most = Math.min(maxFindings, 2 ** 32 - 1);
  return wasm.open(flags, most, rules[0], rules[1], contentType, contentEncoding, fileName, key, reflected);
}

/**
 * Copies as many bytes as there is room for to where the module reads them. The place may move, and a view of the memory
 * is good for this one copy.
 *
 * @param {Wasm} wasm
 * @param {WebAssembly.Memory} memory
 * @param {number} handle
 * @param {Uint8Array} bytes
 * @returns {number} how many
 */
export function copyIn(wasm, memory, handle, bytes) {
  const place = living(wasm.place(handle));
  const length = Math.min(place % UNIT, bytes.length);
  const room = new Uint8Array(memory.buffer, Math.floor(place / UNIT), length);
  room.set(length < bytes.length ? bytes.subarray(0, length) : bytes);
  return length;
}

/**
 * Scans the last bytes, which were copied, and ends the body.
 *
 * @param {Wasm} wasm
 * @param {number} handle
 * @param {number} length
 * @returns {number} status bits
 */
export function finish(wasm, handle, length) {
  return living(wasm.finish(handle, length));
}

/** What a call answers that says so by -1 if the stream was closed. @param {number} answer */
function living(answer) {
  if (answer >= 0) return answer;
  throw new DwarpalError(
    'stale_handle',
    'This stream was closed.',
    'A stream cannot be used after close(); open a new one.',
  );
}
