/**
 * What Vercel's bundler makes of `?module`, for esbuild: the runtime is handed compiled modules, here in
 * `COMPILED`, by the names of their files.
 */

import { readFileSync } from 'node:fs';

/** @param {string} folder of the project @returns {Record<string, WebAssembly.Module>} */
export function compiledIn(folder) {
  const names = ['dwarpal_bg.wasm', 'documents_bg.wasm'];
  const pkg = `${folder}/node_modules/dwarpal/pkg/`;
  return Object.fromEntries(names.map((name) => [name, new WebAssembly.Module(readFileSync(pkg + name))]));
}

/** @type {import('esbuild').Plugin} */
export const compiledModule = {
  name: 'compiled-module',
  setup(build) {
    build.onResolve({ filter: /\.wasm\?module$/ }, ({ path }) => ({ path, namespace: 'compiled' }));
    build.onLoad({ filter: /.*/, namespace: 'compiled' }, ({ path }) => ({
      contents: `export default COMPILED[${JSON.stringify(path.replace(/^.*\/|\?.*$/g, ''))}];`,
    }));
  },
};
