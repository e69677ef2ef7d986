/**
 * The API reference is what the source says now, and leaves nothing out.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';

import { place, reference } from '../dev/reference.mjs';

it('docs/api.md is up to date; `npm run reference` makes it anew', async () => {
  assert.equal(readFileSync(place, 'utf8'), await reference());
});

it('has a word on every member', () => {
  const text = readFileSync(place, 'utf8');
  assert.deepEqual(text.match(/^\| `.*\| +\|$/gm) ?? [], []);
  for (const name of ['createFilterSync', 'scan(', '`thresholds?`', 'dwarpal/fastify', '`onIncident?`']) {
    assert.ok(text.includes(name), name);
  }
});
