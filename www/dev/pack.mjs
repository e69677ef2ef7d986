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
import { posix } from 'node:path';
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
  compile(folder, ['--declaration', 'false', '--emitDeclarationOnly', 'false', '--removeComments']);
  compile(folder, []);
  dropTypedefs(folder);
  makeCommonJs(folder, manifest.name);
  for (const entry of Object.values(manifest.exports)) {
    const path = (entry.node ?? entry).require;
    if (path) declareCommonJs(folder, path.replace(/^\.\/cjs\/|\.js$/g, ''));
  }
  dropDeclarations(folder, manifest.exports);
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
  for (const name of [
    'adapters',
    'bin',
    'core',
    'docs/policy.md',
    'edge-light.js',
    'node.js',
    'policy.schema.json',
    'wasm.d.ts',
    'workerd.js',
  ]) {
    cpSync(www + name, folder + name, { recursive: true });
  }
  mkdirSync(`${folder}pkg`);
  for (const name of readdirSync(`${www}pkg`)) {
    if (name.endsWith('.wasm.d.ts')) continue;
    const [from, to] = [`${www}pkg/${name}`, `${folder}pkg/${name}`];
    // As of the programs, without comments: the declarations have them.
    if (name.endsWith('.js')) writeFileSync(to, transformSync(readFileSync(from, 'utf8')).code);
    else cpSync(from, to);
  }
}

/**
 * The compiler's work: declarations, with their comments; and the programs without, as they are nearly half of the text
 * and the declarations have them.
 *
 * @param {string} out where it goes, in the folders of the sources
 * @param {string[]} options
 */
function compile(out, options) {
  const tsc = `${www}node_modules/typescript/bin/tsc`;
  const args = [tsc, '-p', `${www}tsconfig.package.json`, '--outDir', out, ...options];
  execFileSync(process.execPath, args, { stdio: 'inherit' });
}

/**
 * The compiler writes the types that comments define, and then the comments once more.
 *
 * @param {string} folder
 */
function dropTypedefs(folder) {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.d.ts'),
  )) {
    const comments = /^\/\*\*(?:(?!\*\/)[^])*@typedef(?:(?!\*\/)[^])*\*\/\n/gm;
    writeFileSync(folder + name, readFileSync(folder + name, 'utf8').replace(comments, ''));
  }
}

/**
 * Declarations that no entry leads to are nobody's: they speak of what is inside.
 *
 * @param {string} folder
 * @param {object} exports of the package
 */
function dropDeclarations(folder, exports) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.d.ts'));
  const named = [...JSON.stringify(exports).matchAll(/"\.\/([^"]+?)(?:\.d\.ts|\.js)"/g)].map(
    ([, entry]) => `${entry}.d.ts`,
  );
  const reached = new Set(named.filter((path) => files.includes(path)));
  // A set hands out what is added while it is gone through.
  for (const path of reached) {
    for (const [, other] of readFileSync(folder + path, 'utf8').matchAll(/["'](\.{1,2}\/[^"']+)\.js["']/g)) {
      const found = posix.join(posix.dirname(path), `${other}.d.ts`);
      if (files.includes(found)) reached.add(found);
    }
  }
  for (const path of files) if (!reached.has(path)) rmSync(folder + path);
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
    // Printed as its CommonJS form will be: what the two have in common is then packed once.
    const { code: printed } = transformSync(readFileSync(folder + path, 'utf8'), { target: 'node20' });
    writeFileSync(folder + path, printed);
    const source = printed.replaceAll('new URL("./pkg/', 'new URL("../pkg/');
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

/**
 * Declarations of a CommonJS entry: TypeScript wants them in a file of their own, and they say no more than that all is
 * what the module's are.
 *
 * @param {string} folder
 * @param {string} entry such as `adapters/hono/index`
 */
function declareCommonJs(folder, entry) {
  const up = '../'.repeat(entry.split('/').length);
  const names = { values: new Set(), types: new Set() };
  for (const source of entry === 'node' ? [entry, 'core/index'] : [entry]) {
    const text = readFileSync(`${folder}${source}.d.ts`, 'utf8');
    for (const [, name] of text.matchAll(/^export declare function (\w+)/gm)) names.values.add(name);
    for (const [, name] of text.matchAll(/^export type (\w+)/gm)) names.types.add(name);
    // A class is both.
    for (const [, name] of text.matchAll(/^export \{ (\w+) \}/gm)) {
      names.values.add(name);
      names.types.add(name);
    }
  }
  const from = `import("${up}${entry}.js", { with: { "resolution-mode": "import" } })`;
  const lines = [
    ...[...names.values].map((name) => `export declare const ${name}: typeof ${from}.${name};`),
    ...[...names.types].map((name) => `export type ${name} = ${from}.${name};`),
  ];
  writeFileSync(`${folder}cjs/${entry}.d.ts`, `${lines.join('\n')}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const tarball = pack(`${target}npm/`);
  execFileSync('tar', ['-tvzf', tarball], { stdio: 'inherit' });
  console.log(`${tarball.slice(root.length)}: ${statSync(tarball).size} bytes`);
}
