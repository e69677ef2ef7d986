/**
 * The conformance suite against the adapters for servers on Node: each in front of a handler that hands the request on to
 * the origin of the rows.
 */

import { describe } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';

import { guard as guardExpress } from '../../adapters/express/index.js';
import { guard as guardFastify } from '../../adapters/fastify/index.js';
import { guard as guardHono } from '../../adapters/hono/index.js';
import { guard as guardNode } from '../../adapters/node/index.js';
import { pass } from '../../bin/proxy.js';
import { serveHttp2 } from '../helpers/http2.js';
import { serve } from '../helpers/servers.js';
import { exchange, exchangeOverHttp2 } from './client.js';
import { REFUSED } from './row.js';
import { KEY, POLICY, conforms } from './suite.js';

/**
 * @typedef {import('../../core/index.js').Options} Options
 * @typedef {import('./row.js').Row} Row
 */

/** @type {Record<string, (site: URL, options: Options) => Promise<import('../helpers/servers.js').Server>>} */
const SERVERS = {
  'node:http': (site, options) => serve(guardNode((request, response) => pass(site, request, response), options)),
  'node:http2': (site, options) =>
    serveHttp2(
      guardNode(
        (request, response) => pass(site, /** @type {any} */ (request), /** @type {any} */ (response)),
        options,
      ),
    ),
  Express: (site, options) => {
    const app = express();
    app.use(guardExpress(options), (request, response) => pass(site, request, response));
    return serve(app);
  },
  Fastify: async (site, options) => {
    const app = fastify({ exposeHeadRoutes: false, forceCloseConnections: true });
    app.register(guardFastify, options);
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, _body, done) => done(null));
    app.all('*', (request, reply) => {
      reply.hijack();
      pass(site, request.raw, reply.raw);
    });
    return { url: await app.listen({ host: '127.0.0.1', port: 0 }), close: () => app.close() };
  },
  Hono: (site, options) => {
    const app = new Hono();
    app.use(guardHono(options));
    app.all('*', ({ req: { raw } }) => {
      const { pathname, search } = new URL(raw.url);
      return fetch(new URL(pathname + search, site), { method: raw.method, headers: raw.headers, redirect: 'manual' });
    });
    return serve(getRequestListener(app.fetch));
  },
};

/** What a handler of Node passes on is still coded: nothing can be masked in it. @param {Row} row @returns {Row} */
const coded = (row) =>
  /^a leak under (gzip|br) in redact$/.test(row.name) ? { ...row, expect: REFUSED, log: { action: 'block' } } : row;

/** Node's `fetch` undoes more codings than workerd's, and fails over what is not what it is called. @param {Row} row */
function fetched(row) {
  if (/^a leak under (x-gzip|deflate|raw deflate) in redact$/.test(row.name))
    return { ...row, expect: { status: 200 }, log: { action: /** @type {const} */ ('redact') } };
  if (/ declared as deflate in /.test(row.name)) return { ...row, expect: { status: 502 }, log: undefined };
  // What is asked of the site is for who calls `fetch` to say.
  if (row.name === 'codings are not asked for') return undefined;
  // Its server for Node ends a body that fails with a line of its own.
  return row.name === 'an origin that breaks off in the middle, masked' ? undefined : row;
}

for (const [name, start] of Object.entries(SERVERS)) {
  describe(name, () => {
    conforms(
      async (origin) => {
        /** @type {string[]} */
        const lines = [];
        const server = await start(new URL(`http://${origin}`), {
          policy: POLICY,
          key: KEY,
          // As the worker's log: of what passes there is nothing to say.
          onIncident: (incident) => {
            const plain = incident.verdict === 'pass' && incident.action === 'pass';
            if (!plain) lines.push(JSON.stringify(incident));
          },
        });
        const port = Number(new URL(server.url).port);
        return {
          exchange: (path, ask) => {
            if (name !== 'node:http2') return exchange(port, path, ask);
            return exchangeOverHttp2(server.url + path, ask);
          },
          // What `:authority` says.
          host: name === 'node:http2' ? `127.0.0.1:${port}` : undefined,
          lines,
          close: server.close,
        };
      },
      name === 'Hono' ? fetched : coded,
    );
  });
}
