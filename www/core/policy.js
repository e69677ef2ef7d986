/**
 * The policy: which rules hold for a response.
 *
 * Why the engine reads it: the worker and the command `dwarpal policy` must never differ in what a document means.
 *
 * The contract: a document that is wrong throws when the policy is made, never later. Rules are asked for once and kept;
 * an instance that trapped is given the document anew. Where the engine cannot be asked, the strictest rules hold.
 */

import { call, scanner } from './engine.js';
import { DwarpalError } from './errors.js';

/**
 * @typedef {'block' | 'pass'} Choice
 * @typedef {'block' | 'redact' | 'cut' | 'observe'} Mode
 *
 * @typedef {'in' | 'intl-core' | 'network' | 'us' | 'uk' | 'eu' | 'latam' | 'apac' | 'mea' | 'secrets'} Pack
 *
 * @typedef {object} Match all that is given must fit; of a list, one
 * @property {string | string[]} [host] host names; `*` is anything
 * @property {string | string[]} [path] paths: `*` is anything but /, `**` is anything, `?` one character
 * @property {string | string[]} [method] methods
 * @property {string | string[]} [contentType] content types without parameters; `text/*`
 * @property {number | string | Array<number | string>} [status] statuses: 404 or '4xx'
 *
 * @typedef {object} Thresholds from how many on a body is blocked; 0 is never
 * @property {number} [critical] values of critical severity and high confidence, and health records. Default: 1
 * @property {number} [exposed] distinct persons with an attribute of high severity. Default: 3
 * @property {number} [persons] distinct persons whom somebody can reach or single out. Default: 10
 *
 * @typedef {object} Members what a document and each of its routes may say
 * @property {Mode} [mode] what becomes of a leak. Default: 'block'
 * @property {number} [enforce] percent of the addresses on which `mode` is enforced. Default: 100
 * @property {'public' | 'self'} [audience] for whom the page is: everybody, or the signed-in person it is about.
 *   Default: 'public'
 * @property {number} [selfPersons] persons that may stand on a page whose audience is `self`. Default: 1
 * @property {Thresholds} [thresholds] from how many on a body is blocked
 * @property {Pack | Pack[]} [packs] what is looked for. Default: ['in', 'intl-core', 'secrets']
 * @property {'redact' | 'cut' | 'block'} [onMany] what becomes, in the mode `redact`, of a body over the thresholds.
 *   Default: 'redact'
 * @property {Choice} [onLimit] what becomes of a body longer than `maxHeld`. Default: 'block'
 * @property {Choice} [onUninspectable] what becomes of a body that cannot be read. Default: 'block'
 * @property {Choice} [onError] what becomes of a body whose scan failed. Default: 'block'
 * @property {number} [maxHeld] bytes of one body kept back at most while it is judged. Default: 8 MiB
 * @property {number} [blockStatus] status of a block response. Default: 451
 * @property {boolean} [ignoreReflected] values that stand in the request's own URL do not count. Default: false
 * @property {number} [verdictCache] seconds that a passing verdict is believed; 0 is not at all. Default: 0
 * @property {string} [because] why a list of people may pass here; needed where the thresholds let one through
 *
 * @typedef {object} Named
 * @property {string} [name] for the log
 * @property {Match} [match] which responses it is for. Default: all
 *
 * @typedef {Named & Members} Route rules for some responses; what it leaves out is as the document says
 *
 * @typedef {'low' | 'medium' | 'high' | 'critical'} Severity
 *
 * @typedef {object} OwnKind what is found of it is of the kind `custom:NAME`
 * @property {string} name small letters, digits, `_` and `-`; at most 40
 * @property {Severity} [severity] Default: 'medium'
 * @property {number} [confidence] percent, 60 to 100. Default: 90
 *
 * @typedef {object} ListOfWords
 * @property {string | string[]} words of three to 100 bytes; found whole, as they are written, in small letters or in capitals
 *
 * @typedef {OwnKind & ListOfWords} OwnWords words to look for
 *
 * @typedef {object} Expression
 * @property {string} pattern a regular expression with a literal and a bound; only a module that is built with them has them
 *
 * @typedef {OwnKind & Expression} OwnPattern a pattern to look for
 *
 * @typedef {object} Allow what is never a finding
 * @property {string | string[]} [values] by their letters and digits; telephone numbers with the country's code or without
 * @property {string | string[]} [domains] of e-mail addresses; those under them too
 * @property {string | string[]} [hmacs] of values that the document need not tell: `dwarpal policy hmac`
 *
 * @typedef {object} Grade what a kind is here
 * @property {Severity | 'off'} [severity] how grave; `off`: not looked for
 * @property {number} [confidence] percent that it must have at least
 *
 * @typedef {object} Own what a deployment adds and takes away
 * @property {OwnWords[]} [words] lists of words to look for
 * @property {OwnPattern[]} [patterns] patterns to look for
 * @property {Allow} [allow] what is never a finding
 * @property {Record<string, Grade>} [kinds] by the ids of kinds
 *
 * @typedef {object} Head
 * @property {string} [$schema] for editors
 * @property {1} [version] of this form
 * @property {number} [catalogue] number of the catalogue that the policy was tested with: kinds of later ones are reported and
 *   block nothing. Default: the engine's own
 * @property {Own} [own] what is yours alone: words, allowed values, grades of kinds
 * @property {Route[]} [routes] the first that fits holds
 *
 * @typedef {Head & Members} PolicyDocument what `policy.schema.json` describes
 *
 * @typedef {object} Rules what `dwarpal policy explain` prints
 * @property {string} route its name; empty where no route fits
 * @property {Mode} mode
 * @property {number} enforce percent
 * @property {'public' | 'self'} audience
 * @property {number} selfPersons
 * @property {{critical: number, exposed: number, persons: number}} thresholds
 * @property {string[]} packs
 * @property {'redact' | 'cut' | 'block'} onMany
 * @property {Choice} onLimit
 * @property {Choice} onUninspectable
 * @property {Choice} onError
 * @property {number} maxHeld bytes
 * @property {number} blockStatus
 * @property {boolean} ignoreReflected
 * @property {number} verdictCache seconds
 * @property {string} because
 * @property {string} policy tells this document and engine from others
 *
 * @typedef {object} Decision
 * @property {Readonly<Rules>} rules
 * @property {Mode} mode theirs, or `observe` where the ramp does not enforce it
 * @property {[number, number]} judging the engine's names for the rules: a stream's `rules`
 */

