/**
 * One request and its response in the web's terms, guarded: what every adapter for `fetch` handlers does.
 */

import { codingOf } from './coding.js';
import { failurePage } from './page.js';
import { unwantedOf } from './unwanted.js';

/**
 * The request as the site is to see it: without what asks for less than the whole.
 *
 * @param {Request} request
 */
export function whole(request) {
  const unwanted = unwantedOf(request.method).filter((name) => request.headers.has(name));
  if (unwanted.length === 0) return request;
  const headers = new Headers(request.headers);
  for (const name of unwanted) headers.delete(name);
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
