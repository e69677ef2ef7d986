/**
 * The packed tarball in an empty project of each host: its README's lines, and a hundred reports that are the native
 * command's, byte for byte.
 */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { EdgeRuntime, runServer } from 'edge-runtime';
import { build } from 'esbuild';

import { environment, installHosts, programs } from '../../dev/hosts.mjs';
import { startBrowser } from '../helpers/browser.js';
import { startProgram } from '../helpers/child.js';
import { launchFirefox } from '../helpers/firefox.js';
import { ask } from '../helpers/origin.js';
import { installed } from '../helpers/package.js';
import { EXAMPLES, PRINTED } from '../helpers/readme.js';
import { compiledIn, compiledModule } from './compiled.js';
import { serveFolder } from './folder.js';
import { ANSWERS, comparable, conformanceRows } from './rows.js';
import { startWorker } from './workerd.js';

const { rows, expected } = conformanceRows();

/** @type {ReturnType<typeof installed>} */
let project;
before(() => {
  installHosts();
  project = installed({
    ...EXAMPLES,
    'rows.js': rows,
    'answers.js': ANSWERS,
    'print.js': "import { answers } from './answers.js';\nconsole.log(await answers());\n",
    'worker-answers.js':
      "import { answers } from './answers.js';\nexport default { fetch: async () => new Response(await answers()) };\n",
    'edge-answers.js':
      "import { answers } from './answers.js';\naddEventListener('fetch', (event) => event.respondWith(answers().then((text) => new Response(text))));\n",
    'edge-middleware.js':
      "import { middleware } from './middleware.mjs';\naddEventListener('fetch', (event) => event.respondWith(middleware(event.request)));\n",
  });
});
after(() => project?.remove());

const env = { ...process.env, ...environment };
/** @param {string} command @param {string[]} args */
const print = (command, ...args) =>
  execFileSync(command, args, { cwd: project.folder, env, encoding: 'utf8', maxBuffer: 2 ** 28 });

/** @param {string} url */
async function guards(url) {
  const hello = await ask(`${url}/`);
  assert.deepEqual([hello.status, hello.body.toString()], [200, 'Hello!']);
  const people = await ask(`${url}/people.csv`);
  assert.ok([403, 451].includes(people.status), String(people.status));
  assert.ok(!people.body.toString().includes('3971'));
}

/** @type {Record<string, string[]>} */
const RUNNERS = {
  'Node 20': [process.execPath],
  'Node 22': [programs.node22],
  Deno: [programs.deno, 'run', '--allow-read', '--allow-net', '--allow-env'],
  Bun: [programs.bun],
};

for (const [name, [command, ...args]] of Object.entries(RUNNERS)) {
  describe(name, () => {
    it('prints what the README says', () => {
      const printed = print(command, ...args, 'program.mjs');
      // Each host has its own way to print an object.
      assert.equal(flat(printed), flat(PRINTED));
    });

    it('says of a hundred bodies what the native command says', () => {
      assert.equal(comparable(print(command, ...args, 'print.js')), expected);
    });
  });
}

/** @param {string} printed */
function flat(printed) {
  return printed.replace(/[\s,]+/g, '').replaceAll('"', "'");
}

for (const [name, command, args] of /** @type {const} */ ([
  ['Deno', programs.deno, ['run', '--allow-read', '--allow-net', '--allow-env', 'server-deno.mjs']],
  ['Bun', programs.bun, ['server-bun.mjs']],
])) {
  describe(`${name}, the README's server`, () => {
    it('guards', async () => {
      const server = await startProgram(command, [...args], { cwd: project.folder, env });
      await guards(server.url).finally(server.close);
    });
  });
}

describe('workerd', () => {
  for (const [example, claim] of [
    ['worker.mjs', 'runs the README’s worker'],
    ['worker-answers.js', 'says of a hundred bodies what the native command says'],
  ]) {
    it(claim, async () => {
      const server = await startWorker(project.folder, example);
      try {
        if (example === 'worker.mjs') await guards(server.url);
        else assert.equal(comparable((await ask(server.url)).body.toString()), expected);
      } finally {
        await server.close();
      }
    });
  }
});

describe('edge-runtime', () => {
  /** @param {string} entry @param {(url: string) => Promise<void>} test */
  const inEdge = async (entry, test) => {
    const { outputFiles } = await build({
      ...{ absWorkingDir: project.folder, entryPoints: [entry], write: false, bundle: true, format: 'iife' },
      ...{ conditions: ['edge-light'], logLevel: 'error', plugins: [compiledModule] },
    });
    const modules = compiledIn(project.folder);
    const runtime = new EdgeRuntime({
      initialCode: outputFiles[0].text,
      extend: (context) => Object.assign(context, { COMPILED: modules }),
    });
    const server = await runServer({ runtime, host: '127.0.0.1', port: 0 });
    await test(server.url).finally(() => server.close());
  };

  it('runs the README’s middleware', () => inEdge('edge-middleware.js', (url) => guards(url.replace(/\/$/, ''))));

  it('says of a hundred bodies what the native command says', () =>
    inEdge('edge-answers.js', async (url) => {
      assert.equal(comparable((await ask(url)).body.toString()), expected);
    }));
});

/** @type {Record<string, () => Promise<any>>} */
const BROWSERS = { Chromium: startBrowser, Firefox: () => launchFirefox({ env }) };

const ASK = "import('/answers.js').then(({ answers }) => answers())";

for (const [name, start] of Object.entries(BROWSERS)) {
  describe(`${name}, without a bundler`, () => {
    it('says of a hundred bodies what the native command says', async () => {
      const page = `<!doctype html><script type="importmap">
        {"imports":{"dwarpal":"/node_modules/dwarpal/core/index.js"}}</script>`;
      const site = await serveFolder(project.folder, { '/': page });
      const browser = await start();
      try {
        const tab = await browser.newPage();
        await tab.goto(site.url);
        assert.equal(comparable(await tab.evaluate(ASK)), expected);
      } finally {
        await browser.close();
        await site.close();
      }
    });
  });
}
