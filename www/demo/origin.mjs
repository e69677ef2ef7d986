/**
 * The leaky origin: a plain web server on loopback that serves whatever is asked for, as the CDN of 2021 did.
 */

import { once } from 'node:events';
import { createServer } from 'node:http';

import { documents } from './documents.mjs';

/**
 * Starts it on a free port of 127.0.0.1.
 *
 * @returns {Promise<{address: string, close: () => Promise<void>}>} `address` is host and port
 */
export async function startOrigin() {
  const byPath = new Map(documents().map((document) => [document.path, document]));
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://origin');
    const found = byPath.get(pathname);
    if (!found) {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Not found\n');
      return;
    }
    const bytes = Buffer.from(found.body);
    response.writeHead(200, {
      'content-type': found.type,
      'content-length': bytes.length,
      'cache-control': 'public, max-age=31536000',
      // As nginx makes it: the time of the last change and the size.
      etag: `"5ffbf068-${bytes.length.toString(16)}"`,
      'last-modified': 'Mon, 11 Jan 2021 06:30:00 GMT',
    });
    response.end(request.method === 'HEAD' ? undefined : bytes);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    address: `127.0.0.1:${port}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
