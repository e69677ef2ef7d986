/**
 * The way to the origin and the way of its body back through workerd.
 *
 * Why the request is changed: a coded body must be decoded, a slice cannot be judged, and a charset asked for
 * by the client is a way to make a text unreadable to a filter. What is not asked for is mostly not sent.
 */

import { wholes } from '../../core/hold.js';
import { HIDING, unwantedOf } from '../common/unwanted.js';
import { fromBucket } from './bucket.js';

/**
 * @param {Request} request
 * @param {import('./settings.js').Env} env checked by `settingsOf`
 * @param {boolean} enforces whether the answer may be touched: if not, only what hides it from the filter is changed
 * @returns {Promise<Response>}
 */
export function fromOrigin(request, env, enforces) {
  const headers = new Headers(request.headers);
  for (const name of enforces ? unwantedOf(request.method) : HIDING) headers.delete(name);
  headers.set('accept-encoding', 'identity');
  // Redirects are the client's to follow: followed here, they would show it another page under this address.
  // (A request that came in has this mode already; the door does not hang on that.)
  const asked = new Request(request, { headers, redirect: 'manual' });
  if (env.ORIGIN) return env.ORIGIN.fetch(asked);
  if (env.BUCKET) return fromBucket(asked, env.BUCKET);
  const { pathname, search } = new URL(request.url);
  const base = String(env.ORIGIN_URL).replace(/\/+$/, '');
  return fetch(new Request(base + pathname + search, asked));
}

/**
 * The coding that a body's bytes are still in when workerd hands it over.
 *
 * Measured on workerd 1.20260426.1: a Content-Encoding of exactly `gzip` or `br` is decoded (and put on again
 * on the way out); any other, `GZIP` and `gzip, gzip` among them, arrives raw, though browsers decode it.
 *
 * @param {Headers} headers
 * @returns {string | null}
 */
export function residualCoding(headers) {
  const coding = headers.get('content-encoding');
  return coding === 'gzip' || coding === 'br' ? null : coding;
}

/**
 * Keeps the origin's Content-Length, which workerd drops from a body that JavaScript streams.
 *
 * @param {Response} response
 * @returns {Response}
 */
export function withLength(response) {
  const length = response.headers.get('content-length');
  // Of a coded body it is the coded length, and workerd codes anew.
  if (wholes.has(response) || !response.body || !length || response.headers.has('content-encoding')) return response;
  return new Response(response.body.pipeThrough(new FixedLengthStream(Number(length))), response);
}
