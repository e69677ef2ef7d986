/**
 * The module that opens: when it is missing, and when its instance has gone.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { gzipSync } from 'node:zlib';

import { Opener, SAID, canOpen, startDocumentsSync } from '../core/documents.js';
import { createFilter } from '../node.js';

const coded = gzipSync('name,age\nx,1\n');
const hints = { contentType: 'text/csv', contentEncoding: 'gzip' };
const own = () => new WebAssembly.Module(readFileSync(new URL('../pkg/documents_bg.wasm', import.meta.url)));

it('a module that cannot be loaded is as none, and costs no streams', async () => {
  let asked = 0;
  const filter = await createFilter({
    documents: () => {
      asked += 1;
      throw new Error('no such file');
    },
  });
  for (let i = 0; i < 70_000; i += 1) {
    const { verdict, reason } = await filter.scan(coded, hints);
    if (verdict !== 'uninspectable' || reason !== 'encoding') assert.fail(`${i}: ${verdict}, ${reason}`);
  }
  assert.equal(asked, 1);
  assert.equal((await filter.scan('hello')).verdict, 'pass');
});

it('what an instance that failed has held touches nothing of the next one', () => {
  startDocumentsSync(own);
  assert.ok(canOpen());
  const nothing = () => {};
  const old = new Opener(hints, nothing);
  const failing = new Opener(hints, () => {
    throw new WebAssembly.RuntimeError('as a trap');
  });
  assert.throws(
    () => {
      failing.write(coded);
      failing.end();
    },
    { code: 'instance_lost' },
  );
  /** @type {number[]} */
  const said = [];
  const fresh = new Opener(hints, (what) => said.push(what));
  old.free();
  assert.throws(() => old.write(coded), { code: 'instance_lost' });
  assert.equal(fresh.write(coded), undefined);
  assert.equal(fresh.end(), undefined);
  assert.deepEqual(said, [SAID.DECODED, SAID.DATA, SAID.END]);
  fresh.free();
});
