/**
 * Guards a Hono app, on any host that Hono runs on.
 *
 *     app.use(guard());
 *
 * Responses of middleware that is registered after it are guarded too. Registered before `compress()` it sees coded
 * bytes, which it reads as well, but cannot mask.
 */

import { guarded, whole } from '../common/exchange.js';
import { filterOf } from '../common/filter.js';

/** @typedef {import('../../core/index.js').Options} Options */

/**
 * @param {Options} [options] the filter's settings; a wrong one is an error that nobody catches
 * @returns {(context: {req: {raw: Request}, res: Response}, next: () => Promise<void>) => Promise<void>}
 */
export function guard(options) {
  const filter = filterOf(options);
  return async (context, next) => {
    const asked = context.req.raw;
    context.req.raw = whole(asked);
    await next();
    const served = await guarded(filter, asked, context.res);
    if (served === context.res) return;
    // Hono adds the headers of the response before to the one that takes its place; none may stay.
    context.res = /** @type {any} */ (undefined);
    context.res = served;
  };
}
