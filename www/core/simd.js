/**
 * Whether this host's WebAssembly has 128-bit SIMD, without which the module does not validate.
 *
 * Why: "could not be started" sends people looking for a missing file; an old browser is another thing to fix.
 */

import { DwarpalError } from './errors.js';

/** `(func (drop (i8x16.splat (i32.const 0))))`: the smallest module with a vector in it. */
const VECTOR = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 9, 1, 7, 0, 65, 0, 253, 15, 26, 11,
]);

/**
 * The error for a module that could not be started: the host's lack of SIMD, if that is why.
 *
 * @param {unknown} error
 * @returns {unknown}
 */
export function startError(error) {
  if (WebAssembly.validate(VECTOR)) return error;
  return new DwarpalError(
    'simd_required',
    'This host’s WebAssembly has no SIMD.',
    'Use Node 16.4, Chromium 91, Firefox 89, Safari 16.4 or newer; there is no build without it.',
    { cause: error },
  );
}
