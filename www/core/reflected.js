/**
 * What a request says, as text for the engine: its path and its query, a line each.
 *
 * Why the address alone: its body belongs to the origin, and reading it here would hold it up.
 *
 * @param {Request | undefined} request
 * @returns {string | undefined}
 */
export function reflectedIn(request) {
  if (!request) return undefined;
  const { pathname, searchParams } = new URL(request.url);
  const lines = [...searchParams].map(([name, value]) => `${name}: ${value}`);
  const text = [...lines, pathname.replaceAll('/', '\n')].join('\n');
  // Enough for any form; what is longer is no search.
  return text.length > 1 && text.length < 16_384 ? text : undefined;
}
