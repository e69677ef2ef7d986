/**
 * Guards an Express app, or any that takes `(request, response, next)`.
 *
 *     app.use(guard());
 *
 * Before the routes. Compression works on either side; after it (`app.use(compression())`, then `app.use(guard())`) the
 * filter reads plain bytes, which is cheaper and lets `redact` mask them.
 */

import { filterOf } from '../common/filter.js';
import { guardOutgoing } from '../node/response.js';

/**
 * @typedef {import('../../core/index.js').Options} Options
 * @typedef {import('node:http').IncomingMessage} Incoming
 * @typedef {import('node:http').ServerResponse} Outgoing
 */

/**
 * @param {Options} [options] the filter's settings; a wrong one is an error that nobody catches
 * @returns {(request: Incoming, response: Outgoing, next: () => void) => void}
 */
export function guard(options) {
  const filter = filterOf(options);
  return (request, response, next) => {
    guardOutgoing(filter, request, response);
    next();
  };
}
