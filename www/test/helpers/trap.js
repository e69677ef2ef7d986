/**
 * Takes the WebAssembly instance down for real, as a bug in it would.
 */

import { call } from '../../core/engine.js';

/** No memory has this address. */
const NOWHERE = 0xffff_fff0;

/**
 * The raw export is told to write its answer where no memory is: a `WebAssembly.RuntimeError`, not a mock of one.
 *
 * @throws {import('../../core/errors.js').DwarpalError} `instance_lost`
 */
export function trap() {
  call((_, exports) => exports.version(NOWHERE));
}
