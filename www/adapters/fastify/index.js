/**
 * Guards a Fastify app, its plugins and what they hijack.
 *
 *     app.register(guard, { mode: 'redact' });
 *
 * Register it before the plugins that write: `@fastify/compress` compresses before it sees a body.
 */

import { filterOf } from '../common/filter.js';
import { guardOutgoing } from '../node/response.js';

/**
 * @typedef {import('../../core/index.js').Options} Options
 *
 * @typedef {object} App what is used of a Fastify instance
 * @property {(name: 'onRequest', hook: (
 *   request: {raw: import('../node/response.js').AnyIncoming},
 *   reply: {raw: import('../node/response.js').AnyOutgoing},
 *   done: () => void,
 * ) => void) => unknown} addHook
 */

/**
 * @param {App} app
 * @param {Options} options the filter's settings
 * @param {(error?: Error) => void} done
 */
export function guard(app, options, done) {
  const filter = filterOf(options);
  app.addHook('onRequest', (request, reply, next) => {
    guardOutgoing(filter, request.raw, reply.raw);
    next();
  });
  done();
}

// Fastify's own sign for a plugin that is for the whole app and not for a scope of its own.
Object.assign(guard, { [Symbol.for('skip-override')]: true, [Symbol.for('fastify.display-name')]: 'dwarpal' });
