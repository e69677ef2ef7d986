/**
 * What a frame comes to: what it shows and what it only received, without counting anybody twice.
 *
 * Mostly a page shows a part of what it received, so the larger of the two is taken, kind by kind.
 */

import { SHARED } from './places.js';

/**
 * @param {import('./reader.js').Reader} reader
 * @param {import('./received.js').Received} received
 * @returns {import('../background/tabs.js').Summary}
 */
export function together(reader, received) {
  const shown = reader.skimmed ?? reader.places;
  const counts = { ...shown.counts };
  for (const [kind, count] of Object.entries(received.places.counts)) {
    // What many have alike cannot be told apart there when an answer comes again with something else changed.
    const most = SHARED.has(kind) ? Math.min(count, received.persons) : count;
    counts[kind] = Math.max(counts[kind] ?? 0, most);
  }
  const { sure, all } = shown.all >= received.places.all ? shown : received.places;
  return {
    persons: Math.max(reader.persons, received.persons),
    blocked: reader.blocked || received.blocked,
    done: reader.done,
    failed: reader.failed,
    counts,
    sure,
    all,
    critical: shown.critical || received.places.critical,
  };
}
