/**
 * `createFilter` for hosts that read the package's own WebAssembly files in their own way.
 */

import { createFilter, createFilterSync } from './index.js';

/**
 * @param {() => Promise<WebAssembly.Module>} load what scans: called when the first filter is created, again only if that
 *   failed
 * @param {() => WebAssembly.Module} open what opens documents: called when there is something to open
 * @returns {typeof createFilter}
 */
export function creator(load, open) {
  /** @type {Promise<WebAssembly.Module> | undefined} */
  let loading;
  const loaded = () =>
    (loading ??= load().catch((cause) => {
      // What was missing may be there next time.
      loading = undefined;
      throw cause;
    }));
  return async ({ module = loaded(), documents = open, ...settings } = {}) => {
    let compiled;
    try {
      compiled = await module;
    } catch {
      // Says why, as it does of every module that cannot be had.
      return createFilter({ ...settings, documents, module });
    }
    const own = module === loading && documents === open;
    return own
      ? createFilterSync(/** @type {WebAssembly.Module} */ (compiled), { ...settings, documents: open })
      : createFilter({ ...settings, documents, module: compiled });
  };
}
