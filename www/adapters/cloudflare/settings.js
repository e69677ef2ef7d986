/**
 * The worker's variables, read as the filter's settings.
 *
 * Why: variables are text and easily misspelt. A wrong one stops the worker with a sentence that names it,
 * rather than opening the door or being passed over.
 */

import { DwarpalError } from '../../core/errors.js';

/**
 * @typedef {object} Env
 * @property {{fetch: (request: Request) => Promise<Response>}} [ORIGIN] service binding; goes before ORIGIN_URL
 * @property {string} [ORIGIN_URL] such as `https://bucket.example`; the request's path and query are appended
 * @property {Bucket} [BUCKET] R2 binding; the site's files, where there is no ORIGIN
 * @property {string | object} [POLICY] a policy document, as JSON; the variables below go before what it says
 * @property {string} [MODE] `block`, `redact`, `cut` or `observe`. Default: block
 * @property {string} [ENFORCE] percent of the addresses on which MODE holds; the others are observed. Default: 100
 * @property {string} [BLOCK_STATUS] 400–599. Default: 451
 * @property {string} [MAX_HELD] bytes. Default: 8 MiB
 * @property {string} [MAX_MEMORY] bytes. Default: 64 MiB, half of what an isolate may have
 * @property {string} [ON_MANY] `redact`, `cut` or `block`. Default: redact
 * @property {string} [ON_LIMIT] `block` or `pass`. Default: block
 * @property {string} [ON_UNINSPECTABLE] `block` or `pass`. Default: block
 * @property {string} [ON_ERROR] `block` or `pass`. Default: block
 * @property {string} [DWARPAL_KEY] secret of 32 hexadecimal digits: the fingerprints in the log are made under it
 * @property {{send: (incident: object) => Promise<unknown>}} [INCIDENTS] Queue binding
 * @property {string} [WEBHOOK_URL] gets every incident as JSON
 * @property {{writeDataPoint: (point: object) => void}} [ANALYTICS] Analytics Engine binding
 * @property {string} [METRICS_TOKEN] secret; whoever bears it may read METRICS_PATH
 * @property {string} [SAMPLE] percent of what passed that is told, too. Default: 0
 * @property {VerdictStore} [VERDICTS] KV binding: what passed, for all isolates. Default: each remembers for itself
 *
 * @typedef {object} Bucket as much of R2 as is used
 * @property {(key: string) => Promise<(Stored & {body: ReadableStream}) | null>} get
 * @property {(key: string) => Promise<Stored | null>} head
 *
 * @typedef {object} Stored
 * @property {(headers: Headers) => void} writeHttpMetadata
 * @property {string} httpEtag
 * @property {Date} uploaded
 * @property {number} size
 *
 * @typedef {object} VerdictStore as much of KV as is used
 * @property {(key: string) => Promise<string | null>} get
 * @property {(key: string, value: string, options: {expirationTtl: number}) => Promise<void>} put
 */

/** The variable behind each setting. */
const VARIABLES = /** @type {const} */ ({
  mode: 'MODE',
  enforce: 'ENFORCE',
  blockStatus: 'BLOCK_STATUS',
  maxHeld: 'MAX_HELD',
  maxMemory: 'MAX_MEMORY',
  onMany: 'ON_MANY',
  onLimit: 'ON_LIMIT',
  onUninspectable: 'ON_UNINSPECTABLE',
  onError: 'ON_ERROR',
  key: 'DWARPAL_KEY',
});

/** An isolate has 128 MiB, for the bodies that are held as well. */
const MAX_MEMORY = String(64 * 1024 * 1024);

/**
 * @param {Env} env
 * @returns {Partial<import('../../core/settings.js').Settings>}
 * @throws {DwarpalError} `bad_setting`
 */
export function settingsOf(env) {
  mustHaveOrigin(env);
  const variables = { ...env, MAX_MEMORY: env.MAX_MEMORY || MAX_MEMORY };
  const given = Object.entries(VARIABLES).map(([setting, name]) => [setting, valueOf(variables[name])]);
  return { ...Object.fromEntries(given), policy: policyOf(env) };
}

/**
 * An error in a setting, said of the variable behind it.
 *
 * @param {unknown} error
 */
export function ofVariable(error) {
  if (!(error instanceof DwarpalError) || error.code !== 'bad_setting') return error;
  const message = error.message.replace(/^The setting (\w+)/, (whole, setting) => {
    return Object.hasOwn(VARIABLES, setting) && !error.message.startsWith('The variable')
      ? `The variable ${VARIABLES[/** @type {keyof typeof VARIABLES} */ (setting)]}`
      : `The variable POLICY: ${setting}`;
  });
  return new DwarpalError(error.code, message, error.hint);
}

/** @param {Env} env */
function policyOf(env) {
  if (!env.POLICY) return undefined;
  if (typeof env.POLICY !== 'string') return env.POLICY;
  try {
    return JSON.parse(env.POLICY);
  } catch {
    const hint = 'Check it with `dwarpal policy check`.';
    throw new DwarpalError('bad_setting', 'The variable POLICY is not JSON.', hint);
  }
}

/** @param {Env} env */
function mustHaveOrigin(env) {
  if (env.ORIGIN || env.BUCKET) return;
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

/** @param {string | undefined} text @returns {string | number | undefined} a number where it is written as one */
function valueOf(text) {
  return /^\d{1,15}$/.test(text ?? '') ? Number(text) : text || undefined;
}
