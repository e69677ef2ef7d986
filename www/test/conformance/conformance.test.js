/**
 * The conformance suite: request and response pairs as data (`rows/`), against raw workerd, over real sockets.
 *
 * Every row says what the client must receive, to the byte or not at all, and what the log must say. Over all rows: no
 * planted value reaches a client in clear but where a row lets it, and none ever reaches the log.
 */

import { startWorkerd } from '../helpers/workerd.js';
import { exchange } from './client.js';
import { KEY, POLICY, conforms } from './suite.js';

conforms(async (origin) => {
  const variables = { POLICY: JSON.stringify(POLICY), DWARPAL_KEY: KEY };
  const edge = await startWorkerd([{ name: 'edge', script: 'adapters/cloudflare/worker.js', variables }], origin);
  return {
    exchange: (path, ask) => exchange(edge.ports.edge, path, ask),
    lines: edge.lines,
    close: () => edge.close(),
  };
});
