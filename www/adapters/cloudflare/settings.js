/**
 * The worker's variables, read as the filter's settings.
 *
 * Why: variables are text and easily misspelt. A wrong one stops the worker with a sentence that names it,
 * rather than opening the door or being passed over.
 */

import { DwarpalError } from '../../core/errors.js';
import { completeSettings } from '../../core/settings.js';

/**
 * @typedef {object} Env
 * @property {{fetch: (request: Request) => Promise<Response>}} [ORIGIN] service binding; goes before ORIGIN_URL
 * @property {string} [ORIGIN_URL] such as `https://bucket.example`; the request's path and query are appended
 * @property {string} [MODE] `block`, `redact` or `observe`. Default: block
 * @property {string} [BLOCK_STATUS] 400–599. Default: 451
 * @property {string} [MAX_HELD] bytes. Default: 8 MiB
 * @property {string} [ON_LIMIT] `block` or `pass`. Default: block
 * @property {string} [ON_UNINSPECTABLE] `block` or `pass`. Default: block
 * @property {string} [ON_ERROR] `block` or `pass`. Default: block
 */

/** The variable behind each setting. */
const VARIABLES = /** @type {const} */ ({
  mode: 'MODE',
  blockStatus: 'BLOCK_STATUS',
  maxHeld: 'MAX_HELD',
  onLimit: 'ON_LIMIT',
  onUninspectable: 'ON_UNINSPECTABLE',
  onError: 'ON_ERROR',
});

/**
 * @param {Env} env
 * @returns {Readonly<import('../../core/settings.js').Settings>}
 * @throws {DwarpalError} `bad_setting`
 */
export function settingsOf(env) {
  mustHaveOrigin(env);
  const given = {
    mode: /** @type {import('../../core/settings.js').Mode | undefined} */ (env.MODE || undefined),
    blockStatus: wholeNumber(env.BLOCK_STATUS),
    maxHeld: wholeNumber(env.MAX_HELD),
    onLimit: choice(env.ON_LIMIT),
    onUninspectable: choice(env.ON_UNINSPECTABLE),
    onError: choice(env.ON_ERROR),
  };
  return completeSettings(given, (setting) => VARIABLES[/** @type {keyof typeof VARIABLES} */ (setting)]);
}

/** @param {Env} env */
function mustHaveOrigin(env) {
  if (env.ORIGIN) return;
  const hint = 'Set ORIGIN_URL to the address of the site behind, such as https://bucket.example.';
  if (!env.ORIGIN_URL) throw new DwarpalError('bad_setting', 'There is no origin to guard.', hint);
  let url;
  try {
    url = new URL(env.ORIGIN_URL);
  } catch {
    throw new DwarpalError('bad_setting', 'The variable ORIGIN_URL is not a URL.', hint);
  }
  const plain = /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username;
  if (plain) return;
  throw new DwarpalError('bad_setting', 'ORIGIN_URL must be http(s), without query, fragment or user name.', hint);
}

/** @param {string | undefined} text @returns {number | undefined} NaN for what is none: the check names it */
function wholeNumber(text) {
  if (text === undefined || text === '') return undefined;
  return /^\d+$/.test(text) ? Number(text) : NaN;
}

/** @param {string | undefined} text */
function choice(text) {
  return /** @type {'block' | 'pass' | undefined} */ (text || undefined);
}