export class Policy {
  #text;
  #epoch = -1;
  #handle = 0;
  /** Those of the document, of each route, and all of these once more for the other audience. @type {Readonly<Rules>[]} */
  #rules = [];

  /**
   * @param {object} document
   * @throws {DwarpalError} `bad_setting`
   */
  constructor(document) {
    this.#text = JSON.stringify(document, (_, value) =>
      typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
    );
    try {
      const handle = this.#current();
      const routes = 'routes' in document && Array.isArray(document.routes) ? document.routes.length : 0;
      for (let place = 0; place < 2 * (routes + 1); place += 1) {
        this.#rules.push(Object.freeze(call((wasm) => wasm.rulesAt(handle, place))));
      }
    } catch (error) {
      if (!(error instanceof DwarpalError) || error.code !== 'bad_policy') throw error;
      throw new DwarpalError(
        'bad_setting',
        `The setting ${error.message}.`,
        'Correct it, or leave it out for its default.',
      );
    }
  }

  /** Whether some response may be touched: if not, nothing of a request needs to be changed. */
  get enforces() {
    return this.#rules.some(({ mode, enforce }) => mode !== 'observe' && enforce > 0);
  }

  /** @returns {[number, number]} the document's own rules, as a stream takes them */
  get judging() {
    return [this.#current(), 0];
  }

  /**
   * @param {Request | undefined} request
   * @param {Response} response
   * @param {'public' | 'self'} [audience] for whom it is, where its origin has said so
   * @returns {Decision}
   */
  decide(request, response, audience) {
    const [own] = this.#rules;
    const places = this.#rules.length / 2;
    try {
      const handle = this.#current();
      let place = 0;
      let enforced = own.enforce > 0;
      if (places > 1 || own.enforce % 100 > 0) {
        const { hostname, pathname } = addressOf(request?.url || response.url);
        const type = response.headers.get('content-type') ?? '';
        const method = request?.method ?? 'GET';
        const decided = call((wasm) => wasm.decide(handle, hostname, pathname, method, type, response.status));
        place = decided >> 1;
        enforced = (decided & 1) === 1;
      }
      if (audience && audience !== this.#rules[place].audience) place += places;
      const rules = this.#rules[place];
      return { rules, mode: enforced ? rules.mode : 'observe', judging: [handle, place] };
    } catch {
      // What cannot be scanned either is for `onError`: of rules that touch a response, some that refuse it.
      const touching = this.#rules.filter(({ mode }) => mode !== 'observe');
      const rules = touching.find(({ onError }) => onError === 'block') ?? touching[0] ?? own;
      return { rules, mode: rules.mode, judging: [this.#handle, this.#rules.indexOf(rules)] };
    }
  }

  /** @returns {number} the handle in the living instance */
  #current() {
    if (this.#epoch !== scanner.epoch) {
      this.#handle = call((wasm) => wasm.readPolicy(this.#text));
      this.#epoch = scanner.epoch;
    }
    return this.#handle;
  }
}

/** @param {string} url perhaps none */
function addressOf(url) {
  return URL.canParse(url) ? new URL(url) : { hostname: '', pathname: '/' };
}
