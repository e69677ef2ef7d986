/**
 * Servers on loopback, whatever they speak: a port of their own, and an end that waits for no client.
 */

import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * @typedef {object} Listening
 * @property {number} port
 * @property {string} address host and port
 * @property {string} url without a slash at its end
 * @property {() => Promise<void>} close
 */

/**
 * @param {import('node:net').Server} server
 * @returns {Promise<Listening>}
 */
export async function listening(server) {
  // All of them, also those that were upgraded.
  /** @type {Set<import('node:net').Socket>} */
  const sockets = new Set();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const address = `127.0.0.1:${port}`;
  const close = async () => {
    server.close();
    for (const socket of sockets) socket.destroy();
    await once(server, 'close');
  };
  return { port, address, url: `http://${address}`, close };
}

/** @returns {Promise<number>} a port that was free a moment ago */
export async function freePort() {
  const { port, close } = await listening(createServer());
  await close();
  return port;
}
