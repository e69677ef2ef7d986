/**
 * One request and its response in the web's terms, guarded: what every adapter for `fetch` handlers does.
 */

import { codingOf } from './coding.js';
import { failurePage } from './page.js';

/** What asks for a slice, which cannot be judged, or for a charset that nobody may be able to read. */
const UNWANTED = ['range', 'if-range', 'accept-charset'];

/**
 * The request without its unwanted wishes. What is not asked for is not sent.
 *
 * @param {Request} request
 */
export function whole(request) {
  if (!UNWANTED.some((name) => request.headers.has(name))) return request;
  const headers = new Headers(request.headers);
  for (const name of UNWANTED) headers.delete(name);
  return new Request(request, { headers });
}

/**
 * The response, guarded; a plain page if that fails.
 *
 * @param {() => Promise<import('../../core/index.js').Filter>} filter
 * @param {Request} request
 * @param {Response} response
 * @returns {Promise<Response>}
 */
export async function guarded(filter, request, response) {
  const { contentEncoding, clean } = codingOf(response);
  try {
    return clean(await (await filter()).guard(response, { request, contentEncoding }));
  } catch (error) {
    // Of a body that someone reads already there is nothing to cancel.
    response.body?.cancel().catch(() => {});
    return failurePage(error);
  }
}
