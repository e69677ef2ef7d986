/**
 * The module, judging as was chosen: the packs that are on, without the kinds that are off.
 *
 * Why through a policy: the module then looks for nothing that is off, counts people by what is left and judges by it. What
 * is told, what is warned of and what is stopped agree.
 */

import { createFilter } from '../../core/index.js';
import { Policy } from '../../core/policy.js';
import { Stream } from '../../core/stream.js';
import { loadSettings } from '../shared/settings.js';

/** Findings that a stream lists at most. */
export const MOST_LISTED = 5000;

/**
 * @typedef {object} Judge
 * @property {import('../../core/filter.js').Filter} filter
 * @property {Policy} policy
 */

/** @type {{chosen: string, judge: Promise<Judge>} | undefined} */
let made;

/** The filter for what is looked for; the module is loaded when it is first needed. */
export async function theFilter() {
  return (await theJudge()).filter;
}

/**
 * A stream that judges as was chosen.
 *
 * @param {import('../../core/stream.js').Hints} hints
 */
export async function openStream(hints) {
  const { policy } = await theJudge();
  return new Stream({ ...hints, rules: policy.judging, maxFindings: MOST_LISTED });
}

async function theJudge() {
  const { packs, kindsOff } = (await loadSettings()).settings;
  const chosen = JSON.stringify([packs, kindsOff]);
  if (made?.chosen !== chosen) made = { chosen, judge: make(packs, kindsOff) };
  return made.judge;
}

/** @param {import('../shared/settings.js').Settings['packs']} packs @param {string[]} kindsOff @returns {Promise<Judge>} */
async function make(packs, kindsOff) {
  const plain = await createFilter();
  // A setting may come from an older or a newer version, which knows other kinds.
  const known = new Set(plain.kinds().map(({ id }) => id));
  const off = kindsOff.filter((kind) => known.has(kind)).map((kind) => [kind, { severity: 'off' }]);
  const policy = { packs, own: { kinds: Object.fromEntries(off) } };
  return { filter: await createFilter({ policy }), policy: new Policy(policy) };
}
