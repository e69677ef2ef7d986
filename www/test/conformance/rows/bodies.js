/**
 * Bodies under codings, types, charsets and framings: what leaks is stopped in each mode, what does not is untouched.
 */

import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';

import { CLEAN, CSV, LEAK, MODES, NUMBER, REFUSED, TAG, TEXT } from '../row.js';

/** @typedef {import('../row.js').Row} Row */

const log = { verdict: /** @type {const} */ ('block') };
const both = `${CLEAN}${LEAK}`;

/** What the client gets of a leak in each mode. @param {import('../row.js').Mode} mode @param {string} body */
function leaked(mode, body) {
  if (mode === 'observe') return { status: 200, body };
  if (mode === 'redact') return { status: 200, masked: true };
  return REFUSED;
}

/** @type {Row[]} framings and pieces, in each mode */
const framed = MODES.flatMap((mode) =>
  /** @type {const} */ ([
    ['with a length', { framing: 'length' }],
    ['in chunks', { framing: 'chunked', pieces: 64 }],
    ['until the connection ends', { framing: 'close' }],
    ['byte by byte', { framing: 'chunked', pieces: 1 }],
    ['in writes of seven bytes', { framing: 'length', pieces: 7 }],
  ]).flatMap(([name, how]) => [
    {
      name: `a leak ${name} in ${mode}`,
      mode,
      origin: { headers: [CSV], body: LEAK, ...how },
      expect: leaked(mode, LEAK),
      log,
    },
    {
      name: `a clean body ${name} in ${mode}`,
      mode,
      origin: { headers: [CSV], body: CLEAN, ...how },
      expect: { status: 200, body: CLEAN },
      log: null,
    },
  ]),
);

/** @type {[string, Buffer, string][]} how it is coded, what it is declared as */
const CODINGS = [
  ['gzip', gzipSync(both), 'gzip'],
  ['GZIP', gzipSync(both), 'GZIP'],
  ['x-gzip', gzipSync(both), 'x-gzip'],
  ['br', brotliCompressSync(both), 'br'],
  ['deflate', deflateSync(both), 'deflate'],
  ['raw deflate', deflateRawSync(both), 'deflate'],
  ['gzip twice', gzipSync(gzipSync(both)), 'gzip, gzip'],
  ['gzip in br', brotliCompressSync(gzipSync(both)), 'gzip, br'],
  ['gzip that is not declared', gzipSync(both), ''],
  ['gzip declared as identity', gzipSync(both), 'identity'],
  ['nothing declared as deflate', Buffer.from(both), 'deflate'],
  ['gzip declared as deflate', gzipSync(both), 'deflate'],
  ['an unknown coding', Buffer.from(both), 'moon'],
  ['compress', Buffer.from(both), 'compress'],
];

/** @type {Row[]} */
const coded = CODINGS.flatMap(([name, body, coding]) =>
  /** @type {const} */ (['block', 'redact', 'cut']).map((mode) => {
    /** @type {[string, string][]} */
    const headers = coding ? [CSV, ['content-encoding', coding]] : [CSV];
    // Of what workerd has decoded the masked text can go out; the rest is judged whole.
    const masked = mode === 'redact' && (coding === 'gzip' || coding === 'br');
    return {
      name: `a leak under ${name} in ${mode}`,
      mode,
      origin: { headers, body },
      expect: masked ? { status: 200 } : REFUSED,
      log: masked ? { action: 'redact' } : { action: 'block' },
    };
  }),
);

const WIDE = `\ufeff${both}`;

/** @type {[string, string | null, string | Buffer][]} */
const TYPES = [
  ['an upper-case type', 'TEXT/CSV', LEAK],
  ['a space before the semicolon', 'text/csv ; charset=utf-8', LEAK],
  ['two types in one line', 'image/png, text/csv', LEAK],
  ['the other two', 'text/csv, image/png', LEAK],
  ['no type', null, LEAK],
  ['octets', 'application/octet-stream', LEAK],
  ['an image that is none', 'image/png', LEAK],
  ['a font that is none', 'font/woff2', LEAK],
  ['a video that is none', 'video/mp4', LEAK],
  ['no such type', 'x/y', LEAK],
  ['no type at all', 'nonsense', LEAK],
  ['+json', 'application/vnd.a+json', JSON.stringify({ aadhaar: NUMBER })],
  ['numbers of JSON', 'application/json', `{"aadhaar":${NUMBER}}`],
  ['escapes of JSON', 'application/json', `{"aadhaar":"\\u0033${NUMBER.slice(1)}"}`],
  ['deep JSON', 'application/json', `${'['.repeat(5000)}{"aadhaar":"${NUMBER}"}${']'.repeat(5000)}`],
  ['entities', 'text/html', `<p>Aadhaar: &#51;&#x39;${NUMBER.slice(2)}</p>`],
  [
    'tags in a value',
    'text/html',
    `<p>Aadhaar: ${NUMBER.slice(0, 4)}<b>${NUMBER.slice(4, 8)}</b>${NUMBER.slice(8)}</p>`,
  ],
  ['a comment in a value', 'text/html', `<p>Aadhaar: ${NUMBER.slice(0, 5)}<!-- x -->${NUMBER.slice(5)}</p>`],
  ['characters without width', TEXT[1], `Aadhaar: ${NUMBER.split('').join('\u200b')}`],
  ['full-width digits', TEXT[1], `Aadhaar: ${NUMBER.replace(/\d/g, (d) => String.fromCharCode(0xff10 + Number(d)))}`],
  ['Devanagari digits', TEXT[1], `Aadhaar: ${NUMBER.replace(/\d/g, (d) => String.fromCharCode(0x966 + Number(d)))}`],
  ['escapes of a form', 'application/x-www-form-urlencoded', `aadhaar=${NUMBER.replace(/\d/g, (d) => `%3${d}`)}`],
  ['UTF-16 with a mark', 'text/csv', Buffer.from(WIDE, 'utf16le')],
  ['UTF-16 by its charset', 'text/csv; charset=utf-16le', Buffer.from(both, 'utf16le')],
  ['a wrong charset', 'text/csv; charset=utf-16', LEAK],
  ['parts with their own charsets', 'multipart/mixed; boundary=b', parts()],
  [
    'a mail',
    'message/rfc822',
    `From: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: text/csv\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(LEAK).toString('base64')}\r\n`,
  ],
  ['an archive', 'application/x-tar', tar('list.csv', LEAK)],
  ['an archive in gzip', 'application/gzip', gzipSync(tar('list.csv', LEAK))],
];

