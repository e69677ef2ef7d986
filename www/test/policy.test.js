/**
 * The policy through the guard: routes, the ramp, thresholds and packs, reflected values, and an instance that trapped.
 */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { createFilter, DwarpalError } from '../node.js';
import { guarded, response } from './helpers/guarded.js';
import { CLEAN, LEAK } from './helpers/leak.js';
import { trap } from './helpers/trap.js';

const at = (/** @type {string} */ path) => ({ request: new Request(`https://a.example${path}`) });

describe('a policy', () => {
  it('says what holds where', async () => {
    /** @type {import('../core/index.js').PolicyDocument} */
    const policy = {
      routes: [
        { name: 'lists', match: { path: '/lists/**', contentType: 'text/csv' }, mode: 'block', blockStatus: 403 },
      ],
    };
    const lists = await guarded(response(LEAK), { policy, mode: 'observe' }, at('/lists/a.csv'));
    assert.deepEqual([lists.served.status, lists.told.route, lists.told.mode], [403, 'lists', 'block']);
    const other = await guarded(response(LEAK), { policy, mode: 'observe' }, at('/a.csv'));
    assert.equal(await other.served.text(), LEAK);
    const { action, would, verdict, mode, route } = other.incidents[0];
    assert.deepEqual(
      { action, would, verdict, mode, route },
      { action: 'pass', would: 'block', verdict: 'block', mode: 'observe', route: '' },
    );
    const typed = await guarded(
      response(LEAK, { headers: { 'content-type': 'text/plain' } }),
      { policy, mode: 'observe' },
      at('/lists/a'),
    );
    assert.equal(typed.served.status, 200);
  });

  it('gives way to the flat settings beside it', async () => {
    const { served } = await guarded(response(LEAK), { policy: { mode: 'observe' }, mode: 'block' });
    assert.equal(served.status, 451);
  });

  it('is enforced on a share of the addresses, always the same', async () => {
    const statuses = async () => {
      const all = Array.from({ length: 40 }, (_, n) => guarded(response(LEAK), { enforce: 50 }, at(`/list/${n}.csv`)));
      return (await Promise.all(all)).map(({ served }) => served.status);
    };
    const first = await statuses();
    assert.ok(first.includes(200) && first.includes(451));
    assert.deepEqual(await statuses(), first);
  });

  it('draws the line, and names the packs', async () => {
    const lenient = { thresholds: { critical: 0, exposed: 10, persons: 11 }, because: 'a register' };
    assert.equal((await guarded(response(LEAK), { policy: lenient })).served.status, 200);
    const ssn = response('SSN: 536-90-4399\n', { headers: { 'content-type': 'text/plain' } });
    assert.equal((await guarded(ssn, { policy: { packs: ['us'] } })).told.counts.us_ssn, 1);
    const none = response('SSN: 536-90-4399\n', { headers: { 'content-type': 'text/plain' } });
    assert.equal((await guarded(none)).told.counts.us_ssn, undefined);
  });

  it('that is wrong is named with its place', async () => {
    const wrong = { policy: { routes: [{ mode: 'blok' }] } };
    await assert.rejects(createFilter(/** @type {any} */ (wrong)), (error) => {
      assert.ok(error instanceof DwarpalError && error.code === 'bad_setting');
      assert.match(error.message, /^The setting routes\[0\]\.mode must be "block", "redact", "cut" or "observe"\.$/);
      return true;
    });
    await assert.rejects(createFilter({ maxHeld: NaN }), /maxHeld must be a whole number/);
    await assert.rejects(createFilter({ key: 'short' }), /key must be 32 hexadecimal digits/);
  });

  it('outlives the instance that read it', async () => {
    const policy = { routes: [{ match: { path: '/lists/**' }, blockStatus: 403 }] };
    const filter = await createFilter({ policy });
    assert.throws(trap);
    assert.equal((await filter.guard(response(LEAK), at('/lists/a.csv'))).status, 403);
    assert.equal((await filter.guard(response(LEAK), at('/a.csv'))).status, 451);
    assert.equal(await (await filter.guard(response(CLEAN), at('/a.csv'))).text(), CLEAN);
    filter.dispose();
  });
});
