/**
 * The origin of the conformance rows: writes exactly the bytes that a row says, in the pieces that it says.
 *
 * Why a socket and not an HTTP server: a server would mend what some rows break.
 */

import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import { listening } from '../helpers/loopback.js';

/**
 * @param {Map<string, import('./row.js').Row>} rows by their path's last piece
 */
export async function startRowOrigin(rows) {
  /** @type {Map<string, string[]>} heads of the requests, by row */
  const asked = new Map();
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    let head = '';
    socket.on('data', (data) => {
      head += data.toString('latin1');
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      const request = head.slice(0, end);
      head = '';
      const name = /^\S+ [^ ?]*\/(\w+)(?:\?\S*)? /.exec(request)?.[1] ?? '';
      asked.set(name, [...(asked.get(name) ?? []), request]);
      const row = rows.get(name);
      if (row) answer(socket, row, /^HEAD /.test(request)).catch(() => socket.destroy());
      else socket.end('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n');
    });
  });
  return { ...(await listening(server)), asked };
}

/** @param {import('node:net').Socket} socket @param {import('./row.js').Row} row @param {boolean} headOnly */
async function answer(socket, { origin }, headOnly) {
  const {
    status = 200,
    headers = [],
    body = '',
    framing = 'length',
    pieces = Infinity,
    wait = 0,
    early,
    trailer,
  } = origin;
  const bytes = Buffer.from(body);
  const fields = [...headers];
  if (framing === 'length') fields.push(['content-length', String(bytes.length)]);
  if (framing === 'more') fields.push(['content-length', String(bytes.length + 100)]);
  if (framing === 'chunked') fields.push(['transfer-encoding', 'chunked']);
  fields.push(['connection', 'close']);
  if (early) socket.write(early, 'latin1');
  const lines = fields.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.write(`HTTP/1.1 ${status} Row\r\n${lines}\r\n`, 'latin1');
  if (!headOnly) {
    for (let at = 0, next; at < bytes.length; at = next) {
      next = at + (pieces === 'random' ? 1 + ((at * 7919 + bytes.length) % 3001) : pieces);
      const piece = bytes.subarray(at, next);
      if (framing === 'chunked') socket.write(`${piece.length.toString(16)}\r\n`);
      socket.write(piece);
      if (framing === 'chunked') socket.write('\r\n');
      if (wait) await pause(wait);
    }
    if (origin.broken) {
      await pause(50);
      socket.destroy();
      return;
    }
    if (framing === 'chunked') socket.write(`0\r\n${trailer ?? ''}\r\n`);
  }
  socket.end();
}
