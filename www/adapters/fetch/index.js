/**
 * Guards a handler from Request to Response: Deno.serve, Bun.serve, Deno Deploy, edge functions, Next.js middleware, a
 * worker's `fetch`.
 *
 *     Deno.serve(guard((request) => new Response('…')));
 */

import { guarded, whole } from '../common/exchange.js';
import { filterOf } from '../common/filter.js';

/** @typedef {import('../../core/index.js').Options} Options */

/**
 * The same handler, its responses guarded. What the handler itself throws is the host's to answer.
 *
 * @template {unknown[]} Rest
 * @param {(request: Request, ...rest: Rest) => Response | Promise<Response>} handler
 * @param {Options} [options] the filter's settings; a wrong one is an error that nobody catches
 * @returns {(request: Request, ...rest: Rest) => Promise<Response>}
 */
export function guard(handler, options) {
  const filter = filterOf(options);
  return async (request, ...rest) => guarded(filter, request, await handler(whole(request), ...rest));
}
