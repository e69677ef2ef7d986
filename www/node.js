/**
 * Dwarpal for Node: the same as `core/index.js`, with the WebAssembly file read from disk when none is given.
 *
 * Why: the core asks `fetch` for its module, and Node's `fetch` reads no files.
 */

import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

import { createFilter as create } from './core/index.js';

export * from './core/index.js';

/** @type {typeof create} */
export async function createFilter({ module, documents = ownDocuments, ...settings } = {}) {
  return create({ ...settings, documents, module: module ?? (compiled ??= ownModule()) });
}

/** @type {Promise<WebAssembly.Module> | undefined} */
let compiled;

async function ownModule() {
  const bytes = await readFile(new URL('./pkg/dwarpal_bg.wasm', import.meta.url));
  return WebAssembly.compile(/** @type {Buffer<ArrayBuffer>} */ (bytes));
}

/** Read only when there is something to open. */
function ownDocuments() {
  return new WebAssembly.Module(readFileSync(new URL('./pkg/documents_bg.wasm', import.meta.url)));
}
