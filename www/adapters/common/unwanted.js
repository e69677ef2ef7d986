/**
 * Fields of a request that the site is not to see: a slice cannot be judged, a 304 says nothing of what the client has
 * kept, and a charset that the client asks for may be one that nobody can read. What passed is cut to the client's wish
 * afterwards, by the filter.
 */

/** What makes a text unreadable to the filter. */
export const HIDING = ['accept-charset'];
const SLICES = ['range', 'if-range'];
const CONDITIONS = ['if-none-match', 'if-modified-since', 'if-match', 'if-unmodified-since'];

/**
 * @param {string} [method]
 * @returns {string[]}
 */
export function unwantedOf(method) {
  const reads = method === 'GET' || method === 'HEAD';
  return [...HIDING, ...SLICES, ...(reads ? CONDITIONS : [])];
}
