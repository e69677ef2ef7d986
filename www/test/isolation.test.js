/**
 * Many bodies at once in one instance: each is judged and masked as if it were alone, and what is closed leaves nothing of
 * its text behind in memory.
 */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';

import { call } from '../core/engine.js';
import { Masking } from '../core/masking.js';
import { Stream } from '../core/stream.js';
import { createFilter } from '../node.js';
import { documents } from '../demo/documents.mjs';
import { encode } from './helpers/guarded.js';
import { CLEAN, LEAK } from './helpers/leak.js';

await (await createFilter()).scan('');

/** @type {{bytes: Uint8Array, hints: import('../core/stream.js').Hints}[]} */
const BODIES = [
  ...documents().map(({ body, type }) => ({ bytes: encode(body), hints: { contentType: type } })),
  { bytes: encode(CLEAN), hints: { contentType: 'text/csv' } },
  { bytes: encode(LEAK), hints: { contentType: 'text/plain' } },
  { bytes: new Uint8Array(gzipSync(LEAK)), hints: { contentType: 'text/csv', contentEncoding: 'gzip' } },
  { bytes: encode('%PDF-1.7\nnothing'), hints: {} },
];
const key = 'a'.repeat(32);

/** @param {(typeof BODIES)[number]} body */
function begun({ bytes, hints }) {
  const stream = new Stream({ ...hints, key, masks: true });
  const masking = new Masking(stream);
  /** @type {Uint8Array[]} */
  const pieces = [];
  let at = 0;
  return {
    /** @param {number} length @returns {boolean} whether there is more */
    go(length) {
      pieces.push(...masking.write(bytes.subarray(at, at + length)));
      at += length;
      if (at >= bytes.length) pieces.push(...masking.end());
      return at < bytes.length;
    },
    told() {
      const report = stream.report();
      stream.close();
      return { report, out: Buffer.concat(pieces) };
    },
  };
}

describe('many bodies at once', () => {
  it('are judged and masked as each alone', () => {
    const alone = BODIES.map((body) => {
      const one = begun(body);
      one.go(body.bytes.length);
      return one.told();
    });
    // The same draw in every run.
    let seed = 1;
    const draw = (/** @type {number} */ below) => (seed = (seed * 48_271) % 0x7fffffff) % below;
    for (let round = 0; round < 5; round += 1) {
      const all = Array.from({ length: 60 }, (_, n) => ({
        n: n % BODIES.length,
        one: begun(BODIES[n % BODIES.length]),
      }));
      const open = [...all];
      while (open.length > 0) {
        const at = draw(open.length);
        if (!open[at].one.go(1 + draw(3000))) open.splice(at, 1);
      }
      for (const { n, one } of all) assert.deepEqual(one.told(), alone[n], `body ${n}`);
    }
  });
});

describe('a body that was closed', () => {
  it('has left nothing of its text in the instance’s memory', () => {
    // Words that nobody else has, and a value, of which checksums are made.
    const words = Array.from({ length: 100 }, (_, n) => `Kalpit${n}pur${(n * 7919) % 1000}`);
    words.push('397161293962');
    const held = () =>
      call((_, { memory }) => words.filter((word) => Buffer.from(memory.buffer).includes(word)).length);
    for (const [type, text] of [
      ['text/plain', words.join(' ')],
      ['text/csv', `name,place\n${words.map((word) => `Asha,${word}\n`).join('')}`],
      ['application/json', JSON.stringify(words.map((place) => ({ name: 'Asha', place, aadhaar: place })))],
    ]) {
      const stream = new Stream({ contentType: type, key, masks: true });
      stream.write(encode(text));
      assert.ok(held() > 0, type);
      stream.end();
      stream.report();
      stream.close();
      assert.equal(held(), 0, type);
    }
  });
});
