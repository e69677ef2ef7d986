/**
 * The record of one decision: what an operator needs to find the leak, and nothing of what leaked.
 *
 * Why its own file: this is the only thing that leaves the filter besides the response. What is not a field
 * here cannot reach a log.
 */

import { DwarpalError } from './errors.js';
import { STATUS } from './calls.js';

/**
 * @typedef {object} Incident
 * @property {string} time ISO 8601, UTC
 * @property {string} id random; the block response shows it to the visitor
 * @property {string} route the policy's name for the rules that held; empty where no route fits
 * @property {import('./policy.js').Mode} mode that held
 * @property {'public' | 'self'} audience that held
 * @property {import('./audience.js').Claim} claim what came of the origin's `Dwarpal-Audience`: `none` where there was none
 * @property {'pass' | 'block' | 'uninspectable'} verdict that of a report
 * @property {string} reason that of a report, or `limit`, `error`, `memory`, `broken`, `endless`, `left` (the client, before its
 *   first byte)
 * @property {'pass' | 'block' | 'redact' | 'cut'} action what was done; differs from the verdict where a rule says so
 * @property {'pass' | 'block'} would what an enforced `block` does with it
 * @property {number} persons distinct persons counted until the decision
 * @property {Record<string, number>} counts findings by kind until the decision
 * @property {{high: number, low: number}} confidence findings of 80 % and more, and the others
 * @property {string[]} fingerprints of the first values, under the deployment's key: equal values have equal ones
 * @property {number} bytes of the body read until the decision
 * @property {number} ms from the response's head until the decision
 * @property {number} status what the visitor got
 * @property {string | undefined} host of the request
 * @property {string | undefined} path of the request, without what may be personal in it
 */

/**
 * @typedef {Pick<Incident, 'verdict' | 'reason' | 'persons' | 'counts' | 'bytes'> &
 *   {findings?: import('./stream.js').Finding[]}} Outcome
 */

/** Fingerprints told at most. */
const FINGERPRINTS = 16;

/**
 * The outcome for a body that could not be judged.
 *
 * @param {string} reason
 * @param {number} bytes read until then
 * @returns {Outcome}
 */
export function unseen(reason, bytes) {
  return { verdict: 'uninspectable', reason, persons: 0, counts: {}, bytes };
}

/**
 * The outcome for a body whose scan failed. A message from the engine is not for the visitor or the log.
 *
 * @param {unknown} error
 * @param {number} bytes read until then
 */
export function failed(error, bytes) {
  return unseen(error instanceof DwarpalError && error.code === 'memory_full' ? 'memory' : 'error', bytes);
}

/**
 * Whether it is the scan that failed, or took more work than it may, and not the body that cannot be read.
 *
 * @param {Outcome} outcome
 */
export function isFailure({ verdict, reason }) {
  return verdict === 'uninspectable' && ['error', 'memory', 'steps'].includes(reason);
}

/**
 * The outcome for a body that was read to its end and in which nothing was found.
 *
 * @param {number} bytes
 * @returns {Outcome}
 */
export function clean(bytes) {
  return { verdict: 'pass', reason: 'clean', persons: 0, counts: {}, bytes };
}

/**
 * What a stream says of the bytes it was given; that it failed, if it did.
 *
 * @param {import('./stream.js').Stream} stream
 * @param {number} bytes
 * @param {number} [status] bits that it gave last
 * @returns {Outcome}
 */
export function reported(stream, bytes, status = 0) {
  if (status & STATUS.CLEAN) return clean(bytes);
  try {
    return { ...stream.report(), bytes };
  } catch (error) {
    return failed(error, bytes);
  }
}

/**
 * @param {Outcome} outcome
 * @param {Pick<Incident, 'id' | 'action' | 'would' | 'status' | 'mode' | 'ms'> &
 *   {url: string | undefined, claim: Incident['claim'], rules: import('./policy.js').Rules}} done
 * @returns {Incident}
 */
export function incident(outcome, { id, action, would, status, mode, ms, url, claim, rules }) {
  const { verdict, reason, persons, counts, bytes, findings = [] } = outcome;
  const high = findings.filter(({ confidence }) => confidence >= 80).length;
  const address = url ? new URL(url) : undefined;
  const fingerprints = [...new Set(findings.map(({ fingerprint }) => fingerprint))].slice(0, FINGERPRINTS);
  return {
    time: new Date().toISOString(),
    id,
    route: rules.route,
    mode,
    audience: rules.audience,
    claim,
    verdict,
    reason,
    action,
    would,
    persons,
    counts,
    confidence: { high, low: findings.length - high },
    fingerprints,
    bytes,
    ms,
    status,
    host: address?.host,
    path: address && quietPath(address.pathname),
  };
}

/**
 * The path alone, never the query: mail addresses, and words and numbers with four digits or more, taken out, however
 * they are escaped.
 *
 * @param {string} path of a URL
 */
export function quietPath(path) {
  // Nothing to take out, as mostly: digits and signs are what it is about, and what is not ASCII is escaped.
  if (!/[\d@%]/.test(path)) return path;
  return path.split('/').map(quietPiece).join('/');
}

/** @param {string} piece */
function quietPiece(piece) {
  let text = piece;
  try {
    // Escapes of escapes: what stays one after three rounds is nobody's file name.
    for (let i = 0; i < 3; i += 1) text = decodeURIComponent(text);
  } catch {
    // It is shown as far as it could be read.
  }
  if (/@|%\p{Nd}/u.test(text)) return '*';
  const quiet = text.replace(/[\p{L}\p{Nd}]*\p{Nd}(?:[\s._–-]{0,2}\p{Nd}){3,}[\p{L}\p{Nd}]*/gu, '*');
  return encodeURIComponent(quiet);
}
