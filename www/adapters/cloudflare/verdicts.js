/**
 * Verdicts that all isolates share, in a KV namespace; where none is bound each isolate remembers for itself.
 *
 * @param {import('./settings.js').Env} env
 * @returns {import('../../core/cache.js').VerdictStore | undefined}
 */
export function storeOf({ VERDICTS: namespace }) {
  if (!namespace) return undefined;
  return {
    has: async (key) => (await namespace.get(key)) === 'pass',
    // KV keeps nothing for less than a minute.
    put: (key, seconds) => namespace.put(key, 'pass', { expirationTtl: Math.max(60, seconds) }),
  };
}
