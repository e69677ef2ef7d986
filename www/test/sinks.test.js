/**
 * Where the worker tells of an incident: which are told, how often a sink is tried, and what each is given. (That no value
 * is in any: `telemetry.test.js`.)
 */

import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';

import { send } from '../adapters/cloudflare/sinks.js';
import { guarded, response } from './helpers/guarded.js';
import { CLEAN, LEAK } from './helpers/leak.js';

/** @typedef {import('../core/index.js').Incident} Incident */

/** @type {Incident} */
let blocked;
/** @type {Incident} */
let passed;
before(async () => {
  blocked = (await guarded(response(LEAK))).told;
  passed = (await guarded(response(CLEAN))).told;
});

/**
 * Sends an incident, and waits for all that goes on behind it; pauses take no time.
 *
 * @param {import('node:test').TestContext} t
 * @param {Incident} incident
 * @param {import('../adapters/cloudflare/settings.js').Env} env
 */
async function sent(t, incident, env) {
  /** @type {string[]} */
  const lines = [];
  /** @type {number[]} */
  const pauses = [];
  for (const method of /** @type {const} */ (['log', 'error']))
    t.mock.method(console, method, (/** @type {string} */ line) => lines.push(line));
  t.mock.method(globalThis, 'setTimeout', (/** @type {() => void} */ act, /** @type {number} */ ms) => {
    pauses.push(ms);
    setImmediate(act);
  });
  /** @type {Promise<unknown>[]} */
  const work = [];
  send(incident, env, { waitUntil: (one) => work.push(one) });
  await Promise.all(work);
  t.mock.restoreAll();
  return { lines, pauses };
}

describe('what passed', () => {
  it('is told as often as SAMPLE says, and what did not always', async (t) => {
    for (const [sample, chance, told] of /** @type {const} */ ([
      [undefined, 0, 0],
      ['0', 0, 0],
      ['10', 0.0999, 1],
      ['10', 0.1, 0],
      ['100', 0.9999, 1],
    ])) {
      t.mock.method(Math, 'random', () => chance);
      assert.equal((await sent(t, passed, { SAMPLE: sample })).lines.length, told, `${sample} at ${chance}`);
      t.mock.method(Math, 'random', () => chance);
      assert.equal((await sent(t, blocked, { SAMPLE: sample })).lines.length, 1);
    }
  });
});

describe('a sink', () => {
  it('that is down is tried four times, and no other waits for it', async (t) => {
    let tries = 0;
    /** @type {object[]} */
    const points = [];
    const INCIDENTS = {
      send: async () => {
        tries += 1;
        throw new Error(`no queue for ${LEAK}`);
      },
    };
    const ANALYTICS = { writeDataPoint: (/** @type {object} */ point) => points.push(point) };
    const { lines, pauses } = await sent(t, blocked, { INCIDENTS, ANALYTICS });
    assert.deepEqual([tries, pauses, points.length], [4, [200, 1000, 5000], 1]);
    assert.equal(lines.length, 2);
    assert.deepEqual(JSON.parse(lines[1]), { event: 'dwarpal.sink_failed', sink: 'queue' });
  });

  it('that comes back has it once', async (t) => {
    /** @type {unknown[]} */
    const taken = [];
    let failures = 3;
    const INCIDENTS = {
      send: async (/** @type {unknown} */ incident) => {
        if (failures > 0) throw new Error(`${(failures -= 1)}`);
        taken.push(incident);
      },
    };
    const { lines } = await sent(t, blocked, { INCIDENTS });
    assert.deepEqual([taken, lines.length], [[blocked], 1]);
  });

  it('of the Analytics Engine gets words and numbers of its own', async (t) => {
    /** @type {any[]} */
    const points = [];
    await sent(t, blocked, { ANALYTICS: { writeDataPoint: (/** @type {object} */ point) => points.push(point) } });
    const { id, verdict, reason, action, host, path, persons, bytes, ms, status, mode } = blocked;
    assert.deepEqual(points, [
      {
        indexes: ['none'],
        blobs: [id, mode, verdict, reason, action, host, path],
        doubles: [persons, bytes, ms, status],
      },
    ]);
  });
});

describe('a webhook', () => {
  for (const [name, answers, times] of /** @type {[string, number[], number][]} */ ([
    ['is told once if it takes it', [204], 1],
    ['is told again if it is down or has too much', [503, 429, 500, 204], 4],
    ['is told no more than four times', [500, 500, 500, 500, 204], 4],
    ['is not told again what it calls our mistake', [400, 204], 1],
  ])) {
    it(name, async (t) => {
      /** @type {unknown[][]} */
      const asked = [];
      t.mock.method(globalThis, 'fetch', async (/** @type {unknown[]} */ ...given) => {
        asked.push(given);
        return new Response(null, { status: answers[asked.length - 1] });
      });
      const { lines } = await sent(t, blocked, { WEBHOOK_URL: 'https://hook.example/' });
      assert.equal(asked.length, times);
      const body = JSON.stringify({ event: 'dwarpal.incident', ...blocked });
      const headers = { 'content-type': 'application/json' };
      for (const one of asked) assert.deepEqual(one, ['https://hook.example/', { method: 'POST', headers, body }]);
      assert.equal(lines.length, answers[times - 1] >= 429 ? 2 : 1);
    });
  }
});
