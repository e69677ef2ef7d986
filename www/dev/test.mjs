/**
 * `make test`: every test there is, natively, as WebAssembly in Node and in Chromium, and from JavaScript.
 *
 * Expects set-up (the browser's too) and the build to be done.
 */

import { readdirSync } from 'node:fs';
import { choices, root, target } from './settings.mjs';
import { runSteps } from './steps.mjs';
import { wasmCargo } from './wasm.mjs';

const browser = {
  ...choices('browser'),
  // Browsers and workerd leave settings and caches behind: not in the user's home.
  XDG_CONFIG_HOME: `${target}setup/home/config`,
  XDG_CACHE_HOME: `${target}setup/home/cache`,
};

/** The same compiled tests run in both: which one is the environment's to say. */
const web = wasmCargo(['test', '--test', 'web']);
const inBrowser = {
  ...web.env,
  ...browser,
  WASM_BINDGEN_USE_BROWSER: '1',
  WASM_BINDGEN_TEST_WEBDRIVER_JSON: `${target}setup/webdriver.json`,
  WASM_BINDGEN_TEST_TIMEOUT: '300',
};

/** Named one by one: what `node --test` makes of a folder differs from version to version. */
const scripts = readdirSync(`${root}www/test`, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.test\.m?js$/.test(name))
  .sort()
  .map((name) => `www/test/${name}`);

/** The extension's are most of the time: they wait for two browsers. */
const isExtensions = (/** @type {string} */ name) => name.startsWith('www/test/extension/');
/** @param {string[]} files */
const inNode = (files) => ({
  command: process.execPath,
  args: ['--test', '--test-reporter=spec', ...files],
  env: { ...process.env, ...browser },
});

/** @type {import('./steps.mjs').Step[]} */
const steps = [
  { name: 'Rust', command: 'cargo', args: ['test', '--no-fail-fast', '--features', 'cli'] },
  {
    name: 'Rust, no features: compiles',
    command: 'cargo',
    args: ['check', '--no-default-features', '--all-targets'],
    check: true,
  },
  {
    name: 'Rust, no SIMD',
    command: 'cargo',
    args: ['test', '--no-fail-fast', '--lib', '--tests'],
    env: {
      ...process.env,
      CARGO_TARGET_DIR: `${target}scalar`,
      CARGO_ENCODED_RUSTFLAGS: ['--cfg', 'dwarpal_force_scalar'].join('\x1f'),
    },
  },
  { name: 'WebAssembly in Node', ...web },
  { name: 'WebAssembly in Chromium', ...web, env: inBrowser },
  { name: 'JavaScript', ...inNode(scripts.filter((name) => !isExtensions(name))) },
  { name: 'The browser extension', ...inNode(scripts.filter(isExtensions)), minutes: 25 },
];

process.exitCode = (await runSteps(steps)) ? 0 : 1;
