/**
 * A million responses through one filter (REQUESTS), 16 at once, in every mode, leaks and packed bodies among them: linear memory
 * is as high at the end as after the first tenth.
 */

import assert from 'node:assert/strict';
import { it } from 'node:test';
import { gzipSync } from 'node:zlib';

import { engine as opener } from '../../core/documents.js';
import { scanner } from '../../core/engine.js';
import { createFilter } from '../../node.js';
import { CLEAN, LEAK } from '../helpers/leak.js';

const REQUESTS = Number(process.env.REQUESTS ?? 1_000_000);
const AT_ONCE = 16;
const MODES = /** @type {const} */ (['block', 'redact', 'cut', 'observe']);
const BODIES = [CLEAN, LEAK, CLEAN.repeat(20)];
const PACKED = new Uint8Array(gzipSync(CLEAN));

it(`${REQUESTS} responses`, async () => {
  const filters = await Promise.all(MODES.map((mode) => createFilter({ mode })));
  const { epoch } = scanner;
  /** @param {number} n */
  const one = async (n) => {
    const packed = n % 50 === 0;
    const text = BODIES[n % BODIES.length];
    const headers = { 'content-type': 'text/csv', ...(packed && { 'content-encoding': 'gzip' }) };
    const response = new Response(packed ? PACKED : text, { headers });
    const served = await filters[n % MODES.length].guard(response, packed ? { contentEncoding: 'gzip' } : {});
    const refused = !packed && text === LEAK && ['block', 'cut'].includes(MODES[n % MODES.length]);
    assert.equal(served.status, refused ? 451 : 200);
    await served.arrayBuffer();
  };
  let sent = 0;
  const client = async (/** @type {number} */ until) => {
    while (sent < until) await one((sent += 1));
  };
  const run = (/** @type {number} */ until) => Promise.all(Array.from({ length: AT_ONCE }, () => client(until)));
  await run(REQUESTS / 10);
  const before = [scanner.memory, opener.memory];
  await run(REQUESTS);
  assert.deepEqual([scanner.memory, opener.memory], before);
  assert.deepEqual([scanner.epoch, scanner.users, opener.users], [epoch, 0, 0]);
  console.log(JSON.stringify({ requests: sent, memory: before }));
});
