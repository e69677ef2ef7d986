/**
 * Dwarpal for Deno: the same as `core/index.js`, with the package's WebAssembly compiled from its bytes.
 *
 * Why: Deno's `fetch` reads files too, but gives them no `Content-Type`, and compiling while streaming then fails with a
 * warning. Needs `--allow-read` for the package's folder.
 */

import { creator } from './core/own.js';

export * from './core/index.js';

const create = creator(async () => {
  const file = await fetch(new URL('./pkg/dwarpal_bg.wasm', import.meta.url));
  return WebAssembly.compile(await file.arrayBuffer());
});

/**
 * Creates a filter; the module is loaded once for all filters of a program.
 *
 * @param {import('./core/index.js').Options} [options] the settings, and where the module comes from if not from the
 *   package
 * @returns {Promise<import('./core/index.js').Filter>}
 * @throws {import('./core/index.js').DwarpalError} `bad_setting`, `engine_unavailable`, `simd_required`
 */
export async function createFilter(options) {
  return create(options);
}
