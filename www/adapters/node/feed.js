/**
 * What a Node handler writes, as a web stream that is read no faster than it is wanted.
 *
 * Why not `Writable.toWeb`: the handler's writes go into a response that is not this stream, and what it is told of
 * back-pressure must be this stream's.
 */

/** Bytes that wait before a writer is asked to wait too: as many as in Node's own streams. */
const HIGH_WATER = 16 * 1024;

export class Feed {
  /** @type {Uint8Array[]} */
  #queue = [];
  #size = 0;
  #ended = false;
  #dropped = false;
  /** @type {unknown} */
  #failure;
  #told = false;
  #wake = () => {};
  #onRoom;

  /** @param {() => void} onRoom called when a writer that was asked to wait may go on */
  constructor(onRoom) {
    this.#onRoom = onRoom;
    /** @type {ReadableStream<Uint8Array>} */
    this.stream = new ReadableStream(
      { pull: (controller) => this.#pull(controller), cancel: () => this.drop() },
      { highWaterMark: 0 },
    );
  }

  /**
   * @param {Uint8Array} bytes kept: a copy, if the writer may use its buffer again
   * @returns {boolean} whether the writer may go on
   */
  push(bytes) {
    if (this.#dropped || this.#ended || bytes.length === 0) return true;
    this.#queue.push(bytes);
    this.#size += bytes.length;
    this.#wake();
    this.#told = this.#size < HIGH_WATER;
    return this.#told;
  }

  end() {
    this.#ended = true;
    this.#wake();
  }

  /** @param {unknown} failure the writer broke off, or its client has gone: what is still written is forgotten */
  fail(failure) {
    this.#failure ??= failure;
    this.drop();
    this.#wake();
  }

  /** Nobody wants the rest: it is taken and forgotten, so that the writer comes to its end. */
  drop() {
    this.#dropped = true;
    this.#queue = [];
    this.#size = 0;
    this.#onRoom();
  }

  /** @param {ReadableStreamDefaultController<Uint8Array>} controller */
  async #pull(controller) {
    while (this.#queue.length === 0 && !this.#ended && !this.#failure) {
      await new Promise((resolve) => (this.#wake = () => resolve(undefined)));
    }
    const bytes = this.#queue.shift();
    if (bytes) {
      this.#size -= bytes.length;
      controller.enqueue(bytes);
      if (!this.#told && this.#size < HIGH_WATER && !this.#ended) {
        this.#told = true;
        this.#onRoom();
      }
    } else if (this.#failure) controller.error(this.#failure);
    else controller.close();
  }
}
