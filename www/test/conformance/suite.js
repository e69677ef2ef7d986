/**
 * The rows of the conformance suite (`rows/`), the policy that they are asked under, and what is checked of each.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

import { leaks } from '../helpers/leak.js';
import { signed } from './audience.js';
import { startRowOrigin } from './origin.js';
import { CSV, NUMBER } from './row.js';
import asked from './rows/asked.js';
import audience from './rows/audience.js';
import bodies from './rows/bodies.js';
import conditions from './rows/conditions.js';
import fields from './rows/fields.js';
import many from './rows/many.js';
import parts from './rows/parts.js';
import ranges from './rows/ranges.js';
import streams from './rows/streams.js';

/**
 * @typedef {import('./row.js').Row} Row
 *
 * @typedef {object} Door what stands before the origin of the rows
 * @property {(path: string, ask: NonNullable<Row['ask']>) => Promise<import('./client.js').Got>} exchange
 * @property {string} [host] that it is asked for. Default: 127.0.0.1
 * @property {string[]} lines its log
 * @property {() => unknown} close
 */

/** @type {Map<string, Row>} */
const rows = new Map();
const groups = { asked, audience, bodies, conditions, fields, many, parts, ranges, streams };
// Letters, as the log takes long numbers out of an address.
const named = Object.entries(groups).map(([group, list]) => ({
  group,
  list: list.map((row, index) => {
    const id = `${group}x${index}`;
    rows.set(id, /** @type {Row} */ (row));
    return { id, row: /** @type {Row} */ (row) };
  }),
}));

/** The modes, and routes with rules of their own. @type {import('../../core/index.js').PolicyDocument} */
export const POLICY = {
  version: 1,
  routes: [
    .../** @type {const} */ (['block', 'redact', 'cut', 'observe']).map((mode) => ({
      ...{ name: mode, match: { path: `/${mode}/*` }, mode },
    })),
    { name: 'manyblock', match: { path: '/manyblock/*' }, mode: 'redact', onMany: 'block' },
    { name: 'manycut', match: { path: '/manycut/*' }, mode: 'redact', onMany: 'cut' },
    { name: 'open', match: { path: '/open/*' }, onUninspectable: 'pass' },
    { name: 'search', match: { path: '/search/*' }, ignoreReflected: true },
    { name: 'me', match: { path: '/me/*' }, audience: 'self' },
    { name: 'gone', match: { path: '/gone/*' }, blockStatus: 410 },
    { name: 'small', match: { path: '/small/*' }, maxHeld: 4096 },
    { name: 'smallopen', match: { path: '/smallopen/*' }, maxHeld: 4096, onLimit: 'pass' },
  ],
};

export const KEY = '00112233445566778899aabbccddeeff';

/**
 * Runs all rows against a door.
 *
 * @param {(origin: string) => Promise<Door>} start given the origin's host and port
 * @param {(row: Row) => Row | undefined} [here] what a row says of this door; nothing, if the door can't do it
 */
export function conforms(start, here = (row) => row) {
  /** @type {Awaited<ReturnType<typeof startRowOrigin>>} */
  let origin;
  /** @type {Door} */
  let door;
  before(async () => {
    origin = await startRowOrigin(rows);
    door = await start(origin.address);
  });
  after(async () => {
    await door?.close();
    await origin?.close();
  });

  let ran = 0;
  for (const { group, list } of named) {
    describe(group, { concurrency: 8 }, () => {
      for (const { id, row } of list) {
        const own = here(row);
        if (!own) continue;
        ran += 1;
        it(row.name, () => check(door, origin.asked, id, own));
      }
    });
  }

  describe('over all', () => {
    it('no value is in the log', () => {
      assert.ok(door.lines.length > 100);
      const log = door.lines.join('\n');
      assert.ok(!leaks(log) && !log.includes(NUMBER));
    });

    it('there are rows enough', () => {
      assert.ok(ran >= 150, `${ran} rows`);
    });
  });
}

/** @param {Door} door @param {Map<string, string[]>} asked @param {string} id @param {Row} row */
async function check(door, asked, id, row) {
  const { mode, route = mode, query = '', ask = {}, origin: given, said: claim, expect, log, reaches } = row;
  const path = `/${route}/${id}${query}`;
  const field = claim && signed(KEY, (door.host ?? '127.0.0.1') + path, claim);
  if (field && claim.by === 'origin') {
    const headers = /** @type {[string, string][]} */ ([...(given.headers ?? []), ['dwarpal-audience', field]]);
    rows.set(id, { ...row, origin: { ...given, headers } });
  }
  const more = field && claim.by === 'client' ? { headers: { ...ask.headers, 'dwarpal-audience': field } } : {};
  const got = await door.exchange(path, { ...ask, ...more });
  assert.equal(got.headers.get('dwarpal-audience'), undefined);
  const { headers, body } = got;
  assert.equal(got.status, expect.status);
  assert.equal(got.broken, expect.broken ?? false, 'whether the transfer is broken off');
  if (expect.body !== undefined) assert.ok(Buffer.from(expect.body).equals(body), `the body: ${body.length} bytes`);
  for (const [name, value] of Object.entries(expect.headers ?? {}))
    assert.equal(headers.get(name) ?? null, value, name);
  if (expect.parts) {
    const [, boundary] = /^multipart\/byteranges; boundary=(\S+)$/.exec(headers.get('content-type') ?? '') ?? [];
    const parts = multipart(String(boundary), String(given.body), expect.parts);
    assert.equal(body.toString(), parts);
    assert.equal(headers.get('content-length'), String(parts.length));
  }
  const said = body.toString('latin1');
  if (mode !== 'observe') assert.ok(!leaks(said), 'a value of the list reached the client');
  if (expect.masked) {
    assert.equal(body.length, Buffer.byteLength(given.body ?? ''));
    assert.ok(said.includes('xxxx'));
  }
  if (expect.body === undefined && mode !== 'observe')
    assert.ok(!said.includes(NUMBER), 'the number reached the client');
  for (const [name, value] of Object.entries(reaches ?? {})) {
    const request = asked.get(id)?.[0] ?? '';
    assert.equal(new RegExp(`^${name}: (.*)$`, 'im').exec(request)?.[1] ?? null, value, `${name} at the origin`);
  }
  if (log !== undefined) await checkLog(door.lines, id, log);
}

/** @param {string} boundary @param {string} whole @param {[from: number, to: number][]} parts of a table */
function multipart(boundary, whole, parts) {
  const each = parts.map(([from, to]) => {
    const range = `Content-Range: bytes ${from}-${to - 1}/${whole.length}`;
    return `--${boundary}\r\nContent-Type: ${CSV[1]}\r\n${range}\r\n\r\n${whole.slice(from, to)}\r\n`;
  });
  return `${each.join('')}--${boundary}--\r\n`;
}

/** @param {string[]} lines @param {string} id @param {NonNullable<Row['log']> | null} log */
async function checkLog(lines, id, log) {
  /** @type {import('../../core/index.js').Incident | undefined} */
  let line;
  for (let tries = 0; !line && tries < (log ? 100 : 1); tries += 1) {
    const found = lines.find((text) => text.includes(`/${id}"`));
    line = found && JSON.parse(found);
    if (!line) await pause(10);
  }
  if (log === null) assert.equal(line, undefined);
  else
    for (const [name, value] of Object.entries(log))
      assert.deepEqual(line?.[/** @type {keyof typeof log} */ (name)], value, name);
}
