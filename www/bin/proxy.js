/**
 * `dwarpal proxy`: the guard as a reverse proxy on this machine, to see what it would do in front of a site.
 */

import { createServer, request as plain } from 'node:http';
import { request as secure } from 'node:https';
import { pipeline } from 'node:stream';

import { guard } from '../adapters/node/index.js';
import { Failure } from './failure.js';
import { oneOf } from './option.js';

/** RFC 9110 §7.6.1: what speaks of one connection only. */
const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'];

/**
 * @param {{origin?: string, port?: string, host?: string, mode?: string}} options
 * @returns {Promise<number>} once it is told to end
 */
export async function proxy(options) {
  const origin = originOf(options.origin);
  const port = portOf(options.port ?? '8080');
  const mode = oneOf('mode', options.mode, /** @type {const} */ (['block', 'redact', 'cut', 'observe']));
  const listener = guard((request, response) => pass(origin, request, response), {
    mode,
    onIncident: (incident) => {
      if (incident.verdict !== 'pass') process.stderr.write(`${JSON.stringify(incident)}\n`);
    },
  });
  const server = createServer(listener);
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, options.host ?? '127.0.0.1', () => resolve(undefined));
  }).catch((error) => {
    throw new Failure(`the proxy cannot listen there (${error.code})`);
  });
  const { address, port: taken } = /** @type {import('node:net').AddressInfo} */ (server.address());
  process.stdout.write(`http://${address.includes(':') ? `[${address}]` : address}:${taken} guards ${origin.href}\n`);
  return new Promise((resolve) => {
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
      process.once(signal, () => {
        server.close(() => resolve(0));
        server.closeAllConnections();
      });
    }
  });
}

/**
 * Hands a request on and its response back.
 *
 * @param {URL} origin
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
export function pass(origin, request, response) {
  /** @type {import('node:http').OutgoingHttpHeaders} */
  const headers = { ...request.headers, host: origin.host, 'accept-encoding': 'identity' };
  // Those with a colon are no fields, but a request line in HTTP/2.
  for (const name of Object.keys(headers)) if (HOP_BY_HOP.includes(name) || name[0] === ':') delete headers[name];
  const path = origin.pathname.replace(/\/+$/, '') + request.url;
  const ask = origin.protocol === 'https:' ? secure : plain;
  const asked = ask({
    ...{ protocol: origin.protocol, hostname: origin.hostname.replace(/^\[|\]$/g, ''), port: origin.port },
    ...{ path, method: request.method, headers },
  });
  asked.once('response', (answer) => {
    response.statusCode = answer.statusCode ?? 502;
    for (const [name, value] of Object.entries(answer.headers)) {
      if (value !== undefined && !HOP_BY_HOP.includes(name)) response.setHeader(name, value);
    }
    // A site that breaks off ends the response too; whoever reads it is told by that.
    pipeline(answer, response, () => {});
  });
  asked.once('error', () => {
    if (response.headersSent) return;
    response.writeHead(502, { 'content-type': 'text/plain; charset=utf-8' });
    response.end('502: the site cannot be reached.\n');
  });
  response.once('close', () => asked.destroy());
  pipeline(request, asked, () => {});
}

/** @param {string | undefined} given */
function originOf(given) {
  if (given === undefined) throw new Failure('--origin is missing: the address of the site to guard');
  if (URL.canParse(given) && /^https?:$/.test(new URL(given).protocol)) return new URL(given);
  throw new Failure('--origin must be a URL, such as http://localhost:3000');
}

/** @param {string} given */
function portOf(given) {
  const port = Number(given);
  if (/^\d+$/.test(given) && port < 65536) return port;
  throw new Failure('--port must be a number from 0 to 65535');
}