/** @type {Row[]} */
const typed = TYPES.map(([name, type, body]) => ({
  name: `a leak as ${name} is refused`,
  mode: 'block',
  origin: { headers: type === null ? [TAG] : [TAG, ['content-type', type]], body },
  expect: REFUSED,
  log: { verdict: 'block', action: 'block' },
}));

/** @type {[string, string, string | Buffer, string][]} */
const UNREAD = [
  ['UTF-7', 'text/csv; charset=utf-7', CLEAN, 'charset'],
  ['EBCDIC', 'text/csv; charset=ibm037', CLEAN, 'charset'],
  ['a broken PDF', 'application/pdf', '%PDF-1.7\nnothing', 'malformed'],
  ['a gzip that ends too soon', 'application/gzip', gzipSync(CLEAN).subarray(0, 40), 'truncated'],
  ['an archive under a password', 'application/zip', encrypted(), 'encrypted'],
];

/** @type {Row[]} */
const unread = UNREAD.flatMap(([name, type, body, reason]) => [
  {
    name: `${name} cannot be judged and is refused`,
    mode: 'block',
    origin: { headers: [['content-type', type]], body },
    expect: REFUSED,
    log: { verdict: 'uninspectable', reason, action: 'block' },
  },
  {
    name: `${name} passes where a route says so`,
    mode: 'block',
    route: 'open',
    origin: { headers: [['content-type', type]], body },
    expect: { status: 200, body },
    log: { verdict: 'uninspectable', reason, action: 'pass' },
  },
]);

const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.alloc(5000, 7)]);

/** @type {Row[]} */
const passed = [
  ...MODES.map((mode) => ({
    name: `an image in ${mode}`,
    mode,
    origin: { headers: [/** @type {[string, string]} */ (['content-type', 'image/png']), TAG], body: PNG },
    expect: { status: 200, body: PNG, headers: { etag: '"v1"', 'content-length': String(PNG.length) } },
    log: null,
  })),
  ...MODES.map((mode) => ({
    name: `an empty body in ${mode}`,
    mode,
    origin: { headers: [CSV], body: '' },
    expect: { status: 200, body: '' },
    log: null,
  })),
  ...MODES.map((mode) => ({
    name: `NUL bytes stay in ${mode}`,
    mode,
    origin: { headers: [TEXT], body: `${'c '.repeat(3000)}\0b\0` },
    expect: { status: 200, body: `${'c '.repeat(3000)}\0b\0` },
  })),
];

function parts() {
  const wide = Buffer.from(LEAK, 'utf16le');
  return Buffer.concat([
    Buffer.from('--b\r\nContent-Type: text/csv; charset=utf-16le\r\n\r\n'),
    wide,
    Buffer.from(`\r\n--b\r\nContent-Type: text/csv; charset=utf-8\r\n\r\n${CLEAN}\r\n--b--\r\n`),
  ]);
}

/** @param {string} name @param {string} text */
function tar(name, text) {
  const head = Buffer.alloc(512);
  head.write(name, 0);
  head.write('0000644\0', 100);
  head.write(`${text.length.toString(8).padStart(11, '0')}\0`, 124);
  head.write('ustar\x0000', 257);
  head.write('        ', 148);
  head.write('0', 156);
  head.write(
    `${head
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
  );
  return Buffer.concat([head, Buffer.from(text), Buffer.alloc(512 - (text.length % 512)), Buffer.alloc(1024)]);
}

/** A zip of one file whose bytes are said to be encrypted. */
function encrypted() {
  const data = Buffer.alloc(40, 0x5a);
  const local = Buffer.alloc(30 + 5);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(1, 6);
  local.writeUInt32LE(data.length, 18);
  local.writeUInt32LE(28, 22);
  local.writeUInt16LE(5, 26);
  local.write('a.csv', 30);
  const central = Buffer.alloc(46 + 5);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(20, 6);
  central.writeUInt16LE(1, 8);
  central.writeUInt32LE(data.length, 20);
  central.writeUInt32LE(28, 24);
  central.writeUInt16LE(5, 28);
  central.write('a.csv', 46);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length + data.length, 16);
  return Buffer.concat([local, data, central, end]);
}

export default [...framed, ...coded, ...typed, ...unread, ...passed];
