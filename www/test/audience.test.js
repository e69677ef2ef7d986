/**
 * The signed field of the audience where there is no request, no key, or somebody who counts. (Who may say what: the rows of
 * `conformance/rows/audience.js`.)
 */

import assert from 'node:assert/strict';
import { it } from 'node:test';

import { Counters } from '../core/counters.js';
import { createFilter } from '../node.js';
import { signed } from './conformance/audience.js';
import { NUMBER } from './conformance/row.js';

const KEY = '00112233445566778899aabbccddeeff';
const RECORD = `Name: Asha Rao\nAadhaar: ${NUMBER}\n`;

/** @param {string | undefined} key @param {string} [address] that was signed */
async function served(key, address = 'a.example/me?x=1') {
  const counters = new Counters();
  const policy = { routes: [{ name: 'mine', match: { host: 'a.example' } }] };
  const filter = await createFilter({ key, policy, onIncident: (incident) => counters.count(incident) });
  const field = signed(KEY, address, { audience: 'self', by: 'origin' });
  const response = new Response(RECORD, { headers: { 'content-type': 'text/plain', 'dwarpal-audience': field } });
  // As `fetch` gives it.
  Object.defineProperty(response, 'url', { value: 'https://a.example/me?x=1#top' });
  const { status, headers } = await filter.guard(response);
  return { status, field: headers.get('dwarpal-audience'), told: counters.text() };
}

it('counts for the address that was fetched, where there is no request', async () => {
  const { status, field, told } = await served(KEY);
  assert.deepEqual([status, field], [200, null]);
  assert.match(told, /^dwarpal_audience_claims_total\{claim="signed"\} 1$/m);
});

it('is counted where it is wrong', async () => {
  const { status, told } = await served(KEY, 'a.example/me');
  assert.equal(status, 451);
  assert.match(told, /^dwarpal_audience_claims_total\{claim="wrong"\} 1$/m);
});

it('opens nothing where there is no key to check it with', async () => {
  const { status, field, told } = await served(undefined);
  assert.deepEqual([status, field], [451, null]);
  assert.match(told, /^dwarpal_audience_claims_total\{claim="unsigned"\} 1$/m);
});
