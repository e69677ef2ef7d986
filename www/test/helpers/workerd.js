/**
 * Raw workerd: the runtime itself, with nothing between it and the sockets.
 *
 * Why not miniflare: its own server stands in front of workerd and ends a transfer that was broken off as if it were
 * complete; here the client sees what it sees in production.
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

// @ts-ignore -- The package declares nothing; it exports the path of its program.
import workerd from 'workerd';

const WWW = fileURLToPath(new URL('../../', import.meta.url));
const SCRATCH = fileURLToPath(new URL('../../../target/workerd/', import.meta.url));

/** The newest date that the pinned workerd takes. */
const COMPATIBILITY_DATE = '2026-04-20';

/**
 * @typedef {object} Service
 * @property {string} name also of its socket
 * @property {string} script from `www` on
 * @property {Record<string, string>} [variables]
 * @property {Record<string, string>} [queues] bindings to queues that a server (host and port) takes the messages of
 *
 * @typedef {object} Running
 * @property {Record<string, number>} ports by service
 * @property {string[]} lines what the workers logged
 * @property {number} pid
 * @property {() => Promise<void>} close
 */

/**
 * @param {Service[]} services
 * @param {string} origin behind the binding ORIGIN: host and port, or a worker's script
 * @param {string[]} [v8Flags]
 * @returns {Promise<Running>}
 */
export async function startWorkerd(services, origin, v8Flags = []) {
  mkdirSync(SCRATCH, { recursive: true });
  const folder = mkdtempSync(SCRATCH);
  const config = `${folder}/config.capnp`;
  writeFileSync(
    config,
    configuration(services, origin, v8Flags, (path) => relative(folder, WWW + path)),
  );
  const child = spawn(workerd.default, ['serve', '--control-fd=3', config], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const [, out, errors, control] = /** @type {import('node:stream').Readable[]} */ (child.stdio);
  /** @type {string[]} */
  const lines = [];
  createInterface({ input: out }).on('line', (line) => lines.push(line));
  createInterface({ input: errors }).on('line', (line) => lines.push(line));
  /** @type {Record<string, number>} */
  const ports = {};
  const ended = once(child, 'exit');
  const listening = (async () => {
    for await (const line of createInterface({ input: control })) {
      const { event, socket, port } = JSON.parse(line);
      if (event === 'listen') ports[socket] = port;
      if (Object.keys(ports).length === services.length) return;
    }
  })();
  await Promise.race([
    listening,
    ended.then(() => {
      throw new Error(`workerd did not start:\n${lines.join('\n')}`);
    }),
  ]);
  return {
    ports,
    lines,
    pid: Number(child.pid),
    close: async () => {
      child.kill();
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

/**
 * @param {Service[]} services
 * @param {string} origin
 * @param {string[]} v8Flags
 * @param {(path: string) => string} at
 */
function configuration(services, origin, v8Flags, at) {
  const text = JSON.stringify;
  /** @type {Set<string>} */
  const receivers = new Set(services.flatMap(({ queues = {} }) => Object.values(queues)));
  const workers = services.map(({ script, variables = {}, queues = {} }, index) => {
    const files = [script, ...sources().filter((path) => path !== script)];
    const modules = files.map((path) => {
      const kind = path.endsWith('.wasm') ? 'wasm' : 'esModule';
      return `    (name = ${text(path)}, ${kind} = embed ${text(at(path))}),`;
    });
    const bindings = [
      ...Object.entries(variables).map(([name, value]) => `    (name = ${text(name)}, text = ${text(value)}),`),
      ...Object.entries(queues).map(([name, value]) => `    (name = ${text(name)}, queue = ${text(value)}),`),
    ];
    return `const worker${index} :Workerd.Worker = (
  modules = [
${modules.join('\n')}
  ],
  bindings = [
    (name = "ORIGIN", service = "origin"),
${bindings.join('\n')}
  ],
  globalOutbound = "loopback",
  compatibilityDate = ${text(COMPATIBILITY_DATE)},
  compatibilityFlags = ["enable_request_signal"],
);`;
  });
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  v8Flags = [${v8Flags.map((flag) => text(flag)).join(', ')}],
  services = [
${services.map(({ name }, index) => `    (name = ${text(name)}, worker = .worker${index}),`).join('\n')}
    (name = "loopback", network = (allow = ["127.0.0.0/8"])),
${[...receivers].map((address) => `    (name = ${text(address)}, external = (address = ${text(address)}, http = ())),`).join('\n')}
    (name = "origin", ${origin.endsWith('.js') ? 'worker = .origin' : `external = (address = ${text(origin)}, http = ())`}),
  ],
  sockets = [
${services.map(({ name }) => `    (name = ${text(name)}, address = "127.0.0.1:0", http = (), service = ${text(name)}),`).join('\n')}
  ],
);
${workers.join('\n')}
const origin :Workerd.Worker = (
  modules = [(name = "origin", esModule = ${origin.endsWith('.js') ? `embed ${text(at(origin))}` : text('export default {}')})],
  compatibilityDate = ${text(COMPATIBILITY_DATE)},
);
`;
}

/** What a worker may import. */
function sources() {
  const of = (/** @type {string} */ folder, /** @type {RegExp} */ kind) =>
    readdirSync(WWW + folder)
      .filter((name) => kind.test(name))
      .map((name) => `${folder}/${name}`);
  return [
    ...of('core', /\.js$/),
    ...of('adapters/cloudflare', /\.js$/),
    ...of('adapters/common', /\.js$/),
    ...of('pkg', /^(dwarpal|documents)(\.js|_bg\.wasm)$/),
    ...of('test/helpers', /\.worker\.js$/),
    'test/helpers/trap.js',
  ];
}
