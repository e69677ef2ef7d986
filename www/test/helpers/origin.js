/**
 * An origin for the worker's tests: codings, slices, empty answers, broken ones. Loopback only.
 */

import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

import { documents } from '../../demo/documents.mjs';
import { CLEAN, LEAK } from './leak.js';
import { listening } from './loopback.js';

/** @type {Record<string, (text: string) => Buffer>} by the header's exact writing */
const CODERS = {
  gzip: gzipSync,
  GZIP: gzipSync,
  'x-gzip': gzipSync,
  br: brotliCompressSync,
  deflate: deflateSync,
  'gzip, gzip': (text) => gzipSync(gzipSync(text)),
  // Any bytes will do: nothing here can decode them.
  zstd: (text) => Buffer.concat([Buffer.from('28b52ffd', 'hex'), gzipSync(text)]),
  compress: (text) => Buffer.from(text),
};

/**
 * Answers of `/slow` that have sent their first half; `/go-on` ends them.
 *
 * @type {import('node:http').ServerResponse[]}
 */
const waiting = [];

/** @typedef {import('./loopback.js').Listening & {seen: import('node:http').IncomingMessage[]}} Origin the requests, oldest first */

/** @returns {Promise<Origin>} */
export async function startTestOrigin() {
  /** @type {Origin['seen']} */
  const seen = [];
  const server = createServer((incoming, response) => {
    seen.push(incoming);
    answer(new URL(incoming.url ?? '/', 'http://origin'), incoming, response);
  });
  server.on('upgrade', (incoming, socket) => {
    // RFC 6455 §4.2.2: what proves that the handshake was understood.
    const proof = `${incoming.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash('sha1').update(proof).digest('base64');
    socket.on('error', () => socket.destroy());
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
  });
  return { ...(await listening(server)), seen };
}

/**
 * @param {URL} url
 * @param {import('node:http').IncomingMessage} incoming
 * @param {import('node:http').ServerResponse} response
 */
function answer({ pathname, searchParams }, incoming, response) {
  const text = searchParams.has('leak') ? LEAK : CLEAN;
  const headers = { 'content-type': 'text/csv; charset=utf-8', etag: '"1"', 'set-cookie': ['a=1', 'b=2'] };
  const found = documents().find(({ path }) => path === pathname);
  if (found) {
    const body = Buffer.from(found.body);
    response.writeHead(200, { ...headers, 'content-type': found.type, 'content-length': body.length });
    response.end(incoming.method === 'HEAD' ? undefined : body);
  } else if (pathname === '/coded') {
    const coding = searchParams.get('as') ?? '';
    const body = CODERS[coding](text);
    response.writeHead(200, { ...headers, 'content-encoding': coding, 'content-length': body.length }).end(body);
  } else if (pathname === '/slice') {
    // An origin that sends a slice nobody asked for.
    response.writeHead(206, { ...headers, 'content-range': `bytes 0-9/${text.length}` }).end(text.slice(0, 10));
  } else if (pathname === '/unchanged') {
    response.writeHead(304, { etag: '"1"' }).end();
  } else if (pathname === '/elsewhere') {
    response.writeHead(302, { location: '/contact.html' }).end();
  } else if (pathname === '/echo') {
    response.writeHead(200, headers);
    incoming.pipe(response);
  } else if (pathname === '/slow') {
    response.writeHead(200, headers);
    response.write(CLEAN);
    waiting.push(response);
  } else if (pathname === '/go-on') {
    for (const half of waiting.splice(0)) half.end(CLEAN);
    response.writeHead(204).end();
  } else if (pathname === '/broken') {
    response.writeHead(200, { ...headers, 'content-length': 100000 });
    response.write(CLEAN, () => incoming.socket.destroy());
  } else {
    response.writeHead(404, headers).end(text);
  }
}

/**
 * Asks as curl does: no decoding, no redirects, the bytes as they are.
 *
 * @param {URL | string} url
 * @param {{method?: string, headers?: Record<string, string>, body?: string}} [options]
 * @returns {Promise<{status: number, headers: import('node:http').IncomingHttpHeaders, body: Buffer}>}
 */
export async function ask(url, { method = 'GET', headers = {}, body } = {}) {
  const outgoing = request(url, { method, headers, agent: false });
  outgoing.end(body);
  const [incoming] = await once(outgoing, 'response');
  /** @type {Buffer[]} */
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return { status: incoming.statusCode, headers: incoming.headers, body: Buffer.concat(chunks) };
}
