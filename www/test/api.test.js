/**
 * What the package's API promises beyond a verdict: places that fit the input, people, odd inputs, errors, tidiness.
 */

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { Readable } from 'node:stream';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

import { call } from '../core/engine.js';
import { createFilter, createFilterSync } from '../node.js';
import { coded } from './helpers/errors.js';
import { CLEAN, LEAK, PAN, leaks } from './helpers/leak.js';
import { held } from './helpers/memory.js';

const filter = await createFilter();
after(() => filter.dispose());

const csv = { contentType: 'text/csv' };

describe('places in a string', () => {
  // One, two, three and four bytes of UTF-8 before the value; a BOM; a lone surrogate, which is three.
  for (const before of ['a', 'é', 'न', '🙂', '\uFEFF', '\uD800', '🙂\uDC00नé']) {
    it(`are those of slice() behind ${JSON.stringify(before)}`, async () => {
      const text = `${before} PAN ${PAN} ${before}, Aadhaar 3971 6129 3962`;
      const report = await filter.scan(text);
      assert.equal(report.offsets, 'utf16');
      const pan = report.findings.find(({ kind }) => kind === 'in_pan');
      assert.ok(pan);
      assert.ok(text.slice(pan.start, pan.end) === PAN, `${pan.start} to ${pan.end}`);
      assert.ok(report.slices(text).includes('3971 6129 3962'));
    });

    it(`masks and keeps all else behind ${JSON.stringify(before)}`, async () => {
      const text = `${before} PAN ${PAN} ${before}`;
      const { output, report } = await filter.redact(text);
      assert.equal(report.counts.in_pan, 1);
      assert.ok(!output.includes(PAN));
      assert.equal(output.length, text.length);
      assert.ok(output.startsWith(`${before} PAN `) && output.endsWith(` ${before}`));
    });
  }

  it('are bytes in bytes', async () => {
    const bytes = new TextEncoder().encode(`न PAN ${PAN}`);
    const report = await filter.scan(bytes);
    assert.equal(report.offsets, 'byte');
    const [piece] = report.slices(bytes);
    assert.ok(piece && new TextDecoder().decode(piece) === PAN);
    assert.equal(piece.buffer, bytes.buffer, 'a view, not a copy');
    assert.equal(report.slices(bytes.buffer).length, report.findings.length);
  });

  it('are not looked for in another body', async () => {
    const ofText = await filter.scan(LEAK, csv);
    const ofBytes = await filter.scan(new TextEncoder().encode(LEAK), csv);
    assert.throws(() => ofText.slices(/** @type {any} */ (new Uint8Array(9))), coded('other_body'));
    assert.throws(() => ofText.slices('short'), coded('other_body'));
    assert.throws(() => ofBytes.slices(/** @type {any} */ (LEAK)), coded('other_body'));
    const gzipped = new Uint8Array(
      await new Response(new Blob([LEAK]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer(),
    );
    const ofCoded = await filter.scan(gzipped);
    assert.equal(ofCoded.verdict, 'block');
    assert.throws(() => ofCoded.slices(gzipped), coded('other_body'));
    assert.ok(
      leaks(
        ofCoded
          .slices(new TextEncoder().encode(LEAK))
          .map((piece) => new TextDecoder().decode(piece))
          .join(),
      ),
    );
  });
});

describe('a report', () => {
  it('says where people are', async () => {
    const { records, persons } = await filter.scan(LEAK, csv);
    assert.equal(records.length, persons);
    const rows = LEAK.split('\r\n');
    for (const [index, { kind, start, end, kinds }] of records.entries()) {
      assert.equal(kind, 'health_record');
      assert.ok(rows[index + 1].includes(LEAK.slice(start, end)), `record ${index} is row ${index + 1}`);
      assert.ok(kinds.includes('in_srf_id') && kinds.includes('in_pan'));
      assert.ok(kinds.includes('person_name') && !kinds.includes('health_record'));
    }
  });

  it('is capped with its findings', async () => {
    const { records, findings, counts } = await filter.scan(LEAK, { ...csv, maxFindings: 16 });
    assert.deepEqual([records.length, findings.length, counts.health_record], [2, 16, 4]);
  });

  it('is plain data without one value', async () => {
    const report = await filter.scan(LEAK, csv);
    assert.ok(!leaks(JSON.stringify(report)));
    assert.deepEqual(structuredClone(report), report);
    assert.ok(!('slices' in JSON.parse(JSON.stringify(report))));
  });
});

describe('verdict', () => {
  it('reads no further than it must', async () => {
    let pulled = 0;
    let cancelled = false;
    const chunk = new TextEncoder().encode(LEAK);
    const long = new ReadableStream({
      pull: (controller) => {
        pulled += 1;
        if (pulled > 1000) controller.close();
        else controller.enqueue(chunk);
      },
      cancel: () => {
        cancelled = true;
      },
    });
    const decision = await filter.verdict(long, csv);
    assert.equal(decision.verdict, 'block');
    assert.ok(decision.persons >= 1 && decision.reason);
    assert.ok(pulled < 10, `${pulled} chunks`);
    assert.ok(cancelled);
    assert.deepEqual(await filter.verdict(CLEAN, csv), { verdict: 'pass', reason: 'clean', persons: 0 });
  });

  it('is that of scan, and scan can be made to read all', async () => {
    const png = new Uint8Array(200_000);
    png.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const pieces = () => Readable.from([png.subarray(0, 50_000), png.subarray(50_000)], { objectMode: false });
    assert.equal((await filter.verdict(pieces())).verdict, 'pass');
    assert.equal((await filter.scan(pieces())).bytes, 50_000);
    assert.equal((await filter.scan(pieces(), { whole: true })).bytes, 200_000);
  });
});

describe('tidiness', () => {
  it('disposes by symbol too', async () => {
    const other = await createFilter();
    other[Symbol.dispose]();
    await assert.rejects(other.scan(LEAK), coded('disposed'));
  });

  it('says what is wrong with a module', async () => {
    const empty = new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]));
    // The engine of this program has started already: a program of its own asks for another module.
    const node = JSON.stringify(new URL('../node.js', import.meta.url).href);
    const bad = 'new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])';
    for (const [act, code] of [
      [`createFilter({ module: ${bad} })`, 'engine_unavailable'],
      [`createFilterSync(new WebAssembly.Module(${bad}))`, 'engine_unavailable'],
      [`(WebAssembly.validate = () => false, createFilter({ module: ${bad} }))`, 'simd_required'],
    ]) {
      // What failed leaves nothing behind: the package's own module is started afterwards.
      const program = `const { createFilter, createFilterSync } = await import(${node});
        const { validate } = WebAssembly;
        try { await ${act}; } catch (error) { console.log(error.name, error.code); }
        WebAssembly.validate = validate;
        console.log((await (await createFilter()).scan('PAN ${PAN}')).counts);`;
      const told = execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
      assert.equal(told, `DwarpalError ${code}\n{ in_pan: 1 }\n`, act);
    }
    assert.throws(() => createFilterSync(empty, /** @type {any} */ ({ typo: 1 })), coded('bad_setting'));
  });

  it('asks again for a module that could not be read', () => {
    const own = JSON.stringify(new URL('../core/own.js', import.meta.url).href);
    const wasm = JSON.stringify(fileURLToPath(new URL('../pkg/dwarpal_bg.wasm', import.meta.url)));
    const program = `const { creator } = await import(${own});
      const { readFile } = await import('node:fs/promises');
      let asked = 0;
      const create = creator(async () => WebAssembly.compile(await readFile(asked++ ? ${wasm} : '/nowhere')));
      const [first, second] = [await create().catch(({ code }) => code), await create()];
      await create();
      console.log(first, (await second.scan('PAN ${PAN}')).counts, asked);`;
    const told = execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
    assert.equal(told, 'engine_unavailable { in_pan: 1 } 2\n');
  });

  it('serves nothing where the module cannot be had', () => {
    const adapter = JSON.stringify(new URL('../adapters/fetch/index.js', import.meta.url).href);
    const program = `const { guard } = await import(${adapter});
      const served = await guard(() => new Response('secret'), { module: new Uint8Array(8) })(new Request('http://localhost/'));
      console.log(served.status, (await served.text()).includes('secret'), served.headers.get('cache-control'));
`;
    const told = execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
    assert.equal(told, '500 false no-store\n');
    const wrong = `const { guard } = await import(${adapter}); guard(() => new Response(''), { mode: 'off' });`;
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', wrong], { encoding: 'utf8' });
    assert.equal(status, 1);
    assert.match(stderr, /DwarpalError.*mode/);
  });

  it('does not grow over a hundred thousand scans', async () => {
    const text = LEAK.slice(0, 400);
    const memory = () => call((_, exports) => exports.memory.buffer.byteLength);
    const scans = async (/** @type {number} */ times) => {
      for (let i = 0; i < times; i += 1) await (i % 2 ? filter.scan(text, csv) : filter.redact(text, csv));
    };
    await scans(10_000);
    const before = { module: memory(), program: held() };
    await scans(90_000);
    assert.equal(memory(), before.module);
    const grown = held() - before.program;
    assert.ok(grown < 500_000, `${grown} bytes more`);
  });
});
