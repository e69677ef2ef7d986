/**
 * What the request asks of a body that passed: a part of it, or only whether it has changed.
 *
 * Why here and not at the origin: a slice cannot be judged, and a 304 says nothing of what the client has kept. So the
 * origin is asked for the whole, and the answer to `Range` and `If-None-Match` is made from what passed.
 *
 * The contract: nothing is sent that was not let through.
 */

import { ranged } from './ranges.js';

/** Fields with which a client asks for less. */
const ASKING = ['if-none-match', 'if-modified-since', 'range'];

/**
 * @param {Request | undefined} request
 * @param {Response} passed whole, its body let through
 * @returns {Response}
 */
export function asRequested(request, passed) {
  if (request?.method !== 'GET' || passed.status !== 200) return passed;
  const { headers } = request;
  // As mostly: it asks for all of it.
  if (!ASKING.some((name) => headers.has(name))) return passed;
  if (isUnchanged(headers, passed.headers)) {
    passed.body?.cancel().catch(() => {});
    return new Response(null, { status: 304, headers: validators(passed.headers) });
  }
  return ranged(headers, passed);
}

/** @param {Headers} asked @param {Headers} has */
function isUnchanged(asked, has) {
  const tags = asked.get('if-none-match');
  const tag = has.get('etag');
  if (tags !== null) {
    // RFC 9110 §8.8.3.2, the weak comparison.
    const bare = (/** @type {string} */ text) => text.trim().replace(/^W\//, '');
    return tag !== null && (tags.trim() === '*' || tags.split(',').some((one) => bare(one) === bare(tag)));
  }
  const since = Date.parse(asked.get('if-modified-since') ?? '');
  return Date.parse(has.get('last-modified') ?? '') <= since;
}

/** Fields of a 304 (RFC 9110 §15.4.5), and whatever else is not of the body. @param {Headers} whole */
function validators(whole) {
  const headers = new Headers(whole);
  for (const name of [...headers.keys()]) {
    if (/^content-(?!location|security)/.test(name)) headers.delete(name);
  }
  return headers;
}
