/**
 * The package through each bundler, without configuration, for a page; the page then says of a hundred bodies what the
 * native command says.
 *
 * webpack and Vite carry the WebAssembly files along by themselves. esbuild and Rollup copy no files that code names by
 * `new URL(…, import.meta.url)`: there they are put beside the bundle, as the README says.
 */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

import { installHosts, modules } from '../../dev/hosts.mjs';
import { startBrowser } from '../helpers/browser.js';
import { installed } from '../helpers/package.js';
import { serveFolder } from './folder.js';
import { ANSWERS, comparable, conformanceRows } from './rows.js';

const { rows, expected } = conformanceRows();
const require = createRequire(import.meta.url);
const page = '<!doctype html><script type="module" src="/main.js"></script>';

/** @type {ReturnType<typeof installed>} */
let project;
before(() => {
  installHosts();
  project = installed({
    'rows.js': rows,
    'answers.js': ANSWERS,
    'main.js': "import { answers } from './answers.js';\nglobalThis.answers = answers;\n",
    'index.html': page,
  });
});
after(() => project?.remove());

/** One that is not among this project's packages. @param {string} name @returns {Promise<any>} */
const from = (name) => import(pathToFileURL(require.resolve(name, { paths: [modules] })).href);

/** @type {Record<string, (out: string) => Promise<void>>} each writes `main.js`, or a page that loads it, to a folder */
const BUNDLERS = {
  esbuild: async (out) => {
    await build({
      ...{ absWorkingDir: project.folder, entryPoints: ['main.js'], outfile: `${out}/main.js`, bundle: true },
      ...{ format: 'esm', minify: true, logLevel: 'error' },
    });
    copyModules(out);
  },
  Rollup: async (out) => {
    const { rollup } = await from('rollup');
    const { nodeResolve } = await from('@rollup/plugin-node-resolve');
    const bundle = await rollup({ input: `${project.folder}/main.js`, plugins: [nodeResolve({ browser: true })] });
    await bundle.write({ file: `${out}/main.js`, format: 'es' });
    copyModules(out);
  },
  webpack: async (out) => {
    await webpacked({ entry: './main.js', output: { path: out } });
  },
  Vite: async (out) => {
    const vite = await from('vite');
    await vite.build({ root: project.folder, logLevel: 'error', configFile: false, build: { outDir: out } });
  },
};

/** @param {object} options @returns {Promise<void>} */
async function webpacked(options) {
  const { default: webpack } = await from('webpack');
  return new Promise((resolve, reject) => {
    webpack(
      { mode: 'production', context: project.folder, ...options },
      (/** @type {any} */ error, /** @type {any} */ stats) => {
        if (error || stats.hasErrors()) reject(error ?? new Error(stats.toString()));
        else resolve();
      },
    );
  });
}

/** @param {string} out */
function copyModules(out) {
  for (const name of ['dwarpal_bg.wasm', 'documents_bg.wasm']) {
    cpSync(`${project.folder}/node_modules/dwarpal/pkg/${name}`, `${out}/${name}`);
  }
}

/** @param {string} url */
async function answersAt(url) {
  const browser = await startBrowser();
  try {
    const tab = await browser.newPage();
    await tab.goto(url);
    await tab.waitForFunction('globalThis.answers');
    return comparable(String(await tab.evaluate('answers()')));
  } finally {
    await browser.close();
  }
}

for (const [name, bundle] of Object.entries(BUNDLERS)) {
  describe(name, () => {
    it('makes a page that works', async () => {
      const out = `${project.folder}/out-${name}`;
      await bundle(out);
      const site = await serveFolder(out, readdirSync(out).includes('index.html') ? {} : { '/': page });
      try {
        assert.equal(await answersAt(`${site.url}/${name === 'Vite' ? 'index.html' : ''}`), expected);
      } finally {
        site.close();
      }
    });
  });
}

describe('Vite’s own server', () => {
  it('serves a page that works', async () => {
    const vite = await from('vite');
    const server = await vite.createServer({
      ...{ root: project.folder, logLevel: 'error', configFile: false },
      server: { host: '127.0.0.1', port: 0 },
    });
    await server.listen();
    try {
      assert.equal(await answersAt(server.resolvedUrls.local[0]), expected);
    } finally {
      await server.close();
    }
  });
});

describe('webpack, for a server', () => {
  it('makes a program that works', async () => {
    const program = "import { answers } from './answers.js';\nanswers().then((lines) => console.log(lines));\n";
    writeFileSync(`${project.folder}/server.js`, program);
    const out = `${project.folder}/out-server`;
    await webpacked({ target: 'node', entry: './server.js', output: { path: out, filename: 'main.cjs' } });
    const printed = execFileSync(process.execPath, [`${out}/main.cjs`], { encoding: 'utf8', maxBuffer: 2 ** 28 });
    assert.equal(comparable(printed), expected);
  });
});
