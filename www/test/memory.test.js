/**
 * `maxMemory`: what becomes of new streams while the instances hold more, and that they are given up once they are idle.
 */

import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';

import { engine as opener } from '../core/documents.js';
import { scanner } from '../core/engine.js';
import { createFilter } from '../node.js';
import { guarded, response } from './helpers/guarded.js';
import { CLEAN, LEAK } from './helpers/leak.js';

const maxMemory = 8 * 1024 * 1024;
const SSE = { headers: { 'content-type': 'text/event-stream' } };

/** Opens streams until the instances hold more than they may. */
async function crowd() {
  const filter = await createFilter();
  while (scanner.memory + opener.memory <= maxMemory) filter.stream();
  return filter;
}

describe('while streams hold more than they may', () => {
  /** @type {Awaited<ReturnType<typeof crowd>>} */
  let filter;
  after(() => filter?.dispose());

  it('a new one gets what onError says, in every mode', async () => {
    filter = await crowd();
    for (const mode of /** @type {const} */ (['block', 'redact', 'cut'])) {
      for (const init of [{}, SSE]) {
        const refused = await guarded(response(CLEAN, init), { mode, maxMemory });
        assert.equal(refused.served.status, 451, mode);
        if (mode === 'block' && init === SSE) continue;
        assert.deepEqual([refused.told.verdict, refused.told.reason], ['uninspectable', 'memory'], mode);
        const settings = /** @type {const} */ ({ mode, maxMemory, onError: 'pass', onUninspectable: 'pass' });
        const passed = await guarded(response(CLEAN, init), settings);
        assert.equal(passed.served.status, 200, mode);
        assert.equal(await passed.served.text(), CLEAN);
        assert.deepEqual([passed.incidents.at(-1)?.reason, passed.incidents.at(-1)?.action], ['memory', 'pass']);
      }
    }
  });

  it('what cannot be scanned for want of it is no body that cannot be read', async () => {
    const { served } = await guarded(response(LEAK), { maxMemory, onUninspectable: 'pass' });
    assert.equal(served.status, 451);
  });

  it('what is only observed goes on, and the log says that nobody looked', async () => {
    const { served, incidents } = await guarded(response(LEAK), { mode: 'observe', maxMemory });
    assert.equal(await served.text(), LEAK);
    assert.deepEqual([incidents.at(-1)?.reason, incidents.at(-1)?.would], ['memory', 'block']);
  });

  it('a scan says so', async () => {
    const own = await createFilter({ maxMemory });
    await assert.rejects(own.scan(CLEAN), { code: 'memory_full' });
  });

  it('those that are open go on to their end', async () => {
    const body = new Blob([LEAK]).stream().pipeThrough(filter.stream({ contentType: 'text/csv' }));
    assert.match(await new Response(body).text(), /xxxx/);
  });
});

describe('once none is open', () => {
  it('the instance is replaced, and the next body is judged', async () => {
    const filter = await crowd();
    filter.dispose();
    const { epoch } = scanner;
    for (const [text, status] of /** @type {const} */ ([
      [CLEAN, 200],
      [LEAK, 451],
    ])) {
      const { served } = await guarded(response(text), { maxMemory, policy: { routes: [{ match: { path: '/**' } }] } });
      assert.equal(served.status, status);
    }
    assert.equal(scanner.epoch, epoch + 1);
    assert.ok(scanner.memory + opener.memory <= maxMemory);
  });

  for (const mode of /** @type {const} */ (['redact', 'cut', 'observe'])) {
    it(`but for an endless stream, which is given up and told of, in ${mode}`, async () => {
      /** @type {ReadableStreamDefaultController<Uint8Array>} */
      let events;
      const body = new ReadableStream({ start: (controller) => void (events = controller) }, { highWaterMark: 9 });
      const send = (/** @type {string} */ text) => events.enqueue(new TextEncoder().encode(`data: ${text}\n\n`));
      const { served, incidents } = await guarded(response(body, SSE), { mode, maxMemory });
      const reader = /** @type {ReadableStream<Uint8Array>} */ (served.body).getReader();
      send('one');
      assert.match(new TextDecoder().decode((await reader.read()).value), /one/);
      const filter = await crowd();
      filter.dispose();
      const { epoch } = scanner;
      const next = await guarded(response(CLEAN), { maxMemory });
      assert.deepEqual([next.served.status, scanner.epoch], [200, epoch + 1]);
      send('two');
      if (mode === 'observe') assert.match(new TextDecoder().decode((await reader.read()).value), /two/);
      else await assert.rejects(reader.read());
      assert.deepEqual([incidents.at(-1)?.verdict, incidents.at(-1)?.reason], ['uninspectable', 'error']);
      await reader.cancel().catch(() => {});
      assert.deepEqual([scanner.users, scanner.endless], [0, 0]);
    });
  }

  it('what opens documents is replaced though scans go on', async () => {
    const filter = await createFilter();
    const underway = filter.stream({ contentType: 'text/csv' });
    const others = await createFilter();
    const { epoch } = opener;
    while (opener.memory <= maxMemory) others.stream({ contentEncoding: 'gzip' });
    others.dispose();
    const own = await createFilter({ maxMemory: scanner.memory + maxMemory / 2 });
    assert.equal((await own.scan(CLEAN)).verdict, 'pass');
    assert.equal(opener.epoch, epoch + 1);
    const masked = new Blob([LEAK]).stream().pipeThrough(underway);
    assert.match(await new Response(masked).text(), /xxxx/);
  });
});

it('a limit that leaves no room to work is no limit', async () => {
  for (const wrong of [0, 1024, 1.5 * maxMemory + 0.5, '64', NaN]) {
    const options = /** @type {any} */ ({ maxMemory: wrong });
    await assert.rejects(createFilter(options), { code: 'bad_setting', message: /maxMemory must be/ });
  }
});
