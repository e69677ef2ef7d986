/**
 * A client that sees what comes over the socket: every byte, every field, and whether the end was one.
 */

import { once } from 'node:events';
import { connect } from 'node:net';

import { exchangeHttp2 } from '../helpers/http2.js';

/**
 * @typedef {object} Got
 * @property {number} status
 * @property {Map<string, string>} headers of several fields with one name the last
 * @property {Buffer} body without its framing
 * @property {boolean} broken whether the body ended before it said
 */

/**
 * @param {number} port
 * @param {string} path
 * @param {{method?: string, headers?: Record<string, string>}} ask
 * @returns {Promise<Got>}
 */
export async function exchange(port, path, { method = 'GET', headers = {} }) {
  const socket = connect(port, '127.0.0.1');
  let bytes = Buffer.alloc(0);
  let reset = false;
  const ended = once(socket, 'close');
  socket.on('error', () => (reset = true));
  socket.on('data', (data) => {
    bytes = Buffer.concat([bytes, data]);
    // workerd keeps the connection open for another request.
    if (parsed(bytes, method)?.whole) socket.destroy();
  });
  const fields = { host: '127.0.0.1', ...headers };
  const length = method === 'POST' ? 'content-length: 0\r\n' : '';
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`${method} ${path} HTTP/1.1\r\n${lines.join('')}${length}\r\n`);
  await ended;
  const got = parsed(bytes, method);
  if (!got) throw new Error('there was no response');
  return { ...got, broken: reset || !got.whole };
}

/**
 * The same over HTTP/2.
 *
 * @param {string} url
 * @param {{method?: string, headers?: Record<string, string>}} ask
 * @returns {Promise<Got>}
 */
export async function exchangeOverHttp2(url, ask) {
  // Spaces around a value are no field in HTTP/2 (RFC 9113 §8.2.1).
  const fields = Object.entries(ask.headers ?? {}).map(([field, value]) => [field, value.trim()]);
  const got = await exchangeHttp2(url, { ...ask, headers: Object.fromEntries(fields) });
  const headers = Object.entries(got.headers).map(([field, value]) => [field, [value].flat().at(-1)]);
  return { ...got, headers: new Map(/** @type {[string, string][]} */ (headers)) };
}

/** @param {Buffer} bytes @param {string} method */
function parsed(bytes, method) {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [first, ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const headers = new Map(lines.map((line) => /** @type {[string, string]} */ (splitField(line))));
  const status = Number(first.split(' ')[1]);
  const rest = bytes.subarray(end + 4);
  return { status, headers, ...unframed(rest, headers, method === 'HEAD' || status === 204 || status === 304) };
}

/** @param {string} line */
function splitField(line) {
  const at = line.indexOf(':');
  return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
}

/** @param {Buffer} rest @param {Map<string, string>} headers @param {boolean} none whether there is no body */
function unframed(rest, headers, none) {
  if (none) return { body: rest, whole: true };
  if (headers.get('transfer-encoding') === 'chunked') return unchunked(rest);
  const length = headers.get('content-length');
  return { body: rest, whole: length !== undefined && Number(length) === rest.length };
}

/** @param {Buffer} rest */
function unchunked(rest) {
  /** @type {Buffer[]} */
  const body = [];
  let at = 0;
  for (;;) {
    const line = rest.indexOf('\r\n', at);
    const size = line < 0 ? NaN : parseInt(rest.subarray(at, line).toString('latin1'), 16);
    if (size === 0) return { body: Buffer.concat(body), whole: true };
    if (Number.isNaN(size)) return { body: Buffer.concat(body), whole: false };
    body.push(rest.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
}
