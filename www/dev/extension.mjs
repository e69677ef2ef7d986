/**
 * Builds the browser extension: target/extension/{chromium,firefox}/ to load unpacked, and a zip of each for the stores.
 *
 * The same sources give the same bytes: names are sorted, times are fixed, nothing of this machine goes in. Only the
 * content scripts are bundled, for a browser loads no modules there; they are not minified. Everything else is copied as it
 * stands, so what a reviewer reads is what runs.
 *
 *     node www/dev/extension.mjs [--out FOLDER] [--hosts PATTERN...]
 *
 * `--hosts` makes access to these sites, and all that is else asked for later, a part of the installation: a test cannot
 * answer the browser's questions.
 */

import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { buildSync } from 'esbuild';
import { zipSync } from 'fflate';
import sharp from 'sharp';

import { root, target } from './settings.mjs';

const www = `${root}www/`;
const source = `${www}extension/`;
const BROWSERS = /** @type {const} */ (['chromium', 'firefox']);
/** Folders of the extension that are copied as they stand. */
const COPIED = ['background', 'options', 'popup', 'shared', 'stopped'];
/** Content scripts, by the name that each has when it is bundled. */
const SCRIPTS = { content: 'content/main.js', ear: 'content/ear.js', hook: 'content/hook.js' };
const ICONS = { door: [16, 32, 48, 128], warning: [16, 32, 48] };
/** ZIP knows no earlier time. Without a zone: a ZIP's times have none. */
const EPOCH = new Date(1980, 0, 1, 0, 0, 0);

/** @param {string} path */
function json(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/**
 * The manifest of one browser.
 *
 * @param {string} browser
 * @param {string[]} hosts
 */
function manifest(browser, hosts) {
  const { version } = json(`${www}package.json`);
  const whole = { ...json(`${source}manifest/common.json`), ...json(`${source}manifest/${browser}.json`), version };
  if (hosts.length > 0) {
    whole.host_permissions = hosts;
    whole.permissions = [...whole.permissions, ...whole.optional_permissions];
    delete whole.optional_permissions;
  }
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/**
 * @param {string} out
 * @param {string} browser
 * @param {string[]} hosts
 */
async function build(out, browser, hosts) {
  const folder = `${out}${browser}/`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(`${folder}icons`, { recursive: true });
  writeFileSync(`${folder}manifest.json`, manifest(browser, hosts));
  for (const name of COPIED) cpSync(`${source}${name}`, `${folder}extension/${name}`, { recursive: true });
  cpSync(`${source}content/highlights.css`, `${folder}highlights.css`);
  cpSync(`${source}_locales`, `${folder}_locales`, { recursive: true });
  cpSync(`${www}core`, `${folder}core`, { recursive: true });
  for (const name of ['dwarpal.js', 'dwarpal_bg.wasm', 'documents.js', 'documents_bg.wasm'])
    cpSync(`${www}pkg/${name}`, `${folder}pkg/${name}`);
  cpSync(`${root}LICENSE-MIT`, `${folder}LICENSE`);
  if (browser === 'chromium') cpSync(`${source}managed-schema.json`, `${folder}managed-schema.json`);
  bundle(folder);
  for (const [name, sizes] of Object.entries(ICONS)) {
    for (const size of sizes) {
      const drawn = sharp(`${source}icons/${name}.svg`, { density: 600 }).resize(size, size);
      writeFileSync(`${folder}icons/${name}-${size}.png`, await drawn.png({ compressionLevel: 9 }).toBuffer());
    }
  }
  const file = `${out}dwarpal-${browser}.zip`;
  writeFileSync(file, packed(folder));
  console.log(`${file.slice(root.length)}: ${(statSync(file).size / 1024).toFixed(0)} KiB`);
}

/** @param {string} folder */
function bundle(folder) {
  buildSync({
    absWorkingDir: source,
    entryPoints: SCRIPTS,
    outdir: folder,
    bundle: true,
    format: 'iife',
    target: ['chrome120', 'firefox140'],
    charset: 'utf8',
    legalComments: 'none',
  });
}

/** @param {string} folder */
function packed(folder) {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => statSync(folder + name).isFile())
    .sort();
  const files = Object.fromEntries(names.map((name) => [name, new Uint8Array(readFileSync(folder + name))]));
  // `os`: 3 is Unix, whatever this is.
  return zipSync(files, { level: 9, mtime: EPOCH, os: 3 });
}

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: `${target}extension/` },
    hosts: { type: 'string', multiple: true, default: [] },
  },
});
for (const browser of BROWSERS) await build(values.out.replace(/\/?$/, '/'), browser, values.hosts);
