/**
 * The deployable worker in workerd, in front of a real server: what a visitor gets, to the byte.
 */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';

import { documents } from '../demo/documents.mjs';
import { external, startEdge } from '../demo/edge.mjs';
import { CLEAN, leaks } from './helpers/leak.js';
import { ask, startTestOrigin } from './helpers/origin.js';

const script = 'adapters/cloudflare/worker.js';

/** @type {import('./helpers/origin.js').Origin} */
let origin;
/** @type {Awaited<ReturnType<typeof startEdge>>} */
let edge;
/** @type {string[]} */
const log = [];

before(async () => {
  origin = await startTestOrigin();
  edge = await startEdge({ script, services: { ORIGIN: external(origin.address) }, onLog: (line) => log.push(line) });
});
after(async () => {
  await edge?.close();
  await origin?.close();
});

/** @param {string} path @param {Parameters<typeof ask>[1]} [options] */
const visit = (path, options) => ask(new URL(path, edge.url), options);

/** @param {string | Buffer} content */
const sha256 = (content) => createHash('sha256').update(content).digest('hex');

describe('the five documents', () => {
  for (const { path, type, body } of documents()) {
    if (path.startsWith('/leak/')) {
      it(`${path} is stopped, and not one value of it leaves`, async () => {
        const { status, headers, body: served } = await visit(path);
        assert.equal(status, 451);
        assert.ok(!leaks(served) && !leaks(JSON.stringify(headers)));
        assert.equal(headers['content-type'], 'text/html; charset=utf-8');
        assert.equal(headers['cache-control'], 'no-store');
        assert.match(String(headers['x-robots-tag']), /noindex/);
        assert.equal(headers['x-content-type-options'], 'nosniff');
        for (const name of ['etag', 'set-cookie', 'last-modified']) assert.equal(headers[name], undefined, name);
      });
    } else {
      it(`${path} goes through untouched`, async () => {
        const { status, headers, body: served } = await visit(path);
        assert.equal(status, 200);
        assert.equal(sha256(served), sha256(body));
        assert.equal(headers['content-type'], type);
        assert.equal(headers['content-length'], String(Buffer.byteLength(body)));
        assert.equal(headers.etag, '"1"');
        assert.deepEqual(headers['set-cookie'], ['a=1', 'b=2']);
      });
    }
  }
});

describe('a stopped document', () => {
  it('is a problem document for a program', async () => {
    const { status, headers, body } = await visit('/leak/rtpcr.json', { headers: { accept: 'application/json' } });
    assert.equal(status, 451);
    assert.equal(headers['content-type'], 'application/problem+json');
    const { incident } = JSON.parse(body.toString());
    const line = log.map((text) => safeJson(text)).find((entry) => entry?.id === incident);
    assert.equal(line?.event, 'dwarpal.incident');
    assert.equal(line.path, '/leak/rtpcr.json');
    assert.ok(line.persons >= 3);
  });

  it('leaves no value in the log', async () => {
    await visit('/leak/rtpcr.csv?name=x');
    assert.ok(log.length > 0);
    assert.ok(!leaks(log.join('\n')));
    assert.ok(!log.some((line) => line.includes('name=x')));
  });

  it('is stopped whole when a slice of it is asked for', async () => {
    const slice = { range: 'bytes=0-99', 'if-range': '"1"', 'accept-charset': 'utf-16', 'accept-encoding': 'zstd' };
    const { status } = await visit('/leak/rtpcr.csv', { headers: slice });
    assert.equal(status, 451);
    const { headers } = origin.seen[origin.seen.length - 1];
    for (const name of ['range', 'if-range', 'accept-charset']) assert.equal(headers[name], undefined, name);
    assert.equal(headers['accept-encoding'], 'identity');
  });
});

describe('a coded body', () => {
  /** @type {Record<string, (bytes: Buffer) => Buffer>} */
  const decoders = { gzip: gunzipSync, 'x-gzip': gunzipSync, br: brotliDecompressSync, deflate: inflateSync };
  const undone = (/** @type {string | undefined} */ codings, /** @type {Buffer} */ body) =>
    (codings ?? '')
      .toLowerCase()
      .split(', ')
      .reduceRight((bytes, coding) => decoders[coding]?.(bytes) ?? bytes, body);
  for (const coding of ['gzip', 'br', 'deflate', 'GZIP', 'x-gzip', 'gzip, gzip']) {
    it(`in "${coding}" is judged by what it holds`, async () => {
      const query = `as=${encodeURIComponent(coding)}`;
      const refused = await visit(`/coded?${query}&leak`);
      assert.equal(refused.status, 451);
      assert.ok(!leaks(refused.body));
      // workerd codes again what it decoded itself, in what the visitor accepts; the rest is served as it came.
      const { status, headers, body } = await visit(`/coded?${query}`, { headers: { 'accept-encoding': coding } });
      assert.equal(status, 200);
      assert.equal(sha256(undone(headers['content-encoding'], body)), sha256(CLEAN));
    });
  }

  // What the test origin calls zstd only begins like it.
  for (const [coding, reason] of [
    ['zstd', 'zstd_window'],
    ['compress', 'encoding'],
  ]) {
    it(`in "${coding}" cannot be judged`, async () => {
      assert.equal((await visit(`/coded?as=${coding}`)).status, 451);
      assert.equal(safeJson(log[log.length - 1])?.reason, reason);
    });
  }
});

describe('what has nothing to judge, or cannot be judged', () => {
  it('HEAD is answered as the origin does', async () => {
    const { status, headers, body } = await visit('/contact.html', { method: 'HEAD' });
    assert.equal(status, 200);
    assert.equal(headers.etag, '"1"');
    assert.equal(body.length, 0);
  });

  it('304 goes through', async () => {
    const { status, headers } = await visit('/unchanged', { headers: { 'if-none-match': '"1"' } });
    assert.equal(status, 304);
    assert.equal(headers.etag, '"1"');
  });

  it('a redirect is the visitor’s to follow', async () => {
    const { status, headers } = await visit('/elsewhere');
    assert.equal(status, 302);
    assert.equal(headers.location, '/contact.html');
  });

  it('a request with a body is the origin’s', async () => {
    const { status, body } = await visit('/echo', { method: 'POST', body: CLEAN });
    assert.equal(status, 200);
    assert.equal(body.toString(), CLEAN);
  });

  it('an error page is judged like any other', async () => {
    assert.equal((await visit('/nowhere')).status, 404);
    assert.equal((await visit('/nowhere?leak')).status, 451);
  });

  it('a slice that nobody asked for is refused', async () => {
    assert.equal((await visit('/slice')).status, 451);
  });

  it('a WebSocket is refused: everything may follow it', async () => {
    const headers = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': Buffer.from('sixteen bytes ok').toString('base64'),
    };
    assert.equal((await visit('/socket', { headers })).status, 451);
    assert.equal(safeJson(log[log.length - 1])?.reason, 'upgrade');
  });

  it('an origin that breaks off is 502', async () => {
    const { status, headers } = await visit('/broken');
    assert.equal(status, 502);
    assert.equal(headers['cache-control'], 'no-store');
  });

  it('the demo’s back door does not exist', async () => {
    const { status } = await visit('/__origin/leak/rtpcr.csv');
    assert.equal(status, 404);
    assert.equal(origin.seen[origin.seen.length - 1].url, '/__origin/leak/rtpcr.csv');
  });
});

/** @param {string} line */
function safeJson(line) {
  return line.startsWith('{') ? JSON.parse(line) : undefined;
}
