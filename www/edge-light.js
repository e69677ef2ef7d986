/**
 * Dwarpal for edge-light (Vercel, Next.js): the same as `core/index.js`, with the package's own modules imported, as
 * these hosts compile none at run time.
 */

// @ts-ignore -- `?module` is how these bundlers are told to hand over a WebAssembly.Module.
import wasm from './pkg/dwarpal_bg.wasm?module';
// @ts-ignore -- as above.
import own from './pkg/documents_bg.wasm?module';
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
