/**
 * Guards a Node server: the same request listener, its responses judged before they leave.
 *
 *     createServer(guard((request, response) => response.end('…'))).listen(8080);
 *
 * The same for `createServer` and `createSecureServer` of `node:http2`.
 */

import { filterOf } from '../common/filter.js';
import { guardOutgoing } from './response.js';

/**
 * @typedef {import('../../core/index.js').Options} Options
 * @typedef {import('./response.js').AnyIncoming} AnyIncoming
 * @typedef {import('./response.js').AnyOutgoing} AnyOutgoing
 */

/**
 * @template {AnyIncoming} [Incoming=import('node:http').IncomingMessage]
 * @template {AnyOutgoing} [Outgoing=import('node:http').ServerResponse]
 * @param {(request: Incoming, response: Outgoing) => unknown} listener
 * @param {Options} [options] the filter's settings; a wrong one is an error that nobody catches
 * @returns {(request: Incoming, response: Outgoing) => void}
 */
export function guard(listener, options) {
  const filter = filterOf(options);
  return (request, response) => {
    guardOutgoing(filter, request, response);
    listener(request, response);
  };
}
