/**
 * The verdict cache: what is believed, what never, and what a wrong entry costs.
 */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { VerdictCache } from '../core/cache.js';
import { createFilter } from '../node.js';
import { CLEAN, LEAK } from './helpers/leak.js';

const never = () => 1;
const HEADERS = { 'content-type': 'text/csv', etag: '"1"', 'cache-control': 'public, max-age=60' };

/** @param {VerdictCache} verdicts @param {object} [policy] */
async function guarding(verdicts, policy = {}) {
  /** @type {string[]} */
  const reasons = [];
  const filter = await createFilter({
    policy: { verdictCache: 60, ...policy },
    verdicts,
    onIncident: ({ reason }) => reasons.push(reason),
  });
  /**
   * @param {string} body
   * @param {Record<string, string>} [headers]
   * @param {Request} [request]
   */
  const serve = async (body, headers = {}, request = new Request('https://a.example/list.csv')) => {
    const served = await filter.guard(new Response(body, { headers: { ...HEADERS, ...headers } }), { request });
    return { status: served.status, body: await served.text() };
  };
  return { serve, reasons };
}

describe('the verdict cache', () => {
  it('spares the second look at the same body', async () => {
    const verdicts = new VerdictCache(undefined, never);
    const { serve, reasons } = await guarding(verdicts);
    for (let i = 0; i < 3; i += 1) assert.deepEqual(await serve(CLEAN), { status: 200, body: CLEAN });
    assert.deepEqual(reasons, ['clean', 'remembered', 'remembered']);
    assert.deepEqual([verdicts.hits, verdicts.misses], [2, 1]);
  });

  it('looks again at another version, address, coding or type', async () => {
    const { serve, reasons } = await guarding(new VerdictCache(undefined, never));
    await serve(CLEAN);
    await serve(CLEAN, { etag: '"2"' });
    await serve(CLEAN, { 'content-type': 'text/plain' });
    await serve(CLEAN, {}, new Request('https://a.example/list.csv?page=2'));
    await serve(CLEAN, {}, new Request('https://b.example/list.csv'));
    assert.ok(!reasons.includes('remembered'));
    assert.equal((await serve(LEAK, { etag: '"3"' })).status, 451);
  });

  /** @type {[string, Record<string, string>, Request | undefined, object | undefined][]} */
  const PRIVATE = [
    ['a private response', { 'cache-control': 'private' }, undefined, undefined],
    ['one that nobody may store', { 'cache-control': 'max-age=9, no-store' }, undefined, undefined],
    ['one that sets a cookie', { 'set-cookie': 'a=b' }, undefined, undefined],
    ['one that varies by cookie', { vary: 'accept-encoding, Cookie' }, undefined, undefined],
    ['one that varies by all', { vary: '*' }, undefined, undefined],
    ['one that varies by language', { vary: 'Accept-Encoding, Accept-Language' }, undefined, undefined],
    ['one that is stale at once', { 'cache-control': 'public, max-age=0' }, undefined, undefined],
    ['one that old caches may not store', { pragma: 'no-cache' }, undefined, undefined],
    ['one whose tag is weak', { etag: 'W/"1"' }, undefined, undefined],
    ['an answer to a cookie', {}, new Request('https://a.example/', { headers: { cookie: 'sid=a' } }), undefined],
    ['one without a version', { etag: '' }, undefined, undefined],
    [
      'an answer to who is signed in',
      {},
      new Request('https://a.example/', { headers: { authorization: 'x' } }),
      undefined,
    ],
    ['one’s own page', {}, undefined, { audience: 'self' }],
    ['a page that may reflect', {}, undefined, { ignoreReflected: true }],
    ['anything where no time is set', {}, undefined, { verdictCache: 0 }],
  ];
  for (const [name, headers, request, policy] of PRIVATE) {
    it(`never believes of ${name}`, async () => {
      const { serve, reasons } = await guarding(new VerdictCache(undefined, never), policy);
      await serve(CLEAN, headers, request);
      await serve(CLEAN, headers, request);
      assert.ok(!reasons.includes('remembered'));
    });
  }

  it('believes a weak tag beside a date and a length', async () => {
    const { serve, reasons } = await guarding(new VerdictCache(undefined, never));
    const dated = {
      etag: 'W/"1"',
      'last-modified': 'Mon, 23 Nov 2026 10:00:00 GMT',
      'content-length': String(CLEAN.length),
    };
    await serve(CLEAN, dated);
    await serve(CLEAN, dated);
    assert.deepEqual(reasons, ['clean', 'remembered']);
  });

  it('is not asked of what is known to leak', async () => {
    const { serve, reasons } = await guarding(new VerdictCache({ has: () => true, put: () => {} }, never), {
      mode: 'cut',
    });
    assert.equal((await serve(LEAK)).status, 451);
    assert.deepEqual(reasons, ['critical']);
  });

  it('never believes a block', async () => {
    const { serve, reasons } = await guarding(new VerdictCache(undefined, never));
    await serve(LEAK);
    assert.equal((await serve(LEAK)).status, 451);
    assert.ok(!reasons.includes('remembered'));
  });

  it('that was poisoned is found out by the look again, and its host is believed no more', async () => {
    const verdicts = new VerdictCache({ has: () => true, put: () => {} }, () => 0);
    const { serve } = await guarding(verdicts);
    assert.equal((await serve(LEAK)).status, 451);
    assert.equal(verdicts.wrong, 1);
    const { serve: later } = await guarding(verdicts);
    assert.equal((await later(LEAK)).status, 451);
    assert.equal(verdicts.hits, 0);
  });

  it('looks again at one hit in a hundred', async () => {
    let drawn = 0;
    const verdicts = new VerdictCache({ has: () => true, put: () => {} }, () => (drawn++ % 1000) / 1000);
    const { serve, reasons } = await guarding(verdicts);
    for (let i = 0; i < 1000; i += 1) await serve(CLEAN);
    assert.equal(reasons.filter((reason) => reason === 'clean').length, 10);
    assert.deepEqual([verdicts.hits, verdicts.misses, verdicts.wrong], [990, 10, 0]);
  });

  it('forgets what is older than the policy says', async (t) => {
    t.mock.timers.enable({ apis: ['Date'] });
    const { serve, reasons } = await guarding(new VerdictCache(undefined, never));
    for (const seconds of [0, 59, 2, 59]) {
      t.mock.timers.tick(seconds * 1000);
      await serve(CLEAN);
    }
    assert.deepEqual(reasons, ['clean', 'remembered', 'clean', 'remembered']);
  });

  it('forgets the oldest, once it knows ten thousand', async () => {
    const verdicts = new VerdictCache(undefined, never);
    const passes = async () => ({
      verdict: /** @type {const} */ ('pass'),
      reason: 'clean',
      persons: 0,
      counts: {},
      bytes: 9,
    });
    const page = async (/** @type {number} */ n) => (await verdicts.outcome(String(n), 'a.example', 60, passes)).reason;
    for (let n = 0; n <= 10_000; n += 1) await page(n);
    assert.deepEqual([await page(1), await page(0)], ['remembered', 'clean']);
  });

  it('whose store fails is as none', async () => {
    const broken = () => {
      throw new Error('down');
    };
    const { serve, reasons } = await guarding(new VerdictCache({ has: broken, put: broken }, never));
    assert.equal((await serve(CLEAN)).status, 200);
    assert.equal((await serve(LEAK)).status, 451);
    assert.equal(reasons.length, 2);
  });
});
