/**
 * What the adapters do with long bodies: a slow client slows the site down, and one that leaves stops it.
 */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { get } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';

import { guard as guardFetch } from '../adapters/fetch/index.js';
import { guard as guardNode } from '../adapters/node/index.js';
import { call } from '../core/engine.js';
import { CLEAN } from './helpers/leak.js';
import { serve } from './helpers/servers.js';

const TOTAL = 32 * 1024 * 1024;
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

/** @type {Record<string, (made: Made, mode: import('../core/settings.js').Mode) => import('node:http').RequestListener>} */
const SITES = {
  'node:http': (made, mode) =>
    guardNode(
      (_, response) => {
        const source = new Readable({
          highWaterMark: 65536,
          read() {
            this.push(made.next());
          },
        });
        response.writeHead(200, headers);
        pipeline(source, response, (error) => (made.stopped = Boolean(error)));
      },
      { mode },
    ),
  'a handler from Request to Response': (made, mode) =>
    getRequestListener(
      guardFetch(
        () => {
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
        },
        { mode },
      ),
    ),
};

for (const [name, site] of Object.entries(SITES)) {
  for (const mode of /** @type {const} */ (['observe', 'redact'])) {
    describe(`${name}, ${mode}`, () => {
      it('makes no more than a slow client takes', async () => {
        const made = new Made();
        const server = await serve(site(made, mode));
        const [response] = await once(get(server.url, { agent: false }), 'response');
        let taken = 0;
        let most = 0;
        for await (const chunk of response) {
          taken += chunk.length;
          most = Math.max(most, made.bytes - taken);
          // Some forty pauses: long enough for a site that is not held back to run far ahead.
          if (taken % (1024 * 1024) < chunk.length) await wait(10);
        }
        server.close();
        assert.equal(taken, TOTAL);
        // What two sockets' buffers hold on loopback (Linux: up to 6 MB received, 4 MB to be sent) and our own.
        assert.ok(most < 12 * 1024 * 1024, `${most} bytes ahead`);
      });

      it('stops when its client leaves', async () => {
        const made = new Made();
        const server = await serve(site(made, mode));
        const [response] = await once(get(server.url, { agent: false }), 'response');
        await once(response, 'data');
        response.destroy();
        for (let i = 0; i < 200 && !made.stopped; i += 1) await wait(10);
        server.close();
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
    const visit = () =>
      fetch(server.url).then(
        (response) => assert.fail(`it came whole: ${response.status}`),
        () => {},
      );
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
