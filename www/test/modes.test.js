/**
 * The modes that let bytes go before the end: `redact` and `observe`; and masking without a response.
 */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { people } from '../demo/people.mjs';
import { createFilter } from '../node.js';
import { encode, guarded, response, source } from './helpers/guarded.js';
import { trap } from './helpers/trap.js';

const LIST = `name,age,mobile\n${'Asha Rao,47,8728793324\nRavi Das,51,87287 93325\nNoor Ali,33,8728793326\n'.repeat(200)}`;
const MASKED = `name,age,mobile\n${'xxxx xxx,xx,xxxxxxxxxx\nxxxx xxx,xx,xxxxx xxxxx\nxxxx xxx,xx,xxxxxxxxxx\n'.repeat(200)}`;

/** @param {string} text @param {number} size */
function* cut(text, size) {
  const bytes = encode(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** The list, and a trap of the engine in the middle of it. */
function* trapping() {
  const chunks = [...cut(LIST, 4096)];
  yield chunks[0];
  assert.throws(trap);
  yield* chunks.slice(1);
}

describe('redact', () => {
  for (const size of [1, 100, 5000, LIST.length]) {
    it(`serves the body masked, in chunks of ${size}`, async () => {
      const headers = { etag: '"1"', 'content-md5': 'x', 'accept-ranges': 'bytes', 'content-length': `${LIST.length}` };
      const { served, incidents } = await guarded(response(source(cut(LIST, size)).body, { headers }), {
        mode: 'redact',
      });
      assert.equal(served.status, 200);
      assert.equal(await served.text(), MASKED);
      assert.deepEqual([served.headers.get('etag'), served.headers.get('content-md5')], ['W/"1"', null]);
      assert.equal(served.headers.get('content-length'), `${LIST.length}`);
      assert.deepEqual([incidents.length, incidents[0].action, incidents[0].verdict], [1, 'redact', 'block']);
    });
  }

  it('streams: no more waits than a value can still change', async () => {
    const { body, seen } = source(cut(LIST.repeat(5), 4096));
    const { served } = await guarded(response(body), { mode: 'redact' });
    const reader = /** @type {ReadableStream<Uint8Array>} */ (served.body).getReader();
    let out = 0;
    while (out < 20_000) out += (await reader.read()).value?.length ?? 0;
    assert.ok(seen.given * 4096 - out < 4096 + 4800 + 4096, `${seen.given * 4096 - out} bytes were held back`);
    await reader.cancel();
    assert.equal(seen.cancelled, true);
  });

  it('masks what is found behind a later value, in whatever pieces it comes', async () => {
    // One line for all of them, as a dump of a database has it: an address is found behind what lies after it.
    const rows = people(200).map(({ srfId, name, age, mobile, aadhaar, pan, address }, n) => {
      const number = aadhaar.replaceAll(' ', '');
      const place = address.replace(/ (\d{6})$/, ' - $1');
      return `(${n},'${name}',${age},'F','${mobile}','${number}','${pan}','${place}',${srfId},'9a9999a99a9aaaa9aa999aaa99aaa999a999a9a9')`;
    });
    const text = `INSERT INTO \`patients\` VALUES ${rows.join(',')};\n`;
    const headers = { 'content-type': 'text/plain' };
    const asked = { request: new Request('https://a.example/dump') };
    const outputs = [];
    for (const size of [text.length, 1, 64]) {
      const { served } = await guarded(response(source(cut(text, size)).body, { headers }), { mode: 'redact' }, asked);
      outputs.push(await served.text());
    }
    assert.ok(outputs[0].includes('xxxxxxxxxx'));
    for (const output of outputs) assert.equal(output, outputs[0]);
  });

  it('writes to nothing that the host gave, a Buffer of Node either', async () => {
    const given = Buffer.from(LIST);
    const { served } = await guarded(response(source([given]).body), { mode: 'redact' });
    assert.equal(await served.text(), MASKED);
    assert.equal(given.toString(), LIST);
  });

  it('leaves a clean body as it is', async () => {
    const clean = 'District,Tested\nKalpitpur,18422\n'.repeat(100);
    const { served, incidents } = await guarded(response(clean), { mode: 'redact' });
    assert.equal(await served.text(), clean);
    assert.equal(incidents[0].action, 'pass');
  });

  it('judges what cannot be masked', async () => {
    const coded = gzipSync(LIST);
    const headers = { 'content-encoding': 'x-gzip' };
    const { served, told } = await guarded(
      response(coded, { headers }),
      { mode: 'redact' },
      { contentEncoding: 'x-gzip' },
    );
    assert.equal(served.status, 451);
    assert.equal(told.verdict, 'block');
    const wide = new Uint8Array(Buffer.from(`\ufeff${LIST}`, 'utf16le'));
    assert.equal((await guarded(response(wide), { mode: 'redact' })).served.status, 451);
  });

  it('fails when the origin breaks off', async () => {
    const broken = function* () {
      yield* cut(LIST, 4096);
      throw new Error('reset');
    };
    const { served, incidents } = await guarded(response(source(broken()).body), { mode: 'redact' });
    await assert.rejects(served.text());
    assert.equal(incidents.length, 1);
  });

  it('cuts the body off, and the origin, when the engine fails on the way', async () => {
    const { body, seen } = source(trapping());
    const { served, incidents } = await guarded(response(body), { mode: 'redact' });
    await assert.rejects(served.text());
    assert.equal(seen.cancelled, true);
    assert.deepEqual([incidents.length, incidents[0].verdict, incidents[0].reason], [1, 'uninspectable', 'error']);
  });
});

describe('observe', () => {
  it('serves every byte at once and tells at the end', async () => {
    const { body, seen } = source(cut(LIST, 1000));
    const { served, incidents } = await guarded(response(body), { mode: 'observe' });
    const reader = /** @type {ReadableStream<Uint8Array>} */ (served.body).getReader();
    let text = '';
    for (;;) {
      const before = seen.given;
      const { done, value } = await reader.read();
      if (done) break;
      assert.equal(seen.given, before + 1);
      text += new TextDecoder().decode(value);
    }
    assert.equal(text, LIST);
    assert.deepEqual([incidents.length, incidents[0].verdict, incidents[0].action], [1, 'block', 'pass']);
  });

  it('tells nothing of a body that nobody began to read', async () => {
    const { served, incidents } = await guarded(response(source(cut(LIST, 1000)).body), { mode: 'observe' });
    await served.body?.cancel();
    assert.equal(incidents.length, 0);
  });

  it('passes on that the origin broke off, and tells of it', async () => {
    const broken = function* () {
      yield encode(LIST);
      throw new Error('reset');
    };
    const { served, incidents } = await guarded(response(source(broken()).body), { mode: 'observe' });
    await assert.rejects(served.text());
    assert.deepEqual([incidents.length, incidents[0].verdict, incidents[0].reason], [1, 'uninspectable', 'broken']);
  });

  it('serves the whole body when the engine fails on the way', async () => {
    const { served, incidents } = await guarded(response(source(trapping()).body), { mode: 'observe' });
    assert.equal(await served.text(), LIST);
    assert.deepEqual([incidents.length, incidents[0].verdict, incidents[0].reason], [1, 'uninspectable', 'error']);
  });

  it('tells of what it cannot judge, and serves it', async () => {
    const { served, told } = await guarded(response(LIST, { status: 206 }), { mode: 'observe' });
    assert.equal(await served.text(), LIST);
    assert.deepEqual([told.verdict, told.reason, told.action], ['uninspectable', 'partial', 'pass']);
  });
});

describe('masking without a response', () => {
  it('gives back what it was given, masked', async () => {
    const filter = await createFilter();
    const { output, report } = await filter.redact(LIST, { fileName: 'a.csv' });
    assert.equal(output, MASKED);
    assert.equal(report.verdict, 'block');
    const bytes = await filter.redact(encode('{"pan":"THUPM4447A","mobile":8728793324}'));
    assert.equal(new TextDecoder().decode(bytes.output), '{"pan":"xxxxxxxxxx","mobile":1111111111}');
    assert.equal((await filter.redact('')).output, '');
    filter.dispose();
  });

  it('refuses what it cannot mask', async () => {
    const filter = await createFilter();
    await assert.rejects(filter.redact(gzipSync(LIST)), { name: 'DwarpalError', code: 'not_plain' });
    filter.dispose();
  });

  it('is a transform', async () => {
    const filter = await createFilter();
    const transform = filter.stream({ contentType: 'text/csv' });
    const { body } = source(cut(LIST, 777));
    assert.equal(await new Response(body.pipeThrough(transform)).text(), MASKED);
    assert.equal((await transform.report).verdict, 'block');
    const coded = filter.stream();
    await assert.rejects(new Response(source([gzipSync(LIST)]).body.pipeThrough(coded)).text(), { code: 'not_plain' });
    filter.dispose();
  });
});
