/**
 * The filter: what a program holds. It scans bodies, guards responses, and knows the catalogue.
 *
 * Why a class over the bare engine: settings are checked once, when it is made, and its streams end with it.
 */

import { chunksOf } from './bytes.js';
import { call } from './engine.js';
import { DwarpalError } from './errors.js';
import { guard } from './guard.js';
import { hintsOf } from './hints.js';
import { Masking } from './masking.js';
import { completeSettings } from './settings.js';
import { STATUS, Stream } from './stream.js';

/**
 * @typedef {object} Kind
 * @property {string} id such as `in_aadhaar`; API, never renamed
 * @property {string} pack
 * @property {string} severity
 * @property {string} title
 */

export class Filter {
  #settings;
  /** @type {Set<Stream>} */
  #streams = new Set();
  #disposed = false;

  /** @param {Partial<import('./settings.js').Settings>} [settings] */
  constructor(settings = {}) {
    this.#settings = completeSettings(settings);
  }

  /**
   * Scans a whole body and reports what is in it. Decides nothing and changes nothing.
   *
   * @param {import('./bytes.js').Input} input
   * @param {import('./stream.js').Hints} [hints] override what the input says of itself
   * @returns {Promise<import('./stream.js').Report>}
   */
  async scan(input, hints = {}) {
    const stream = this.#open(hintsOf(input, hints));
    try {
      for await (const chunk of chunksOf(input)) {
        // After a `block` reading goes on: a report lists all that is there.
        if (stream.write(chunk) & (STATUS.PASS | STATUS.UNINSPECTABLE)) break;
      }
      stream.end();
      return stream.report();
    } finally {
      this.#close(stream);
    }
  }

  /**
   * The body with its private values overwritten: the same length, and still JSON, HTML or a table.
   *
   * @template {import('./bytes.js').Input} T
   * @param {T} input
   * @param {import('./stream.js').Hints} [hints] override what the input says of itself
   * @returns {Promise<{output: T extends string ? string : Uint8Array, report: import('./stream.js').Report}>}
   * @throws {DwarpalError} `not_plain` for what cannot be masked: documents, archives, coded bodies
   */
  async redact(input, hints = {}) {
    const stream = this.#open({ ...hintsOf(input, hints), masks: true });
    try {
      const masking = new Masking(stream);
      const pieces = [];
      for await (const chunk of chunksOf(input)) pieces.push(...masking.write(chunk));
      pieces.push(...masking.end());
      const report = stream.report();
      if (!masking.plain && report.bytes > 0) throw notPlain(report.reason);
      const bytes = joined(pieces);
      const output = typeof input === 'string' ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) : bytes;
      return { output: /** @type {any} */ (output), report };
    } finally {
      this.#close(stream);
    }
  }

  /**
   * A transform that lets bytes through with their private values overwritten, held back no longer than a value
   * can still change (4.7 KB at most, mostly one row). `report` is there once all has gone through.
   *
   * @param {import('./stream.js').Hints} [hints]
   * @returns {TransformStream<Uint8Array, Uint8Array> & {report: Promise<import('./stream.js').Report>}} it errors with
   *   `not_plain` before the first byte for what cannot be masked
   */
  stream(hints = {}) {
    const stream = this.#open({ ...hints, masks: true });
    const masking = new Masking(stream);
    const close = () => this.#close(stream);
    /** @type {(report: import('./stream.js').Report) => void} */
    let tell = () => {};
    /** @type {(reason: unknown) => void} */
    let fail = () => {};
    const report = new Promise((resolve, reject) => {
      tell = resolve;
      fail = reject;
    });
    // Who does not ask for the report does not want to hear that there is none.
    report.catch(() => {});
    /** @param {TransformStreamDefaultController<Uint8Array>} controller @param {() => Uint8Array[]} step */
    const run = (controller, step) => {
      try {
        for (const piece of step()) controller.enqueue(piece);
        if (masking.plain === false) throw notPlain(stream.report().reason);
      } catch (error) {
        fail(error);
        close();
        throw error;
      }
    };
    const transform = new TransformStream({
      transform: (chunk, controller) => run(controller, () => masking.write(chunk)),
      flush: (controller) => {
        run(controller, () => masking.end());
        tell(stream.report());
        close();
      },
    });
    return Object.assign(transform, { report });
  }

  /**
   * Answers with the response, byte for byte, or with a block response in its place. The verdict falls before
   * the first byte goes out.
   *
   * @param {Response} response
   * @param {import('./guard.js').Context} [context]
   * @returns {Promise<Response>}
   * @throws {DwarpalError} `body_failed` when the origin breaks off, `body_used`
   */
  guard(response, context = {}) {
    /** @type {import('./guard.js').Streams} */
    const streams = { open: (hints) => this.#open(hints), close: (stream) => this.#close(stream) };
    return guard(streams, this.#settings, response, context);
  }

  /** Whether the policy may touch some response: if not, a request may go to the origin as it came. */
  get enforces() {
    return this.#settings.policy.enforces;
  }

  /** @returns {Kind[]} what the filter can find */
  kinds() {
    this.#mustLive();
    return call((wasm) => wasm.kinds());
  }

  /**
   * Whether `value` has the shape of the kind and a right checksum. It says nothing of whether it was issued.
   *
   * @param {string} kind
   * @param {string} value
   * @returns {boolean}
   * @throws {DwarpalError} `unknown_kind`
   */
  check(kind, value) {
    this.#mustLive();
    for (const text of [kind, value]) {
      if (typeof text === 'string') continue;
      throw new DwarpalError(
        'bad_input',
        'A kind and a value are both text.',
        'Call check(kind, value) with two strings.',
      );
    }
    return call((wasm) => wasm.check(kind, value));
  }

  /** Frees everything this filter holds. Scans under way end in an error. */
  dispose() {
    this.#disposed = true;
    for (const stream of this.#streams) stream.close();
    this.#streams.clear();
  }

  /** @param {import('./stream.js').Hints} hints */
  #open(hints) {
    this.#mustLive();
    const { policy, key } = this.#settings;
    const stream = new Stream({ key, rules: policy.judging, ...hints });
    this.#streams.add(stream);
    return stream;
  }

  /** @param {Stream} stream */
  #close(stream) {
    stream.close();
    this.#streams.delete(stream);
  }

  #mustLive() {
    if (!this.#disposed) return;
    throw new DwarpalError('disposed', 'The filter has been disposed of.', 'Create a new one.');
  }
}

/** @param {string} reason */
function notPlain(reason) {
  return new DwarpalError(
    'not_plain',
    `This body cannot be masked (${reason}): its text does not stand in it as it is.`,
    'Use scan() and decide by the verdict; guard() blocks such bodies where they leak.',
  );
}

/** @param {Uint8Array[]} pieces */
function joined(pieces) {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
