/**
 * Several ranges at once: `multipart/byteranges` of what passed, or all of it.
 */

import { CLEAN, DATED, LEAK, REFUSED, WHOLE } from '../row.js';
import { part } from './ranges.js';

/** @typedef {import('../row.js').Row} Row */

const LONG = CLEAN.repeat(40);
const whole = { ...WHOLE, body: LONG };

/** Several ranges of a long body: what is asked for, and the parts or all that comes. @type {[string, [number, number][] | undefined][]} */
const SEVERAL = [
  [
    'bytes=0-9,1000-1099',
    [
      [0, 10],
      [1000, 1100],
    ],
  ],
  [
    'bytes=0-0, 500-599 ,-7',
    [
      [0, 1],
      [500, 600],
      [LONG.length - 7, LONG.length],
    ],
  ],
  [
    'bytes=5-9,10-19,2000-',
    [
      [5, 10],
      [10, 20],
      [2000, LONG.length],
    ],
  ],
  [
    'bytes=5-9,99999-,-5,99999-100000',
    [
      [5, 10],
      [LONG.length - 5, LONG.length],
    ],
  ],
  // Coalesced by none but the client; what repeats bytes or goes back gets all.
  ['bytes=0-99,50-149', undefined],
  ['bytes=1000-1099,0-9', undefined],
  ['bytes=0-9,,20-29', undefined],
  ['bytes=0-9,20-19', undefined],
  ['bytes=0-9,x', undefined],
  [`bytes=${Array.from({ length: 200 }, (_, n) => `${n * 2}-${n * 2}`).join()}`, undefined],
];

/** @type {Row[]} */
const several = SEVERAL.flatMap(([range, parts]) =>
  /** @type {const} */ (['block', 'cut', 'observe']).map((mode) => ({
    name: `${range.slice(0, 40)} in ${mode}`,
    mode,
    origin: { headers: DATED, body: LONG, pieces: /** @type {const} */ ('random') },
    ask: { headers: { range } },
    reaches: { range: null },
    expect: parts ? { status: 206, parts, headers: { 'content-range': null, etag: '"v1"' } } : whole,
  })),
);

/** Digests are of the whole. @type {[string, string][]} */
const DIGESTED = [
  ...DATED,
  ['content-md5', 'Q2hlY2sgSW50ZWdyaXR5IQ=='],
  ['digest', 'sha-256=abcdefgh'],
  ['content-digest', 'sha-256=:abcdefgh=:'],
];
const undigested = { 'content-md5': null, digest: null, 'content-digest': null };

/** @type {Row[]} */
export default [
  ...several,
  ...['bytes=0-9', 'bytes=0-9,1000-1099'].map((range) => ({
    name: `no digest of the whole stands on ${range}`,
    mode: /** @type {const} */ ('block'),
    origin: { headers: DIGESTED, body: LONG },
    ask: { headers: { range } },
    expect: { status: 206, headers: undigested },
  })),
  {
    name: 'several ranges that would be longer than the whole get it',
    mode: 'block',
    origin: { headers: DATED, body: CLEAN },
    ask: { headers: { range: 'bytes=0-1,4-5' } },
    expect: WHOLE,
  },
  {
    name: 'of several ranges the one that lies within',
    mode: 'block',
    origin: { headers: DATED, body: CLEAN },
    ...part('bytes=5-9,99999-', 5, 10),
  },
  {
    name: 'several ranges beyond the end',
    mode: 'block',
    origin: { headers: DATED, body: CLEAN },
    ask: { headers: { range: 'bytes=99999-,100000-100001' } },
    expect: { status: 416, body: '', headers: { 'content-range': `bytes */${CLEAN.length}` } },
  },
  {
    name: 'several ranges of what has changed get the whole',
    mode: 'block',
    origin: { headers: DATED, body: LONG },
    ask: { headers: { range: 'bytes=0-9,20-29', 'if-range': '"v0"' } },
    expect: whole,
  },
  {
    name: 'several ranges of a long leak are refused',
    mode: 'block',
    origin: { headers: DATED, body: LONG + LEAK },
    ask: { headers: { range: 'bytes=0-9,1000-1009' } },
    expect: REFUSED,
    log: { verdict: 'block' },
  },
  {
    name: 'several ranges of what was masked are all of it',
    mode: 'redact',
    origin: { headers: DATED, body: LONG },
    ask: { headers: { range: 'bytes=0-9,1000-1009' } },
    expect: { status: 200, body: LONG, headers: { etag: 'W/"v1"' } },
  },
  {
    name: 'many small ranges of a leak are refused',
    mode: 'block',
    origin: { headers: DATED, body: LEAK },
    ask: { headers: { range: 'bytes=0-9,10-19,20-29' } },
    expect: REFUSED,
  },
];
