/**
 * The settings of a filter: a policy, flat or as a document, and what the host hands in beside it.
 *
 * Why here: an adapter reads text from its host's variables and hands it on; what is allowed is decided once, by the
 * engine. Every default is the closed door: what cannot be judged is not served.
 */

import { DwarpalError } from './errors.js';
import { Policy } from './policy.js';

/**
 * @typedef {import('./policy.js').Choice} Choice
 * @typedef {import('./policy.js').Mode} Mode
 *
 * @typedef {object} Settings the rules of a policy that has one route; they go before what `policy` says of them
 * @property {Mode} mode what becomes of a leaking response: `block` refuses it before its first byte, `redact` serves it
 *   masked (and refuses what cannot be masked), `cut` serves it until the verdict and breaks off, `observe` serves it
 *   and only tells. Default: 'block'
 * @property {number} enforce percent of the addresses on which the mode holds; the others are observed. Default: 100
 * @property {'redact' | 'cut' | 'block'} onMany what becomes, in the mode `redact`, of a body over the thresholds.
 *   Default: 'redact'
 * @property {number} blockStatus status of a block response. Default: 451
 * @property {number} maxHeld bytes of one body kept back at most while it is judged. Default: 8 MiB
 * @property {Choice} onLimit what becomes of a body longer than that. Default: 'block'
 * @property {Choice} onUninspectable what becomes of a body that cannot be read. Default: 'block'
 * @property {Choice} onError what becomes of a body whose scan failed. Default: 'block'
 * @property {number} maxMemory bytes of linear memory that the WebAssembly instances may hold; over it new streams get what
 *   `onError` says until those that are open have ended. Default: 256 MiB
 * @property {import('./policy.js').PolicyDocument} policy a policy document, see `policy.schema.json`. Default: `{}`
 * @property {string | undefined} key 32 hexadecimal digits under which fingerprints are made, so that they are the same
 *   in all instances, and with which the origin signs `Dwarpal-Audience`. Default: random
 * @property {import('./cache.js').VerdictCache | undefined} verdicts remembers what passed, where `verdictCache` says so
 * @property {import('./blockpage.js').BlockPage | undefined} blockPage gives the page that visitors see in place of a
 *   refused body. Default: one in English and Hindi
 * @property {((incident: import('./incident.js').Incident) => void) | undefined} onIncident told of every decision
 *
 * @typedef {object} Complete
 * @property {Policy} policy
 * @property {Settings['key']} key
 * @property {Settings['maxMemory']} maxMemory
 * @property {Settings['verdicts']} verdicts
 * @property {Settings['blockPage']} blockPage
 * @property {Settings['onIncident']} onIncident
 */

/** What the instances hold from their start on, and room to work in. */
const LEAST_MEMORY = 8 * 1024 * 1024;

/**
 * @param {Partial<Settings>} given `undefined` stands for the default
 * @returns {Readonly<Complete>}
 * @throws {DwarpalError} `bad_setting`
 */
export function completeSettings({ policy = {}, key, maxMemory = 2 ** 28, verdicts, blockPage, onIncident, ...flat }) {
  const rule = (/** @type {boolean} */ right, /** @type {string} */ must) => {
    if (right) return;
    throw new DwarpalError('bad_setting', `The setting ${must}.`, 'Correct it, or leave it out for its default.');
  };
  rule(onIncident === undefined || typeof onIncident === 'function', 'onIncident must be a function');
  rule(blockPage === undefined || typeof blockPage === 'function', 'blockPage must be a function');
  rule(key === undefined || /^[0-9a-f]{32}$/i.test(key), 'key must be 32 hexadecimal digits');
  rule(
    Number.isInteger(maxMemory) && maxMemory >= LEAST_MEMORY,
    `maxMemory must be a whole number, ${LEAST_MEMORY} or more`,
  );
  rule(typeof policy === 'object' && policy !== null && !Array.isArray(policy), 'policy must be an object');
  const above = Object.fromEntries(Object.entries(flat).filter(([, value]) => value !== undefined));
  return Object.freeze({
    policy: new Policy({ ...policy, ...above }),
    key,
    maxMemory,
    verdicts,
    blockPage,
    onIncident,
  });
}
