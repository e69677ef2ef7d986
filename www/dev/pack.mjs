/**
 * Assembles the package as it is published (target/npm/package) and packs it (target/npm/dwarpal-VERSION.tgz).
 *
 * Why not `npm pack` in www: declarations and CommonJS are made from the source, the licences stand in the folder above,
 * and a package has no use for the scripts and tools that this folder's package.json names.
 *
 * Expects the build to be done. `node www/dev/pack.mjs` prints what is in it.
 */

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { transformSync } from 'esbuild';
import { root, target } from './settings.mjs';

const www = `${root}www/`;

/** Whose CommonJS form is made: what a program on Node can `require`. */
const REQUIRED = /^(core|pkg|adapters\/(common|node|express|fastify|fetch|hono))\/[^]*\.js$|^node\.js$/;

/**
 * Makes the package anew.
 * @param {string} home the folder to make it in, with a slash at its end
 * @returns {string} the tarball's path
 */
export function pack(home) {
  const manifest = JSON.parse(readFileSync(`${www}package.json`, 'utf8'));
  const folder = `${home}package/`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  copySources(folder);
  for (const out of [folder, `${folder}cjs/`]) declare(out);
  makeCommonJs(folder, manifest.name);
  for (const name of ['LICENSE-APACHE', 'LICENSE-MIT']) cpSync(root + name, folder + name);
  cpSync(`${www}README.md`, `${folder}README.md`);
  // An undefined field is none in JSON.
  const published = { ...manifest, scripts: undefined, devDependencies: undefined };
  writeFileSync(`${folder}package.json`, `${JSON.stringify(published, null, 2)}\n`);
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', home], { cwd: folder });
  return `${home}${manifest.name}-${manifest.version}.tgz`;
}

/** @param {string} folder */
function copySources(folder) {
  for (const name of ['adapters', 'bin', 'core', 'deno.js', 'edge-light.js', 'node.js', 'wasm.d.ts', 'workerd.js']) {
    cpSync(www + name, folder + name, { recursive: true });
  }
  mkdirSync(`${folder}pkg`);
  for (const name of readdirSync(`${www}pkg`)) {
    if (!name.endsWith('.wasm.d.ts')) cpSync(`${www}pkg/${name}`, `${folder}pkg/${name}`);
  }
}

/** @param {string} out where declarations go, in the folders of their sources */
function declare(out) {
  const tsc = `${www}node_modules/typescript/bin/tsc`;
  execFileSync(process.execPath, [tsc, '-p', `${www}tsconfig.package.json`, '--outDir', out], { stdio: 'inherit' });
  mkdirSync(`${out}pkg`, { recursive: true });
  for (const name of readdirSync(`${www}pkg`)) {
    if (name.endsWith('.d.ts') && !name.endsWith('.wasm.d.ts')) cpSync(`${www}pkg/${name}`, `${out}pkg/${name}`);
  }
}

/**
 * File by file, so that all entries share one engine: what a file calls by the package's name is this form of it too.
 *
 * @param {string} folder
 * @param {string} name of the package
 */
function makeCommonJs(folder, name) {
  const cjs = `${folder}cjs/`;
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
  for (const path of files.filter((path) => REQUIRED.test(path))) {
    const source = readFileSync(folder + path, 'utf8').replaceAll("new URL('./pkg/", "new URL('../pkg/");
    const { code } = transformSync(source, {
      format: 'cjs',
      platform: 'node',
      target: 'node20',
      define: { 'import.meta.url': '__url' },
    });
    const up = '../'.repeat(path.split('/').length - 1);
    const related = code.replaceAll(`require("${name}")`, `require("${up}node.js")`);
    const url = code.includes('__url') ? "const __url = require('node:url').pathToFileURL(__filename);\n" : '';
    mkdirSync(cjs + path.replace(/[^/]*$/, ''), { recursive: true });
    writeFileSync(cjs + path, url + related);
  }
  writeFileSync(`${cjs}package.json`, `${JSON.stringify({ type: 'commonjs' })}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const tarball = pack(`${target}npm/`);
  execFileSync('tar', ['-tvzf', tarball], { stdio: 'inherit' });
  console.log(`${tarball.slice(root.length)}: ${statSync(tarball).size} bytes`);
}
