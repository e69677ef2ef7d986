/**
 * A trap of the WebAssembly instance inside workerd, with a body under way.
 */

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

import { external, startEdge } from '../demo/edge.mjs';
import { ask, startTestOrigin } from './helpers/origin.js';

it('a trap costs the bodies under way, and none after', async (t) => {
  const origin = await startTestOrigin();
  t.after(() => origin.close());
  /** @type {string[]} */
  const lines = [];
  const edge = await startEdge({
    script: 'test/helpers/trapping.worker.js',
    services: { ORIGIN: external(origin.address) },
    onLog: (line) => lines.push(line),
  });
  t.after(() => edge.close());

  const underway = ask(new URL('/slow', edge.url));
  while (!origin.seen.some(({ url }) => url === '/slow')) await pause(20);
  // Long enough for the first half to be scanned; the second comes when it is told to.
  await pause(500);
  assert.equal((await ask(new URL('/trap', edge.url))).body.toString(), 'instance_lost');
  await ask(`http://${origin.address}/go-on`);
  assert.equal((await underway).status, 451);
  assert.match(lines.at(-1) ?? '', /"reason":"error"/);
  assert.equal((await ask(new URL('/contact.html', edge.url))).status, 200);
  assert.equal((await ask(new URL('/leak/rtpcr.csv', edge.url))).status, 451);
});
