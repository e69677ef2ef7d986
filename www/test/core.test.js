/**
 * The core in Node: what can be scanned, that the pieces of a body do not matter, and what its errors are.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { call } from '../core/engine.js';
import { completeReport } from '../core/report.js';
import { Stream } from '../core/stream.js';
import { createFilter, DwarpalError } from '../node.js';
import { CLEAN, LEAK } from './helpers/leak.js';
import { trap } from './helpers/trap.js';

/** @type {import('../core/filter.js').Filter} */
let filter;
before(async () => {
  filter = await createFilter();
});
after(() => filter.dispose());

const bytes = new TextEncoder().encode(LEAK);
const csv = { contentType: 'text/csv; charset=utf-8' };

/** @param {Uint8Array[]} pieces */
function reportOf(pieces) {
  const stream = new Stream(csv);
  try {
    for (const piece of pieces) stream.write(piece);
    stream.end();
    return stream.report();
  } finally {
    stream.close();
  }
}

/** @param {string} code */
const coded = (code) => (/** @type {unknown} */ error) => {
  assert.ok(error instanceof DwarpalError);
  assert.equal(error.code, code);
  assert.ok(error.message.length > 0 && error.hint.length > 0);
  return true;
};

describe('scan', () => {
  const padded = new Uint8Array(bytes.length + 8);
  padded.set(bytes, 8);
  const inputs = {
    string: () => LEAK,
    ArrayBuffer: () => bytes.slice().buffer,
    Uint8Array: () => bytes,
    'a view into a larger buffer': () => new DataView(padded.buffer, 8, bytes.length),
    Blob: () => new Blob([bytes], { type: 'text/csv' }),
    ReadableStream: () => new Blob([bytes]).stream(),
    Response: () => new Response(bytes, { headers: { 'content-type': 'text/csv' } }),
  };
  for (const [name, make] of Object.entries(inputs)) {
    it(`reads a ${name}`, async () => {
      const report = await filter.scan(make(), csv);
      assert.equal(report.verdict, 'block');
      assert.equal(report.persons, 4);
      assert.equal(report.bytes, bytes.length);
      assert.deepEqual(report, completeReport(reportOf([bytes]), name === 'string' ? LEAK : undefined));
    });
  }

  it('finds nothing in a clean text', async () => {
    const report = await filter.scan(CLEAN, csv);
    assert.equal(report.verdict, 'pass');
    assert.equal(report.persons, 0);
  });

  it('never shows a character of a value', async () => {
    const { findings } = await filter.scan(LEAK, csv);
    assert.ok(findings.length > 0);
    assert.ok(findings.every(({ masked }) => !/[\p{L}\p{N}]/u.test(masked)));
  });

  it('says what it cannot read', async () => {
    const textStream = new ReadableStream({ start: (controller) => controller.enqueue('text') });
    await assert.rejects(filter.scan(/** @type {any} */ (42)), coded('bad_input'));
    await assert.rejects(filter.scan(textStream), coded('bad_input'));
    const read = new Response(LEAK);
    await read.text();
    await assert.rejects(filter.scan(read), coded('body_used'));
    const locked = new Blob([bytes]).stream();
    locked.getReader();
    await assert.rejects(filter.scan(locked), coded('body_used'));
  });
});

describe('the pieces of a body', () => {
  const whole = () => reportOf([bytes]);

  it('do not matter: every split in two', () => {
    const expected = whole();
    for (let at = 0; at <= bytes.length; at += 1) {
      assert.deepEqual(reportOf([bytes.subarray(0, at), bytes.subarray(at)]), expected, `split at ${at}`);
    }
  });

  it('do not matter: byte by byte, with empty ones between', () => {
    const single = Array.from(bytes, (_, at) => [bytes.subarray(at, at + 1), new Uint8Array(0)]).flat();
    assert.deepEqual(reportOf(single), whole());
  });

  it('may be larger than the input buffer', () => {
    const rows = LEAK.slice(LEAK.indexOf('\r\n') + 2);
    const large = new TextEncoder().encode(LEAK + rows.repeat(4000));
    const report = reportOf([large]);
    assert.equal(report.bytes, large.length);
    assert.equal(report.verdict, 'block');
    assert.equal(report.persons, 4);
  });

  it('survive the growth of memory between them', () => {
    const stream = new Stream(csv);
    stream.write(bytes.subarray(0, 100));
    call((_, { memory }) => {
      const { buffer } = memory;
      memory.grow(1);
      assert.equal(buffer.byteLength, 0, 'growth detaches the old views');
    });
    stream.write(bytes.subarray(100));
    stream.end();
    assert.deepEqual(stream.report(), whole());
    stream.close();
  });
});

describe('a stream', () => {
  it('is stale once closed', () => {
    const stream = new Stream(csv);
    stream.close();
    stream.close();
    assert.throws(() => stream.write(bytes), coded('stale_handle'));
    assert.throws(() => stream.end(), coded('stale_handle'));
    assert.throws(() => stream.report(), coded('stale_handle'));
  });

  it('takes nothing after its end', () => {
    const stream = new Stream(csv);
    stream.end();
    assert.throws(() => stream.write(bytes), coded('stream_ended'));
    stream.close();
  });

  it('is lost with its instance, and the next one works', () => {
    const [first, second] = [new Stream(csv), new Stream(csv)];
    first.write(bytes.subarray(0, 50));
    const memory = () => call((_, exports) => exports.memory);
    const before = memory();
    assert.throws(trap, (error) => {
      assert.ok(error instanceof DwarpalError && error.cause instanceof WebAssembly.RuntimeError);
      return coded('instance_lost')(error);
    });
    assert.throws(() => first.write(bytes), coded('instance_lost'));
    assert.throws(() => second.end(), coded('instance_lost'));
    const third = new Stream(csv);
    assert.notEqual(memory(), before);
    // The dead ones may not free what is now another's.
    first.close();
    second.close();
    third.write(bytes);
    third.end();
    assert.equal(third.report().verdict, 'block');
    third.close();
    assert.throws(() => second.report(), coded('instance_lost'));
  });
});

describe('the filter', () => {
  it('knows its kinds and checks a value', () => {
    const kinds = filter.kinds();
    assert.equal(new Set(kinds.map(({ id }) => id)).size, kinds.length);
    assert.ok(kinds.every(({ id, pack, severity, title }) => id && pack && severity && title));
    const aadhaar = 'in_aadhaar';
    assert.ok(kinds.some(({ id }) => id === aadhaar));
    // A documentation number: see the catalogue's row for Verhoeff.
    assert.equal(filter.check(aadhaar, '234123412346'), true);
    assert.equal(filter.check(aadhaar, '234123412347'), false);
    assert.throws(() => filter.check('xx.nothing', '1'), coded('unknown_kind'));
    assert.throws(() => filter.check(aadhaar, /** @type {any} */ (1)), coded('bad_input'));
  });

  it('refuses settings that make no sense', async () => {
    for (const settings of [{ maxheld: 1 }, { maxHeld: -1 }, { blockStatus: 200 }, { onLimit: 'open' }]) {
      await assert.rejects(createFilter(/** @type {any} */ (settings)), coded('bad_setting'));
    }
  });

  it('works no more once disposed of', async () => {
    const other = await createFilter();
    other.dispose();
    await assert.rejects(other.scan(LEAK), coded('disposed'));
    assert.throws(() => other.kinds(), coded('disposed'));
    assert.equal((await filter.scan(LEAK, csv)).verdict, 'block');
  });
});
