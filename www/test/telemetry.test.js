/**
 * Every sink of an incident, in raw workerd: what it says, that it is tried again, and that no planted value is in any.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

import { people } from '../demo/people.mjs';
import { leaks } from './helpers/leak.js';
import { ask, startTestOrigin } from './helpers/origin.js';
import { serve } from './helpers/servers.js';
import { startWorkerd } from './helpers/workerd.js';

const [someone] = people(1);
/** @type {string[]} */
const hooked = [];
/** @type {string[]} */
const queued = [];
let failures = 2;

/** @type {import('./helpers/origin.js').Origin} */
let origin;
/** @type {import('./helpers/workerd.js').Running} */
let edge;
/** @type {import('./helpers/loopback.js').Listening[]} */
const receivers = [];

/** @param {(body: string) => number} take */
async function receiver(take) {
  const server = await serve(async (incoming, response) => {
    /** @type {Buffer[]} */
    const chunks = [];
    for await (const chunk of incoming) chunks.push(chunk);
    response.writeHead(take(Buffer.concat(chunks).toString('latin1'))).end();
  });
  receivers.push(server);
  return server.address;
}

before(async () => {
  origin = await startTestOrigin();
  const hook = await receiver((body) => {
    if (failures > 0) {
      failures -= 1;
      return 503;
    }
    hooked.push(body);
    return 204;
  });
  const queue = await receiver((body) => (queued.push(body), 200));
  const shared = { WEBHOOK_URL: `http://${hook}/`, METRICS_TOKEN: 'let-me-see', DWARPAL_KEY: 'f'.repeat(32) };
  const script = 'adapters/cloudflare/worker.js';
  edge = await startWorkerd(
    ['block', 'redact', 'cut', 'observe'].map((mode) => ({
      name: mode,
      script,
      variables: { ...shared, MODE: mode },
      queues: { INCIDENTS: queue },
    })),
    origin.address,
  );
});
after(async () => {
  await edge?.close();
  await origin?.close();
  for (const server of receivers) server.close();
});

/** @param {string} mode @param {string} path */
const visit = (mode, path) => ask(`http://127.0.0.1:${edge.ports[mode]}${path}`);

/** @param {() => boolean} done */
async function until(done) {
  for (let tries = 0; tries < 300 && !done(); tries += 1) await pause(20);
  assert.ok(done());
}

/** A value in the address, as it is, escaped, and escaped twice. */
const digits = someone.aadhaar.replaceAll(' ', '');
const escaped = digits.replace(/\d/g, (digit) => `%3${digit}`);
const ADDRESSES = [
  `/leak/rtpcr.csv?aadhaar=${digits}`,
  `/leak/rtpcr.json?name=${encodeURIComponent(someone.name)}`,
  `/nowhere/${digits}?leak`,
  `/nowhere/${escaped}?leak`,
  `/nowhere/${escaped.replaceAll('%', '%25')}?leak`,
  `/nowhere/${someone.pan}.pdf?leak`,
  `/nowhere/${digits.slice(0, 4)}-${digits.slice(4, 8)}-${digits.slice(8)}?leak`,
  '/nowhere/someone@mail.example/x?leak',
  '/nowhere/someone%2540mail.example/x?leak',
];

describe('an incident', () => {
  it('is told to every sink, again where that failed, and no value is in any', async () => {
    for (const mode of Object.keys(edge.ports)) for (const address of ADDRESSES) await visit(mode, address);
    const told = 4 * ADDRESSES.length;
    await until(() => hooked.length >= told && queued.length >= told);
    assert.equal(failures, 0);
    const metrics = await Promise.all(
      Object.values(edge.ports).map((port) =>
        ask(`http://127.0.0.1:${port}/.well-known/dwarpal/metrics`, {
          headers: { authorization: 'Bearer let-me-see' },
        }),
      ),
    );
    const numbers = metrics.map(({ body }) => body.toString()).join('');
    assert.match(numbers, /^dwarpal_responses_total\{mode="block",verdict="block",action="block",reason="\w+"\} \d+$/m);
    assert.match(numbers, /^dwarpal_findings_total\{kind="in_aadhaar"\} \d+$/m);
    const sinks = { log: edge.lines.join('\n'), hook: hooked.join('\n'), queue: queued.join('\n'), numbers };
    const pieces = [digits, digits.slice(4), escaped, 'mail.example', someone.pan, encodeURIComponent(someone.name)];
    for (const [name, text] of Object.entries(sinks)) {
      assert.ok(text.length > 1000, `${name} has ${text.length} bytes`);
      assert.ok(!leaks(text), `a value is in the ${name}`);
      for (const [index, piece] of pieces.entries())
        assert.ok(!text.includes(piece), `piece ${index} is in the ${name}`);
    }
    const { id } = JSON.parse(hooked[0]);
    assert.ok(sinks.log.includes(id) && sinks.queue.includes(id));
  });

  it('has fingerprints that are the same in all instances, and bands of confidence', async () => {
    const incidents = hooked.map((line) => JSON.parse(line)).filter(({ path }) => path === '/leak/rtpcr.csv');
    const whole = incidents.filter(({ mode }) => mode === 'redact' || mode === 'observe');
    assert.equal(whole.length, 2);
    assert.deepEqual(whole[0].fingerprints, whole[1].fingerprints);
    assert.ok(whole[0].fingerprints.every((/** @type {string} */ print) => /^[0-9a-f]{16}$/.test(print)));
    assert.ok(whole[0].confidence.high > 100);
    assert.deepEqual([whole[1].action, whole[1].would], [whole[1].mode === 'observe' ? 'pass' : 'redact', 'block']);
  });

  it('is no affair of who has no token', async () => {
    const asked = await visit('block', '/.well-known/dwarpal/metrics');
    assert.equal(asked.status, 404);
  });
});
