/**
 * The engine: owner of the one WebAssembly instance behind every filter of this program.
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
 * @typedef {import('../pkg/dwarpal.js').InitOutput} Exports the instance's raw exports, `memory` among them
 * @typedef {import('../pkg/dwarpal.js').InitInput} Source what the module can be loaded from
 */

/** @type {Exports | undefined} */
let exports;
/** @type {Promise<Exports> | undefined} */
let starting;
let epoch = 0;
let trapped = false;

/** The number of the living instance. It only rises. */
export function currentEpoch() {
  return epoch;
}

/**
 * Loads and starts the module once; later calls wait for the first.
 *
 * @param {Source | Promise<Source>} [source] a URL, a Response, bytes or a compiled module.
 *   Default: `pkg/dwarpal_bg.wasm` beside the glue, fetched.
 */
export async function start(source) {
  if (exports) return;
  starting ??= init(source === undefined ? undefined : { module_or_path: source });
  try {
    exports = await starting;
  } catch (cause) {
    starting = undefined;
    throw unavailable(cause);
  }
}

/**
 * The same without waiting, for hosts that are handed a compiled module (edge workers, Node).
 *
 * @param {WebAssembly.Module} module
 */
export function startSync(module) {
  if (exports) return;
  try {
    exports = glue.initSync({ module });
  } catch (cause) {
    throw unavailable(cause);
  }
}

/**
 * Runs `act` against the living instance.
 *
 * @template T
 * @param {(wasm: typeof glue, exports: Exports) => T} act must not keep a view of memory: growth detaches it
 * @returns {T}
 * @throws {DwarpalError} `instance_lost` after a trap, else the module's own code
 */
export function call(act) {
  const living = revive();
  try {
    return act(glue, living);
  } catch (thrown) {
    if (thrown instanceof DwarpalError) throw thrown;
    if (thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string') {
      throw new DwarpalError(thrown.code, thrown.message, HINTS[thrown.code] ?? 'See the message.');
    }
    trapped = true;
    epoch += 1;
    throw instanceLost(thrown);
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

/** @returns {Exports} the living exports, of a fresh instance if the last one trapped */
function revive() {
  if (!exports) {
    throw new DwarpalError(
      'not_started',
      'The WebAssembly module has not been started.',
      'Create the filter with createFilter() or createFilterSync().',
    );
  }
  if (trapped) {
    try {
      glue.__wbg_reset_state();
      // The glue keeps the new exports to itself; asked to start again, it answers with those it has.
      exports = glue.initSync(/** @type {any} */ (undefined));
    } catch (cause) {
      throw unavailable(cause);
    }
    trapped = false;
  }
  return exports;
}

/** @param {unknown} cause */
function unavailable(cause) {
  return new DwarpalError(
    'engine_unavailable',
    'The WebAssembly module could not be started.',
    'Check that dwarpal_bg.wasm can be reached and belongs to this version of dwarpal.js.',
    { cause },
  );
}
