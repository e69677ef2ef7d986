/**
 * Where a body's chunks come from.
 *
 * Why not the stream's own chunks alone: hosts hand out pieces of 4 KB, each with a promise, unless they are given room for
 * more. What comes is given at once, however little it is.
 */

/** Bytes that are given room for at once: of a body of which the length is said, and of another. */
const PIECE = 64 * 1024;
const UNSAID = 16 * 1024;

export class Source {
  /** @type {ReadableStreamBYOBReader | undefined} */
  #roomy;
  /** @type {ReadableStreamDefaultReader<Uint8Array> | undefined} */
  #plain;
  #length;

  /**
   * @param {ReadableStream<Uint8Array>} body
   * @param {number} length that its bytes are said to have, NaN where nothing is
   */
  constructor(body, length) {
    this.#length = length;
    try {
      this.#roomy = body.getReader({ mode: 'byob' });
    } catch {
      // A stream that a program has made, mostly.
      this.#plain = body.getReader();
    }
  }

  /**
   * @param {number} size bytes read so far
   * @returns {Promise<{value?: Uint8Array}>} none at the end
   */
  async read(size) {
    if (!this.#roomy) return /** @type {ReadableStreamDefaultReader<Uint8Array>} */ (this.#plain).read();
    const rest = this.#length - size;
    // Behind the last byte that is said to come only the end is waited for.
    const room = rest > 0 ? Math.min(rest, PIECE) : rest === 0 ? 1 : UNSAID;
    const { done, value } = await this.#roomy.read(new Uint8Array(room));
    if (done) return {};
    // Little bytes must not hold much room.
    return { value: value.length * 2 < room ? value.slice() : value };
  }

  /** @param {unknown} [reason] */
  cancel(reason) {
    return /** @type {ReadableStreamGenericReader} */ (this.#roomy ?? this.#plain).cancel(reason);
  }
}
