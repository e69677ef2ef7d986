/**
 * `make demo` from outside: it says when it is ready, says what is wrong, and leaves nothing behind.
 */

import assert from 'node:assert/strict';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { isAlive, runDemo } from './helpers/demo.js';
import { freePort, listening } from './helpers/loopback.js';
import { leaks } from './helpers/leak.js';
import { ask, startTestOrigin } from './helpers/origin.js';

/** @param {number[]} pids */
async function allGone(pids) {
  for (let i = 0; i < 50 && pids.some(isAlive); i += 1) await pause(100);
  assert.deepEqual(pids.filter(isAlive), []);
}

describe('the demo', () => {
  it('shows a leaky origin beside its guarded self, and ends with Ctrl-C', async (t) => {
    const port = await freePort();
    const demo = runDemo({ PORT: String(port) });
    t.after(() => demo.stop('SIGKILL'));
    const url = await demo.ready();
    assert.equal(url, `http://127.0.0.1:${port}`);
    assert.match(demo.said.out, /curl -i/);
    const page = await ask(`${url}/`);
    assert.equal(page.status, 200);
    assert.match(page.body.toString(), /द्वारपाल/);
    const asset = await ask(`${url}/__demo/page.js`);
    assert.equal(asset.headers['content-type'], 'text/javascript; charset=utf-8');
    assert.equal((await ask(`${url}/__demo/other.js`)).status, 404);
    const raw = await ask(`${url}/__origin/leak/rtpcr.csv`);
    assert.equal(raw.status, 200);
    assert.ok(leaks(raw.body));
    const served = await ask(`${url}/leak/rtpcr.csv`);
    assert.equal(served.status, 451);
    assert.ok(!leaks(served.body));

    const started = demo.descendants();
    assert.ok(started.length > 0);
    assert.equal(await demo.stop('SIGINT'), 0);
    assert.ok(!leaks(demo.said.out + demo.said.err));
    await allGone(started);
  });

  it('guards an origin of yours with the deployable worker', async (t) => {
    const origin = await startTestOrigin();
    t.after(() => origin.close());
    const port = await freePort();
    const demo = runDemo({}, { args: [`ORIGIN=http://${origin.address}`, `PORT=${port}`] });
    t.after(() => demo.stop('SIGKILL'));
    const url = await demo.ready();
    assert.equal((await ask(`${url}/leak/rtpcr.html`)).status, 451);
    assert.equal((await ask(`${url}/contact.html`)).status, 200);
    // No page and no back door: these are the origin's own answers.
    assert.equal((await ask(`${url}/`)).status, 404);
    assert.equal((await ask(`${url}/__origin/leak/rtpcr.html`)).status, 404);

    const started = demo.descendants();
    assert.equal(await demo.stop('SIGTERM'), 0);
    await allGone(started);
  });
});

describe('one sentence says what is wrong', () => {
  /**
   * @param {ReturnType<typeof runDemo>} demo
   * @param {RegExp} sentence
   */
  async function says(demo, sentence) {
    assert.notEqual(await demo.ended, 0);
    assert.match(demo.said.err, sentence);
    assert.equal(demo.said.err.trim().split('\n').length, 1);
    assert.doesNotMatch(demo.said.out, /ready/);
  }

  it('when the port is in use', async (t) => {
    const { port, close } = await listening(createServer());
    t.after(close);
    await says(runDemo({ PORT: String(port) }), /^Port \d+ is in use: .*PORT=number/);
  });

  it('when ORIGIN is no URL', async () => {
    await says(runDemo({ ORIGIN: 'bucket' }), /^ORIGIN must be an http or https URL/);
    await says(runDemo({ ORIGIN: 'ftp://127.0.0.1' }), /^ORIGIN must be an http or https URL/);
  });

  it('when PORT is no port', async () => {
    for (const PORT of ['0', '65536', 'http', '-1']) await says(runDemo({ PORT }), /^PORT must be a whole number/);
  });

  it('when an argument is not understood', async () => {
    await says(runDemo({}, { args: ['--help'] }), /^"--help" is not understood/);
  });

  it('when the module is not built', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dwarpal-'));
    try {
      const script = join(folder, 'dev', 'demo.mjs');
      await cp(fileURLToPath(new URL('../dev/demo.mjs', import.meta.url)), script);
      await says(runDemo({}, { script }), /not built: run "make build"/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
