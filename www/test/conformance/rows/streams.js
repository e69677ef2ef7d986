/**
 * Bodies that go event by event, that are too long, that break off; and what a changed body no longer promises.
 */

import { CLEAN, CSV, LEAK, MODES, NUMBER, REFUSED } from '../row.js';

/** @typedef {import('../row.js').Row} Row */
/** @typedef {[string, string][]} Fields */

/** @type {Fields} */
const EVENTS = [['content-type', 'text/event-stream']];
const event = (/** @type {string} */ text) => `data: ${text}\n\n`;
const plain = [1, 2, 3].map((n) => event(`{"n":${n}}`)).join('');
const telling = event(`{"aadhaar":"${NUMBER}"}`);
/** @type {Fields} */
const LINES = [['content-type', 'application/x-ndjson']];

const long = 'District,Tested\r\nKalpitpur,18422\r\n'.repeat(2000);

/** @type {Row[]} */
const events = [
  {
    name: 'events have no end to wait for',
    mode: 'block',
    origin: { headers: EVENTS, body: plain, framing: 'chunked' },
    expect: REFUSED,
    log: { reason: 'endless' },
  },
  ...MODES.filter((mode) => mode !== 'block').map(
    (mode) =>
      /** @type {Row} */ ({
        name: `events in ${mode}`,
        mode,
        origin: { headers: EVENTS, body: plain, framing: 'chunked', pieces: 5 },
        expect: { status: 200, body: plain },
        log: null,
      }),
  ),
  {
    name: 'a value in an event is masked',
    mode: 'redact',
    origin: { headers: EVENTS, body: plain + telling + plain, framing: 'chunked', pieces: 7 },
    expect: { status: 200, body: plain + telling.replace(NUMBER, 'xxxxxxxxxxxx') + plain },
    log: { action: 'redact' },
  },
  {
    name: 'a value in an event cuts the stream before it',
    mode: 'cut',
    origin: { headers: EVENTS, body: plain + telling + plain, framing: 'chunked', pieces: 7, wait: 2 },
    expect: { status: 200, body: plain, broken: true },
    log: { action: 'cut', verdict: 'block' },
  },
  {
    name: 'JSON lines are masked',
    mode: 'redact',
    origin: { headers: LINES, body: `{"n":1}\r\n{"aadhaar":"${NUMBER}"}\r\n{"n":2}`, framing: 'chunked', pieces: 3 },
    expect: { status: 200, body: '{"n":1}\r\n{"aadhaar":"xxxxxxxxxxxx"}\r\n{"n":2}' },
  },
  ...['ndjson', 'jsonl', 'jsonlines', 'x-jsonlines', 'stream+json'].map((type) => ({
    name: `JSON lines of the type ${type} are masked`,
    mode: /** @type {const} */ ('redact'),
    origin: {
      headers: [/** @type {[string, string]} */ (['content-type', `application/${type}`])],
      body: `{"n":1}\n{"aadhaar":"${NUMBER}"}\n`,
      framing: /** @type {const} */ ('chunked'),
      pieces: 3,
    },
    expect: { status: 200, body: `{"n":1}\n{"aadhaar":"xxxxxxxxxxxx"}\n` },
  })),
  ...['application/ndjson', 'application/stream+json'].map((type) => ({
    name: `${type} has no end to wait for where it is not let through line by line`,
    mode: /** @type {const} */ ('redact'),
    origin: {
      headers: [/** @type {[string, string]} */ (['content-type', type])],
      body: `{"n":1}\n[1,\n`,
      framing: /** @type {const} */ ('chunked'),
      pieces: 8,
      wait: 20,
    },
    // The first line has gone out by then: where it has not, a client sees no answer at all.
    expect: { status: 200, body: `{"n":1}\n`, broken: true },
    log: { action: /** @type {const} */ ('cut'), reason: 'malformed' },
  })),
  {
    name: 'JSON lines are cut',
    mode: 'cut',
    origin: {
      headers: LINES,
      body: `{"n":1}\n{"aadhaar":"${NUMBER}"}\n{"n":2}`,
      framing: 'chunked',
      pieces: 8,
      wait: 2,
    },
    expect: { status: 200, body: '{"n":1}\n', broken: true },
  },
  {
    name: 'parts that replace each other have no end',
    mode: 'redact',
    origin: { headers: [['content-type', 'multipart/x-mixed-replace; boundary=b']], body: plain },
    expect: REFUSED,
    log: { reason: 'endless' },
  },
];

