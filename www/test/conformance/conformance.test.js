/**
 * The conformance suite: request and response pairs as data (`rows/`), against raw workerd, over real sockets.
 *
 * Every row says what the client must receive, to the byte or not at all, and what the log must say. Over all rows: no
 * planted value reaches a client in clear but where a row lets it, and none ever reaches the log.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

import { startWorkerd } from '../helpers/workerd.js';
import { leaks } from '../helpers/leak.js';
import { exchange } from './client.js';
import { startRowOrigin } from './origin.js';
import { NUMBER } from './row.js';
import bodies from './rows/bodies.js';
import fields from './rows/fields.js';
import asked from './rows/asked.js';
import conditions from './rows/conditions.js';
import ranges from './rows/ranges.js';
import streams from './rows/streams.js';

/** @type {Map<string, import('./row.js').Row>} */
const rows = new Map();
const groups = { asked, bodies, conditions, fields, ranges, streams };
// Letters, as the log takes long numbers out of an address.
const named = Object.entries(groups).map(([group, list]) => ({
  group,
  list: list.map((row, index) => {
    const id = `${group}x${index}`;
    rows.set(id, /** @type {import('./row.js').Row} */ (row));
    return { id, row: /** @type {import('./row.js').Row} */ (row) };
  }),
}));

/** The modes, and routes with rules of their own. */
const POLICY = {
  version: 1,
  routes: [
    ...['block', 'redact', 'cut', 'observe'].map((mode) => ({ name: mode, match: { path: `/${mode}/*` }, mode })),
    { name: 'open', match: { path: '/open/*' }, onUninspectable: 'pass' },
    { name: 'search', match: { path: '/search/*' }, ignoreReflected: true },
    { name: 'me', match: { path: '/me/*' }, audience: 'self' },
    { name: 'gone', match: { path: '/gone/*' }, blockStatus: 410 },
    { name: 'small', match: { path: '/small/*' }, maxHeld: 4096 },
    { name: 'smallopen', match: { path: '/smallopen/*' }, maxHeld: 4096, onLimit: 'pass' },
  ],
};

/** @type {Awaited<ReturnType<typeof startRowOrigin>>} */
let origin;
/** @type {import('../helpers/workerd.js').Running} */
let edge;

before(async () => {
  origin = await startRowOrigin(rows);
  const variables = { POLICY: JSON.stringify(POLICY), DWARPAL_KEY: '00112233445566778899aabbccddeeff' };
  edge = await startWorkerd([{ name: 'edge', script: 'adapters/cloudflare/worker.js', variables }], origin.address);
});
after(async () => {
  await edge?.close();
  await origin?.close();
});

for (const { group, list } of named) {
  describe(group, { concurrency: 8 }, () => {
    for (const { id, row } of list) it(row.name, () => check(id, row));
  });
}

describe('over all', () => {
  it('no value is in the log', () => {
    assert.ok(edge.lines.length > 100);
    const log = edge.lines.join('\n');
    assert.ok(!leaks(log) && !log.includes(NUMBER));
  });

  it('there are rows enough', () => {
    assert.ok(rows.size >= 150, `${rows.size} rows`);
  });
});

/** @param {string} id @param {import('./row.js').Row} row */
async function check(id, { mode, route = mode, query = '', ask = {}, origin: given, expect, log, reaches }) {
  const got = await exchange(edge.ports.edge, `/${route}/${id}${query}`, ask);
  const { headers, body } = got;
  assert.equal(got.status, expect.status);
  assert.equal(got.broken, expect.broken ?? false, 'whether the transfer is broken off');
  if (expect.body !== undefined) assert.ok(Buffer.from(expect.body).equals(body), `the body: ${body.length} bytes`);
  for (const [name, value] of Object.entries(expect.headers ?? {}))
    assert.equal(headers.get(name) ?? null, value, name);
  const said = body.toString('latin1');
  if (mode !== 'observe') assert.ok(!leaks(said), 'a value of the list reached the client');
  if (expect.masked) {
    assert.equal(body.length, Buffer.byteLength(given.body ?? ''));
    assert.ok(said.includes('xxxx'));
  }
  if (expect.body === undefined && mode !== 'observe')
    assert.ok(!said.includes(NUMBER), 'the number reached the client');
  for (const [name, value] of Object.entries(reaches ?? {})) {
    const request = origin.asked.get(id)?.[0] ?? '';
    assert.equal(new RegExp(`^${name}: (.*)$`, 'im').exec(request)?.[1] ?? null, value, `${name} at the origin`);
  }
  if (log !== undefined) await checkLog(id, log);
}

/** @param {string} id @param {NonNullable<import('./row.js').Row['log']> | null} log */
async function checkLog(id, log) {
  /** @type {import('../../core/index.js').Incident | undefined} */
  let line;
  for (let tries = 0; !line && tries < (log ? 100 : 1); tries += 1) {
    const found = edge.lines.find((text) => text.includes(`/${id}"`));
    line = found && JSON.parse(found);
    if (!line) await pause(10);
  }
  if (log === null) assert.equal(line, undefined);
  else
    for (const [name, value] of Object.entries(log))
      assert.deepEqual(line?.[/** @type {keyof typeof log} */ (name)], value, name);
}
