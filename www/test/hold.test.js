/**
 * Bodies that a head says a length of: what is here as a whole is judged and sent at once, and a length that is not the
 * body's changes nothing.
 */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { Hold } from '../core/hold.js';
import { encode, guarded, response, source } from './helpers/guarded.js';
import { CLEAN, LEAK, leaks } from './helpers/leak.js';

const MODES = /** @type {const} */ (['block', 'redact', 'cut', 'observe']);

describe('a length that is not the body’s', () => {
  for (const mode of MODES) {
    for (const [said, chunks] of /** @type {[number, string[]][]} */ ([
      [CLEAN.length, [CLEAN, LEAK]],
      [CLEAN.length - 5, [CLEAN, LEAK]],
      [CLEAN.length + LEAK.length + 9, [CLEAN + LEAK]],
      [0, [CLEAN + LEAK]],
    ])) {
      it(`${said} of ${chunks.length} chunks, in ${mode}`, async () => {
        const body = source(chunks.map(encode)).body;
        const { served, incidents } = await guarded(response(body, { headers: { 'content-length': String(said) } }), {
          mode,
        });
        const text = await served.text().catch(() => '');
        if (mode === 'observe') assert.equal(text, CLEAN + LEAK);
        else assert.ok(!leaks(text));
        if (mode === 'redact') assert.equal(text.length, CLEAN.length + LEAK.length);
        if (mode === 'block') assert.equal(served.status, 451);
        assert.equal(incidents[0].verdict, 'block');
      });
    }
  }
});

describe('a body of bytes', () => {
  it('that drips holds no more room than it needs', async () => {
    const drops = 100;
    let given = 0;
    const body = new ReadableStream({
      type: 'bytes',
      pull(controller) {
        given += 1;
        if (given <= drops) controller.enqueue(new Uint8Array([120]));
        else controller.close();
        controller.byobRequest?.respond(0);
      },
    });
    const hold = new Hold(body, undefined, 60_000);
    let room = 0;
    for (let chunk = await hold.next(); chunk; chunk = await hold.next()) room += chunk.buffer.byteLength;
    assert.equal(hold.size, drops);
    assert.ok(room <= 2 * drops, `${room} bytes`);
  });

  it('is given in pieces of more than a few kilobytes', async () => {
    const bytes = encode('x'.repeat(200_000));
    const hold = new Hold(
      /** @type {ReadableStream<Uint8Array>} */ (new Response(bytes).body),
      undefined,
      bytes.length,
    );
    let chunks = 0;
    while (await hold.next()) chunks += 1;
    assert.ok(chunks <= 4 && hold.size === bytes.length, `${chunks} chunks of ${hold.size} bytes`);
    assert.equal(await hold.isWhole(), true);
  });
});

describe('fields that were looked at before', () => {
  it('are looked at again once they hold something', async () => {
    for (const name of ['a', 'b', 'a', 'LEAK', 'a']) {
      const header = name === 'LEAK' ? 'aadhaar=397161293962' : name;
      const { served } = await guarded(response(CLEAN, { headers: { 'x-note': header } }), {});
      assert.equal(served.status, name === 'LEAK' ? 451 : 200, name);
    }
  });
});
