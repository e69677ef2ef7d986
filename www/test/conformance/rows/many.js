/**
 * `onMany`: masked under a count, refused or broken off from it.
 */

import { CLEAN, CSV, LEAK, NUMBER, REFUSED, TEXT } from '../row.js';

/** @typedef {import('../row.js').Row} Row */

const FEW = 'name,age,mobile\nAsha Rao,47,8728793324\n';
const FEW_MASKED = 'name,age,mobile\nxxxx xxx,xx,xxxxxxxxxx\n';

/** @type {Row[]} */
export default [
  ...['manyblock', 'manycut'].flatMap((route) => [
    ...[1, 64].map((pieces) => ({
      name: `one person in ${route}, in pieces of ${pieces}`,
      mode: /** @type {const} */ ('redact'),
      route,
      origin: { headers: [CSV], body: FEW, pieces },
      expect: { status: 200, body: FEW_MASKED },
      log: { verdict: /** @type {const} */ ('pass'), action: /** @type {const} */ ('redact') },
    })),
    {
      name: `a clean body in ${route}`,
      mode: /** @type {const} */ ('redact'),
      route,
      origin: { headers: [CSV], body: CLEAN },
      expect: { status: 200, body: CLEAN },
      log: null,
    },
    {
      name: `many people in ${route}, before a byte has gone out`,
      mode: /** @type {const} */ ('redact'),
      route,
      origin: { headers: [CSV], body: LEAK },
      expect: REFUSED,
      log: { verdict: /** @type {const} */ ('block'), action: /** @type {const} */ ('block') },
    },
  ]),
  {
    name: 'many people behind others in manyblock',
    mode: 'redact',
    route: 'manyblock',
    origin: { headers: [TEXT], body: `${'weather '.repeat(4000)}\n${FEW}${LEAK}`, pieces: 4096 },
    expect: REFUSED,
    log: { verdict: 'block', action: 'block' },
  },
  {
    name: 'many people behind others in manycut',
    mode: 'redact',
    route: 'manycut',
    // Of no length that is said: a short body that came as a whole is refused before its first byte.
    origin: { headers: [TEXT], body: `${'weather '.repeat(4000)}\n${FEW}${LEAK}`, framing: 'chunked', pieces: 4096 },
    expect: { status: 200, broken: true },
    log: { verdict: 'block', action: 'cut' },
  },
  ...['manyblock', 'manycut'].map((route) => ({
    name: `lines of JSON in ${route}: masked until there are too many`,
    mode: /** @type {const} */ ('redact'),
    route,
    origin: {
      headers: [/** @type {[string, string]} */ (['content-type', 'application/x-ndjson'])],
      body: `{"name":"Asha Rao","age":47,"mobile":"8728793324"}\n{"aadhaar":"${NUMBER}"}\n{"n":1}\n`,
      framing: /** @type {const} */ ('chunked'),
      pieces: 16,
      // Long enough for the first line to have arrived before the second cuts.
      wait: 25,
    },
    expect: { status: 200, broken: true, body: '{"name":"xxxx xxx","age":11,"mobile":"xxxxxxxxxx"}\n' },
    log: { verdict: /** @type {const} */ ('block'), action: /** @type {const} */ ('cut') },
  })),
  {
    name: 'a broken PDF in manyblock',
    mode: 'redact',
    route: 'manyblock',
    origin: { headers: [['content-type', 'application/pdf']], body: '%PDF-1.7\nnothing' },
    expect: REFUSED,
    log: { verdict: 'uninspectable', action: 'block' },
  },
];
