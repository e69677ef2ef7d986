/**
 * Dwarpal for workerd (Cloudflare): the same as `core/index.js`, with the package's own modules imported, as workerd
 * compiles none at run time.
 */

// @ts-ignore -- workerd and wrangler hand over a WebAssembly.Module; the generated types describe its exports.
import wasm from './pkg/dwarpal_bg.wasm';
// @ts-ignore -- as above.
import own from './pkg/documents_bg.wasm';
import { createFilter as create, createFilterSync as createSync } from './core/index.js';

export * from './core/index.js';

/**
 * Creates a filter; the modules are loaded once for all filters of a program.
 *
 * @param {import('./core/index.js').Options} [options] the settings, and where the modules come from if not from
 *   the package
 * @returns {Promise<import('./core/index.js').Filter>}
 * @throws {import('./core/index.js').DwarpalError} `bad_setting`, `engine_unavailable`, `simd_required`
 */
export async function createFilter({ module = wasm, documents = own, ...settings } = {}) {
  return create({ ...settings, documents, module });
}

/**
 * The same without waiting.
 *
 * @param {WebAssembly.Module} [module] Default: the package's own
 * @param {Parameters<typeof createSync>[1]} [settings]
 * @returns {import('./core/index.js').Filter}
 * @throws {import('./core/index.js').DwarpalError} `bad_setting`, `engine_unavailable`, `simd_required`
 */
export function createFilterSync(module = wasm, { documents = own, ...settings } = {}) {
  return createSync(module, { ...settings, documents });
}
