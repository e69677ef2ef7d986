/**
 * What Vercel's bundler makes of `?module`, for esbuild: the runtime is handed a compiled module, here by the name
 * `COMPILED`.
 */

/** @type {import('esbuild').Plugin} */
export const compiledModule = {
  name: 'compiled-module',
  setup(build) {
    build.onResolve({ filter: /\.wasm\?module$/ }, ({ path }) => ({ path, namespace: 'compiled' }));
    build.onLoad({ filter: /.*/, namespace: 'compiled' }, () => ({ contents: 'export default COMPILED;' }));
  },
};
