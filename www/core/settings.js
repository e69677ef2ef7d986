/**
 * The settings of a filter: their names, their defaults, and one clear sentence for each way to get them wrong.
 *
 * Why here: an adapter reads text from its host's variables and hands it on; what is allowed is decided once.
 * Every default is the closed door: what cannot be judged is not served.
 */

import { DwarpalError } from './errors.js';

/**
 * @typedef {'block' | 'pass'} Choice
 * @typedef {'block' | 'redact' | 'observe'} Mode
 *
 * @typedef {object} Settings
 * @property {Mode} mode what becomes of a leaking response: `block` refuses it, `redact` serves it masked (and refuses
 *   what cannot be masked), `observe` serves it and only tells. Default: 'block'
 * @property {number} blockStatus status of a block response. Default: 451
 * @property {number} maxHeld bytes of one body kept back at most while it is judged. Default: 8 MiB
 * @property {Choice} onLimit what becomes of a body longer than that. Default: 'block'
 * @property {Choice} onUninspectable … of a body that cannot be read. Default: 'block'
 * @property {Choice} onError … of a body whose scan failed. Default: 'block'
 * @property {((incident: import('./incident.js').Incident) => void) | undefined} onIncident told of every decision
 */

/** @type {Readonly<Settings>} */
const DEFAULTS = Object.freeze({
  mode: 'block',
  blockStatus: 451,
  maxHeld: 8 * 1024 * 1024,
  onLimit: 'block',
  onUninspectable: 'block',
  onError: 'block',
  onIncident: undefined,
});

/** @type {{[Name in keyof Settings]: [allowed: (value: unknown) => boolean, rule: string]}} */
const RULES = {
  mode: [isMode, 'must be "block", "redact" or "observe"'],
  blockStatus: [(value) => isWhole(value, 400, 599), 'must be a whole number from 400 to 599'],
  maxHeld: [(value) => isWhole(value, 1, 2 ** 31), 'must be a whole number of bytes from 1 to 2147483648'],
  onLimit: [isChoice, 'must be "block" or "pass"'],
  onUninspectable: [isChoice, 'must be "block" or "pass"'],
  onError: [isChoice, 'must be "block" or "pass"'],
  onIncident: [(value) => typeof value === 'function', 'must be a function'],
};

/**
 * @param {Partial<Settings>} given `undefined` stands for the default
 * @param {(name: string) => string} [nameOf] how the host calls a setting, for the message
 * @returns {Readonly<Settings>}
 * @throws {DwarpalError} `bad_setting`
 */
export function completeSettings(given, nameOf = (name) => name) {
  const settings = { ...DEFAULTS };
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(RULES, name)) {
      const known = Object.keys(RULES).join(', ');
      throw new DwarpalError('bad_setting', `There is no setting "${name}".`, `The settings are: ${known}.`);
    }
    if (value === undefined) continue;
    const [allowed, rule] = RULES[/** @type {keyof Settings} */ (name)];
    if (!allowed(value)) {
      throw new DwarpalError(
        'bad_setting',
        `The setting ${nameOf(name)} ${rule}.`,
        'Correct it, or leave it out for its default.',
      );
    }
    Object.assign(settings, { [name]: value });
  }
  return Object.freeze(settings);
}

/** @param {unknown} value @param {number} least @param {number} most */
function isWhole(value, least, most) {
  return Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
}

/** @param {unknown} value */
function isMode(value) {
  return value === 'block' || value === 'redact' || value === 'observe';
}

/** @param {unknown} value */
function isChoice(value) {
  return value === 'block' || value === 'pass';
}
