/**
 * HTTP/2 on loopback, without TLS: a server of the compatibility API, and a client that sees how a stream ends.
 */

import { connect, constants, createServer } from 'node:http2';

import { listening } from './loopback.js';

/**
 * @param {(request: import('node:http2').Http2ServerRequest, response: import('node:http2').Http2ServerResponse) => unknown} listener
 */
export async function serveHttp2(listener) {
  return listening(createServer(listener));
}

/**
 * @typedef {object} Got
 * @property {number} status
 * @property {import('node:http').IncomingHttpHeaders} headers without the pseudo-header
 * @property {Buffer} body
 * @property {boolean} broken whether the stream was reset before its end
 */

/**
 * @param {URL | string} url
 * @param {{method?: string, headers?: Record<string, string>, body?: string}} [options]
 * @returns {Promise<Got>}
 */
export async function exchangeHttp2(url, { method = 'GET', headers = {}, body } = {}) {
  const { origin, pathname, search } = new URL(url);
  const session = connect(origin);
  session.on('error', () => {});
  try {
    const stream = session.request({ ':method': method, ':path': pathname + search, ...headers });
    stream.on('error', () => {});
    stream.end(body);
    /** @type {Buffer[]} */
    const chunks = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    /** @type {import('node:http').IncomingHttpHeaders & {':status'?: number}} */
    let answered = {};
    stream.on('response', (fields) => (answered = { ...fields }));
    let ended = false;
    stream.on('end', () => (ended = true));
    await new Promise((resolve) => stream.once('close', resolve));
    const { ':status': status = 0, ...fields } = answered;
    const broken = !ended || stream.rstCode !== constants.NGHTTP2_NO_ERROR;
    return { status, headers: fields, body: Buffer.concat(chunks), broken };
  } finally {
    session.destroy();
  }
}

/**
 * As `ask` does over HTTP/1.1: what was broken off is an error.
 *
 * @type {typeof exchangeHttp2}
 */
export async function askHttp2(url, options) {
  const got = await exchangeHttp2(url, options);
  if (got.broken) throw new Error('the stream was reset');
  return got;
}
