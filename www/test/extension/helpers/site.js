/** A web server on loopback that serves what a test gives it. */

import { createServer } from 'node:http';

import { listening } from '../../helpers/loopback.js';
import { sendTexts } from './websocket.js';

/**
 * @typedef {object} Answer
 * @property {string | Uint8Array} body
 * @property {string} [type] default: a page
 * @property {Record<string, string>} [headers]
 * @property {number} [slow] milliseconds for which its second half is kept back
 *
 * @typedef {object} Site
 * @property {string} url with a slash at its end
 * @property {string[]} asked paths that were asked for, oldest first
 * @property {() => Promise<void>} close
 */

/**
 * @param {(path: string) => Answer | undefined} answer
 * @param {string[]} [texts] what a WebSocket gets
 * @returns {Promise<Site>}
 */
export async function startSite(answer, texts = []) {
  /** @type {string[]} */
  const asked = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://site').pathname);
    asked.push(path);
    const found = answer(path);
    if (!found) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n');
      return;
    }
    const { body, type = 'text/html; charset=utf-8', headers = {}, slow = 0 } = found;
    const all = { 'content-type': type, 'content-length': Buffer.byteLength(body), ...headers };
    const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
    if (from === undefined || !('accept-ranges' in headers)) {
      response.writeHead(200, all);
      const half = slow > 0 ? Buffer.byteLength(body) >> 1 : 0;
      response.write(Buffer.from(body).subarray(0, half));
      setTimeout(() => response.end(Buffer.from(body).subarray(half)), slow);
      return;
    }
    // What viewers ask for of a long document.
    const bytes = Buffer.from(body);
    const part = bytes.subarray(Number(from), to ? Number(to) + 1 : undefined);
    const range = `bytes ${from}-${Number(from) + part.length - 1}/${bytes.length}`;
    response.writeHead(206, { ...all, 'content-length': part.length, 'content-range': range }).end(part);
  });
  server.on('upgrade', (request, socket) => sendTexts(request, socket, texts));
  const { url, close } = await listening(server);
  return { url: `${url}/`, asked, close };
}
