/**
 * The guard, with real responses: what goes on, what is refused, when reading stops, and what is told.
 */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deflateSync } from 'node:zlib';

import { DwarpalError } from '../node.js';
import { encode, guarded, request, response, source } from './helpers/guarded.js';
import { CLEAN, LEAK, leaks } from './helpers/leak.js';
import { trap } from './helpers/trap.js';

describe('a leak', () => {
  it('is refused whole, with nothing of the origin in the answer', async () => {
    const { served, incidents, told } = await guarded(
      response(LEAK, { headers: { etag: '"1"', 'set-cookie': 'a=b', link: '</x>', 'content-disposition': 'inline' } }),
    );
    assert.equal(served.status, 451);
    const page = await served.text();
    assert.ok(!leaks(page));
    for (const name of ['etag', 'set-cookie', 'link', 'content-disposition', 'last-modified', 'age', 'location']) {
      assert.equal(served.headers.get(name), null, name);
    }
    assert.equal(served.headers.get('cache-control'), 'no-store');
    assert.equal(served.headers.get('x-robots-tag'), 'noindex, noarchive, nosnippet');
    assert.equal(served.headers.get('content-type'), 'text/html; charset=utf-8');
    assert.equal(incidents.length, 1);
    assert.ok(page.includes(told.id));
    assert.equal(told.verdict, 'block');
    assert.equal(told.action, 'block');
    assert.equal(told.status, 451);
    assert.equal(told.persons, 4);
    assert.equal(told.path, '/files/list.csv');
    assert.ok(!leaks(JSON.stringify(told)));
  });

  it('is a problem document for who asks for JSON', async () => {
    const asked = new Request(request, { headers: { accept: 'application/json' } });
    const { served, told } = await guarded(response(LEAK), { blockStatus: 403 }, { request: asked });
    assert.equal(served.status, 403);
    assert.equal(served.headers.get('content-type'), 'application/problem+json');
    const problem = await served.json();
    assert.equal(problem.status, 403);
    assert.equal(problem.incident, told.id);
  });

  it('stops the reading at once', async () => {
    const { body, seen } = source([encode(LEAK), ...Array(50).fill(encode(CLEAN.repeat(500)))]);
    const { served } = await guarded(response(body));
    assert.equal(served.status, 451);
    assert.equal(seen.cancelled, true);
    assert.ok(seen.given < 51, `${seen.given} chunks were read`);
  });

  it('is found in whatever chunks it comes', async () => {
    const bytes = encode(LEAK);
    const { body } = source(Array.from(bytes, (_, at) => bytes.subarray(at, at + 1)));
    assert.equal((await guarded(response(body))).served.status, 451);
  });
});

describe('a clean body', () => {
  it('goes on byte for byte, with status and headers', async () => {
    const headers = new Headers({ 'content-type': 'text/csv', etag: '"1"', 'content-length': String(CLEAN.length) });
    headers.append('set-cookie', 'a=1');
    headers.append('set-cookie', 'b=2');
    const origin = new Response(CLEAN, { status: 203, statusText: 'As it was', headers });
    const { served, told } = await guarded(origin);
    assert.equal(served.status, 203);
    assert.equal(served.statusText, 'As it was');
    assert.deepEqual([...served.headers], [...headers]);
    assert.equal(await served.text(), CLEAN);
    assert.equal(told.verdict, 'pass');
  });

  it('goes on in the chunks the host gave, not copied', async () => {
    const chunks = [encode(CLEAN), encode('Misaalganj,4075,240\r\n')];
    const { served } = await guarded(response(source(chunks).body));
    const reader = /** @type {ReadableStream<Uint8Array>} */ (served.body).getReader();
    assert.equal((await reader.read()).value, chunks[0]);
    assert.equal((await reader.read()).value, chunks[1]);
    assert.equal((await reader.read()).done, true);
  });

  it('needs no look if there is none', async () => {
    const head = new Request(request, { method: 'HEAD' });
    for (const [origin, context] of /** @type {[Response, object][]} */ ([
      [response(LEAK), { request: head }],
      [response(null, { status: 304 }), {}],
      [response(null, { status: 204 }), {}],
    ])) {
      const { served, incidents } = await guarded(origin, {}, context);
      assert.equal(served, origin);
      assert.equal(incidents.length, 0);
    }
  });

  it('keeps no number behind its status', async () => {
    for (const status of [200, 204]) {
      const body = status === 204 ? null : CLEAN;
      const { served } = await guarded(response(body, { status, statusText: 'aadhaar 397161293962' }));
      assert.deepEqual([served.status, served.statusText], [status, '']);
    }
  });

  it('may be empty', async () => {
    const { served } = await guarded(response(''));
    assert.equal(served.status, 200);
    assert.equal(await served.text(), '');
  });

  it('of media streams on before its end', async () => {
    const first = new Uint8Array(4096);
    // A PNG up to its first IDAT: what it says of itself in front of that is read.
    first.set(Buffer.from('89504e470d0a1a0a0000000d4948445200000100000001000802000000010203040000100049444154', 'hex'));
    const { body, seen } = source([first, ...Array(9).fill(new Uint8Array(4096))]);
    const { served, told } = await guarded(response(body, { headers: { 'content-type': 'image/png' } }));
    assert.equal(told.verdict, 'pass');
    assert.ok(seen.given < 10, `${seen.given} chunks were read before the answer`);
    assert.equal((await served.arrayBuffer()).byteLength, 10 * 4096);
  });
});

