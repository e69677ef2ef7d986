/**
 * What stands in a response's header fields: a value in a `Location`, a file name or a cookie leaves as surely as one in
 * a body.
 *
 * Why all fields: a list of those that matter is an invitation to use another one. Dates and lengths alone are left out,
 * and only where they are nothing but that.
 *
 * The contract: the outcome is that of one short text, a field a line. Masked values keep their length and their class,
 * so an address stays an address and a cookie a cookie.
 */

import { failed } from './incident.js';
import { STATUS } from './calls.js';

/**
 * @typedef {object} Fields
 * @property {import('./incident.js').Outcome} outcome
 * @property {boolean} hidden whether something was found that masking does not reach
 * @property {number} masks bytes ranges that were, or would be, overwritten
 * @property {() => Headers} masked the fields with their private values overwritten
 */

const encoder = new TextEncoder();

/** Nothing of a person fits in these. */
const PLAIN = /^(?:[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT|\d{1,9})$/;

/**
 * Texts in which nothing was found, by the rules that they were judged by: a site says the same of most of its responses.
 * What holds a value is not kept.
 *
 * @type {WeakMap<object, Set<string>>}
 */
const known = new WeakMap();
/** Texts that are kept for each rules, and the longest. */
const KEPT = 64;
const LONGEST = 2048;

/**
 * @param {import('./guard.js').Streams} streams
 * @param {import('./stream.js').Hints} hints whose rules count
 * @param {object} rules these
 * @param {Headers} headers
 * @param {[string, string][]} all of them
 * @returns {Fields | undefined} undefined where no field holds anything
 */
export function inspectFields(streams, hints, rules, headers, all) {
  const fields = all.filter(([, value]) => !PLAIN.test(value));
  if (fields.length === 0) return undefined;
  let text = '';
  for (const [name, value] of fields) text += `${name}: ${value}\n`;
  const texts = hints.reflected === undefined && text.length <= LONGEST ? kept(rules) : undefined;
  if (texts?.has(text)) return undefined;
  const bytes = octets(text);
  /** @type {import('./stream.js').Stream | undefined} */
  let stream;
  try {
    stream = streams.open({
      ...hints,
      contentType: 'text/plain',
      contentEncoding: '',
      fileName: undefined,
      masks: true,
    });
    const status = stream.finish(bytes);
    if (status & STATUS.CLEAN) {
      texts?.add(text);
      return undefined;
    }
    const patches = stream.patches();
    if (patches.length === 0 && !(status & (STATUS.BLOCK | STATUS.UNINSPECTABLE))) return undefined;
    const outcome = { ...stream.report(), bytes: bytes.length };
    const hidden = (status & STATUS.HIDDEN) !== 0;
    return {
      outcome,
      hidden,
      masks: patches.length / 3,
      masked: () => rebuilt(headers, fields, patched(bytes, patches)),
    };
  } catch (error) {
    return { outcome: failed(error, 0), hidden: false, masks: 0, masked: () => headers };
  } finally {
    if (stream) streams.close(stream);
  }
}

/** @param {object} rules */
function kept(rules) {
  let texts = known.get(rules);
  if (!texts) known.set(rules, (texts = new Set()));
  // All at once, seldom: those that come again are soon there again.
  if (texts.size >= KEPT) texts.clear();
  return texts;
}

/**
 * Header values are strings of bytes, whatever they mean.
 *
 * @param {string} text
 */
function octets(text) {
  const encoded = encoder.encode(text);
  // ASCII, as nearly always.
  if (encoded.length === text.length) return encoded;
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** @param {Uint8Array} bytes @param {Float64Array} patches */
function patched(bytes, patches) {
  for (let i = 0; i < patches.length; i += 3) bytes.fill(patches[i + 2], patches[i], patches[i] + patches[i + 1]);
  return bytes;
}

/**
 * @param {Headers} headers
 * @param {[string, string][]} fields those that were looked at, in the order of `bytes`
 * @param {Uint8Array} bytes
 */
function rebuilt(headers, fields, bytes) {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  const made = new Headers(headers);
  for (const [name] of fields) made.delete(name);
  let at = 0;
  for (const [name, value] of fields) {
    const from = at + name.length + 2;
    at = from + value.length + 1;
    made.append(name, text.slice(from, from + value.length));
  }
  return made;
}
