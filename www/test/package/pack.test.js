/**
 * The tarball: what is in it, that every way to import it resolves with its types, and that it works once installed.
 */

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { after, before, describe, it } from 'node:test';

import { root } from '../../dev/settings.mjs';
import { installed } from '../helpers/package.js';

const modules = `${root}www/node_modules/`;

/** @type {string} */
let tarball;
/** @type {ReturnType<typeof installed>} */
let project;
before(() => {
  project = installed();
  tarball = project.tarball;
});
after(() => project?.remove());

/** @param {string[]} args @returns {string} what it printed */
const node = (...args) => execFileSync(process.execPath, args, { cwd: project.folder, encoding: 'utf8' }).trim();

const inPackage = () => `${project.folder}/node_modules/dwarpal/`;

const files = () =>
  readdirSync(inPackage(), { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(inPackage() + name).isFile(),
  );

describe('the tarball', () => {
  it('is no larger than 600 KB', () => {
    assert.ok(statSync(tarball).size <= 600 * 1024, `${statSync(tarball).size} bytes`);
  });

  it('holds what is needed and nothing else', () => {
    const names = files();
    for (const name of ['README.md', 'LICENSE-MIT', 'LICENSE-APACHE', 'node.js', 'node.d.ts', 'pkg/dwarpal_bg.wasm']) {
      assert.ok(names.includes(name), name);
    }
    const strangers = names.filter((name) => /(^|\/)(test|dev|demo)\/|config|\.mjs$|\.test\.|-lock/.test(name));
    assert.deepEqual(strangers, []);
  });

  it('depends on nothing and runs nothing when installed', () => {
    const manifest = JSON.parse(readFileSync(`${inPackage()}package.json`, 'utf8'));
    for (const name of ['dependencies', 'devDependencies', 'peerDependencies', 'scripts']) {
      assert.equal(manifest[name], undefined, name);
    }
    assert.equal(manifest.sideEffects, false);
  });

  it('asks for provenance when it is published, and has the engine’s version', () => {
    const { publishConfig, version } = JSON.parse(readFileSync(`${inPackage()}package.json`, 'utf8'));
    assert.deepEqual(publishConfig, { access: 'public', provenance: true });
    assert.equal(version, /^version = "(.*)"$/m.exec(readFileSync(`${root}Cargo.toml`, 'utf8'))?.[1]);
  });

  it('tells nothing of the machine it was made on', () => {
    for (const name of files()) {
      const text = readFileSync(inPackage() + name, 'latin1');
      for (const path of [root, `${homedir()}/`]) assert.ok(!text.includes(path), name);
    }
  });

  it('is clean to publint', () => {
    // Its own program: it exits with 1 for an error, and for a warning if strict.
    const { status, stdout } = spawnSync(process.execPath, [`${modules}publint/src/cli.js`, '--strict', inPackage()], {
      encoding: 'utf8',
    });
    assert.equal(status, 0, stdout);
  });

  it('is clean to attw: types resolve for ESM, for CommonJS and for bundlers', () => {
    const attw = (/** @type {string[]} */ ...args) =>
      spawnSync(
        process.execPath,
        [`${modules}@arethetypeswrong/cli/dist/index.js`, tarball, '--profile', 'node16', '--format', 'ascii', ...args],
        { encoding: 'utf8' },
      );
    // `dwarpal/deno` and its like are for hosts that know no CommonJS.
    const all = attw('--ignore-rules', 'cjs-resolves-to-esm');
    assert.equal(all.status, 0, all.stdout);
    const required = attw('--entrypoints', '.', 'node', 'express', 'fastify', 'hono');
    assert.equal(required.status, 0, required.stdout);
  });
});

describe('installed in an empty project', () => {
  it('is imported and required, by every name it exports', () => {
    const names = ['', '/node', '/express', '/fastify', '/hono', '/deno', '/bun', '/edge', '/service-worker'];
    for (const name of names) {
      const used = `const { ${name ? (name === '/service-worker' ? 'guardFetches' : 'guard') : 'createFilter'}: f }`;
      assert.equal(
        node('--input-type=module', '-e', `${used} = await import('dwarpal${name}'); console.log(typeof f)`),
        'function',
        name,
      );
    }
    for (const name of names.slice(0, 5)) {
      const used = `const { ${name ? 'guard' : 'createFilter'}: f }`;
      assert.equal(
        node('--input-type=commonjs', '-e', `${used} = require('dwarpal${name}'); console.log(typeof f)`),
        'function',
        name,
      );
    }
  });

  for (const [form, take] of [
    ['module', "import { createFilter, DwarpalError } from 'dwarpal';"],
    ['commonjs', "const { createFilter, DwarpalError } = require('dwarpal');"],
  ]) {
    it(`scans, as ${form}`, () => {
      const program = `${take}
        createFilter().then(async (filter) => {
          const text = 'PAN THUPM4447A, Aadhaar 3971 6129 3962';
          const { verdict, counts } = await filter.scan(text);
          console.log(JSON.stringify([verdict, counts]));
          await filter.scan(7).catch((error) => console.log(error instanceof DwarpalError, error.code));
        });`;
      assert.equal(
        node(`--input-type=${form}`, '-e', program),
        '["block",{"in_aadhaar":1,"in_pan":1}]\ntrue bad_input',
      );
    });
  }

  it('starts no slower than a module of the same size that does nothing at its start', () => {
    const file = JSON.stringify(`${inPackage()}pkg/dwarpal_bg.wasm`);
    // The same JavaScript loaded and the same bytes compiled and instantiated, in turns, each in a program of its own.
    // Counted in milliseconds of the processor: what else this machine does is none of the package's.
    const bare = `const before = process.cpuUsage();
      await import(${JSON.stringify(`${inPackage()}core/index.js`)});
      const { readFile } = await import('node:fs/promises');
      const module = await WebAssembly.compile(await readFile(${file}));
      const imports = {};
      for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = () => 0;
      await WebAssembly.instantiate(module, imports);
      const { user, system } = process.cpuUsage(before);
      console.log((user + system) / 1000);`;
    const whole = `const before = process.cpuUsage();
      const { createFilter } = await import('dwarpal');
      await createFilter();
      const { user, system } = process.cpuUsage(before);
      console.log((user + system) / 1000);`;
    const run = (/** @type {string} */ program) => Number(node('--input-type=module', '-e', program));
    const least = { bare: Infinity, whole: Infinity };
    for (let i = 0; i < 15; i += 1) {
      least.bare = Math.min(least.bare, run(bare));
      least.whole = Math.min(least.whole, run(whole));
    }
    console.log('cold start, ms:', JSON.stringify(least));
    assert.ok(least.whole <= 1.2 * least.bare, JSON.stringify(least));
  });
});
