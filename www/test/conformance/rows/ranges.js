/**
 * Ranges: cut from what passed, never from what did not.
 */

import { CLEAN, CSV, DATED, LEAK, MODES, REFUSED, WHOLE } from '../row.js';

/** @typedef {import('../row.js').Row} Row */

const size = String(CLEAN.length);

/** @param {string} range @param {number} from @param {number} to end exclusive */
export const part = (range, from, to) => ({
  ask: { headers: { range } },
  expect: {
    status: 206,
    body: CLEAN.slice(from, to),
    headers: { 'content-range': `bytes ${from}-${to - 1}/${size}`, 'content-length': String(to - from), etag: '"v1"' },
  },
});

/** @type {Row[]} */
const ranges = [
  ...MODES.filter((mode) => mode !== 'redact').map((mode) => ({
    name: `a range is cut from what passed, in ${mode}`,
    mode,
    origin: { headers: DATED, body: CLEAN },
    reaches: { range: null },
    ...part('bytes=5-9', 5, 10),
  })),
  {
    name: 'the last bytes',
    mode: 'block',
    origin: { headers: DATED, body: CLEAN },
    ...part('bytes=-7', CLEAN.length - 7, CLEAN.length),
  },
  {
    name: 'from a byte on',
    mode: 'block',
    origin: { headers: DATED, body: CLEAN },
    ...part('bytes=10-', 10, CLEAN.length),
  },
  {
    name: 'an end beyond the end',
    mode: 'block',
    origin: { headers: DATED, body: CLEAN },
    ...part('bytes=10-99999', 10, CLEAN.length),
  },
  {
    name: 'odd spaces and case',
    mode: 'block',
    origin: { headers: DATED, body: CLEAN },
    ...part(' Bytes = 5 - 9 ', 5, 10),
  },
  {
    name: 'a range beyond the end',
    mode: 'block',
    origin: { headers: DATED, body: CLEAN },
    ask: { headers: { range: 'bytes=99999-' } },
    expect: { status: 416, body: '', headers: { 'content-range': `bytes */${size}` } },
  },
  {
    name: 'an end before the start gets the whole',
    mode: 'block',
    origin: { headers: DATED, body: CLEAN },
    ask: { headers: { range: 'bytes=9-5' } },
    expect: WHOLE,
  },
  {
    name: 'another unit gets the whole',
    mode: 'block',
    origin: { headers: DATED, body: CLEAN },
    ask: { headers: { range: 'lines=1-2' } },
    expect: WHOLE,
  },
  {
    name: 'If-Range with the tag',
    mode: 'block',
    origin: { headers: DATED, body: CLEAN },
    ...part('bytes=5-9', 5, 10),
    ask: { headers: { range: 'bytes=5-9', 'if-range': '"v1"' } },
    reaches: { 'if-range': null },
  },
  {
    name: 'If-Range with the date',
    mode: 'block',
    origin: { headers: DATED, body: CLEAN },
    ...part('bytes=5-9', 5, 10),
    ask: { headers: { range: 'bytes=5-9', 'if-range': 'Wed, 25 Nov 2026 02:53:53 GMT' } },
  },
  {
    name: 'If-Range with another tag gets the whole',
    mode: 'block',
    origin: { headers: DATED, body: CLEAN },
    ask: { headers: { range: 'bytes=5-9', 'if-range': '"v2"' } },
    expect: WHOLE,
  },
  {
    name: 'If-Range with a weak tag gets the whole',
    mode: 'block',
    origin: { headers: DATED, body: CLEAN },
    ask: { headers: { range: 'bytes=5-9', 'if-range': 'W/"v1"' } },
    expect: WHOLE,
  },
  {
    name: 'of a masked body there are no ranges',
    mode: 'redact',
    origin: { headers: DATED, body: CLEAN },
    ask: { headers: { range: 'bytes=5-9' } },
    expect: { status: 200, body: CLEAN, headers: { etag: 'W/"v1"', 'accept-ranges': null } },
  },
  ...[0, 40, 80, 120].map(
    (from) =>
      /** @type {Row} */ ({
        name: `a slice of a leak from ${from} on is refused`,
        mode: 'block',
        origin: { headers: DATED, body: LEAK },
        ask: { headers: { range: `bytes=${from}-${from + 9}` } },
        expect: REFUSED,
        log: { verdict: 'block' },
      }),
  ),
  {
    name: 'the first slice of a large body is the whole one’s verdict',
    mode: 'block',
    origin: { headers: DATED, body: 'x'.repeat(20_000) + LEAK },
    ask: { headers: { range: 'bytes=0-9' } },
    expect: REFUSED,
  },
  ...MODES.filter((mode) => mode !== 'observe').flatMap((mode) => [
    /** @type {Row} */ ({
      name: `a slice that nobody asked for, in ${mode}`,
      mode,
      origin: { status: 206, headers: [CSV, ['content-range', 'bytes 0-9/99']], body: CLEAN.slice(0, 10) },
      expect: REFUSED,
      log: { verdict: 'uninspectable', reason: 'partial' },
    }),
    /** @type {Row} */ ({
      name: `several slices at once, in ${mode}`,
      mode,
      origin: { status: 206, headers: [['content-type', 'multipart/byteranges; boundary=b']], body: '--b--' },
      expect: REFUSED,
      log: { reason: 'partial' },
    }),
    /** @type {Row} */ ({
      name: `a slice with the status of a whole, in ${mode}`,
      mode,
      origin: { headers: [CSV, ['content-range', 'bytes 0-9/99']], body: CLEAN.slice(0, 10) },
      expect: REFUSED,
      log: { reason: 'partial' },
    }),
  ]),
];

export default [...ranges];
