/**
 * Servers on loopback, one for each mode of the filter.
 */

import { createServer } from 'node:http';

import { listening } from './loopback.js';

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

/** @param {import('node:http').RequestListener} listener */
export async function serve(listener) {
  return listening(createServer(listener));
}
