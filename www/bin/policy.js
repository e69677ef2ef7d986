/**
 * `dwarpal policy`: whether a policy document is right, what it says of an address, and the HMACs that it may hold.
 */

import { call } from '../core/engine.js';
import { createFilter, DwarpalError } from '../node.js';
import { Failure } from './failure.js';
import { textOf } from './text.js';

/** @typedef {import('../core/policy.js').Rules} Rules */

/**
 * @param {object} _ no options
 * @param {string[]} words
 */
export async function check(_, [file, ...more]) {
  if (file === undefined || more.length > 0) throw new Failure('give one policy document, or - for standard input');
  const { routes, problem } = await read(file);
  if (problem !== undefined) {
    process.stderr.write(`${file}: ${problem}\n`);
    return 1;
  }
  process.stdout.write(`${file} is right: ${routes} route${routes === 1 ? '' : 's'}\n`);
  return 0;
}

/**
 * @param {{method?: string, 'content-type'?: string, status?: string}} options
 * @param {string[]} words
 */
export async function explain(options, [file, url, ...more]) {
  if (url === undefined || more.length > 0) throw new Failure('give a policy document and a URL');
  const { method = 'GET', 'content-type': contentType = 'text/html', status = '200' } = options;
  if (!/^\d{1,5}$/.test(status) || Number(status) > 65535) throw new Failure('--status must be a number');
  const { handle, problem } = await read(file);
  if (problem !== undefined) throw new Failure(`${file}: ${problem}`);
  const { host, path } = partsOf(url);
  const decided = call((wasm) => wasm.decide(handle, host, path, method, contentType, Number(status)));
  const rules = call((wasm) => wasm.rulesAt(handle, decided >> 1));
  const rows = rowsOf(rules, (decided & 1) === 1).filter(([, value]) => value !== '');
  process.stdout.write(rows.map(([name, value]) => `${name.padEnd(24)} ${value}\n`).join(''));
  return 0;
}

/**
 * The HMAC of each value of standard input: never of arguments, which others can see.
 *
 * @param {{key?: string}} options
 * @param {string[]} words
 */
export async function hmac({ key: file }, [word]) {
  if (file === undefined || word !== undefined) throw new Failure('give --key FILE, and values on standard input');
  const key = keyIn(file);
  const values = textOf('-')
    .split('\n')
    .filter((line) => line.trim() !== '');
  await createFilter();
  const hmacs = values.map((value) => call((wasm) => wasm.valueHmac(value, key)));
  process.stdout.write(hmacs.map((each) => `${each}\n`).join(''));
  return 0;
}

/** @param {string} file @returns {string} the key that it holds */
export function keyIn(file) {
  const key = textOf(file).trim();
  if (!/^[0-9a-f]{32}$/i.test(key)) throw new Failure(`${file} must hold 32 hexadecimal digits`);
  return key;
}

/**
 * A document that is right, for a filter.
 *
 * @param {string} file
 * @returns {Promise<import('../core/policy.js').PolicyDocument>}
 */
export async function documentIn(file) {
  const { text, problem } = await read(file);
  if (problem !== undefined) throw new Failure(`${file}: ${problem}`);
  return JSON.parse(text);
}

/** @param {Rules} rules @param {boolean} enforced */
function rowsOf(rules, enforced) {
  const from = (/** @type {number} */ n) => (n === 0 ? 'never' : `from ${n} on`);
  return [
    ['route', rules.route || "none: the document's own rules"],
    ['mode', rules.mode],
    ['enforced here', `${enforced ? 'yes' : 'no, observed'} (${rules.enforce} % of addresses)`],
    ['audience', rules.audience],
    ['selfPersons', `${rules.selfPersons}`],
    ['critical values block', from(rules.thresholds.critical)],
    ['exposed persons block', from(rules.thresholds.exposed)],
    ['reachable persons block', from(rules.thresholds.persons)],
    ['packs', rules.packs.join(', ')],
    ['onMany', rules.mode === 'redact' ? rules.onMany : ''],
    ['onLimit', `${rules.onLimit} (over ${rules.maxHeld} bytes)`],
    ['onUninspectable', rules.onUninspectable],
    ['onError', rules.onError],
    ['blockStatus', `${rules.blockStatus}`],
    ['ignoreReflected', `${rules.ignoreReflected}`],
    ['verdictCache', `${rules.verdictCache} s`],
    ['because', rules.because],
  ];
}

/**
 * @param {string} file
 * @returns {Promise<{text: string, handle: number, routes: number, problem?: string}>} `problem`: what is wrong, and where
 */
async function read(file) {
  const text = textOf(file);
  // Starts the engine, which alone knows what a document means.
  await createFilter();
  try {
    const handle = call((wasm) => wasm.readPolicy(text));
    return { text, handle, routes: JSON.parse(text).routes?.length ?? 0 };
  } catch (error) {
    if (error instanceof DwarpalError && error.code === 'bad_policy')
      return { text, handle: 0, routes: 0, problem: error.message };
    throw error;
  }
}

/** @param {string} url */
function partsOf(url) {
  const [, host, path] = /^(?:(?!:\/\/).)*:\/\/(?:[^/?#]*@)?([^/?#]+)([^?#]*)/s.exec(url) ?? [];
  if (host === undefined) throw new Failure('the URL must be one such as https://a.example.in/lists/a.csv');
  return { host, path: path || '/' };
}
