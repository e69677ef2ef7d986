/**
 * The adapters for servers on Node, each with the real framework and over real sockets: the one conformance list.
 */

import { Readable } from 'node:stream';
import { after, before, describe } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import compression from 'compression';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import { compress } from 'hono/compress';

import { guard as guardExpress } from '../adapters/express/index.js';
import { guard as guardFastify } from '../adapters/fastify/index.js';
import { guard as guardFetch } from '../adapters/fetch/index.js';
import { guard as guardHono } from '../adapters/hono/index.js';
import { guard as guardNode } from '../adapters/node/index.js';
import { handle, listen } from './helpers/app.js';
import { conforms } from './helpers/conformance.js';
import { askHttp2, serveHttp2 } from './helpers/http2.js';
import { serve, startServers } from './helpers/servers.js';

/** @typedef {import('./helpers/servers.js').Mode} Mode */

/** @param {Mode} mode @param {'before' | 'after' | 'none'} compressed */
function expressServer(mode, compressed) {
  const app = express();
  const compresses = compression({ threshold: 0, filter: () => true });
  if (compressed === 'before') app.use(compresses);
  app.use(guardExpress({ mode }));
  if (compressed === 'after') app.use(compresses);
  app.use(listen);
  return serve(app);
}

/** @param {Mode} mode @param {boolean} hijacks whether the app writes to the socket past Fastify @param {object} [options] */
async function fastifyServer(mode, hijacks, options) {
  const app = fastify({ exposeHeadRoutes: false, forceCloseConnections: true, ...options });
  app.register(guardFastify, { mode });
  app.route({
    method: ['GET', 'HEAD'],
    url: '*',
    handler: (request, reply) => {
      if (hijacks) {
        reply.hijack();
        return listen(request.raw, reply.raw);
      }
      const made = handle(
        new Request(`http://localhost${request.url}`, { method: request.method, headers: headersOf(request.raw) }),
      );
      reply.code(made.status);
      for (const [name, value] of made.headers) reply.header(name, value);
      return reply.send(made.body ? Readable.fromWeb(/** @type {any} */ (made.body)) : undefined);
    },
  });
  return { url: await app.listen({ host: '127.0.0.1', port: 0 }), close: () => app.close() };
}

/** @param {import('node:http').IncomingMessage} request */
function headersOf({ headers }) {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

/** @param {Mode} mode @param {'before' | 'after' | 'none'} compressed */
function honoServer(mode, compressed) {
  const app = new Hono();
  if (compressed === 'before') app.use(compress({ threshold: 0 }));
  app.use(guardHono({ mode }));
  if (compressed === 'after') app.use(compress({ threshold: 0 }));
  app.all('*', (context) => handle(context.req.raw));
  return serve(getRequestListener(app.fetch));
}

const gzip = { headers: { 'accept-encoding': 'gzip' } };

/** @type {Array<[name: string, start: (mode: Mode) => Promise<import('./helpers/servers.js').Server>, differences?: import('./helpers/conformance.js').Differences]>} */
const SERVERS = [
  ['node:http', (mode) => serve(guardNode(listen, { mode }))],
  ['node:http2', (mode) => serveHttp2(guardNode(/** @type {any} */ (listen), { mode })), { by: askHttp2 }],
  ['Express', (mode) => expressServer(mode, 'none')],
  ['Express, compression registered before the guard', (mode) => expressServer(mode, 'before'), gzip],
  ['Express, compression registered after it', (mode) => expressServer(mode, 'after'), { ...gzip, masks: false }],
  ['Fastify', (mode) => fastifyServer(mode, false)],
  ['Fastify, hijacked', (mode) => fastifyServer(mode, true)],
  ['Fastify over HTTP/2', (mode) => fastifyServer(mode, true, { http2: true }), { by: askHttp2 }],
  ['Hono', (mode) => honoServer(mode, 'none')],
  ['Hono, compression registered before the guard', (mode) => honoServer(mode, 'before'), { ...gzip, weak: true }],
  ['Hono, compression registered after it', (mode) => honoServer(mode, 'after'), { ...gzip, weak: true, masks: false }],
  ['a handler from Request to Response', (mode) => serve(getRequestListener(guardFetch(handle, { mode })))],
];

for (const [name, start, differences] of SERVERS) {
  describe(name, () => {
    /** @type {Awaited<ReturnType<typeof startServers>>} */
    let servers;
    before(async () => {
      servers = await startServers(start);
    });
    after(() => servers?.close());
    conforms(() => servers.doors, differences);
  });
}
