/**
 * What the client asks for, and what reaches the origin of it; routes with rules of their own.
 */

import { CLEAN, CSV, LEAK, NUMBER, REFUSED, TEXT } from '../row.js';

/** @typedef {import('../row.js').Row} Row */

/** @type {Row[]} */
const asked = [
  {
    name: 'codings are not asked for',
    mode: 'block',
    ask: { headers: { 'accept-encoding': 'zstd, br, gzip' } },
    origin: { headers: [CSV], body: CLEAN },
    reaches: { 'accept-encoding': 'identity' },
    expect: { status: 200, body: CLEAN },
  },
  {
    name: 'charsets are not asked for',
    mode: 'block',
    ask: { headers: { 'accept-charset': 'utf-7, ibm037' } },
    origin: { headers: [CSV], body: CLEAN },
    reaches: { 'accept-charset': null },
    expect: { status: 200, body: CLEAN },
  },
  {
    name: 'what else is asked goes on',
    mode: 'block',
    ask: { headers: { 'accept-language': 'hi', cookie: 'a=1', 'x-own': '1' } },
    origin: { headers: [CSV], body: CLEAN },
    reaches: { 'accept-language': 'hi', cookie: 'a=1', 'x-own': '1' },
    expect: { status: 200, body: CLEAN },
  },
  {
    name: 'a program gets a problem document',
    mode: 'block',
    ask: { headers: { accept: 'application/json' } },
    origin: { headers: [CSV], body: LEAK },
    expect: { status: 451, headers: { 'content-type': 'application/problem+json' } },
  },
  {
    name: 'a person gets a page',
    mode: 'block',
    ask: { headers: { accept: 'text/html,*/*;q=0.8' } },
    origin: { headers: [CSV], body: LEAK },
    expect: { status: 451, headers: { 'content-type': 'text/html; charset=utf-8' } },
  },
  {
    name: 'a robot gets what all get',
    mode: 'block',
    ask: { headers: { 'user-agent': 'Googlebot/2.1' } },
    origin: { headers: [CSV], body: LEAK },
    expect: REFUSED,
  },
  {
    name: 'what the client sent itself does not count where a route says so',
    mode: 'block',
    route: 'search',
    query: `?q=aadhaar+${NUMBER}`,
    origin: { headers: [TEXT], body: `Nothing was found for aadhaar ${NUMBER}` },
    expect: { status: 200, body: `Nothing was found for aadhaar ${NUMBER}` },
    log: null,
  },
  {
    name: 'and counts elsewhere',
    mode: 'block',
    query: `?q=aadhaar+${NUMBER}`,
    origin: { headers: [TEXT], body: `Nothing was found for aadhaar ${NUMBER}` },
    expect: REFUSED,
  },
  {
    name: 'what it did not send counts there too',
    mode: 'block',
    route: 'search',
    query: `?q=aadhaar+${NUMBER}`,
    origin: { headers: [CSV], body: LEAK },
    expect: REFUSED,
  },
  {
    name: 'one’s own page',
    mode: 'block',
    route: 'me',
    origin: { headers: [TEXT], body: `Name: Asha Rao\nAadhaar: ${NUMBER}\n` },
    expect: { status: 200, body: `Name: Asha Rao\nAadhaar: ${NUMBER}\n` },
  },
  {
    name: 'twenty people on one’s own page',
    mode: 'block',
    route: 'me',
    origin: { headers: [CSV], body: LEAK },
    expect: REFUSED,
  },
  {
    name: 'a route’s own status',
    mode: 'block',
    route: 'gone',
    origin: { headers: [CSV], body: LEAK },
    expect: { status: 410 },
  },
];

export default [...asked];
