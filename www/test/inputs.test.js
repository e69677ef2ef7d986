/**
 * What can be scanned beyond the plain cases, and a clear error for what cannot.
 */

import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { after, describe, it } from 'node:test';
import { runInNewContext } from 'node:vm';
import { Response as AnotherResponse } from 'undici';

import { createFilter } from '../node.js';
import { coded } from './helpers/errors.js';
import { LEAK, PAN } from './helpers/leak.js';

const filter = await createFilter();
after(() => filter.dispose());

const csv = { contentType: 'text/csv' };

describe('odd input', () => {
  const bytes = new TextEncoder().encode(LEAK);
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  const inputs = {
    'a Node Readable': () => Readable.from([bytes.subarray(0, 99), bytes.subarray(99)], { objectMode: false }),
    async *'an async generator'() {
      yield bytes;
    },
    'a SharedArrayBuffer': () => shared.buffer,
    'a Uint16Array': () => new Uint16Array(bytes.slice(0, bytes.length & ~1).buffer),
    'a Response of another library': () =>
      /** @type {Response} */ (/** @type {unknown} */ (new AnotherResponse(bytes))),
    'a stream of another realm’s bytes': () => {
      const chunk = runInNewContext('Uint8Array.from(list)', { list: Array.from(bytes) });
      return new ReadableStream({
        start(controller) {
          controller.enqueue(chunk);
          controller.close();
        },
      });
    },
    'a File': () => new File([bytes], 'list.csv', { type: 'text/csv' }),
  };
  for (const [name, make] of Object.entries(inputs)) {
    it(`scans ${name}`, async () => {
      const { verdict, persons } = await filter.scan(await make(), csv);
      assert.deepEqual([verdict, persons], ['block', 4]);
    });
  }

  it('refuses what was read already', async () => {
    const read = Readable.from([bytes], { objectMode: false });
    for await (const chunk of read) assert.ok(chunk);
    await assert.rejects(filter.scan(read), coded('body_used'));
    const used = new Response(LEAK);
    await used.text();
    await assert.rejects(filter.scan(used), coded('body_used'));
    await assert.rejects(filter.verdict(used), coded('body_used'));
    await assert.rejects(filter.redact(used), coded('body_used'));
    await assert.rejects(filter.guard(used), coded('body_used'));
  });

  it('refuses text where bytes belong, and lives on', async () => {
    await assert.rejects(filter.scan(/** @type {any} */ (Readable.from([LEAK]))), coded('bad_input'));
    const { readable, writable } = filter.stream();
    const written = writable.getWriter().write(/** @type {any} */ (LEAK));
    await Promise.all([readable.getReader().read(), written].map((step) => assert.rejects(step, coded('bad_input'))));
    for (const input of [undefined, null, 7, {}, [], Symbol('x')]) {
      await assert.rejects(filter.scan(/** @type {any} */ (input)), coded('bad_input'));
    }
    await assert.rejects(filter.scan(LEAK, /** @type {any} */ ({ maxFindings: 'many' })), coded('bad_options'));
    await assert.rejects(filter.scan(LEAK, /** @type {any} */ ({ typo: 1 })), coded('bad_options'));
    assert.equal((await filter.scan(LEAK, csv)).verdict, 'block');
  });

  it('never calls a text clean that it cannot read', async () => {
    // NUL bytes are what UTF-16 and binaries look like.
    const { verdict, reason } = await filter.scan(`hello \0 PAN ${PAN}`, { contentType: 'text/plain' });
    assert.deepEqual([verdict, reason], ['uninspectable', 'charset']);
  });

  it('takes an empty one', async () => {
    for (const input of ['', new Uint8Array(0), new Response(null), new Blob([])]) {
      assert.equal((await filter.scan(input)).verdict, 'pass');
    }
    assert.equal((await filter.redact('')).output, '');
  });
});
