/**
 * An engine: owner of the one instance of one WebAssembly module, behind every filter of this program.
 *
 * Why one: the glue that wasm-bindgen writes holds its instance in a module-level variable, and an edge
 * isolate has no memory to give away. Streams are handles inside the instance, so they are cheap.
 *
 * The contract:
 * - Nothing calls into WebAssembly but through `call`.
 * - What the module throws on purpose carries a `code` and comes out as a `DwarpalError`. Anything else is a
 *   trap: the instance's memory can no longer be believed. The *epoch* goes up, every stream of an earlier
 *   epoch answers `instance_lost`, and the next call gets a fresh instance of the same compiled module.
 */

import init, * as glue from '../pkg/dwarpal.js';
import { DwarpalError } from './errors.js';

/**
 * @typedef {import('../pkg/dwarpal.js').InitInput} Source what a module can be loaded from
 */

/**
 * What wasm-bindgen writes for a module.
 *
 * @template Exports
 * @typedef {object} Glue
 * @property {(module: {module: WebAssembly.Module}) => Exports} initSync
 * @property {() => void} __wbg_reset_state
 */

/**
 * @template {{memory: WebAssembly.Memory}} Exports the instance's raw exports
 * @template {Glue<Exports>} Functions
 */
export class Engine {
  #init;
  #functions;
  #file;
  /** @type {Exports | undefined} */
  #exports;
  /** @type {Promise<Exports> | undefined} */
  #starting;
  #epoch = 0;
  #trapped = false;
  /** Streams that are open in the instance. */
  users = 0;
  /** Of them, those that need not come to their end: of bodies that have none. */
  endless = 0;

  /**
   * @param {(source?: {module_or_path: Source | Promise<Source>}) => Promise<Exports>} initialize the glue's default export
   * @param {Functions} functions its other exports
   * @param {string} file the module's name, for messages
   */
  constructor(initialize, functions, file) {
    this.#init = initialize;
    this.#functions = functions;
    this.#file = file;
  }

  /** The number of the living instance. It only rises. */
  get epoch() {
    return this.#epoch;
  }

  get isStarted() {
    return this.#exports !== undefined;
  }

  /** Bytes of linear memory that the living instance holds; an instance gives none back. */
  get memory() {
    return this.#trapped ? 0 : (this.#exports?.memory.buffer.byteLength ?? 0);
  }

  /** The next call gets a fresh instance; the streams of this one are lost. */
  replace() {
    this.#trapped = true;
    this.#epoch += 1;
  }

  /**
   * Loads and starts the module once; later calls wait for the first.
   *
   * @param {Source | Promise<Source>} [source] a URL, a Response, bytes or a compiled module.
   *   Default: the file beside the glue, fetched.
   */
  async start(source) {
    if (this.#exports) return;
    this.#starting ??= this.#init(source === undefined ? undefined : { module_or_path: source });
    try {
      this.#exports = await this.#starting;
    } catch (cause) {
      this.#starting = undefined;
      throw this.#unavailable(cause);
    }
  }

  /**
   * The same without waiting, for hosts that are handed a compiled module (edge workers, Node).
   *
   * @param {WebAssembly.Module} module
   */
  startSync(module) {
    if (this.#exports) return;
    try {
      this.#exports = this.#functions.initSync({ module });
    } catch (cause) {
      throw this.#unavailable(cause);
    }
  }

  /**
   * Runs `act` against the living instance.
   *
   * @template T
   * @param {(wasm: Functions, exports: Exports) => T} act must not keep a view of memory: growth detaches it
   * @returns {T}
   * @throws {DwarpalError} `instance_lost` after a trap, else the module's own code
   */
  call(act) {
    const living = this.#revive();
    try {
      return act(this.#functions, living);
    } catch (thrown) {
      if (thrown instanceof DwarpalError) throw thrown;
      if (thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string') {
        throw new DwarpalError(thrown.code, thrown.message, HINTS[thrown.code] ?? 'See the message.');
      }
      this.replace();
      throw instanceLost(thrown);
    }
  }

  /** @returns {Exports} the living exports, of a fresh instance if the last one trapped */
  #revive() {
    if (!this.#exports) {
      throw new DwarpalError(
        'not_started',
        'The WebAssembly module has not been started.',
        'Create the filter with createFilter() or createFilterSync().',
      );
    }
    if (this.#trapped) {
      try {
        this.#functions.__wbg_reset_state();
        // The glue keeps the new exports to itself; asked to start again, it answers with those it has.
        this.#exports = this.#functions.initSync(/** @type {any} */ (undefined));
      } catch (cause) {
        throw this.#unavailable(cause);
      }
      this.#trapped = false;
    }
    return this.#exports;
  }

  /** @param {unknown} cause */
  #unavailable(cause) {
    return new DwarpalError(
      'engine_unavailable',
      'The WebAssembly module could not be started.',
      `Check that ${this.#file} can be reached and belongs to this version of dwarpal.`,
      { cause },
    );
  }
}

/**
 * What a stream of a dead instance answers, and what the call that killed it throws.
 *
 * @param {unknown} [cause] the trap, if this is the call it came from
 */
export function instanceLost(cause) {
  return new DwarpalError(
    'instance_lost',
    'The WebAssembly instance that held this stream failed and has been replaced.',
    'Open a new stream and scan the body from its start.',
    { cause },
  );
}

/** @type {Record<string, string>} */
const HINTS = {
  bad_options:
    'The hints are contentType, contentEncoding, fileName (text), maxFindings (a number) and masks (true or false).',
  stale_handle: 'A stream cannot be used after close(); open a new one.',
  unknown_kind: 'Call kinds() for the list of what is known.',
};

/** The engine that scans. */
export const scanner = new Engine(init, glue, 'dwarpal_bg.wasm');

/** @type {typeof scanner.call} */
export const call = (act) => scanner.call(act);
