/**
 * What every error of Dwarpal's own is like.
 */

import assert from 'node:assert/strict';

import { DwarpalError } from '../../core/errors.js';

/**
 * For `assert.rejects` and `assert.throws`.
 *
 * @param {string} code
 */
export const coded = (code) => (/** @type {unknown} */ error) => {
  assert.ok(error instanceof DwarpalError, String(error));
  assert.equal(error.code, code);
  assert.ok(error.message.length > 0 && error.hint.length > 0);
  return true;
};
