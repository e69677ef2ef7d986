/**
 * The other module: it opens what has to be opened before it can be read (codings, archives, documents).
 *
 * Why a module of its own: most bodies are text, and need neither its bytes nor its start. It is loaded when there is
 * something to open, where a host can load without waiting; else beside the first.
 *
 * The contract: an opener gives what comes to light to whoever takes it, at once and in order, and scans nothing. A
 * host without this module treats what has to be opened as uninspectable.
 */

import init, * as glue from '../pkg/documents.js';
import { Engine, instanceLost } from './engine.js';

/** The engine that opens. */
export const engine = new Engine(init, glue, 'documents_bg.wasm');

/** What is said of a body that comes to light: `said` in src/opener.rs. */
export const SAID = Object.freeze({ DECODED: 0, DOCUMENT: 1, FILE: 2, DATA: 3, END: 4, UNREAD: 5 });

/**
 * @typedef {WebAssembly.Module | (() => WebAssembly.Module)} Ready a compiled module, or what gives it when it is needed
 */

/** @type {(() => WebAssembly.Module) | undefined} */
let load;

/**
 * @param {import('./engine.js').Source | Promise<import('./engine.js').Source> | Ready | false} [source] `false`: do without
 */
export async function startDocuments(source) {
  if (typeof source === 'function' || source === false) startDocumentsSync(/** @type {Ready | false} */ (source));
  else await engine.start(source);
}

/** @param {Ready | false | undefined} module */
export function startDocumentsSync(module) {
  if (typeof module === 'function') load ??= /** @type {() => WebAssembly.Module} */ (module);
  else if (module) load ??= () => module;
}

/** Whether there is a module to open with; starts it. One that can't be loaded is as none: it is not tried again. */
export function canOpen() {
  if (!engine.isStarted && load) {
    const own = load;
    load = undefined;
    try {
      engine.startSync(own());
    } catch {
      return false;
    }
  }
  return engine.isStarted;
}

/**
 * @callback Take
 * @param {number} said one of SAID
 * @param {...any} what
 * @returns {void}
 */

/**
 * @callback Told takes what comes to light; the memory is the one that a place of `DATA` is in
 * @param {number} said one of SAID
 * @param {any[]} what
 * @param {() => ArrayBufferLike} memory
 * @returns {void}
 */

export class Opener {
  #opener;
  #take;
  /** The instance that holds it: what it points to means something else in another. */
  #epoch;

  /**
   * @param {{contentType?: string, fileName?: string, contentEncoding?: string} | undefined} hints none: of a document that
   *   stands in a text, one of several perhaps
   * @param {Told} take
   * @throws {string} the reason, for a coding that is not known
   */
  constructor(hints, take) {
    /** @type {unknown} */
    let refused;
    this.#opener = engine.call((wasm) => {
      if (!hints) return wasm.Opener.withinText();
      const { contentType = '', fileName = '', contentEncoding = '' } = hints;
      try {
        return new wasm.Opener(contentType, fileName, contentEncoding);
      } catch (reason) {
        if (typeof reason !== 'string') throw reason;
        refused = reason;
        return undefined;
      }
    });
    this.#epoch = engine.epoch;
    if (refused !== undefined) throw refused;
    engine.users += 1;
    /** @type {Take} */
    this.#take = (said, ...what) => take(said, what, () => engine.call((_, { memory }) => memory.buffer));
  }

  /**
   * @param {Uint8Array} bytes
   * @returns {string | undefined} why the body can't be read, if so
   */
  write(bytes) {
    if (this.#epoch !== engine.epoch) throw instanceLost();
    return engine.call(() => this.#opener?.write(bytes, this.#take));
  }

  /** The body ends. Answers as `write` does. */
  end() {
    if (this.#epoch !== engine.epoch) throw instanceLost();
    return engine.call(() => this.#opener?.end(this.#take));
  }

  /** Frees what it holds; never throws. */
  free() {
    const opener = this.#opener;
    this.#opener = undefined;
    if (!opener) return;
    engine.users -= 1;
    if (this.#epoch !== engine.epoch) return;
    try {
      engine.call(() => opener.free());
    } catch {
      // Its instance has gone, and the memory with it.
    }
  }
}

/**
 * Opens a document that stands in a text.
 *
 * @param {Uint8Array} bytes all of it
 * @param {Told} take
 * @returns {string | undefined} why it cannot be read, if so
 */
export function openWhole(bytes, take) {
  const opener = new Opener(undefined, take);
  try {
    return opener.write(bytes) ?? opener.end();
  } finally {
    opener.free();
  }
}
