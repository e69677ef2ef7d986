/**
 * Header fields that hold a value, in each mode: refused, masked, refused, passed. And the same fields without one.
 */

import { CLEAN, CSV, MODES, NUMBER, REFUSED, TEXT } from '../row.js';

const X = 'x'.repeat(NUMBER.length);

/** Field, and a value with `#` where the number stands. @type {[string, string][]} */
const FIELDS = [
  ['location', '/me?aadhaar=#'],
  ['content-location', '/aadhaar/#'],
  ['content-disposition', 'attachment; filename="aadhaar #.pdf"'],
  ['content-disposition', "attachment; filename*=UTF-8''aadhaar%20#.pdf"],
  ['set-cookie', 'aadhaar=#; Path=/; HttpOnly'],
  ['link', '</aadhaar/#>; rel="next"'],
  ['refresh', '0; url=/me?aadhaar=#'],
  ['etag', '"aadhaar-#"'],
  ['last-modified', 'Wed, 25 Nov 2026 02:53:53 GMT; aadhaar #'],
  ['expires', 'aadhaar #'],
  ['cache-control', 'public, max-age=60, aadhaar="#"'],
  ['vary', 'x-aadhaar-#'],
  ['server', 'aadhaar/#'],
  ['server-timing', 'db;desc="aadhaar #"'],
  ['via', '1.1 aadhaar-#'],
  ['warning', '199 - "aadhaar #"'],
  ['www-authenticate', 'Basic realm="aadhaar #"'],
  ['x-user', 'aadhaar: #'],
  ['x-amz-meta-owner', 'aadhaar #'],
  ['x-goog-meta-owner', 'aadhaar #'],
  ['x-ms-meta-owner', 'aadhaar #'],
  ['x-request-id', 'aadhaar-#'],
  ['x-debug', '{"aadhaar":"#"}'],
  ['x-powered-by', 'aadhaar #'],
  ['content-language', 'aadhaar-#'],
  ['content-security-policy', "default-src 'self'; report-uri /aadhaar/#"],
  ['report-to', '{"url":"/aadhaar/#"}'],
  ['alt-svc', 'h3=":443"; aadhaar="#"'],
  ['sourcemap', '/aadhaar/#.map'],
  ['access-control-expose-headers', 'aadhaar-#'],
  ['authentication-info', 'nextnonce="aadhaar #"'],
  ['reply-to', 'aadhaar #'],
];

/** @param {string} name @param {string} template @param {import('../row.js').Mode} mode @returns {import('../row.js').Row} */
function row(name, template, mode) {
  const status = name === 'location' ? 302 : 200;
  const held = template.replace('#', NUMBER);
  const origin = { status, headers: [CSV, /** @type {[string, string]} */ ([name, held])], body: CLEAN };
  const shown = { observe: held, redact: template.replace('#', X), block: null, cut: null }[mode];
  const refused = shown === null;
  return {
    name: `${name}: ${template} in ${mode}`,
    mode,
    origin,
    expect: refused
      ? { ...REFUSED, headers: { ...REFUSED.headers, [name]: own(name) } }
      : { status, body: CLEAN, headers: { [name]: weak(name, shown, mode) } },
    log: { reason: 'headers', verdict: 'block', action: refused ? 'block' : mode === 'redact' ? 'redact' : 'pass' },
  };
}

/** What a block response itself has in a field. @param {string} name */
function own(name) {
  if (name === 'cache-control') return 'no-store';
  if (name === 'vary') return 'accept';
  if (name === 'content-security-policy') {
    return "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
  }
  return null;
}

/** A masked body's tag promises no bytes. @param {string} name @param {string} value @param {string} mode */
function weak(name, value, mode) {
  return name === 'etag' && mode === 'redact' ? `W/${value}` : value;
}

/** @type {import('../row.js').Row[]} */
const clean = FIELDS.map(([name, template], index) => {
  const value = template.replaceAll('aadhaar', 'name').replace('#', 'v1');
  const mode = MODES[index % MODES.length];
  return {
    name: `${name}: ${value} in ${mode} passes`,
    mode,
    origin: { headers: [TEXT, [name, value]], body: CLEAN },
    expect: { status: 200, body: CLEAN, headers: { [name]: weak(name, value, mode) } },
    log: null,
  };
});

export default [...FIELDS.flatMap(([name, template]) => MODES.map((mode) => row(name, template, mode))), ...clean];
