/**
 * Kinds that the person has switched off: what the module found of them is as if it had not been found.
 *
 * Why here and not in the module: packs are switched there, before a byte is looked at, because each costs time. A single
 * kind costs none to speak of, and is only not to be told of. The verdict stays the module's; how many people are seen is
 * counted again from what is left, and never more than the module counted.
 */

import { ALIKE, HEALTH } from '../shared/alike.js';

/**
 * @template {{kind: string, fingerprint: string}} F
 * @typedef {object} Seen what a report of the module says
 * @property {F[]} findings
 * @property {Record<string, number>} counts
 * @property {number} persons
 */

/**
 * @template {{kind: string, fingerprint: string}} F
 * @param {Seen<F>} seen
 * @param {string[]} off kinds
 * @returns {Seen<F>}
 */
export function withoutKinds({ findings, counts, persons }, off) {
  if (off.length === 0) return { findings, counts, persons };
  const on = (/** @type {string} */ kind) => !off.includes(kind);
  const left = findings.filter(({ kind }) => on(kind));
  return {
    findings: left,
    counts: Object.fromEntries(Object.entries(counts).filter(([kind]) => on(kind))),
    persons: Math.min(persons, mostPersons(left)),
  };
}

/** Distinct values of the kind that has the most of them. @param {Array<{kind: string, fingerprint: string}>} findings */
function mostPersons(findings) {
  /** @type {Map<string, Set<string | number>>} */
  const values = new Map();
  for (const [place, { kind, fingerprint }] of findings.entries()) {
    if (ALIKE.has(kind) || kind.endsWith('_record') || kind === 'public_contact') continue;
    const known = values.get(kind) ?? new Set();
    values.set(kind, known.add(kind === HEALTH ? place : fingerprint));
  }
  return Math.max(0, ...Array.from(values.values(), ({ size }) => size));
}
