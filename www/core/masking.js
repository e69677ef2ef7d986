/**
 * A body on its way out with its private values overwritten, the length kept.
 *
 * Why the engine gives places and not bytes: the host's chunks go on as they came, and only what a patch lies in is
 * copied. What is not yet released may still get a patch, so it waits: mostly one row, 4.7 KB at most, and the first
 * 2 KiB until it is known what the body is.
 *
 * The contract: `write` and `end` give the pieces that may go on, in order. A body that cannot be masked (a document,
 * an archive, a coding, characters of two bytes) shows as `plain === false` before a byte of it has gone on.
 */

import { STATUS } from './calls.js';

/**
 * @typedef {object} Patch
 * @property {number} start offset of the first byte to overwrite
 * @property {number} end
 * @property {number} byte with what
 */

export class Masking {
  #stream;
  /** @type {Uint8Array[]} */
  #chunks = [];
  /** @type {Patch[]} of bytes that wait, in the order found */
  #patches = [];
  /** Offset of the first byte that waits. */
  #sent = 0;
  /** Patches so far. */
  count = 0;
  /** The status bits that the engine has returned so far. */
  status = 0;
  /** Whether the body can be masked; undefined until that is known. */
  plain = /** @type {boolean | undefined} */ (undefined);

  /** @param {import('./stream.js').Stream} stream opened with `masks` */
  constructor(stream) {
    this.#stream = stream;
  }

  /**
   * @param {Uint8Array} chunk kept, never written to
   * @returns {Uint8Array[]} what may go on
   */
  write(chunk) {
    this.#chunks.push(chunk);
    this.status |= this.#stream.write(chunk);
    return this.#ready();
  }

  /**
   * The last chunk, in one step with the end.
   *
   * @param {Uint8Array} chunk
   * @returns {Uint8Array[]} all that waited
   */
  finish(chunk) {
    this.#chunks.push(chunk);
    this.status |= this.#stream.finish(chunk);
    return this.#last();
  }

  /** @returns {Uint8Array[]} all that waited */
  end() {
    this.status |= this.#stream.end();
    return this.#last();
  }

  #last() {
    this.plain ??= this.#stream.released() >= 0;
    return this.plain ? this.#take(Infinity) : [];
  }

  #ready() {
    const released = this.#stream.released();
    if (released < 0) {
      // Known from the 2,048th byte on.
      const received = this.#chunks.reduce((sum, chunk) => sum + chunk.length, this.#sent);
      if (received >= 2048) this.plain = false;
      return [];
    }
    this.plain = true;
    return this.#take(released);
  }

  /** @param {number} until offset before which all bytes may go on */
  #take(until) {
    // Of a body in which nothing was found there are none to ask for.
    const flat = this.status & STATUS.CLEAN ? [] : this.#stream.patches();
    this.count += flat.length / 3;
    for (let i = 0; i < flat.length; i += 3) {
      this.#patches.push({ start: flat[i], end: flat[i] + flat[i + 1], byte: flat[i + 2] });
    }
    const pieces = [];
    while (this.#chunks.length && this.#sent < until) {
      const [chunk] = this.#chunks;
      const length = Math.min(chunk.length, until - this.#sent);
      pieces.push(this.#masked(chunk.subarray(0, length)));
      this.#sent += length;
      if (length === chunk.length) this.#chunks.shift();
      else this.#chunks[0] = chunk.subarray(length);
    }
    return pieces;
  }

  /** @param {Uint8Array} piece which begins at the first byte that waits */
  #masked(piece) {
    const end = this.#sent + piece.length;
    let masked = piece;
    for (const patch of this.#patches) {
      // No `break`: a finding that was waited for may come behind one that lies after it.
      if (patch.start >= end) continue;
      // Not `slice`: of Node's Buffer that is the same memory, and what the host gave is never written to.
      if (masked === piece) masked = new Uint8Array(piece);
      masked.fill(patch.byte, Math.max(0, patch.start - this.#sent), Math.min(piece.length, patch.end - this.#sent));
    }
    this.#patches = this.#patches.filter((patch) => patch.end > end);
    return masked;
  }
}
