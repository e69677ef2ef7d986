/**
 * Raw workerd with one worker, bundled as wrangler bundles it: WebAssembly files stay files, and are imported compiled.
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { build } from 'esbuild';

import { environment, programs } from '../../dev/hosts.mjs';

/**
 * @param {string} folder of the project
 * @param {string} entry the worker's file in it
 * @param {Record<string, string>} [variables]
 * @returns {Promise<import('../helpers/servers.js').Server>}
 */
export async function startWorker(folder, entry, variables = {}) {
  const out = `${folder}/workerd-${entry.replaceAll('/', '-')}`;
  await build({
    ...{ absWorkingDir: folder, entryPoints: [entry], outfile: `${out}/worker.js`, bundle: true, format: 'esm' },
    ...{ conditions: ['workerd'], loader: { '.wasm': 'copy' }, assetNames: '[name]', logLevel: 'error' },
  });
  const bindings = Object.entries(variables).map(([name, value]) => `(name = "${name}", text = "${value}")`);
  const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [
        (name = "worker", esModule = embed "worker.js"),
        (name = "dwarpal_bg.wasm", wasm = embed "dwarpal_bg.wasm"),
        (name = "documents_bg.wasm", wasm = embed "documents_bg.wasm"),
      ],
      bindings = [${bindings.join(', ')}],
      globalOutbound = "loopback",
      compatibilityDate = "2026-11-01",
    )),
    (name = "loopback", network = (allow = ["127.0.0.0/8"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;
  writeFileSync(`${out}/config.capnp`, config);
  // It tells the port that it took on a pipe of its own.
  const child = spawn(programs.workerd, ['serve', '--control-fd=3', `${out}/config.capnp`], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  const told = once(/** @type {import('node:stream').Readable} */ (child.stdio[3]), 'data');
  const [line] = await Promise.race([
    told,
    once(child, 'close').then(() => Promise.reject(new Error('workerd does not start: see above'))),
  ]);
  const { port } = JSON.parse(String(line).split('\n')[0]);
  const close = async () => {
    child.kill('SIGKILL');
    await once(child, 'close');
  };
  return { url: `http://127.0.0.1:${port}`, close };
}
