/**
 * Clients that leave: the origin is told to stop, the stream is freed, and it is told of. In raw workerd in the modes that
 * stream, and of a connection that is reset in all; of one that is only closed on the client's side, as who has sent all it
 * wants to say may do, workerd tells nobody before something is written: in `block` such a body is read to its verdict or its
 * limit.
 */

import assert from 'node:assert/strict';
import { getEventListeners, once } from 'node:events';
import { get } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';

import { VerdictCache } from '../core/cache.js';
import { encode, guarded, response, source } from './helpers/guarded.js';
import { CLEAN, LEAK } from './helpers/leak.js';
import { serve } from './helpers/servers.js';
import { startWorkerd } from './helpers/workerd.js';

const MODES = ['redact', 'cut', 'observe'];
const AT_ONCE = 8;

/** Bodies that the origin has begun, and how many of them were broken off. */
const origin = { begun: 0, stopped: 0 };

/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
/** @type {import('./helpers/workerd.js').Running} */
let edge;
before(async () => {
  server = await serve((_, response) => {
    origin.begun += 1;
    response.writeHead(200, { 'content-type': 'text/csv' });
    // It never ends by itself.
    const sending = setInterval(() => response.write(CLEAN.repeat(100)), 5);
    response.once('close', () => {
      clearInterval(sending);
      origin.stopped += 1;
    });
  });
  const script = 'adapters/cloudflare/worker.js';
  edge = await startWorkerd(
    [...MODES, 'block'].map((mode) => ({
      name: mode,
      script,
      variables: { MODE: mode, MAX_HELD: '100000000', SAMPLE: '100' },
    })),
    server.address,
  );
});
after(async () => {
  await edge?.close();
  await server?.close();
});

/** @param {() => boolean} done */
async function until(done) {
  for (let tries = 0; tries < 300 && !done(); tries += 1) await wait(20);
  return done();
}

describe('a client that leaves', () => {
  for (const mode of MODES) {
    it(`stops the origin, in ${mode}`, async () => {
      Object.assign(origin, { begun: 0, stopped: 0 });
      const asked = Array.from({ length: 8 }, () => {
        const request = get({ port: edge.ports[mode], host: '127.0.0.1', agent: false });
        request.on('error', () => {});
        return request;
      });
      const responses = await Promise.all(asked.map(async (one) => (await once(one, 'response'))[0]));
      await Promise.all(responses.map((response) => once(response, 'data')));
      for (const one of asked) one.destroy();
      assert.ok(await until(() => origin.stopped === 8), `${origin.stopped} of ${origin.begun} were stopped`);
    });
  }

  for (const mode of [...MODES, 'block']) {
    it(`and resets its connection is told of, in ${mode}`, async () => {
      Object.assign(origin, { begun: 0, stopped: 0 });
      const before = edge.lines.length;
      const asked = Array.from({ length: AT_ONCE }, () => {
        const request = get({ port: edge.ports[mode], host: '127.0.0.1', agent: false }, (response) => {
          response.resume().on('error', () => {});
        });
        request.on('error', () => {});
        return request;
      });
      assert.ok(await until(() => origin.begun === AT_ONCE), `${origin.begun} were begun`);
      await wait(200);
      for (const one of asked) one.socket?.resetAndDestroy();
      assert.ok(await until(() => origin.stopped === AT_ONCE), `${origin.stopped} of ${origin.begun} were stopped`);
      const told = () => edge.lines.slice(before).filter((line) => line.includes('dwarpal.incident'));
      assert.ok(await until(() => told().length === AT_ONCE), `${told().length} were told of`);
      assert.equal(
        told().every((line) => line.includes('"reason":"left"')),
        mode === 'block',
      );
      assert.ok(!edge.lines.some((line) => line.includes('origin_failed')));
    });
  }
});

describe('a request that is given up while its verdict is awaited', () => {
  for (const [mode, after] of /** @type {const} */ ([
    ['block', 0],
    ['block', 200],
    ['redact', 0],
    ['redact', 200],
  ])) {
    it(`stops the origin and is no verdict, in ${mode}, after ${after} ms`, { timeout: 10_000 }, async (test) => {
      const leaving = new AbortController();
      let cancelled = false;
      /** @type {NodeJS.Timeout} */
      let alive;
      test.after(() => clearInterval(alive));
      const body = new ReadableStream({
        // One chunk, and nothing more: a read is under way when the client leaves. As of a socket, somebody holds it.
        start(controller) {
          controller.enqueue(encode(CLEAN));
          alive = setInterval(() => controller.desiredSize, 50);
        },
        cancel() {
          clearInterval(alive);
          cancelled = true;
        },
      });
      const request = new Request('https://a.example/list.csv', { signal: leaving.signal });
      /** @type {string[]} */
      const put = [];
      const verdicts = new VerdictCache({ has: () => false, put: (key) => void put.push(key) });
      const headers = { etag: '"1"', 'cache-control': 'public' };
      const settings = { mode, verdicts, policy: { verdictCache: 60 } };
      const served = guarded(response(body, { headers }), settings, { request });
      setTimeout(() => leaving.abort(), after);
      await assert.rejects(served, { code: 'body_failed' });
      assert.deepEqual([cancelled, put], [true, []]);
    });
  }

  it('takes nothing from one that was answered', async () => {
    const leaving = new AbortController();
    const request = new Request('https://a.example/list.csv', { signal: leaving.signal });
    const { served } = await guarded(response(source([encode(CLEAN), encode(CLEAN)]).body), {}, { request });
    assert.equal(await served.text(), CLEAN + CLEAN);
    leaving.abort();
  });

  it('is listened to no longer once it is answered, by whatever way', async () => {
    const request = new Request('https://a.example/list.csv');
    const listening = () => getEventListeners(request.signal, 'abort').length;
    const before = listening();
    for (const mode of /** @type {const} */ (['block', 'redact', 'cut', 'observe'])) {
      for (const text of [CLEAN, LEAK, CLEAN.repeat(2000)]) {
        const body = source([encode(text), encode(CLEAN)]).body;
        const { served } = await guarded(response(body), { mode }, { request });
        await served.text().catch(() => {});
        assert.equal(listening(), before, `${mode}, ${text.length} bytes`);
      }
    }
    const broken = new ReadableStream({ pull: (controller) => controller.error(new Error('reset')) });
    await assert.rejects(guarded(response(broken), {}, { request }), { code: 'body_failed' });
    const { served } = await guarded(response(source([encode(CLEAN), encode(CLEAN)]).body), {}, { request });
    await served.body?.cancel();
    assert.equal(listening(), before);
  });
});
