/**
 * Builds what is shipped: the WebAssembly module with its JavaScript (www/pkg/) and the native command
 * (target/release/dwarpal). Nothing is made again when nothing changed.
 *
 * Fails when the module holds a path of this machine: it goes to strangers.
 */

import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { gzipSync } from 'node:zlib';
import { choices, root, target } from './settings.mjs';
import { compiled, wasmCargo } from './wasm.mjs';

const pkg = `${root}www/pkg/`;
const native = `${target}release/dwarpal${process.platform === 'win32' ? '.exe' : ''}`;

/** Halves what compiling leaves; the features are those that rustc and wasm-bindgen use, and no more. */
const optimizer = `${root}www/node_modules/binaryen/bin/wasm-opt`;
const OPTIMIZE = [
  '-O3',
  '--enable-simd',
  '--enable-bulk-memory',
  '--enable-nontrapping-float-to-int',
  '--enable-sign-ext',
  '--enable-mutable-globals',
  '--enable-reference-types',
  '--enable-multivalue',
];

const BIND = [
  '--target=web',
  '--out-name=dwarpal',
  '--remove-name-section',
  '--remove-producers-section',
  // `__wbg_reset_state`: an instance that trapped is replaced without loading the module again.
  '--experimental-reset-state-function',
];

/**
 * Runs a command to its end, its output shown.
 * @param {{ command: string, args: string[], env?: NodeJS.ProcessEnv }} step
 */
function run({ command, args, env }) {
  const { status, error } = spawnSync(command, args, { cwd: root, env, stdio: 'inherit' });
  if (status !== 0) fail(`'${[command, ...args].join(' ')}' failed${error ? ` (${error.message})` : ''}.`);
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  console.error(`build: ${message}`);
  process.exit(1);
}

/** Binds and optimises into a folder of its own, which then takes the place of www/pkg: never a half-made one. */
function bind() {
  const bindgen = `${choices('wasm').BINDGEN}/wasm-bindgen`;
  const optimizes = existsSync(optimizer);
  const version = execFileSync(bindgen, ['--version']);
  const key = createHash('sha256')
    .update(readFileSync(compiled))
    .update(`${version} ${BIND} ${optimizes && OPTIMIZE}`)
    .digest('hex');
  const stamp = `${target}setup/pkg.key`;
  if (existsSync(`${pkg}dwarpal_bg.wasm`) && existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return;

  const fresh = `${target}pkg/`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  run({ command: bindgen, args: [...BIND, '--out-dir', fresh, compiled] });
  if (optimizes) {
    const module = `${fresh}dwarpal_bg.wasm`;
    console.log('build: optimising the module');
    run({ command: process.execPath, args: [optimizer, ...OPTIMIZE, module, '-o', module] });
  }
  refusePaths(fresh);
  rmSync(pkg, { recursive: true, force: true });
  renameSync(fresh, pkg);
  writeFileSync(stamp, key);
}

/**
 * @param {string} folder what was bound
 */
function refusePaths(folder) {
  for (const name of ['dwarpal_bg.wasm', 'dwarpal.js']) {
    const text = readFileSync(folder + name, 'latin1');
    for (const path of [root, `${homedir()}/`, '/home/', '/usr/', '.cargo', /index\.[\w.-]+-[0-9a-f]{16}/]) {
      const at = text.search(typeof path === 'string' ? path.replace(/[^\w/]/g, '\\$&') : path);
      if (at >= 0) fail(`${name} holds a path of this machine: ${JSON.stringify(text.slice(at, at + 80))}.`);
    }
  }
}

/** Bytes that the module may have, compressed: what a worker's start and a first page load can bear. */
const CEILING = 450 * 1024;

function checkSizes() {
  const size = gzipSync(readFileSync(`${pkg}dwarpal_bg.wasm`), { level: 9 }).length;
  if (size > CEILING)
    throw new Error(`the module has ${size} bytes compressed, ${size - CEILING} more than it may have`);
}

function printSizes() {
  const kib = (/** @type {number} */ bytes) => `${(bytes / 1024).toFixed(1)} KiB`.padStart(12);
  console.log(`\n${''.padEnd(28)}${'raw'.padStart(12)}${'gzip'.padStart(12)}`);
  for (const path of [`${pkg}dwarpal_bg.wasm`, `${pkg}dwarpal.js`, native]) {
    const gzip = path === native ? '' : kib(gzipSync(readFileSync(path), { level: 9 }).length);
    console.log(path.slice(root.length).padEnd(28) + kib(statSync(path).size) + gzip);
  }
}

// Only here a cdylib: a native one would be linked, for nothing, with every native build.
run(wasmCargo(['rustc', '--release', '--lib', '--crate-type', 'cdylib']));
bind();
run({ command: 'cargo', args: ['build', '--release', '--features', 'cli', '--bin', 'dwarpal'] });
printSizes();
checkSizes();
