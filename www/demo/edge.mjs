/**
 * A worker on this machine: workerd, run by miniflare, from the very files that are deployed.
 *
 * Why here: the demo and the tests need the same edge. Nothing outside is asked for (`cf: false` keeps
 * miniflare from fetching a sample of Cloudflare's request data).
 */

import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { Miniflare } from 'miniflare';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The newest date that the pinned workerd takes. */
const COMPATIBILITY_DATE = '2026-04-20';

/**
 * @param {object} edge
 * @param {string} edge.script the worker's file, from `www` on
 * @param {number} [edge.port] Default: a free one
 * @param {Record<string, string>} [edge.variables]
 * @param {import('miniflare').WorkerOptions['serviceBindings']} [edge.services]
 * @param {(line: string) => void} [edge.onLog] gets what the worker logs, line by line. Default: printed
 * @returns {Promise<{url: URL, close: () => Promise<void>}>}
 */
export async function startEdge({ script, port = 0, variables = {}, services = {}, onLog }) {
  const miniflare = new Miniflare({
    host: '127.0.0.1',
    port,
    cf: false,
    compatibilityDate: COMPATIBILITY_DATE,
    rootPath: ROOT,
    modulesRoot: ROOT,
    scriptPath: script,
    modules: true,
    modulesRules: [
      { type: 'ESModule', include: ['**/*.js'] },
      { type: 'CompiledWasm', include: ['**/*.wasm'] },
    ],
    bindings: variables,
    serviceBindings: services,
    handleRuntimeStdio:
      onLog &&
      ((/** @type {import('node:stream').Readable[]} */ ...pipes) => pipes.forEach((pipe) => eachLine(pipe, onLog))),
  });
  return { url: await miniflare.ready, close: () => miniflare.dispose() };
}

/**
 * A service binding to a server on this machine.
 *
 * @param {string} address host and port
 */
export function external(address) {
  return { external: { address, http: {} } };
}

/** @param {import('node:stream').Readable} pipe @param {(line: string) => void} take */
function eachLine(pipe, take) {
  createInterface({ input: pipe }).on('line', take);
}
