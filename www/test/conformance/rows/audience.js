/**
 * What an origin says of the audience, signed: it counts where it is right, and nothing else opens the door.
 */

import { CLEAN, CSV, LEAK, NUMBER, REFUSED, TEXT } from '../row.js';

/** @typedef {import('../row.js').Row} Row */
/** @typedef {import('../audience.js').Said} Said */

/** One person's own record. */
const OWN = `Name: Asha Rao\nAadhaar: ${NUMBER}\n`;
const record = { headers: [TEXT], body: OWN };
const shown = { status: 200, body: OWN };
/** @type {Said} */
const self = { audience: 'self', by: 'origin' };

/** @type {[name: string, said: Said, claim: import('../../../core/index.js').Incident['claim']][]} */
const IGNORED = [
  ['sent by the client', { ...self, by: 'client' }, 'none'],
  ['without a signature', { ...self, changed: () => 'self' }, 'unsigned'],
  ['without a time', { ...self, changed: (field) => field.replace(/t=\d+; /, '') }, 'unsigned'],
  ['that says another word', { ...self, changed: (field) => field.replace('self', 'everybody') }, 'unsigned'],
  ['with half a signature', { ...self, changed: (field) => field.slice(0, -32) }, 'unsigned'],
  ['said twice', { ...self, changed: (field) => `${field}, ${field}` }, 'unsigned'],
  ['under another key', { ...self, key: 'f'.repeat(32) }, 'wrong'],
  ['of another page', { ...self, address: '127.0.0.1/block/another' }, 'wrong'],
  ['of another host', { ...self, address: 'other.example/block' }, 'wrong'],
  ['of the address without its host', { ...self, address: '/block' }, 'wrong'],
  [
    'signed for all and sent for one',
    { ...self, audience: 'public', changed: (field) => field.replace('public', 'self') },
    'wrong',
  ],
  [
    'with another time than was signed',
    { ...self, age: 900, changed: (field) => field.replace(/t=\d+/, `t=${Math.floor(Date.now() / 1000)}`) },
    'wrong',
  ],
  ['of a quarter of an hour ago', { ...self, age: 900 }, 'old'],
  ['of a quarter of an hour to come', { ...self, age: -900 }, 'old'],
];

/** @type {Row[]} */
export default [
  ...IGNORED.map(([name, said, claim]) => ({
    name: `a field ${name} opens nothing`,
    mode: /** @type {const} */ ('block'),
    said,
    origin: record,
    expect: REFUSED,
    log: { verdict: /** @type {const} */ ('block'), audience: /** @type {const} */ ('public'), claim },
  })),
  { name: 'a signed page of one person', mode: 'block', said: self, origin: record, expect: shown, log: null },
  {
    name: 'the same, asked for with a query',
    mode: 'block',
    query: '?year=2026&name=a%20b',
    said: self,
    origin: record,
    expect: shown,
  },
  { name: 'the same, four minutes old', mode: 'block', said: { ...self, age: 240 }, origin: record, expect: shown },
  {
    name: 'a signed page of many is refused',
    mode: 'block',
    said: self,
    origin: { headers: [CSV], body: LEAK },
    expect: REFUSED,
    log: { verdict: 'block', audience: 'self', claim: 'signed' },
  },
  {
    name: 'a signed page of one is not cut',
    mode: 'cut',
    said: self,
    origin: record,
    expect: shown,
  },
  {
    name: 'signed for all, on a route for one',
    mode: 'block',
    route: 'me',
    said: { ...self, audience: 'public' },
    origin: record,
    expect: REFUSED,
    log: { audience: 'public', claim: 'signed' },
  },
  {
    name: 'what is wrong takes nothing from a route for one',
    mode: 'block',
    route: 'me',
    said: { audience: 'public', by: 'origin', key: 'f'.repeat(32) },
    origin: record,
    expect: shown,
  },
  .../** @type {const} */ (['block', 'redact', 'cut', 'observe']).map((mode) => ({
    name: `the field stands on nothing that passes, in ${mode}`,
    mode,
    said: self,
    origin: { headers: [CSV], body: CLEAN },
    expect: { status: 200, body: CLEAN },
  })),
  {
    name: 'nor on a head',
    mode: 'block',
    ask: { method: 'HEAD' },
    said: self,
    origin: { headers: [CSV], body: CLEAN },
    expect: { status: 200, body: '' },
  },
  {
    name: 'nor on what was moved',
    mode: 'block',
    said: self,
    origin: { status: 302, headers: [['location', '/elsewhere']] },
    expect: { status: 302, body: '', headers: { location: '/elsewhere' } },
  },
];
