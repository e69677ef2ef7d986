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

import { CLOSED, OWN, ROOM, STATUS, WAITING, copyIn, finish, open } from './calls.js';
import { SAID, Opener, canOpen, openWhole } from './documents.js';
import { instanceLost, scanner } from './engine.js';
import { DwarpalError } from './errors.js';

/**
 * @typedef {object} Hints what is known of a body before its first byte; all of it is advice, never trusted
 * @property {string} [contentType] the value of its Content-Type header
 * @property {string} [contentEncoding] the coding its bytes are still in
 * @property {string} [fileName] what it would be saved as
 * @property {number} [maxFindings] findings listed in the report at most; counts are not limited
 * @property {boolean} [thorough] names and addresses are looked for in all running text, not near a person's only; slower
 * @property {boolean} [events] whether it is events text of a page walk of ours; no sender can say so
 * @property {boolean} [masks] whether the bytes to overwrite are kept for `patches`
 * @property {boolean} [spares] whether masking leaves contacts that stand alone, fewer than the thresholds stop at
 * @property {[number, number]} [rules] of a policy: what the engine judges by, see `policy.js`
 * @property {string} [key] 32 hexadecimal digits: the key of the fingerprints
 * @property {string} [reflected] what the client has sent; values that stand there do not count
 *
 * @typedef {object} Finding
 * @property {string} kind such as `in_aadhaar`
 * @property {number} part 0 for the body itself; others are documents and files in it, in the order met
 * @property {number} start offset of its first byte in the body, or in the part's own text
 * @property {number} end offset after its last byte
 * @property {number} confidence percent
 * @property {string} severity `low`, `medium`, `high` or `critical`: the harm of its exposure
 * @property {string[]} evidence what spoke for it
 * @property {string} masked its form without one character of the value
 * @property {string} fingerprint of the value under the key: equal values have equal ones
 *
 * @typedef {object} Report
 * @property {'pass' | 'block' | 'uninspectable'} verdict `uninspectable`: it cannot be read, and is not called clean
 * @property {string} reason a word for why, such as `clean`, `critical` or `encrypted`
 * @property {number} persons distinct persons exposed
 * @property {number} bytes scanned
 * @property {Finding[]} findings in order, as many as `maxFindings` allows
 * @property {Record<string, number>} counts findings by kind
 */

export { STATUS };

export class Stream {
  #epoch;
  #handle;
  #hints;
  /** @type {Opener | undefined} */
  #opener;
  #ended = false;
  #closed = false;
  #endless = 0;

  /** @param {Hints} hints */
  constructor(hints) {
    this.#hints = hints;
    this.#handle = scanner.call((wasm) => open(wasm, hints));
    scanner.users += 1;
    // After the call: it may just have replaced an instance that had trapped.
    this.#epoch = scanner.epoch;
    // Only under a coding is a body closed before its first byte.
    if (!hints.contentEncoding) return;
    try {
      if (this.#call((wasm) => wasm.statusOf(this.#handle)) & CLOSED) this.#open();
    } catch (error) {
      // Nobody has the stream to close it.
      this.close();
      throw error;
    }
  }

  /** Scans some more bytes. @param {Uint8Array} bytes copied, not kept @returns {number} status bits */
  write(bytes) {
    if (this.#ended)
      throw new DwarpalError('stream_ended', 'Bytes were written after end().', 'Open a new stream for another body.');
    let status = 0;
    let at = 0;
    while (at < bytes.length && !this.#opener) {
      const length = this.#copy(bytes.subarray(at));
      at += length;
      status = this.#call((wasm) => wasm.write(this.#handle, length));
      if (status & CLOSED) status = this.#open();
    }
    if (this.#opener && at < bytes.length) status = this.#unpack(bytes.subarray(at));
    return this.#openNext(status) & ~OWN;
  }

  /** Says that the body is complete. @returns {number} status bits */
  end() {
    // A short body is known for what it is only now.
    return this.#opener ? this.#conclude(0) : this.#conclude(this.#call((wasm) => wasm.end(this.#handle)));
  }

  /** The last bytes and the end, mostly in one call. @param {Uint8Array} bytes copied, not kept @returns {number} status bits */
  finish(bytes) {
    const fits = !this.#opener && !this.#ended && bytes.length <= ROOM && this.#copy(bytes) === bytes.length;
    if (!fits) {
      const status = this.write(bytes);
      return status | this.end();
    }
    return this.#conclude(this.#call((wasm) => finish(wasm, this.#handle, bytes.length)));
  }

  /** The body has ended: opens what is still closed. Says the status bits. */
  #conclude(/** @type {number} */ status) {
    if (status & CLOSED) this.#open();
    this.#ended = true;
    if (this.#opener) {
      this.#shut(this.#opener.end());
      status = this.#call((wasm) => wasm.end(this.#handle));
    } else if (status & CLOSED) status = this.#call((wasm) => wasm.end(this.#handle));
    return this.#openNext(status) & ~OWN;
  }

  /** Copies as many bytes as there is room for to where the module reads them; says how many. */
  #copy(/** @type {Uint8Array} */ bytes) {
    return this.#call((wasm, { memory }) => copyIn(wasm, memory, this.#handle, bytes));
  }

  /**
   * Begins to open the body, if there is something to open it with: else it stays uninspectable. Says the status bits.
   */
  #open() {
    if (!canOpen()) return STATUS.UNINSPECTABLE;
    const first = this.#call((wasm) => wasm.handOver(this.#handle));
    try {
      this.#opener = new Opener(this.#hints, (said, what, memory) => this.#take(said, what, memory));
    } catch (reason) {
      if (typeof reason !== 'string') throw reason;
      return this.#shut(reason);
    }
    const reason = this.#opener.write(first);
    return reason === undefined ? this.#call((wasm) => wasm.statusOf(this.#handle)) : this.#shut(reason);
  }

