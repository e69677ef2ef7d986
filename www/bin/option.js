/**
 * An option that takes one of a few words.
 */

import { Failure } from './failure.js';

/**
 * @template {string} T
 * @param {string} option
 * @param {unknown} given
 * @param {readonly T[]} known the first is the default
 * @returns {T}
 */
export function oneOf(option, given, known) {
  const found = known.find((value) => value === (given ?? known[0]));
  if (found !== undefined) return found;
  throw new Failure(`--${option} must be one of: ${known.join(', ')}`);
}
