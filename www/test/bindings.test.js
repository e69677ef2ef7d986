/**
 * The bindings that only miniflare has here: R2 as the origin, KV for verdicts, the Analytics Engine.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

import { Miniflare } from 'miniflare';
import { CLEAN, LEAK, leaks } from './helpers/leak.js';
import { ask } from './helpers/origin.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** @type {Miniflare} */
let miniflare;
/** @type {URL} */
let url;
/** @type {string[]} */
const lines = [];

before(async () => {
  miniflare = new Miniflare({
    host: '127.0.0.1',
    cf: false,
    compatibilityDate: '2026-04-20',
    rootPath: ROOT,
    modulesRoot: ROOT,
    scriptPath: 'adapters/cloudflare/worker.js',
    modules: true,
    modulesRules: [
      { type: 'ESModule', include: ['**/*.js'] },
      { type: 'CompiledWasm', include: ['**/*.wasm'] },
    ],
    bindings: { POLICY: { verdictCache: 600 }, SAMPLE: '100' },
    r2Buckets: ['BUCKET'],
    kvNamespaces: ['VERDICTS'],
    analyticsEngineDatasets: { ANALYTICS: { dataset: 'dwarpal' } },
    handleRuntimeStdio: (/** @type {import('node:stream').Readable} */ out) =>
      void out.setEncoding('utf8').on('data', (/** @type {string} */ text) => lines.push(text)),
  });
  url = await miniflare.ready;
  const bucket = /** @type {any} */ (await miniflare.getR2Bucket('BUCKET'));
  const httpMetadata = { contentType: 'text/csv', cacheControl: 'public, max-age=60' };
  await bucket.put('lists/clean one.csv', CLEAN, { httpMetadata });
  await bucket.put('lists/leak.csv', LEAK, { httpMetadata });
});
after(() => miniflare?.dispose());

/** @param {string} path @param {Parameters<typeof ask>[1]} [options] */
const visit = (path, options) => ask(new URL(path, url), options);

describe('a bucket', () => {
  it('serves what leaks nothing, with its own type, tag and length', async () => {
    const { status, headers, body } = await visit('/lists/clean%20one.csv');
    assert.deepEqual([status, body.toString()], [200, CLEAN]);
    assert.equal(headers['content-type'], 'text/csv');
    assert.equal(headers['content-length'], String(CLEAN.length));
    assert.match(String(headers.etag), /^"[0-9a-f]+"$/);
  });

  it('does not serve a leak', async () => {
    const { status, body } = await visit('/lists/leak.csv');
    assert.equal(status, 451);
    assert.ok(!leaks(body));
  });

  it('answers parts, heads and what is not there', async () => {
    const part = await visit('/lists/clean%20one.csv', { headers: { range: 'bytes=0-7' } });
    assert.deepEqual([part.status, part.body.toString()], [206, CLEAN.slice(0, 8)]);
    const head = await visit('/lists/clean%20one.csv', { method: 'HEAD' });
    assert.deepEqual([head.status, head.headers['content-length']], [200, String(CLEAN.length)]);
    assert.equal((await visit('/lists/nothing.csv')).status, 404);
    assert.equal((await visit('/lists/%ff')).status, 400);
    assert.equal((await visit('/lists/leak.csv', { method: 'DELETE' })).status, 405);
  });
});

describe('shared verdicts', () => {
  it('are kept in the namespace, and only of what passed', async () => {
    await visit('/lists/clean%20one.csv');
    await visit('/lists/leak.csv');
    const namespace = /** @type {any} */ (await miniflare.getKVNamespace('VERDICTS'));
    const { keys } = await namespace.list();
    assert.equal(keys.length, 1);
    assert.equal(await namespace.get(keys[0].name), 'pass');
    assert.match(lines.join(''), /"reason":"remembered"/);
  });
});