/** @type {Row[]} */
const limits = [
  {
    name: 'a body over the limit',
    mode: 'block',
    route: 'small',
    origin: { headers: [CSV], body: long },
    expect: REFUSED,
    log: { verdict: 'uninspectable', reason: 'limit' },
  },
  {
    name: 'a leak behind the limit',
    mode: 'block',
    route: 'small',
    origin: { headers: [CSV], body: long + LEAK },
    expect: REFUSED,
  },
  {
    name: 'a body over the limit where a route lets it through',
    mode: 'block',
    route: 'smallopen',
    origin: { headers: [CSV], body: long },
    expect: { status: 200, body: long },
    log: { reason: 'limit', action: 'pass' },
  },
  {
    name: 'a leak before the limit there',
    mode: 'block',
    route: 'smallopen',
    origin: { headers: [CSV], body: LEAK + long },
    expect: REFUSED,
    log: { verdict: 'block' },
  },
  {
    name: 'a leak at the end of a long body',
    mode: 'block',
    origin: { headers: [CSV], body: long + LEAK },
    expect: REFUSED,
  },
  {
    name: 'a long leak, masked',
    mode: 'redact',
    origin: { headers: [CSV], body: LEAK + LEAK.slice(LEAK.indexOf('\n') + 1).repeat(60) },
    expect: { status: 200, masked: true },
  },
  {
    name: 'the same, cut',
    mode: 'cut',
    origin: { headers: [CSV], body: long + LEAK, framing: 'chunked', pieces: 4096, wait: 1 },
    expect: { status: 200, broken: true },
    log: { action: 'cut' },
  },
  {
    name: 'the same, cut, with a length',
    mode: 'cut',
    origin: { headers: [CSV], body: long + LEAK, pieces: 4096, wait: 1 },
    expect: { status: 200, broken: true },
    log: { action: 'cut' },
  },
  {
    name: 'slow drops',
    mode: 'block',
    origin: { headers: [CSV], body: LEAK, framing: 'chunked', pieces: 40, wait: 20 },
    expect: REFUSED,
  },
  {
    name: 'slow drops, masked',
    mode: 'redact',
    origin: { headers: [CSV], body: LEAK, framing: 'chunked', pieces: 40, wait: 20 },
    expect: { status: 200, masked: true },
  },
];

/** @type {Row[]} */
const broken = [
  ...MODES.filter((mode) => mode !== 'observe').map(
    (mode) =>
      /** @type {Row} */ ({
        name: `an origin that breaks off at once is 502, in ${mode}`,
        mode,
        origin: { headers: [CSV], body: CLEAN, framing: 'more', broken: true },
        expect: { status: 502, headers: { 'cache-control': 'no-store' } },
      }),
  ),
  {
    name: 'an origin that breaks off, observed',
    mode: 'observe',
    origin: { headers: [CSV], body: CLEAN, framing: 'more', broken: true },
    expect: { status: 200, broken: true },
    log: { reason: 'broken' },
  },
  {
    name: 'an origin that breaks off in the middle, masked',
    mode: 'redact',
    origin: { headers: [CSV], body: long, framing: 'chunked', pieces: 4096, broken: true },
    expect: { status: 200, broken: true },
  },
  {
    name: 'early hints do not reach the client',
    mode: 'block',
    origin: { early: `HTTP/1.1 103 Early Hints\r\nlink: </aadhaar/${NUMBER}>\r\n\r\n`, headers: [CSV], body: CLEAN },
    expect: { status: 200, body: CLEAN, headers: { link: null } },
  },
  {
    name: 'trailers do not reach the client',
    mode: 'block',
    origin: {
      headers: [CSV, ['trailer', 'x-user']],
      body: CLEAN,
      framing: 'chunked',
      trailer: `x-user: aadhaar ${NUMBER}\r\n`,
    },
    expect: { status: 200, body: CLEAN, headers: { 'x-user': null } },
  },
];

/** @type {Row[]} */
const promises = [
  ['content-md5', 'Q2hlY2sgSW50ZWdyaXR5IQ=='],
  ['digest', 'sha-256=abcdefgh'],
  ['content-digest', 'sha-256=:abcdefgh=:'],
  ['repr-digest', 'sha-256=:abcdefgh=:'],
  ['accept-ranges', 'bytes'],
].flatMap(([name, value]) => [
  /** @type {Row} */ ({
    name: `${name} is dropped from what may be masked`,
    mode: 'redact',
    origin: { headers: [CSV, [name, value]], body: CLEAN },
    expect: { status: 200, body: CLEAN, headers: { [name]: null } },
  }),
  /** @type {Row} */ ({
    name: `${name} stays on what passes`,
    mode: 'block',
    origin: { headers: [CSV, [name, value]], body: CLEAN },
    expect: { status: 200, body: CLEAN, headers: { [name]: value } },
  }),
]);

export default [...events, ...limits, ...broken, ...promises];
