/**
 * The adapters on real Deno and Bun, on edge-runtime and as a service worker in Chromium: the one conformance list, and
 * the projects that `init` writes, in front of a site that codes its bodies whatever it is asked for.
 */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { EdgeRuntime, runServer } from 'edge-runtime';
import { build } from 'esbuild';

import { environment, installHosts, programs } from '../../dev/hosts.mjs';
import { startBrowser } from '../helpers/browser.js';
import { startProgram } from '../helpers/child.js';
import { conforms } from '../helpers/conformance.js';
import { CLEAN, LEAK, leaks } from '../helpers/leak.js';
import { ask, startTestOrigin } from '../helpers/origin.js';
import { installed } from '../helpers/package.js';
import { EXAMPLES } from '../helpers/readme.js';
import { startServers } from '../helpers/servers.js';
import { compiledIn, compiledModule } from './compiled.js';
import { serveFolder } from './folder.js';
import { startWorker } from './workerd.js';

const env = { ...process.env, ...environment };
const denoArgs = ['run', '--allow-read', '--allow-net', '--allow-env'];

const PROGRAMS = {
  'deno.mjs': `import { guard } from 'dwarpal/deno';
    import { handle } from './app.mjs';
    const handler = guard(handle, { mode: Deno.env.get('MODE') });
    Deno.serve({ hostname: '127.0.0.1', port: Number(Deno.env.get('PORT')) }, handler);`,
  'bun.mjs': `import { guard } from 'dwarpal/bun';
    import { handle } from './app.mjs';
    Bun.serve({ hostname: '127.0.0.1', port: process.env.PORT, development: false, fetch: guard(handle, { mode: process.env.MODE }) });`,
  'edge.mjs': `import { guard } from 'dwarpal/edge';
    import { handle } from './app.mjs';
    const handler = guard(handle, { mode: MODE });
    addEventListener('fetch', (event) => event.respondWith(handler(event.request)));`,
  'sw.js': `${EXAMPLES['service-worker.mjs']}
    addEventListener('install', () => skipWaiting());
    addEventListener('activate', (event) => event.waitUntil(clients.claim()));`,
  'leak.csv': LEAK,
  'clean.csv': CLEAN,
};

/** @type {ReturnType<typeof installed>} */
let project;
before(async () => {
  installHosts();
  project = installed(PROGRAMS);
  const app = new URL('../helpers/app.js', import.meta.url).pathname;
  // Coded beforehand: what these hosts lack of Node is none of the site's business.
  await build({
    ...{ entryPoints: [app], outfile: `${project.folder}/app.mjs`, bundle: true, format: 'esm', logLevel: 'error' },
    ...{ platform: 'node' },
  });
});
after(() => project?.remove());

for (const [name, command, args] of /** @type {Array<[string, string, string[]]>} */ ([
  ['Deno', programs.deno, [...denoArgs, 'deno.mjs']],
  ['Bun', programs.bun, ['bun.mjs']],
])) {
  describe(name, () => {
    /** @type {Awaited<ReturnType<typeof startServers>>} */
    let servers;
    before(async () => {
      servers = await startServers((mode) =>
        startProgram(command, args, { cwd: project.folder, env: { ...env, MODE: mode } }),
      );
    });
    after(() => servers?.close());
    conforms(() => servers.doors);
  });
}

describe('edge-runtime', () => {
  /** @type {Awaited<ReturnType<typeof startServers>>} */
  let servers;
  before(async () => {
    const modules = compiledIn(project.folder);
    const { outputFiles } = await build({
      ...{ absWorkingDir: project.folder, entryPoints: ['edge.mjs'], write: false, bundle: true, format: 'iife' },
      ...{ conditions: ['edge-light'], logLevel: 'error', plugins: [compiledModule, codedBeforehand] },
    });
    servers = await startServers(async (mode) => {
      const runtime = new EdgeRuntime({
        initialCode: outputFiles[0].text,
        extend: (context) => Object.assign(context, { COMPILED: modules, MODE: mode }),
      });
      const server = await runServer({ runtime, host: '127.0.0.1', port: 0 });
      return { url: server.url, close: () => server.close() };
    });
  });
  after(() => servers?.close());
  // Its server drops the header of a coding and sends the bytes as they are.
  conforms(() => servers.doors, { codes: false });
});

