/** A web server on loopback that serves what a test gives it. */

import { createServer } from 'node:http';

import { listening } from '../../helpers/loopback.js';
import { sendTexts } from './websocket.js';

/**
 * @typedef {object} Answer
 * @property {string | Uint8Array} body
 * @property {string} [type] default: a page
 * @property {Record<string, string>} [headers]
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
    const { body, type = 'text/html; charset=utf-8', headers = {} } = found;
    response.writeHead(200, { 'content-type': type, ...headers }).end(body);
  });
  server.on('upgrade', (request, socket) => sendTexts(request, socket, texts));
  const { url, close } = await listening(server);
  return { url: `${url}/`, asked, close };
}
