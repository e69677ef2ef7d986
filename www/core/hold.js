/**
 * The chunks of a body that are kept back until there is a verdict, and their way on after it.
 *
 * Why by reference: the host's chunks go on as they came, so a clean body costs no copy. What the host gave
 * is never written to.
 */

import { asBytes } from './bytes.js';

/**
 * Responses whose body is bytes: their host knows the length.
 *
 * @type {WeakSet<Response>}
 */
export const wholes = new WeakSet();

export class Hold {
  #reader;
  /** @type {Uint8Array[]} */
  #chunks = [];
  /** Of the kept chunks, those that `next` gives again. */
  #again = 0;
  #ended = false;
  /** Listens no longer for the client's leaving: a signal may live longer than its body. */
  #settle = () => {};
  /** Bytes read so far. */
  size = 0;
  /** @type {{cause: unknown} | undefined} set when the body cannot be read to its end */
  broken;

  /**
   * @param {ReadableStream<Uint8Array>} body
   * @param {AbortSignal} [signal] of the request: when the client has gone, nobody needs the rest
   */
  constructor(body, signal) {
    this.#reader = body.getReader();
    const leave = () => {
      this.broken = { cause: signal?.reason };
      this.drop();
    };
    if (signal?.aborted) leave();
    else if (signal) {
      signal.addEventListener('abort', leave);
      this.#settle = () => signal.removeEventListener('abort', leave);
    }
  }

  /** @returns {Promise<Uint8Array | undefined>} the next chunk, kept; undefined at the end or once `broken` */
  async next() {
    if (this.#again > 0) {
      const chunk = this.#chunks[this.#chunks.length - this.#again];
      this.#again -= 1;
      return chunk;
    }
    try {
      const { done, value } = await this.#reader.read();
      if (done) {
        this.#ended = true;
        this.#settle();
        return undefined;
      }
      const chunk = asBytes(value);
      this.#chunks.push(chunk);
      this.size += chunk.byteLength;
      return chunk;
    } catch (cause) {
      this.broken = { cause };
      this.#settle();
      return undefined;
    }
  }

  /** The next call of `next` begins at the first byte again. */
  rewind() {
    this.#again = this.#chunks.length;
  }

  /** Forgets the chunks: they have gone on in another way. */
  forget() {
    this.#chunks = [];
  }

  /** Forgets the chunks and stops the origin. */
  drop() {
    this.#chunks = [];
    this.#settle();
    // Not waited for: an origin that is slow to stop must not hold up the answer.
    this.#reader.cancel().catch(() => {});
  }

  /**
   * @returns {ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>} the body from its first byte: what is kept, then what
   *   is still to come; of a body in one piece that piece, which hosts send with less ado than a stream
   */
  release() {
    const [only] = this.#chunks;
    if (this.#ended && this.#chunks.length === 1) return /** @type {Uint8Array<ArrayBuffer>} */ (only);
    return new ReadableStream(
      {
        pull: async (controller) => {
          const kept = this.#chunks.shift();
          const { done, value } = kept ? { done: false, value: kept } : await this.#reader.read();
          if (done) {
            this.#settle();
            controller.close();
          } else controller.enqueue(value);
        },
        cancel: (reason) => {
          this.#settle();
          return this.#reader.cancel(reason);
        },
      },
      // Nothing is read before the client asks for it.
      { highWaterMark: 0 },
    );
  }
}
