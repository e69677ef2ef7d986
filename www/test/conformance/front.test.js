/**
 * The conformance suite against the worker with HTTP/2 in front of it, as a CDN has it: workerd itself speaks HTTP/1.1, so a
 * server of Node's takes the streams and hands each on. What is broken off is a stream that is reset.
 */

import { pass } from '../../bin/proxy.js';
import { serveHttp2 } from '../helpers/http2.js';
import { startWorkerd } from '../helpers/workerd.js';
import { exchangeOverHttp2 } from './client.js';
import { KEY, POLICY, conforms } from './suite.js';

conforms(async (origin) => {
  const variables = { POLICY: JSON.stringify(POLICY), DWARPAL_KEY: KEY };
  const edge = await startWorkerd([{ name: 'edge', script: 'adapters/cloudflare/worker.js', variables }], origin);
  const host = `127.0.0.1:${edge.ports.edge}`;
  const front = await serveHttp2((request, response) =>
    pass(new URL(`http://${host}`), /** @type {any} */ (request), /** @type {any} */ (response)),
  );
  return {
    exchange: (path, ask) => exchangeOverHttp2(front.url + path, ask),
    // That is what reaches the worker.
    host,
    lines: edge.lines,
    close: async () => {
      await front.close();
      await edge.close();
    },
  };
});
