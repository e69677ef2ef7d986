/**
 * Takes the WebAssembly instance down for real, as a bug in it would.
 */

import { call } from '../../core/engine.js';

/** No memory has this address. */
const NOWHERE = 0xffff_fff0;

/**
 * A raw export is given text where no memory is: a `WebAssembly.RuntimeError`, and not a mock of one.
 *
 * @throws {import('../../core/errors.js').DwarpalError} `instance_lost`
 */
export function trap() {
  call((_, { check }) => {
    // How many numbers it takes depends on the compiler that built the module; the first is an address in any case.
    /** @type {(...numbers: number[]) => unknown} */ (check)(NOWHERE, 8, NOWHERE, 8, 0);
  });
}
