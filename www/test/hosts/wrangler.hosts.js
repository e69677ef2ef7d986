/**
 * The template for Cloudflare with wrangler itself, as its README says: what would be deployed, and the worker on this
 * machine. The same for the project that `init` writes.
 */

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { environment, installHosts, programs } from '../../dev/hosts.mjs';
import { startProgram } from '../helpers/child.js';
import { CLEAN, LEAK, leaks } from '../helpers/leak.js';
import { ask, startTestOrigin } from '../helpers/origin.js';
import { installed } from '../helpers/package.js';
import { EXAMPLES } from '../helpers/readme.js';

const env = { ...process.env, ...environment };

const DATE = '2026-04-20';

/** A site of static files. */
const SITE = { 'public/people.csv': LEAK, 'public/districts.csv': CLEAN };

/** A worker in front of it. */
const WORKER = {
  'worker.js': `import { guard } from 'dwarpal/edge';
    export default { fetch: guard((request, env) => env.ASSETS.fetch(request)) };`,
  'wrangler.json': JSON.stringify({
    ...{ name: 'site', main: 'worker.js', compatibility_date: DATE },
    assets: { directory: 'public', binding: 'ASSETS', run_worker_first: true },
  }),
};

/** @type {ReturnType<typeof installed>} */
let project;
/** @type {Awaited<ReturnType<typeof startTestOrigin>>} */
let origin;
/** As the package has it. */
let template = '';
before(async () => {
  installHosts();
  project = installed();
  template = `${project.folder}/node_modules/dwarpal/adapters/cloudflare/`;
  origin = await startTestOrigin();
});
after(async () => {
  await origin?.close();
  project?.remove();
});

/** @param {RegExp} pattern @returns {string} what the README says there */
function readme(pattern) {
  const [, found] = pattern.exec(readFileSync(`${template}README.md`, 'utf8')) ?? [];
  assert.ok(found, String(pattern));
  return found;
}

/** @param {string} folder @param {Record<string, string>} files */
function write(folder, files) {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(`${folder}/${name}`), { recursive: true });
    writeFileSync(`${folder}/${name}`, content);
  }
}

/** What a site of static files must do; the server is closed. @param {import('../helpers/servers.js').Server} server */
async function guards(server) {
  try {
    const leak = await ask(`${server.url}/people.csv`);
    assert.ok(leak.status === 451 && !leaks(leak.body));
    const clean = await ask(`${server.url}/districts.csv`);
    assert.deepEqual([clean.status, clean.body.toString()], [200, CLEAN]);
    assert.match(String(clean.headers['content-type']), /^text\/csv/);
    const slice = await ask(`${server.url}/people.csv`, { headers: { range: 'bytes=60-69' } });
    assert.equal(slice.status, 451);
  } finally {
    await server.close();
  }
}

/** @param {string} cwd @param {string[]} variables */
const dev = (cwd, variables) =>
  startProgram(
    programs.wrangler,
    (port) => ['dev', '--ip', '127.0.0.1', '--port', String(port), ...variables.flatMap((text) => ['--var', text])],
    // It ends workerd when it is told to end.
    { cwd, env, signal: 'SIGTERM' },
  );

describe('wrangler', () => {
  it('deploys the template in five commands, the last but one of which makes one bundle', () => {
    const commands = readme(/^```sh\n([^]*?)^```$/m)
      .trim()
      .split('\n')
      .map((line) => line.split('#')[0].trim());
    assert.equal(commands.length, 5);
    for (const command of commands.filter((line) => line.startsWith('npx wrangler '))) {
      const { status } = spawnSync(programs.wrangler, [command.split(' ')[2], '--help'], { cwd: template, env });
      assert.equal(status, 0, command);
    }
    const [, , ...args] = commands[3].split(' ');
    const out = `${project.folder}/out`;
    const said = execFileSync(programs.wrangler, [...args, '--dry-run', '--outdir', out], {
      ...{ cwd: template, env, encoding: 'utf8' },
    });
    // The first week it observes.
    assert.match(said, /env\.MODE \("observe"\)/);
    assert.deepEqual(
      readdirSync(out)
        .map((name) => name.replace(/^\w{40}-/, ''))
        .filter((name) => /\.(js|wasm)$/.test(name))
        .toSorted(),
      ['documents_bg.wasm', 'dwarpal_bg.wasm', 'worker.js'],
    );
    // What a worker may have without paying.
    const [, kib] = /gzip: ([\d.]+) KiB/.exec(said) ?? [];
    assert.ok(Number(kib) < 3 * 1024, `${kib} KiB`);
  });

  it('runs it on this machine: it observes, and says what it would do', async () => {
    const [variable] = readme(/`npx wrangler dev --var (ORIGIN_URL:\S+)`/).split('http://');
    const server = await dev(template, [`${variable}http://${origin.address}`]);
    try {
      const leak = await ask(`${server.url}/leak/rtpcr.csv`);
      assert.ok(leak.status === 200 && leaks(leak.body));
      for (let i = 0; i < 100 && !server.said().includes('dwarpal.incident'); i += 1)
        await new Promise((resolve) => setTimeout(resolve, 50));
      assert.match(server.said(), /"action":"pass","would":"block"/);
      assert.ok(!leaks(server.said()));
    } finally {
      await server.close();
    }
  });

  it('runs it enforcing', async () => {
    const server = await dev(template, [`ORIGIN_URL:http://${origin.address}`, 'MODE:block']);
    try {
      const leak = await ask(`${server.url}/leak/rtpcr.csv`);
      assert.ok(leak.status === 451 && !leaks(leak.body));
      assert.equal((await ask(`${server.url}/statistics.html`)).status, 200);
      const echoed = await ask(`${server.url}/echo`, { method: 'POST', body: LEAK });
      assert.ok(echoed.status === 451 && !leaks(echoed.body));
    } finally {
      await server.close();
    }
  });

  it('runs a worker of one’s own in front of static assets', async () => {
    const cwd = `${project.folder}/assets`;
    write(cwd, { ...SITE, ...WORKER });
    await guards(await dev(cwd, []));
  });

  it('runs the README’s middleware for Pages', async () => {
    const cwd = `${project.folder}/pages`;
    write(cwd, { ...SITE, 'functions/_middleware.js': EXAMPLES['pages-middleware.js'] });
    const server = await startProgram(
      programs.wrangler,
      (port) => ['pages', 'dev', 'public', '--ip', '127.0.0.1', '--port', String(port), '--compatibility-date', DATE],
      { cwd, env, signal: 'SIGTERM' },
    );
    await guards(server);
  });

  it('runs the project that init writes', async () => {
    const cwd = `${project.folder}/guarded`;
    execFileSync(`${project.folder}/node_modules/.bin/dwarpal`, ['init', 'cloudflare', cwd]);
    const server = await dev(cwd, [`ORIGIN_URL:http://${origin.address}`]);
    try {
      const leak = await ask(`${server.url}/leak/rtpcr.csv`);
      assert.ok(leak.status === 451 && !leaks(leak.body));
      assert.equal((await ask(`${server.url}/statistics.html`)).status, 200);
    } finally {
      await server.close();
    }
  });
});
