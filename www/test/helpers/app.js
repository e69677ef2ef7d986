/**
 * One small site in the two ways that hosts know: as a handler from Request to Response, and as a Node listener. The
 * adapters' tests serve it through each.
 */

import { brotliCompressSync, gzipSync } from 'node:zlib';

import { CLEAN, LEAK } from './leak.js';

/** What a site sets on its pages, and none of which a block may carry. */
export const OWN = { 'content-type': 'text/csv; charset=utf-8', etag: '"1"', 'x-own': 'yes' };

/**
 * @typedef {object} Answer
 * @property {number} [status]
 * @property {Record<string, string>} [headers]
 * @property {Array<string | Uint8Array> | null} chunks
 * @property {boolean} [breaks] after the last chunk
 */

const half = Math.floor(LEAK.length / 2);

/** @type {Record<string, () => Answer>} */
const PAGES = {
  '/leak': () => ({ chunks: [LEAK] }),
  '/clean': () => ({ chunks: [CLEAN] }),
  '/split': () => ({ chunks: Array.from(LEAK) }),
  '/parts': () => ({ chunks: [CLEAN, CLEAN, CLEAN] }),
  '/late': () => ({ chunks: [CLEAN, LEAK.slice(0, half), LEAK.slice(half)] }),
  '/gzip': () => ({ headers: { 'content-encoding': 'gzip' }, chunks: [gzipSync(CLEAN)] }),
  '/gzip-leak': () => ({ headers: { 'content-encoding': 'gzip' }, chunks: [gzipSync(LEAK)] }),
  '/br': () => ({ headers: { 'content-encoding': 'br' }, chunks: [brotliCompressSync(CLEAN)] }),
  '/br-leak': () => ({ headers: { 'content-encoding': 'br' }, chunks: [brotliCompressSync(LEAK)] }),
  '/events': () => ({ headers: { 'content-type': 'text/event-stream' }, chunks: ['data: hello\n\n'] }),
  '/moved': () => ({ status: 302, headers: { location: '/clean' }, chunks: null }),
  '/unchanged': () => ({ status: 304, chunks: null }),
  '/nothing': () => ({ status: 204, chunks: null }),
  '/empty': () => ({ chunks: [] }),
  '/broken': () => ({ chunks: [CLEAN], breaks: true }),
};

/**
 * @param {string} path
 * @param {boolean} slice whether the request asks for one
 * @param {boolean} conditional whether it asks for a 304
 * @returns {Answer & {status: number, headers: Record<string, string>}}
 */
function answer(path, slice, conditional) {
  const found = PAGES[path]?.() ?? { status: 404, chunks: [CLEAN] };
  if (conditional) return { status: 304, headers: OWN, chunks: null };
  if (slice) Object.assign(found, { status: 206, headers: { 'content-range': 'bytes 0-9/100' } });
  return { ...found, status: found.status ?? 200, headers: { ...OWN, ...found.headers } };
}

/** @param {Request} request @returns {Response} */
export function handle(request) {
  const { status, headers, chunks, breaks } = answer(
    new URL(request.url).pathname,
    request.headers.has('range'),
    request.headers.has('if-none-match'),
  );
  const all = new Headers(headers);
  for (const cookie of ['a=1', 'b=2']) all.append('set-cookie', cookie);
  if (!chunks || request.method === 'HEAD') return new Response(null, { status, headers: all });
  const waiting = chunks.map((chunk) => (typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk));
  const body = new ReadableStream({
    pull(controller) {
      const chunk = waiting.shift();
      if (chunk) controller.enqueue(chunk);
      else if (breaks) controller.error(new Error('The site broke off.'));
      else controller.close();
    },
  });
  return new Response(body, { status, headers: all });
}

/** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
export function listen(request, response) {
  const { status, headers, chunks, breaks } = answer(
    request.url ?? '/',
    'range' in request.headers,
    'if-none-match' in request.headers,
  );
  response.setHeader('set-cookie', ['a=1', 'b=2']);
  response.writeHead(status, headers);
  for (const chunk of chunks ?? []) response.write(chunk);
  if (breaks) setImmediate(() => response.destroy());
  else response.end();
}
