/**
 * What the adapters do with long bodies: a slow client slows the site down, and one that leaves stops it.
 */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { get } from 'node:http';
import { connect } from 'node:http2';
import { pipeline, Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';

import { guard as guardExpress } from '../adapters/express/index.js';
import { guard as guardFastify } from '../adapters/fastify/index.js';
import { guard as guardFetch } from '../adapters/fetch/index.js';
import { guard as guardHono } from '../adapters/hono/index.js';
import { guard as guardNode } from '../adapters/node/index.js';
import { call } from '../core/engine.js';
import { CLEAN } from './helpers/leak.js';
import { serveHttp2 } from './helpers/http2.js';
import { held } from './helpers/memory.js';
import { serve } from './helpers/servers.js';

const MIB = 1024 * 1024;
const TOTAL = 32 * MIB;
const CHUNK = Buffer.from(CLEAN.repeat(Math.ceil(65536 / CLEAN.length))).subarray(0, 65536);
const headers = { 'content-type': 'text/csv; charset=utf-8' };

/** Bytes that the site has made, and whether it was told to stop. */
class Made {
  bytes = 0;
  stopped = false;

  next() {
    if (this.bytes >= TOTAL) return null;
    this.bytes += CHUNK.length;
    return CHUNK;
  }
}

/** @param {Made} made */
function readable(made) {
  return new Readable({
    highWaterMark: 65536,
    read() {
      this.push(made.next());
    },
  });
}

/** @param {Made} made @returns {import('node:http').RequestListener} */
const listener = (made) => (_, response) => {
  response.writeHead(200, headers);
  pipeline(readable(made), response, (error) => (made.stopped = Boolean(error)));
};

/** @param {Made} made */
function answer(made) {
  const body = new ReadableStream({
    pull: (controller) => {
      const chunk = made.next();
      if (chunk) controller.enqueue(chunk);
      else controller.close();
    },
    cancel: () => {
      made.stopped = true;
    },
  });
  return new Response(body, { headers });
}

/** @type {Record<string, (made: Made, mode: import('../core/settings.js').Mode) => Promise<import('./helpers/servers.js').Server>>} */
const SITES = {
  'node:http': (made, mode) => serve(guardNode(listener(made), { mode })),
  'node:http2': (made, mode) => serveHttp2(guardNode(/** @type {any} */ (listener(made)), { mode })),
  Express: (made, mode) => serve(express().use(guardExpress({ mode }), listener(made))),
  Fastify: async (made, mode) => {
    const app = fastify({ forceCloseConnections: true });
    app.register(guardFastify, { mode });
    app.get('/', (_, reply) => {
      const source = readable(made);
      source.once('close', () => (made.stopped = !source.readableEnded));
      return reply.headers(headers).send(source);
    });
    return { url: await app.listen({ host: '127.0.0.1', port: 0 }), close: () => app.close() };
  },
  Hono: (made, mode) => {
    const app = new Hono();
    app.use(guardHono({ mode }));
    app.get('/', () => answer(made));
    return serve(getRequestListener(app.fetch));
  },
  'a handler from Request to Response': (made, mode) =>
    serve(getRequestListener(guardFetch(() => answer(made), { mode }))),
};

/** @param {string} url @param {string} name @returns {Promise<import('node:stream').Readable>} */
async function bodyAt(url, name) {
  if (name !== 'node:http2') return (await once(get(url, { agent: false }), 'response'))[0];
  const session = connect(url);
  const stream = session.request({ ':path': '/' });
  stream.once('close', () => session.destroy());
  await once(stream, 'response');
  return stream;
}

for (const [name, start] of Object.entries(SITES)) {
  for (const mode of /** @type {const} */ (['observe', 'redact'])) {
    describe(`${name}, ${mode}`, () => {
      it('makes no more than a slow client takes, and keeps none of it', async () => {
        const made = new Made();
        const server = await start(made, mode);
        const body = await bodyAt(server.url, name);
        let taken = 0;
        let most = 0;
        /** @type {number[]} */
        const memory = [];
        for await (const chunk of body) {
          taken += chunk.length;
          most = Math.max(most, made.bytes - taken);
          // Some thirty pauses: long enough for a site that is not held back to run far ahead.
          if (taken % MIB >= chunk.length) continue;
          await wait(10);
          memory.push(held());
        }
        await server.close();
        assert.equal(taken, TOTAL);
        // What two sockets' buffers hold on loopback (Linux: up to 6 MB received, 4 MB to be sent) and our own.
        assert.ok(most < 12 * MIB, `${most} bytes ahead`);
        // What is under way comes and goes: the least of some pauses is what stays. At the last ones the site has ended.
        const least = (/** @type {number} */ from) => Math.min(...memory.slice(from, from + 8));
        const grown = least(12) - least(0);
        assert.ok(grown < MIB, `${grown} bytes more`);
      });

      it('stops when its client leaves', async () => {
        const made = new Made();
        const server = await start(made, mode);
        const body = await bodyAt(server.url, name);
        await once(body, 'data');
        body.destroy();
        for (let i = 0; i < 200 && !made.stopped; i += 1) await wait(10);
        await server.close();
        assert.ok(made.stopped && made.bytes < TOTAL, `${made.bytes} bytes made`);
      });
    });
  }
}

describe('a handler that breaks off', () => {
  it('leaves nothing behind in the filter', async () => {
    const server = await serve(
      guardNode((_, response) => {
        response.writeHead(200, headers);
        response.write(CLEAN);
        setImmediate(() => response.destroy());
      }),
    );
    const memory = () => call((_, exports) => exports.memory.buffer.byteLength);
    const visit = async () => {
      const response = await fetch(server.url);
      const text = await response.text();
      assert.ok(response.status === 502 && !text.includes(CLEAN), 'it came whole');
    };
    await visit();
    const before = memory();
    // A stream has 20 KiB at least: what is left open of so many shows.
    for (let i = 0; i < 200; i += 1) await visit();
    server.close();
    assert.equal(memory(), before);
  });
});

describe('a body that is held', () => {
  it('is given up at the limit, and its site comes to its end', async () => {
    const made = new Made();
    /** @type {string[]} */
    const reasons = [];
    const ended = deferred();
    const server = await serve(
      guardNode(
        (_, response) => {
          response.writeHead(200, headers);
          const source = new Readable({
            read() {
              this.push(made.next());
            },
          });
          source.pipe(response);
          source.once('end', ended.resolve);
        },
        { maxHeld: 1024 * 1024, onIncident: ({ reason }) => reasons.push(reason) },
      ),
    );
    const [response] = await once(get(server.url, { agent: false }), 'response');
    response.resume();
    await Promise.all([once(response, 'end'), ended.promise]);
    server.close();
    assert.equal(response.statusCode, 451);
    assert.deepEqual(reasons, ['limit']);
    assert.equal(made.bytes, TOTAL);
  });
});

function deferred() {
  let resolve = () => {};
  const promise = new Promise((done) => (resolve = () => done(undefined)));
  return { promise, resolve };
}
