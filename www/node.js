/**
 * Dwarpal for Node, Deno and Bun: the same as `core/index.js`, with the WebAssembly files read from disk when none are
 * given.
 *
 * Why: the core asks `fetch` for its modules, and Node's `fetch` reads no files. (It also takes 15 ms to load, which a
 * program that scans text need not spend.)
 */

import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

import { creator } from './core/own.js';

export * from './core/index.js';

const create = creator(
  async () => {
    const bytes = await readFile(new URL('./pkg/dwarpal_bg.wasm', import.meta.url));
    return WebAssembly.compile(/** @type {Buffer<ArrayBuffer>} */ (bytes));
  },
  () => new WebAssembly.Module(readFileSync(new URL('./pkg/documents_bg.wasm', import.meta.url))),
);

/**
 * Creates a filter; the modules are loaded once for all filters of a program.
 *
 * @param {import('./core/index.js').Options} [options] the settings, and where the modules come from if not from the
 *   package
 * @returns {Promise<import('./core/index.js').Filter>}
 * @throws {import('./core/index.js').DwarpalError} `bad_setting`, `engine_unavailable`, `simd_required`
 */
export async function createFilter(options) {
  return create(options);
}
