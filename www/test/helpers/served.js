/**
 * Bodies with known answers, served through the deployed worker in raw workerd under every coding and in every pieces;
 * and what must be true of what the client gets.
 *
 * Why compared with `filter.scan` and `filter.redact` in Node: whether a body leaks is the engine's to say and measured
 * elsewhere (`make eval`); here it must be the same answer however the bytes come, and must be acted on to the byte.
 */

import assert from 'node:assert/strict';
import { brotliCompressSync, brotliDecompressSync, deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';

import { exchange } from '../conformance/client.js';
import { startRowOrigin } from '../conformance/origin.js';
import { createFilter, DwarpalError } from '../../node.js';
import { startWorkerd } from './workerd.js';

/**
 * @typedef {object} Body
 * @property {string} name
 * @property {string} type
 * @property {Uint8Array} bytes decoded
 * @property {string[]} values identifiers that must not reach a client
 * @property {boolean} leaks by its known answer
 * @property {boolean} [clean] nobody's data are in it: it must not be changed by a bit
 *
 * @typedef {{requests: number, refused: number, masked: number, untouched: number, missed: Set<string>, shown: Set<string>}} Count
 */

/** @type {Record<string, (bytes: Uint8Array) => Uint8Array>} */
const CODINGS = {
  identity: (bytes) => bytes,
  gzip: gzipSync,
  br: (bytes) => brotliCompressSync(bytes, { params: { 1: 4 } }),
  deflate: deflateSync,
  zstd: stored,
};
/** @type {Record<string, (bytes: Buffer) => Buffer>} */
const UNDO = { gzip: gunzipSync, br: brotliDecompressSync, deflate: inflateSync };
const PIECES = /** @type {const} */ ([Infinity, 'random', 1]);
const MODES = /** @type {const} */ (['block', 'redact']);
/** Bodies longer than this are not sent byte by byte: a megabyte is a million writes. */
const BYTEWISE = 6_000;

/**
 * @param {Body[]} bodies
 * @param {{codings?: string[], ways?: readonly (number | 'random')[]}} [how]
 * @returns {Promise<Count>}
 */
export async function serveAll(bodies, { codings = Object.keys(CODINGS), ways = PIECES } = {}) {
  /** @type {Map<string, import('../conformance/row.js').Row>} */
  const rows = new Map();
  const origin = await startRowOrigin(rows);
  const services = MODES.map((mode) => ({
    name: mode,
    script: 'adapters/cloudflare/worker.js',
    variables: { MODE: mode },
  }));
  const edge = await startWorkerd(services, origin.address);
  const filter = await createFilter();
  /** @type {Count} */
  const count = { requests: 0, refused: 0, masked: 0, untouched: 0, missed: new Set(), shown: new Set() };
  try {
    for (const body of bodies) {
      const { verdict } = await filter.scan(body.bytes, { contentType: body.type });
      const masked = await redacted(filter, body);
      for (const coding of codings) {
        const bytes = CODINGS[coding](body.bytes);
        for (const pieces of ways) {
          if (pieces === 1 && bytes.length > BYTEWISE) continue;
          const id = `r${count.requests}`;
          const headers = /** @type {[string, string][]} */ ([['content-type', body.type]]);
          if (coding !== 'identity') headers.push(['content-encoding', coding]);
          rows.set(id, /** @type {any} */ ({ origin: { headers, body: bytes, framing: 'chunked', pieces } }));
          for (const mode of MODES) {
            const got = await exchange(edge.ports[mode], `/${id}`, {
              headers: { 'accept-encoding': 'gzip, br, deflate, zstd' },
            });
            const name = `${body.name} in ${coding}, pieces of ${pieces}, ${mode}`;
            count.requests += 1;
            // What workerd has not decoded itself can't be masked and is judged whole.
            const plain = coding === 'identity' || coding === 'gzip' || coding === 'br';
            check(name, body, mode === 'redact' && plain ? masked : undefined, verdict, got, count);
          }
          rows.delete(id);
        }
      }
    }
    const log = edge.lines.join('\n');
    for (const { name, values } of bodies) {
      for (const value of values) assert.ok(!log.includes(value), `a value of ${name} is in the log`);
    }
  } finally {
    filter.dispose();
    await edge.close();
    await origin.close();
  }
  return count;
}

/**
 * @param {string} name
 * @param {Body} body
 * @param {Uint8Array | undefined} masked what goes out if it can be masked
 * @param {string} verdict
 * @param {import('../conformance/client.js').Got} got
 * @param {Count} count
 */
function check(name, body, masked, verdict, got, count) {
  assert.equal(got.broken, false, name);
  if (!masked && verdict !== 'pass') {
    assert.equal(got.status, 451, name);
    for (const value of body.values) assert.ok(!got.body.includes(value), `${name}: a value reached the client`);
    count.refused += 1;
    return;
  }
  assert.equal(got.status, 200, name);
  const coding = got.headers.get('content-encoding');
  const served = coding === 'zstd' ? unstored(got.body) : coding ? UNDO[coding](got.body) : got.body;
  const expected = masked ?? body.bytes;
  assert.ok(Buffer.from(expected).equals(served), `${name}: ${served.length} bytes`);
  if (Buffer.from(body.bytes).equals(served)) count.untouched += 1;
  else count.masked += 1;
  if (!body.leaks && (body.clean || !masked)) {
    assert.ok(Buffer.from(body.bytes).equals(served), `${name} was changed`);
  }
  if (body.leaks && !masked) count.missed.add(body.name);
  if (masked && /json/.test(body.type)) assertJson(name, body.bytes, served);
  if (masked && body.leaks && body.values.some((value) => served.includes(value))) count.shown.add(body.name);
}

/** @param {string} name @param {Uint8Array} before @param {Uint8Array} after */
function assertJson(name, before, after) {
  const parses = (/** @type {Uint8Array} */ bytes) => {
    try {
      JSON.parse(Buffer.from(bytes).toString());
      return true;
    } catch {
      return false;
    }
  };
  if (parses(before)) assert.ok(parses(after), `${name} does not parse any more`);
}

/** @param {import('../../core/filter.js').Filter} filter @param {Body} body */
async function redacted(filter, { bytes, type }) {
  try {
    const { output } = await filter.redact(bytes, { contentType: type, spares: true });
    assert.equal(output.length, bytes.length);
    return output;
  } catch (error) {
    if (error instanceof DwarpalError && error.code === 'not_plain') return undefined;
    throw error;
  }
}

/** A frame of Zstandard (RFC 8878) whose blocks are stored as they are. @param {Uint8Array} bytes */
function stored(bytes) {
  const head = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x38]);
  const blocks = [];
  for (let at = 0; at === 0 || at < bytes.length; at += 65_536) {
    const block = bytes.subarray(at, at + 65_536);
    const last = at + 65_536 >= bytes.length ? 1 : 0;
    const size = Buffer.alloc(3);
    size.writeUIntLE((block.length << 3) | last, 0, 3);
    blocks.push(size, block);
  }
  return Buffer.concat([head, ...blocks]);
}

/** What `stored` has stored. @param {Buffer} frame */
function unstored(frame) {
  const blocks = [];
  for (let at = 6; at < frame.length;) {
    const size = frame.readUIntLE(at, 3) >> 3;
    blocks.push(frame.subarray(at + 3, at + 3 + size));
    at += 3 + size;
  }
  return Buffer.concat(blocks);
}
