/**
 * Servers on loopback, one for each mode of the filter.
 */

import { once } from 'node:events';
import { createServer } from 'node:http';

/** @typedef {import('../../core/settings.js').Mode} Mode */

/**
 * @typedef {object} Server
 * @property {string} url
 * @property {() => unknown} close
 */

/**
 * @param {(mode: Mode) => Promise<Server>} start
 * @returns {Promise<{doors: import('./conformance.js').Doors, close: () => Promise<void>}>}
 */
export async function startServers(start) {
  const [block, redact, observe] = [await start('block'), await start('redact'), await start('observe')];
  const close = async () => {
    for (const server of [block, redact, observe]) await server.close();
  };
  return { doors: { block: block.url, redact: redact.url, observe: observe.url }, close };
}

/** @param {import('node:http').RequestListener} listener @returns {Promise<Server>} */
export async function serve(listener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}`, close };
}
