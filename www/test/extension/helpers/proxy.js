/** A proxy on loopback that a whole browser is sent through: it writes down every address, and reaches only loopback. */

import { createServer, request } from 'node:http';
import { connect } from 'node:net';

import { listening } from '../../helpers/loopback.js';

/** @returns {Promise<import('../../helpers/loopback.js').Listening & {asked: string[]}>} the addresses that were asked for */
export async function startProxy() {
  /** @type {string[]} */
  const asked = [];
  const server = createServer((incoming, response) => {
    const url = new URL(incoming.url ?? '', 'http://direct/');
    asked.push(url.href);
    if (url.hostname !== '127.0.0.1') {
      response.writeHead(502).end();
      return;
    }
    const { method, headers } = incoming;
    const outgoing = request(url, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    outgoing.on('error', () => response.destroy());
    incoming.pipe(outgoing);
  });
  server.on('connect', (incoming, socket) => {
    const [host, port] = (incoming.url ?? '').split(':');
    if (host === '127.0.0.1') {
      // A WebSocket goes through a tunnel.
      asked.push(`http://${incoming.url}/`);
      const outgoing = connect(Number(port), host, () => socket.write('HTTP/1.1 200 Connection established\r\n\r\n'));
      for (const end of [socket, outgoing]) end.on('error', () => outgoing.destroy());
      socket.pipe(outgoing).pipe(socket);
      return;
    }
    asked.push(`https://${incoming.url}`);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  return { ...(await listening(server)), asked };
}
