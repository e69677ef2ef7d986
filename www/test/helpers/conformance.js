/**
 * What every adapter must do, as rows: run against a server that serves the site of `app.js` through one.
 */

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

import { OWN } from './app.js';
import { CLEAN, LEAK, leaks } from './leak.js';
import { ask } from './origin.js';

/** @typedef {{block: string, redact: string, observe: string}} Doors addresses of the site, by the filter's mode */

/** @param {Awaited<ReturnType<typeof ask>>} answer */
function plain({ headers, body }) {
  if (body.length === 0) return '';
  if (headers['content-encoding'] === 'gzip') return gunzipSync(body).toString();
  return (headers['content-encoding'] === 'br' ? brotliDecompressSync(body) : body).toString();
}

/**
 * @typedef {object} Differences
 * @property {boolean} [masks] whether the filter sees plain bytes. Default: true
 * @property {boolean} [codes] whether the host lets a program code its bodies itself. Default: true
 * @property {boolean} [weak] whether the host makes entity tags weak. Default: false
 * @property {Record<string, string>} [headers] of every request. Default: none
 * @property {typeof ask} [by] how it is asked. Default: over HTTP/1.1
 */

/**
 * @param {() => Doors} doors known once the servers have started
 * @param {Differences} [differences]
 */
export function conforms(doors, { masks = true, codes = true, weak = false, headers: always = {}, by = ask } = {}) {
  /** @param {string} path @param {Parameters<typeof ask>[1]} [options] @param {keyof Doors} [mode] */
  const visit = (path, options = {}, mode = 'block') =>
    by(new URL(path, doors()[mode]), { ...options, headers: { ...always, ...options.headers } });

  for (const path of ['/leak', '/split', '/late', '/gzip-leak', '/br-leak', '/events']) {
    it(`stops ${path}, and nothing of it leaves`, async () => {
      const answer = await visit(path);
      const { status, headers } = answer;
      assert.equal(status, 451);
      assert.ok(!leaks(plain(answer)) && !leaks(JSON.stringify(headers)));
      assert.match(String(headers['content-type']), /^text\/html/);
      assert.equal(headers['cache-control'], 'no-store');
      for (const name of ['etag', 'x-own', 'set-cookie']) assert.equal(headers[name], undefined, name);
    });
  }

  it('says so to a program in JSON', async () => {
    const answer = await visit('/leak', { headers: { accept: 'application/json' } });
    assert.equal(answer.headers['content-type'], 'application/problem+json');
    assert.ok(JSON.parse(plain(answer)).incident);
  });

  for (const [path, text] of [
    ['/clean', CLEAN],
    ['/parts', CLEAN + CLEAN + CLEAN],
    ['/empty', ''],
    ...(codes
      ? [
          ['/gzip', CLEAN],
          ['/br', CLEAN],
        ]
      : []),
  ]) {
    it(`lets ${path} through with its headers`, async () => {
      const answer = await visit(path);
      assert.equal(answer.status, 200);
      assert.equal(plain(answer), text);
      const { etag, ...own } = OWN;
      for (const [name, value] of Object.entries(own)) assert.equal(answer.headers[name], value, name);
      assert.ok(answer.headers.etag === etag || (weak && answer.headers.etag === `W/${etag}`), answer.headers.etag);
      assert.deepEqual(answer.headers['set-cookie'], ['a=1', 'b=2']);
    });
  }

  it('lets what has no body through', async () => {
    for (const [path, method, status] of /** @type {const} */ ([
      ['/moved', 'GET', 302],
      ['/unchanged', 'GET', 304],
      ['/nothing', 'GET', 204],
      ['/clean', 'HEAD', 200],
    ])) {
      const answer = await visit(path, { method });
      assert.equal(answer.status, status, path);
      assert.equal(plain(answer), '', path);
      assert.equal(answer.headers['x-own'], 'yes', path);
    }
  });

  it('keeps a status that is none of success', async () => {
    const answer = await visit('/nowhere');
    assert.deepEqual([answer.status, plain(answer)], [404, CLEAN]);
  });

  it('asks for no slices, and answers with one of what passed or with all', async () => {
    const answer = await visit('/clean', { headers: { range: 'bytes=0-9' } });
    const expected = answer.status === 206 ? CLEAN.slice(0, 10) : CLEAN;
    assert.deepEqual([[200, 206].includes(answer.status), plain(answer)], [true, expected]);
    const leak = await visit('/leak', { headers: { range: 'bytes=0-9' } });
    assert.equal(leak.status, 451);
  });

  it('asks for no 304, and says itself what has not changed', async () => {
    const same = await visit('/clean', { headers: { 'if-none-match': 'W/"1"' } });
    assert.deepEqual([same.status, same.body.length], [304, 0]);
    const other = await visit('/leak', { headers: { 'if-none-match': '"1"' } });
    assert.equal(other.status, 451);
  });

  it('never makes a whole of a body that broke off', async () => {
    const answer = await visit('/broken').catch(() => undefined);
    assert.ok(!answer || answer.status >= 500, String(answer?.status));
  });

  it('masks, where it may', async () => {
    const answer = await visit('/leak', {}, 'redact');
    if (masks) {
      assert.equal(answer.status, 200);
      const text = plain(answer);
      assert.ok(!leaks(text));
      assert.equal(text.length, LEAK.length);
      assert.equal(text.slice(0, 30), LEAK.slice(0, 30));
      assert.equal(answer.headers.etag, 'W/"1"');
    } else {
      assert.equal(answer.status, 451);
      assert.ok(!leaks(plain(answer)));
    }
    const clean = await visit('/clean', {}, 'redact');
    assert.deepEqual([clean.status, plain(clean)], [200, CLEAN]);
  });

  it('only looks, where it shall', async () => {
    const answer = await visit('/leak', {}, 'observe');
    assert.deepEqual([answer.status, plain(answer) === LEAK], [200, true]);
  });
}
