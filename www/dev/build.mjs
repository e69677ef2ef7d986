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

/** A feature that the package's module does without, for its size: `make build FEATURES=patterns`. */
const more = process.env.FEATURES ? `,${process.env.FEATURES}` : '';

/**
 * The modules: the one that scans, and the one that opens what has to be opened first, which is loaded when there is
 * something to open. What runs once a document may be slower and must be small.
 *
 * @typedef {{ name: string, folder: string | undefined, ceiling: number, flags: string[] }} Module
 * @type {Module[]}
 */
const MODULES = [
  {
    name: 'dwarpal',
    folder: undefined,
    ceiling: (more ? 400 : 300) * 1024,
    flags: [
      `--features=parts,policy${more}`,
      // As fast as 3 with more inlined, and a twelfth smaller.
      '--config=profile.release.opt-level=2',
      '--',
      '-Cllvm-args=--inline-threshold=150',
    ],
  },
  {
    name: 'documents',
    folder: `${target}wasm-documents`,
    ceiling: 275 * 1024,
    flags: [
      '--features=opener',
      '--config=profile.release.opt-level="z"',
      // Bodies come packed often: undoing that is not to be slow.
      '--config=profile.release.package.miniz_oxide.opt-level="s"',
    ],
  },
];

const BIND = [
  '--target=web',
  '--remove-name-section',
  '--remove-producers-section',
  // `__wbg_reset_state`: an instance that trapped is replaced without loading the module again.
  '--experimental-reset-state-function',
];

/** How wasm-bindgen's glue takes an instance that it has made: once in each. */
const STARTS = '    wasm.__wbindgen_start();\n    return wasm;\n';

/** It keeps one whose start failed, and answers every later start with it. So that it is forgotten: */
const STARTS_OR_FORGETS = `    try {
        wasm.__wbindgen_start();
    } catch (failed) {
        wasm = undefined;
        throw failed;
    }
    return wasm;
`;

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
  const hash = createHash('sha256');
  for (const { folder } of MODULES) hash.update(readFileSync(compiled(folder)));
  const key = hash
    .update(`${execFileSync(bindgen, ['--version'])} ${BIND} ${STARTS_OR_FORGETS} ${optimizes && OPTIMIZE}`)
    .digest('hex');
  const stamp = `${target}setup/pkg.key`;
  const bound = MODULES.every(({ name }) => existsSync(`${pkg}${name}_bg.wasm`));
  if (bound && existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return;

  const fresh = `${target}pkg/`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  for (const { name, folder } of MODULES) {
    run({ command: bindgen, args: [...BIND, `--out-name=${name}`, '--out-dir', fresh, compiled(folder)] });
    forgetFailedStarts(`${fresh}${name}.js`);
    if (optimizes) {
      const module = `${fresh}${name}_bg.wasm`;
      console.log(`build: optimising ${name}_bg.wasm`);
      run({ command: process.execPath, args: [optimizer, ...OPTIMIZE, module, '-o', module] });
    }
    refusePaths(`${fresh}${name}_bg.wasm`);
    refusePaths(`${fresh}${name}.js`);
  }
  rmSync(pkg, { recursive: true, force: true });
  renameSync(fresh, pkg);
  writeFileSync(stamp, key);
}

/** @param {string} file the glue */
function forgetFailedStarts(file) {
  const parts = readFileSync(file, 'utf8').split(STARTS);
  if (parts.length !== 2) fail(`${file} starts its instance in another way than is known here.`);
  writeFileSync(file, parts.join(STARTS_OR_FORGETS));
}

/**
 * @param {string} file what was bound
 */
function refusePaths(file) {
  const text = readFileSync(file, 'latin1');
  for (const path of [root, `${homedir()}/`, '/home/', '/usr/', '.cargo', /index\.[\w.-]+-[0-9a-f]{16}/]) {
    const at = text.search(typeof path === 'string' ? path.replace(/[^\w/]/g, '\\$&') : path);
    if (at >= 0) fail(`${file} holds a path of this machine: ${JSON.stringify(text.slice(at, at + 80))}.`);
  }
}

/** @param {string} path */
const gzipped = (path) => gzipSync(readFileSync(path), { level: 9 }).length;

/** What a worker's start and a first page load can bear. */
function checkSizes() {
  for (const { name, ceiling } of MODULES) {
    const more = gzipped(`${pkg}${name}_bg.wasm`) - ceiling;
    if (more > 0) throw new Error(`${name}_bg.wasm, compressed, has ${more} bytes more than it may have`);
  }
}

function printSizes() {
  const kib = (/** @type {number} */ bytes) => `${(bytes / 1024).toFixed(1)} KiB`.padStart(12);
  console.log(`\n${''.padEnd(28)}${'raw'.padStart(12)}${'gzip'.padStart(12)}`);
  const modules = MODULES.flatMap(({ name }) => [`${pkg}${name}_bg.wasm`, `${pkg}${name}.js`]);
  for (const path of [...modules, native]) {
    const gzip = path === native ? '' : kib(gzipped(path));
    console.log(path.slice(root.length).padEnd(28) + kib(statSync(path).size) + gzip);
  }
}

// Only here a cdylib: a native one would be linked, for nothing, with every native build.
for (const { folder, flags } of MODULES) {
  const command = ['rustc', '--release', '--lib', '--crate-type', 'cdylib', '--no-default-features', ...flags];
  run(wasmCargo(command, folder));
}
bind();
run({ command: 'cargo', args: ['build', '--release', '--features', 'cli', '--bin', 'dwarpal'] });
printSizes();
checkSizes();
