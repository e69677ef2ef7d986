/**
 * Conditions and methods: copies that are confirmed, heads, redirects, error pages.
 */

import { CLEAN, CSV, DATED, LEAK, MODES, NUMBER, REFUSED, TAG, WHOLE } from '../row.js';

/** @typedef {import('../row.js').Row} Row */

/** @type {Row[]} */
const conditions = [
  {
    name: 'the tag that the client has',
    mode: 'block',
    origin: { headers: DATED, body: CLEAN },
    ask: { headers: { 'if-none-match': '"v1"' } },
    reaches: { 'if-none-match': null },
    expect: { status: 304, body: '', headers: { etag: '"v1"', 'content-type': null } },
  },
  {
    name: 'one of several tags, weakly',
    mode: 'block',
    origin: { headers: DATED, body: CLEAN },
    ask: { headers: { 'if-none-match': '"v0", W/"v1"' } },
    expect: { status: 304, body: '' },
  },
  {
    name: 'any tag',
    mode: 'block',
    origin: { headers: DATED, body: CLEAN },
    ask: { headers: { 'if-none-match': '*' } },
    expect: { status: 304, body: '' },
  },
  {
    name: 'another tag',
    mode: 'block',
    origin: { headers: DATED, body: CLEAN },
    ask: { headers: { 'if-none-match': '"v0"' } },
    expect: WHOLE,
  },
  {
    name: 'a date not before the last change',
    mode: 'block',
    origin: { headers: DATED, body: CLEAN },
    ask: { headers: { 'if-modified-since': 'Wed, 25 Nov 2026 02:53:53 GMT' } },
    reaches: { 'if-modified-since': null },
    expect: { status: 304, body: '' },
  },
  {
    name: 'a date before it',
    mode: 'block',
    origin: { headers: DATED, body: CLEAN },
    ask: { headers: { 'if-modified-since': 'Tue, 24 Nov 2026 02:53:53 GMT' } },
    expect: WHOLE,
  },
  {
    name: 'a copy of a leak is not confirmed',
    mode: 'block',
    origin: { headers: DATED, body: LEAK },
    ask: { headers: { 'if-none-match': '"v1"' } },
    expect: REFUSED,
  },
  {
    name: 'what was masked is sent again',
    mode: 'redact',
    origin: { headers: DATED, body: CLEAN },
    ask: { headers: { 'if-none-match': 'W/"v1"' } },
    expect: { status: 200, body: CLEAN },
  },
];

/** @type {Row[]} */
const methods = [
  ...MODES.map(
    (mode) =>
      /** @type {Row} */ ({
        name: `HEAD in ${mode}`,
        mode,
        ask: { method: 'HEAD' },
        origin: { headers: [CSV, TAG], body: CLEAN },
        expect: {
          status: 200,
          body: '',
          headers: { etag: mode === 'redact' ? 'W/"v1"' : '"v1"', 'content-length': String(CLEAN.length) },
        },
        log: null,
      }),
  ),
  {
    name: 'HEAD with a value in a field',
    mode: 'block',
    ask: { method: 'HEAD' },
    origin: { headers: [CSV, ['x-user', `aadhaar ${NUMBER}`]], body: CLEAN },
    expect: { status: 451, body: '', headers: { 'x-user': null } },
    log: { reason: 'headers' },
  },
  {
    name: 'HEAD with a value in a field, masked',
    mode: 'redact',
    ask: { method: 'HEAD' },
    origin: { headers: [CSV, ['x-user', `aadhaar ${NUMBER}`]], body: CLEAN },
    expect: { status: 200, body: '', headers: { 'x-user': 'aadhaar xxxxxxxxxxxx' } },
  },
  {
    name: 'the answer to POST is judged',
    mode: 'block',
    ask: { method: 'POST' },
    origin: { headers: [CSV], body: LEAK },
    expect: REFUSED,
  },
  {
    name: 'the answer to POST has no ranges',
    mode: 'block',
    ask: { method: 'POST', headers: { range: 'bytes=0-4' } },
    origin: { headers: [CSV], body: CLEAN },
    reaches: { range: null },
    expect: { status: 200, body: CLEAN },
  },
  ...[204, 205, 304].map(
    (status) =>
      /** @type {Row} */ ({
        name: `${status} goes through`,
        mode: 'block',
        origin: { status, headers: [TAG], framing: 'close' },
        expect: { status, body: '', headers: { etag: '"v1"' } },
        log: null,
      }),
  ),
  {
    name: '204 with a value in a field',
    mode: 'block',
    origin: { status: 204, headers: [['x-user', `aadhaar ${NUMBER}`]], framing: 'close' },
    expect: REFUSED,
    log: { reason: 'headers' },
  },
  ...[400, 401, 403, 404, 410, 500, 502, 503].map(
    (status) =>
      /** @type {Row} */ ({
        name: `a leak on an error page (${status})`,
        mode: 'block',
        origin: { status, headers: [CSV], body: LEAK },
        expect: REFUSED,
        log: { verdict: 'block' },
      }),
  ),
  ...[201, 203, 404, 500].map(
    (status) =>
      /** @type {Row} */ ({
        name: `${status} passes as it is`,
        mode: 'block',
        origin: { status, headers: [CSV], body: CLEAN },
        expect: { status, body: CLEAN },
        log: null,
      }),
  ),
  {
    name: 'a redirect is the client’s to follow',
    mode: 'block',
    origin: { status: 302, headers: [['location', '/elsewhere']] },
    expect: { status: 302, body: '', headers: { location: '/elsewhere' } },
    log: null,
  },
  {
    name: 'a leak in a redirect’s body',
    mode: 'block',
    origin: { status: 302, headers: [['location', '/elsewhere'], CSV], body: LEAK },
    expect: REFUSED,
  },
];

export default [...conditions, ...methods];
