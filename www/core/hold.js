/**
 * The chunks of a body that are kept back until there is a verdict, and their way on after it.
 *
 * Why by reference: the host's chunks go on as they came, so a clean body costs no copy. What the host gave
 * is never written to.
 */

import { asBytes } from './bytes.js';
import { Source } from './source.js';

/**
 * Responses whose body is bytes: their host knows the length.
 *
 * @type {WeakSet<Response>}
 */
export const wholes = new WeakSet();

export class Hold {
  #source;
  /** @type {Uint8Array[]} */
  #chunks = [];
  /** Of the kept chunks, those that `next` gives again. */
  #again = 0;
  #ended = false;
  /** Listens no longer for the client's leaving: a signal may live longer than its body. */
  #settle = () => {};
  /** @type {Array<() => void>} */
  #whenLeft = [];
  /** Bytes read so far. */
  size = 0;
  /** @type {{cause: unknown, left?: boolean} | undefined} set when the body is not read to its end; `left`: by the client */
  broken;

  /**
   * @param {ReadableStream<Uint8Array>} body
   * @param {AbortSignal} [signal] of the request: when the client has gone, nobody needs the rest
   * @param {number} [length] in bytes, as its head says; NaN where it does not
   */
  constructor(body, signal, length = NaN) {
    this.#source = new Source(body, length);
    this.length = length;
    const leave = () => {
      this.broken = { cause: signal?.reason, left: true };
      this.drop();
      for (const act of this.#whenLeft.splice(0)) act();
    };
    if (signal?.aborted) leave();
    else if (signal) {
      signal.addEventListener('abort', leave);
      this.#settle = () => signal.removeEventListener('abort', leave);
    }
  }

  /**
   * What is to be done at once when the client leaves. Hosts end a request then, and nothing that waits for the body goes on:
   * what must be given back is given back here.
   *
   * @param {() => void} act may be called although it is done already
   */
  whenLeft(act) {
    this.#whenLeft.push(act);
  }

  /** @returns {Promise<Uint8Array | undefined>} the next chunk, kept; undefined at the end or once `broken` */
  async next() {
    if (this.#again > 0) {
      const chunk = this.#chunks[this.#chunks.length - this.#again];
      this.#again -= 1;
      return chunk;
    }
    try {
      const { value } = await this.#source.read(this.size);
      if (value === undefined) {
        this.#ended = true;
        this.#settle();
        return undefined;
      }
      const chunk = asBytes(value);
      this.#chunks.push(chunk);
      this.size += chunk.byteLength;
      return chunk;
    } catch (cause) {
      this.broken ??= { cause };
      this.#settle();
      return undefined;
    }
  }

  /**
   * Whether the body is here as a whole: as many bytes as it is said to have, and no more behind them.
   *
   * @returns {Promise<boolean>}
   */
  async isWhole() {
    if (this.size !== this.length || this.#again > 0) return this.#ended && this.#again === 0;
    // Who says a length has mostly sent the end with it; what comes all the same waits for `next`.
    if (!this.#ended && (await this.next())) this.#again = 1;
    return this.#ended;
  }

  /** The next call of `next` begins at the first byte again. */
  rewind() {
    this.#again = this.#chunks.length;
  }

  /** Forgets the chunks that `next` has given: they have gone on in another way. */
  forget() {
    this.#chunks = this.#again > 0 ? this.#chunks.slice(-this.#again) : [];
  }

  /** Forgets the chunks and stops the origin. */
  drop() {
    this.#chunks = [];
    this.#settle();
    // Not waited for: an origin that is slow to stop must not hold up the answer.
    this.#source.cancel().catch(() => {});
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
          const value = kept ?? (await this.#source.read(this.size)).value;
          if (!kept && value) this.size += value.byteLength;
          if (value) controller.enqueue(value);
          else {
            this.#settle();
            controller.close();
          }
        },
        cancel: (reason) => {
          this.#settle();
          return this.#source.cancel(reason);
        },
      },
      // Nothing is read before the client asks for it.
      { highWaterMark: 0 },
    );
  }
}
