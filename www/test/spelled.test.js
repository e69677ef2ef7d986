/**
 * What stands in a text as base64: a list in an answer of an interface, a packed one in a page, a token.
 */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { createFilter } from '../node.js';
import { encode, guarded, response, source } from './helpers/guarded.js';

const LIST = `name,age,mobile\n${'Asha Rao,47,8728793324\nRavi Das,51,87287 93325\nNoor Ali,33,8728793326\n'.repeat(200)}`;
const MASKED = LIST.replace(/^.*\d.*$/gm, (row) => row.replace(/\p{L}|\d/gu, 'x'));
const json = { 'content-type': 'application/json' };

/** @param {string | Uint8Array} bytes */
const base64 = (bytes) => Buffer.from(bytes).toString('base64');
/** @param {string} file */
const answer = (file) => `{"text":"${'no '.repeat(2000)}","file":"${file}","end":true}`;

/** @param {string} text @param {number} size */
function* cut(text, size) {
  const bytes = encode(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe('a list in base64', () => {
  for (const [name, file] of [
    ['as it is', base64(LIST)],
    ['twice', base64(base64(LIST))],
    ['packed', base64(gzipSync(LIST))],
    ['in wide characters', base64(Buffer.from(`\ufeff${LIST}`, 'utf16le'))],
  ]) {
    it(`${name}: blocks`, async () => {
      const { served, told } = await guarded(response(source(cut(answer(file), 700)).body, { headers: json }));
      assert.deepEqual([served.status, told.verdict, told.persons], [451, 'block', 3]);
    });
  }

  for (const size of [1, 700, 1_000_000]) {
    it(`is masked in its digits, in chunks of ${size}`, async () => {
      const body = source(cut(answer(base64(LIST)), size)).body;
      const { served, incidents } = await guarded(response(body, { headers: json }), { mode: 'redact' });
      assert.equal(await served.text(), answer(base64(MASKED)));
      assert.deepEqual([incidents.length, incidents[0].action], [1, 'redact']);
    });
  }

  it('is broken off in front of it, where it is packed and cannot be masked', async () => {
    const body = answer(base64(gzipSync(LIST)));
    for (const size of [1, 700]) {
      const { served, incidents } = await guarded(response(source(cut(body, size)).body, { headers: json }), {
        mode: 'redact',
      });
      const reader = /** @type {ReadableStream<Uint8Array>} */ (served.body).getReader();
      let out = 0;
      const read = async () => {
        for (;;) {
          const { done, value } = await reader.read();
          if (done) return;
          out += value.length;
        }
      };
      await assert.rejects(read(), { name: 'Cut' });
      assert.ok(out <= body.indexOf('"file"') + 64, `${out} bytes went out`);
      assert.deepEqual([incidents.length, incidents[0].action], [1, 'cut']);
    }
  });

  it('is not masked by a filter that cannot', async () => {
    const filter = await createFilter();
    await assert.rejects(filter.redact(answer(base64(gzipSync(LIST)))), { code: 'not_plain' });
    const { output } = await filter.redact(answer(base64(LIST)));
    assert.equal(output, answer(base64(MASKED)));
    filter.dispose();
  });
});

it('a token keeps what it says of its holder, which counts', async () => {
  const said = '{"sub":"1","name":"Asha Rao","pan":"THUPM4447A","mobile":"8728793324","email":"asha.rao@mail.in"}';
  const token = `eyJhbGciOiJIUzI1NiJ9.${Buffer.from(said).toString('base64url')}.c2lnbmF0dXJl`;
  const filter = await createFilter();
  const { output, report } = await filter.redact(`{"token":"${token}","mobile":"8728793325"}`);
  assert.equal(output, `{"token":"${token}","mobile":"xxxxxxxxxx"}`);
  assert.equal(report.counts.in_pan, 1);
  filter.dispose();
});

describe('what stands in base64 and cannot be read', () => {
  const sealed = answer(base64(Buffer.concat([Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1'), Buffer.alloc(9000, 65)])));

  for (const mode of /** @type {const} */ (['redact', 'cut'])) {
    it(`is broken off in ${mode} before it has gone out`, async () => {
      const { served, incidents } = await guarded(response(source(cut(sealed, 700)).body, { headers: json }), { mode });
      const reader = /** @type {ReadableStream<Uint8Array>} */ (served.body).getReader();
      let out = 0;
      const read = async () => {
        for (;;) out += (await reader.read()).value?.length ?? assert.fail('it came to its end');
      };
      await assert.rejects(read(), { name: 'Cut' });
      assert.ok(out <= sealed.indexOf('"file"') + 64, `${out} bytes went out`);
      assert.deepEqual([incidents.length, incidents[0].action, incidents[0].reason], [1, 'cut', 'archive']);
    });
  }

  it('goes out where a rule says so', async () => {
    const body = source(cut(sealed, 700)).body;
    const { served } = await guarded(response(body, { headers: json }), { mode: 'redact', onUninspectable: 'pass' });
    assert.equal(await served.text(), sealed);
  });
});

it('a packed list in a header field is no field that could be masked', async () => {
  const headers = { ...json, 'x-list': base64(gzipSync(LIST)) };
  const { served, told } = await guarded(response('{}', { headers }), { mode: 'redact' });
  assert.deepEqual([served.status, told.action, told.reason], [451, 'block', 'headers']);
  const plain = { ...json, 'x-list': base64(LIST.slice(0, 300)) };
  const { served: masked } = await guarded(response('{}', { headers: plain }), { mode: 'redact' });
  assert.equal(masked.status, 200);
  assert.ok(
    !Buffer.from(masked.headers.get('x-list') ?? '', 'base64')
      .toString()
      .includes('8728793324'),
  );
});

it('a document in base64 that cannot be read makes the body uninspectable', async () => {
  const { served, told } = await guarded(
    response(answer(base64('%PDF-1.7\nnot much of one, and no table of its objects')), { headers: json }),
  );
  assert.deepEqual([served.status, told.verdict, told.reason], [451, 'uninspectable', 'malformed']);
});