/** edge-runtime has no `node:zlib`: its site's coded pages are made while it is bundled. @type {import('esbuild').Plugin} */
const codedBeforehand = {
  name: 'coded-beforehand',
  setup(build) {
    build.onResolve({ filter: /^node:zlib$|^zlib$/ }, ({ path }) => ({ path, namespace: 'coded' }));
    build.onLoad({ filter: /.*/, namespace: 'coded' }, async () => {
      const zlib = await import('node:zlib');
      const known = ['gzipSync', 'brotliCompressSync'].map((name) => {
        const coded = [CLEAN, LEAK].map((text) => [text, [...zlib[/** @type {'gzipSync'} */ (name)](text)]]);
        return `export const ${name} = (text) => new Uint8Array(new Map(${JSON.stringify(coded)}).get(text));`;
      });
      return { contents: known.join('\n') };
    });
  },
};

describe('the projects that init writes', () => {
  /** @type {Awaited<ReturnType<typeof startTestOrigin>>} */
  let origin;
  before(async () => {
    origin = await startTestOrigin();
  });
  after(() => origin?.close());

  /** @type {Record<string, (body: Buffer) => Buffer>} */
  const decoders = { gzip: gunzipSync, br: brotliDecompressSync, deflate: inflateSync };

  const address = () => `http://${origin.address}`;
  /** @type {Record<string, (cwd: string) => Promise<import('../helpers/servers.js').Server>>} */
  const starts = {
    deno: (cwd) => startProgram(programs.deno, [...denoArgs, 'main.js'], { cwd, env: { ...env, ORIGIN: address() } }),
    bun: (cwd) => startProgram(programs.bun, ['main.js'], { cwd, env: { ...env, ORIGIN: address() } }),
    cloudflare: () => startWorker(project.folder, 'cloudflare/worker.js', { ORIGIN_URL: address() }),
  };

  for (const [host, start] of Object.entries(starts)) {
    it(`guards for ${host}, whatever coding the site insists on`, async () => {
      const cwd = `${project.folder}/${host}`;
      execFileSync(`${project.folder}/node_modules/.bin/dwarpal`, ['init', host, cwd]);
      const server = await start(cwd);
      try {
        for (const coding of ['gzip', 'br', 'deflate']) {
          const leak = await ask(`${server.url}/coded?as=${coding}&leak`);
          assert.equal(leak.status, 451, coding);
          const clean = await ask(`${server.url}/coded?as=${coding}`);
          assert.equal(clean.status, 200, coding);
          const left = clean.headers['content-encoding'];
          const text = left ? decoders[left](clean.body) : clean.body;
          assert.equal(text.toString(), CLEAN, `${coding}, left as ${left}`);
        }
        const moved = await ask(`${server.url}/elsewhere`);
        assert.deepEqual([moved.status, moved.headers.location], [302, '/contact.html']);
        const echoed = await ask(`${server.url}/echo`, { method: 'POST', body: LEAK });
        assert.ok(echoed.status === 451 && !leaks(echoed.body));
      } finally {
        await server.close();
      }
    });
  }
});

describe('a service worker in Chromium', () => {
  it('guards what the site’s own pages fetch and load', async () => {
    await build({
      ...{
        absWorkingDir: project.folder,
        entryPoints: ['sw.js'],
        outfile: `${project.folder}/out/sw.js`,
        bundle: true,
      },
      ...{ format: 'esm', logLevel: 'error' },
    });
    for (const name of ['dwarpal_bg.wasm', 'documents_bg.wasm']) {
      cpSync(`${project.folder}/node_modules/dwarpal/pkg/${name}`, `${project.folder}/out/${name}`);
    }
    for (const name of ['leak.csv', 'clean.csv']) cpSync(`${project.folder}/${name}`, `${project.folder}/out/${name}`);
    const site = await serveFolder(`${project.folder}/out`, { '/': '<!doctype html><h1>Hello!</h1>' });
    const browser = await startBrowser();
    try {
      const tab = await browser.newPage();
      await tab.goto(site.url);
      await tab.evaluate(
        `navigator.serviceWorker.register('/sw.js', { type: 'module' }).then(() => navigator.serviceWorker.ready)
          .then(() => navigator.serviceWorker.controller ?? new Promise((done) => (navigator.serviceWorker.oncontrollerchange = done)))
          .then(() => undefined)`,
      );
      const fetched = (/** @type {string} */ path) =>
        tab.evaluate(`fetch('${path}').then(async (response) => [response.status, await response.text()])`);
      const [status, text] = /** @type {[number, string]} */ (await fetched('/leak.csv'));
      assert.ok(status === 451 && !leaks(text));
      assert.deepEqual(await fetched('/clean.csv'), [200, CLEAN]);
      const loaded = await tab.goto(`${site.url}/leak.csv`);
      assert.equal(loaded?.status(), 451);
    } finally {
      await browser.close();
      site.close();
    }
  });
});
