/**
 * Streams of events: each goes on when it is whole, however its bytes come, and no value with it.
 */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { encode, guarded, response, source } from './helpers/guarded.js';
import { trap } from './helpers/trap.js';

const SSE = { headers: { 'content-type': 'text/event-stream' } };
const NUMBER = '397161293962';
const events = [1, 2, 3].map((n) => `data: {"n":${n}}\n\n`);
const telling = `data: {"aadhaar":"${NUMBER}"}\n\n`;
const ALL = [...events, telling, ...events].join('');

/** @param {string} text @param {number} size */
const cut = (text, size) => {
  const bytes = encode(text);
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
};

/** @param {ReadableStream<Uint8Array> | null} body */
async function read(body) {
  let text = '';
  try {
    for await (const piece of /** @type {any} */ (body)) text += new TextDecoder().decode(piece);
    return { text, whole: true };
  } catch {
    return { text, whole: false };
  }
}

describe('events', () => {
  for (const size of [1, 2, 3, 7, 20, 1000]) {
    it(`are masked in pieces of ${size}`, async () => {
      const { served } = await guarded(response(source(cut(ALL, size)).body, SSE), { mode: 'redact' });
      assert.equal(await served.text(), ALL.replace(NUMBER, 'xxxxxxxxxxxx'));
    });

    it(`are cut in pieces of ${size}`, async () => {
      const { body, seen } = source(cut(ALL, size));
      const { served, incidents } = await guarded(response(body, SSE), { mode: 'cut' });
      const { text, whole } = await read(served.body);
      assert.equal(whole, false);
      assert.ok(events.join('').startsWith(text) && !text.includes(NUMBER));
      assert.deepEqual([incidents.length, incidents[0].action, seen.cancelled], [1, 'cut', true]);
    });
  }

  it('go on one by one, with no wait for the next', async () => {
    /** @type {ReadableStreamDefaultController<Uint8Array> | undefined} */
    let sender;
    const body = new ReadableStream({ start: (controller) => void (sender = controller) });
    const { served } = await guarded(response(body, SSE), { mode: 'redact' });
    const reader = /** @type {ReadableStream<Uint8Array>} */ (served.body).getReader();
    for (const event of events) {
      sender?.enqueue(encode(event));
      assert.equal(new TextDecoder().decode((await reader.read()).value), event);
    }
    await reader.cancel();
  });

  it('of other line ends are events as well', async () => {
    for (const end of ['\n', '\r', '\r\n']) {
      const text = ALL.replaceAll('\n', end);
      const { served } = await guarded(response(source(cut(text, 5)).body, SSE), { mode: 'redact' });
      assert.equal(await served.text(), text.replace(NUMBER, 'xxxxxxxxxxxx'));
    }
  });

  it('count the people of all of them', async () => {
    const mobiles = Array.from({ length: 14 }, (_, n) => `data: {"mobile":"98765${41230 + n * 7}"}\n\n`).join('');
    const { served, told } = await guarded(response(source(cut(mobiles, 30)).body, SSE), { mode: 'observe' });
    await served.text();
    assert.equal(told, undefined);
    const { body, seen } = source(cut(mobiles.repeat(20), 30));
    const live = await guarded(response(body, SSE), { mode: 'cut' });
    assert.equal((await read(live.served.body)).whole, false);
    assert.ok(seen.cancelled);
  });

  it('a line that is no document is not judged without the others', async () => {
    const lines = { headers: { 'content-type': 'application/x-ndjson' } };
    const table = `name,aadhaar\nx,1\nAsha,${NUMBER}\n`;
    const spread = `[\n {\n  "aadhaar":\n  "${NUMBER}"\n }\n]\n`;
    for (const mode of /** @type {const} */ (['redact', 'cut'])) {
      for (const text of [table, spread]) {
        const { served, incidents } = await guarded(response(text, lines), { mode });
        assert.deepEqual(await read(served.body), { text: '', whole: false });
        assert.deepEqual([incidents[0].reason, incidents[0].action], ['malformed', 'cut']);
      }
    }
    const { served } = await guarded(response(`{"n":1}\n{"n":,}\n{"aadhaar":"${NUMBER}"}\n`, lines), {
      mode: 'redact',
    });
    assert.equal(await served.text(), '{"n":1}\n{"n":,}\n{"aadhaar":"xxxxxxxxxxxx"}\n');
    const passing = await guarded(response('a,b\n1,2\n', lines), { mode: 'redact', onUninspectable: 'pass' });
    assert.equal(await passing.served.text(), 'a,b\n1,2\n');
  });

  it('that never end are not kept for ever', async () => {
    const { body } = source(cut(`data: ${'x '.repeat(5000)}`, 500));
    const { served } = await guarded(response(body, SSE), { mode: 'redact', maxHeld: 2000 });
    assert.deepEqual(await read(served.body), { text: '', whole: false });
  });

  it('are broken off when the engine fails', async () => {
    const failing = function* () {
      yield encode(events[0]);
      assert.throws(trap);
      yield encode(events[1]);
    };
    const { served, incidents } = await guarded(response(source(failing()).body, SSE), { mode: 'redact' });
    assert.deepEqual(await read(served.body), { text: events[0], whole: false });
    assert.equal(incidents[0].reason, 'error');
  });
});
