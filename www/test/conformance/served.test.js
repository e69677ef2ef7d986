/**
 * The demo's documents, three leaks and two clean ones, under every coding and in every pieces: a sample of what
 * `make test-long` does with the whole corpus.
 */

import assert from 'node:assert/strict';
import { it } from 'node:test';

import { documents } from '../../demo/documents.mjs';
import { people } from '../../demo/people.mjs';
import { serveAll } from '../helpers/served.js';

it('is stopped or masked, or passes to the bit, however it comes', async () => {
  const values = people(200).flatMap(({ aadhaar, mobile, pan, srfId }) => [aadhaar, mobile, pan, srfId]);
  const bodies = documents().map(({ path, type, body }) => {
    const bytes = new TextEncoder().encode(body);
    return { name: path, type, bytes, values, leaks: path.startsWith('/leak/') };
  });
  const count = await serveAll(bodies);
  assert.ok(count.requests >= 100, `${count.requests} requests`);
  assert.ok(count.refused > 0 && count.masked > 0 && count.untouched > 0);
  assert.deepEqual([...count.missed, ...count.shown], []);
});