  /**
   * Opens the documents that stand in the text, one after the other. What says so is the status; says the status bits.
   *
   * @param {number} status
   */
  #openNext(status) {
    while (status & WAITING) {
      const opens = canOpen();
      const bytes = this.#call((wasm) => wasm.handOverNext(this.#handle));
      const reason = opens && bytes ? openWhole(bytes, (...told) => this.#take(...told)) : undefined;
      status = this.#call((wasm) => wasm.shutNext(this.#handle, opens, reason));
    }
    return status;
  }

  /** Hands bytes of the body to the opener; says the status bits. */
  #unpack(/** @type {Uint8Array} */ bytes) {
    const reason = this.#opener?.write(bytes);
    const status = this.#call((wasm) => wasm.count(this.#handle, bytes.length));
    return reason === undefined ? status : this.#shut(reason);
  }

  /** Opening is over: all has been read, or it gave up for a reason. Says the status bits. */
  #shut(/** @type {string | undefined} */ reason) {
    this.#opener?.free();
    this.#opener = undefined;
    return this.#call((wasm) => wasm.shut(this.#handle, reason));
  }

  /**
   * Takes what opening brings to light.
   *
   * @param {number} said
   * @param {any[]} what
   * @param {() => ArrayBufferLike} memory
   */
  #take(said, what, memory) {
    switch (said) {
      case SAID.DECODED:
        return this.#call((wasm) => wasm.partDecoded(this.#handle, what[0], what[1]));
      case SAID.DOCUMENT:
        return this.#call((wasm) => wasm.partDocument(this.#handle));
      case SAID.FILE:
        return this.#call((wasm) => wasm.partFile(this.#handle, what[0], what[1], what[2]));
      case SAID.END:
        return this.#call((wasm) => wasm.partEnd(this.#handle));
      case SAID.UNREAD:
        return this.#call((wasm) => wasm.partUnread(this.#handle, what[0]));
    }
    const [address, length] = what;
    for (let at = 0; at < length;) {
      const copied = this.#copy(new Uint8Array(memory(), (address >>> 0) + at, length - at));
      this.#call((wasm) => wasm.partData(this.#handle, copied));
      at += copied;
    }
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

  /** The body has no end to wait for: its instance may be given up for others. */
  neverEnds() {
    scanner.endless += 1 - this.#endless;
    this.#endless = 1;
  }

  /** Frees the stream's memory. */
  close() {
    if (this.#closed) return;
    this.#closed = true;
    scanner.users -= 1;
    scanner.endless -= this.#endless;
    this.#opener?.free();
    try {
      this.#call((wasm) => wasm.close(this.#handle));
    } catch {
      // Its instance has gone, and the memory with it. (The same handle may by now be another's in the new one.)
    }
  }

  /**
   * @template T
   * @param {Parameters<typeof scanner.call<T>>[0]} act
   * @returns {T}
   */
  #call(act) {
    if (this.#epoch !== scanner.epoch) throw instanceLost();
    return scanner.call(act);
  }
}
