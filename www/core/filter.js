/**
 * The filter: what a program holds. It scans bodies, guards responses, and knows the catalogue.
 *
 * Why a class over the bare engine: settings are checked once, when it is made, and its streams end with it.
 */

import { chunksOf, joined } from './bytes.js';
import { call } from './engine.js';
import { DwarpalError } from './errors.js';
import { guard } from './guard.js';
import { checkHints, hintsOf } from './hints.js';
import { Masking } from './masking.js';
import { makeRoom } from './memory.js';
import { completeReport } from './report.js';
import { completeSettings } from './settings.js';
import { STATUS, Stream } from './stream.js';
import { maskingTransform, notPlain } from './transform.js';
import { maskedText } from './utf16.js';

/**
 * @typedef {object} Kind
 * @property {string} id such as `in_aadhaar`; API, never renamed
 * @property {string} pack the group it is switched on with, such as `in`
 * @property {string} severity `low`, `medium`, `high` or `critical`: the harm of its exposure
 * @property {string} title in words
 *
 * @typedef {object} Whole
 * @property {boolean} [whole] read to the end, also where nothing that follows can change the report but its `bytes`.
 *   Default: false
 *
 * @typedef {import('./stream.js').Hints & Whole} ScanHints what is known of a body, and how far to read
 *
 * @typedef {object} Decision
 * @property {'pass' | 'block' | 'uninspectable'} verdict `uninspectable`: it cannot be read, and is not called clean
 * @property {string} reason a word for why, such as `clean`, `critical` or `encrypted`
 * @property {number} persons distinct persons exposed, as far as the body was read
 */

/**
 * What `using` calls at the end of a block. Hosts that do not know it yet get a symbol that nothing calls.
 *
 * @type {typeof Symbol.dispose}
 */
const DISPOSE = Symbol.dispose ?? /** @type {any} */ (Symbol.for('Symbol.dispose'));

/** What a program holds: checked settings, and the streams under way. Made by `createFilter`. */
export class Filter {
  /** @type {Readonly<import('./settings.js').Complete> | undefined} */
  #checked;
  /** @type {Set<Stream>} */
  #streams = new Set();
  #disposed = false;

  /** @param {Partial<import('./settings.js').Settings>} [settings] */
  constructor(settings = {}) {
    // The defaults need no check, and reading them can wait for the first body: a program's start is not held up.
    if (Object.values(settings).some((value) => value !== undefined)) this.#checked = completeSettings(settings);
  }

  get #settings() {
    return (this.#checked ??= completeSettings({}));
  }

  /**
   * Scans a whole body and reports what is in it. Decides nothing and changes nothing.
   *
   * @param {import('./bytes.js').Input} input
   * @param {ScanHints} [hints] override what the input says of itself
   * @returns {Promise<import('./report.js').Report>}
   * @throws {DwarpalError} `bad_input`, `body_used`, `bad_options`, `disposed`
   */
  async scan(input, { whole = false, ...hints } = {}) {
    // After a `block` reading goes on: a report lists all that is there.
    const until = whole ? 0 : STATUS.PASS | STATUS.UNINSPECTABLE;
    return completeReport(await this.#read(input, hints, until), textOf(input));
  }

  /**
   * Whether a body may be served. Reads no further than it must: a leak at the start is known at the start, and the
   * rest of a stream is cancelled.
   *
   * @param {import('./bytes.js').Input} input
   * @param {import('./stream.js').Hints} [hints] override what the input says of itself
   * @returns {Promise<Decision>}
   * @throws {DwarpalError} `bad_input`, `body_used`, `bad_options`, `disposed`
   */
  async verdict(input, hints = {}) {
    const until = STATUS.BLOCK | STATUS.PASS | STATUS.UNINSPECTABLE;
    const { verdict, reason, persons } = await this.#read(input, { ...hints, maxFindings: 0 }, until);
    return { verdict, reason, persons };
  }

  /**
   * The body with its private values overwritten: the same length in bytes, and still JSON, HTML or a table.
   * Places in the report are those of the input.
   *
   * @template {import('./bytes.js').Input} T
   * @param {T} input
   * @param {import('./stream.js').Hints} [hints] override what the input says of itself
   * @returns {Promise<{output: T extends string ? string : Uint8Array, report: import('./report.js').Report}>}
   * @throws {DwarpalError} `not_plain` for what cannot be masked: documents, archives, coded bodies, also in base64 within a text
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
      if (masking.status & STATUS.HIDDEN) throw notPlain('hidden');
      const bytes = joined(pieces);
      const output = typeof input === 'string' ? maskedText(input, bytes) : bytes;
      return { output: /** @type {any} */ (output), report: completeReport(report, textOf(input)) };
    } finally {
      this.#close(stream);
    }
  }

  /**
   * A transform that lets bytes through with their private values overwritten, held back no longer than a value
   * can still change (4.7 KB at most, mostly one row). `report` is there once all has gone through.
   *
   * @param {import('./stream.js').Hints} [hints]
   * @returns {TransformStream<Uint8Array, Uint8Array> & {report: Promise<import('./report.js').Report>}} it errors with
   *   `not_plain` before the first byte for what cannot be masked
   */
  stream(hints = {}) {
    checkHints(hints);
    const stream = this.#open({ ...hints, masks: true });
    return maskingTransform(stream, () => this.#close(stream));
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

  /** The same, at the end of a block: `using filter = await createFilter();` */
  [DISPOSE]() {
    this.dispose();
  }

  /**
   * @param {import('./bytes.js').Input} input
   * @param {import('./stream.js').Hints} hints
   * @param {number} until status bits from which nothing more is read
   */
  async #read(input, hints, until) {
    const stream = this.#open(hintsOf(input, hints));
    try {
      for await (const chunk of chunksOf(input)) {
        if (stream.write(chunk) & until) break;
      }
      stream.end();
      return stream.report();
    } finally {
      this.#close(stream);
    }
  }

  /** @param {import('./stream.js').Hints} hints */
  #open(hints) {
    this.#mustLive();
    const { policy, key, maxMemory } = this.#settings;
    makeRoom(maxMemory);
    // The place was found in an instance that may have gone since; its name for the policy has gone with it.
    const [handle, place] = policy.judging;
    const stream = new Stream({ key, ...hints, rules: [handle, hints.rules?.[1] ?? place] });
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

/** @param {import('./bytes.js').Input} input */
function textOf(input) {
  return typeof input === 'string' ? input : undefined;
}
