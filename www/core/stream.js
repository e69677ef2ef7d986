/**
 * One body on its way through the engine: write its bytes, end it, read the report, close it.
 *
 * Why: the module scans in its own memory, so bytes are copied there piece by piece, and the place to copy to
 * may move: it is asked for anew before every piece, and a view of memory never outlives the line it is on.
 *
 * The contract: the bytes may come in any pieces, the report is the same. `close` is always called, once
 * nothing more is wanted; it never throws. Any other call after it throws `stale_handle`; any call after the
 * instance trapped (for this body or another) throws `instance_lost`.
 */

import { call, currentEpoch, instanceLost } from './engine.js';
import { DwarpalError } from './errors.js';

/**
 * @typedef {object} Hints what is known of a body before its first byte; all of it is advice, never trusted
 * @property {string} [contentType] the value of its Content-Type header
 * @property {string} [contentEncoding] the coding its bytes are still in
 * @property {string} [fileName] what it would be saved as
 * @property {number} [maxFindings] findings listed in the report at most; counts are not limited
 * @property {boolean} [masks] whether the bytes to overwrite are kept for `patches`
 *
 * @typedef {object} Finding
 * @property {string} kind such as `in_aadhaar`
 * @property {number} part 0 for the body itself; others are documents and files in it, in the order met
 * @property {number} start offset of its first byte in the body, or in the part's own text
 * @property {number} end offset after its last byte
 * @property {number} confidence percent
 * @property {string} severity
 * @property {string[]} evidence what spoke for it
 * @property {string} masked its form without one character of the value
 *
 * @typedef {object} Report
 * @property {'pass' | 'block' | 'uninspectable'} verdict
 * @property {string} reason
 * @property {number} persons distinct persons exposed
 * @property {number} bytes scanned
 * @property {Finding[]} findings
 * @property {Record<string, number>} counts findings by kind
 */

/** The status bits that `write` and `end` return. */
export const STATUS = Object.freeze({
  /** The verdict is `block`; nothing that follows can change it. */
  BLOCK: 1,
  /** The body cannot be read. */
  UNINSPECTABLE: 2,
  /** The body is for certain none of our business (media, programs): the rest need not be scanned. */
  PASS: 4,
});

export class Stream {
  #epoch;
  #handle;
  #ended = false;
  #closed = false;

  /** @param {Hints} hints */
  constructor(hints) {
    // The module takes a missing hint, not an undefined one.
    const known = Object.fromEntries(Object.entries(hints).filter(([, value]) => value !== undefined));
    this.#handle = call((wasm) => wasm.open(known));
    // After the call: it may just have replaced an instance that had trapped.
    this.#epoch = currentEpoch();
  }

  /**
   * Scans some more bytes.
   *
   * @param {Uint8Array} bytes copied, not kept
   * @returns {number} status bits
   */
  write(bytes) {
    let status = 0;
    let at = 0;
    while (at < bytes.length) {
      const from = at;
      status |= this.#call((wasm, exports) => {
        const address = wasm.input(this.#handle) >>> 0;
        const length = Math.min(wasm.room(this.#handle), bytes.length - from);
        if (length === 0 || this.#ended) throw ended();
        new Uint8Array(exports.memory.buffer, address, length).set(bytes.subarray(from, from + length));
        at += length;
        return wasm.write(this.#handle, length);
      });
    }
    return status;
  }

  /**
   * Says that the body is complete.
   *
   * @returns {number} status bits
   */
  end() {
    const status = this.#call((wasm) => wasm.end(this.#handle));
    this.#ended = true;
    return status;
  }

  /** @returns {Float64Array} start, length and filler byte of each patch that was found since the last call */
  patches() {
    return this.#call((wasm) => wasm.patches(this.#handle));
  }

  /** @returns {number} bytes that no patch to come can touch; -1 if the body is none that can be masked */
  released() {
    return this.#call((wasm) => wasm.released(this.#handle));
  }

  /** @returns {Report} */
  report() {
    return this.#call((wasm) => wasm.report(this.#handle));
  }

  /** Frees the stream's memory. */
  close() {
    if (this.#closed) return;
    this.#closed = true;
    try {
      this.#call((wasm) => wasm.close(this.#handle));
    } catch {
      // Its instance has gone, and the memory with it. (The same handle may by now be another's in the new one.)
    }
  }

  /**
   * @template T
   * @param {Parameters<typeof call<T>>[0]} act
   * @returns {T}
   */
  #call(act) {
    if (this.#epoch !== currentEpoch()) throw instanceLost();
    return call(act);
  }
}

function ended() {
  return new DwarpalError('stream_ended', 'Bytes were written after end().', 'Open a new stream for another body.');
}