describe('what cannot be judged', () => {
  /** @type {[name: string, reason: string, () => Response, object][]} */
  const rows = [
    ['a slice', 'partial', () => response(CLEAN, { status: 206 }), {}],
    ['an unknown coding', 'encoding', () => response(CLEAN), { contentEncoding: 'moon' }],
    ['an endless stream', 'endless', () => response(CLEAN, { headers: { 'content-type': 'text/event-stream' } }), {}],
  ];
  for (const [name, reason, make, context] of rows) {
    it(`${name} is refused, or passes untouched where a setting says so`, async () => {
      const { served, told } = await guarded(make(), {}, context);
      assert.equal(served.status, 451);
      assert.equal(told.verdict, 'uninspectable');
      assert.equal(told.reason, reason);
      const origin = make();
      const open = await guarded(origin, { onUninspectable: 'pass' }, context);
      assert.equal(open.told.action, 'pass');
      assert.equal(await open.served.text(), CLEAN);
    });
  }

  it('a body over the limit is refused, or passes whole', async () => {
    const chunks = Array(10).fill(encode(CLEAN));
    const limit = 3 * CLEAN.length;
    const { body, seen } = source(chunks);
    const { served, told } = await guarded(response(body), { maxHeld: limit });
    assert.equal(served.status, 451);
    assert.equal(told.reason, 'limit');
    assert.equal(seen.given, 4);
    assert.equal(seen.cancelled, true);
    const open = await guarded(response(source(chunks).body), { maxHeld: limit, onLimit: 'pass' });
    assert.equal(await open.served.text(), CLEAN.repeat(10));
  });

  it('all bodies together may hold so much and no more, and give it back', async () => {
    const chunks = Array(66).fill(new Uint8Array(1024 * 1024).fill(32));
    const init = { headers: { 'content-type': 'text/plain' } };
    for (let i = 0; i < 2; i += 1) {
      const { body, seen } = source(chunks);
      const { told } = await guarded(response(body, init), { maxHeld: 2 ** 31 });
      assert.deepEqual([told.reason, seen.given], ['limit', 65]);
    }
    assert.equal((await guarded(response(CLEAN))).served.status, 200);
  });

  it('a leak in the part that was read is a leak, limit or not', async () => {
    const { body } = source([encode(LEAK), ...Array(10).fill(encode(CLEAN))]);
    const { served, told } = await guarded(response(body), { maxHeld: 64, onLimit: 'pass' });
    assert.equal(served.status, 451);
    assert.equal(told.verdict, 'block');
  });

  it('a body that took the engine down is refused, or passes whole; the next one is judged again', async () => {
    const trapping = function* () {
      yield encode(CLEAN);
      assert.throws(trap);
      yield encode('Misaalganj,4075,240\r\n');
    };
    const { served, told } = await guarded(response(source(trapping()).body));
    assert.equal(served.status, 451);
    assert.equal(told.reason, 'error');
    const open = await guarded(response(source(trapping()).body), { onError: 'pass' });
    assert.equal(await open.served.text(), `${CLEAN}Misaalganj,4075,240\r\n`);
    assert.equal((await guarded(response(LEAK))).told.verdict, 'block');
  });
});

it('a body that is more work than it may be gets what onError says', async () => {
  // Empty frames of Zstandard (RFC 8878): a bomb of steps, not of bytes.
  const bomb = new Uint8Array(Buffer.alloc(9 * 70_000, Buffer.from('28b52ffd2000010000', 'hex')));
  const context = { contentEncoding: 'zstd' };
  const { served, told } = await guarded(response(bomb), { onUninspectable: 'pass' }, context);
  assert.deepEqual([served.status, told.reason, told.action], [451, 'steps', 'block']);
  const open = await guarded(response(bomb), { onError: 'pass' }, context);
  assert.deepEqual([open.served.status, open.told.reason, open.told.action], [200, 'steps', 'pass']);
});

describe('a coding the host left on', () => {
  const context = { contentEncoding: 'deflate' };
  const headers = { 'content-encoding': 'deflate', etag: '"1"' };

  it('is undone to look, and the body is served as it came', async () => {
    assert.equal((await guarded(response(deflateSync(LEAK), { headers }), {}, context)).served.status, 451);
    const coded = deflateSync(CLEAN);
    const { served } = await guarded(response(coded, { headers }), {}, context);
    assert.deepEqual(Buffer.from(await served.arrayBuffer()), coded);
    assert.equal(served.headers.get('content-encoding'), 'deflate');
    assert.equal(served.headers.get('etag'), '"1"');
  });

  it('that is a lie hides nothing', async () => {
    const { served, told } = await guarded(response(LEAK, { headers }), { onUninspectable: 'pass' }, context);
    assert.equal(served.status, 451);
    assert.equal(told.verdict, 'block');
  });

  it('that is broken is not judged by the part that was read', async () => {
    const cut = deflateSync(CLEAN).subarray(0, -20);
    const { served, told } = await guarded(response(cut, { headers }), {}, context);
    assert.equal(served.status, 451);
    assert.equal(told.reason, 'truncated');
  });
});

describe('the promise', () => {
  it('fails when the origin breaks off', async () => {
    const broken = function* () {
      yield encode(CLEAN);
      throw new Error('reset');
    };
    await assert.rejects(guarded(response(source(broken()).body)), { name: 'DwarpalError', code: 'body_failed' });
  });

  it('fails when someone has read the body', async () => {
    const origin = response(CLEAN);
    await origin.text();
    await assert.rejects(guarded(origin), (error) => error instanceof DwarpalError && error.code === 'body_used');
  });

  it('holds when the log fails', async () => {
    const onIncident = () => {
      throw new Error('disk full');
    };
    assert.equal((await guarded(response(LEAK), { onIncident })).served.status, 451);
    assert.equal(await (await guarded(response(CLEAN), { onIncident })).served.text(), CLEAN);
  });
});
