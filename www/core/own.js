/**
 * `createFilter` for hosts that read the package's own WebAssembly files in their own way.
 */

import { createFilter, createFilterSync } from './index.js';

/**
 * @param {() => Promise<WebAssembly.Module>} load what scans: called once, when the first filter is created
 * @param {() => WebAssembly.Module} open what opens documents: called when there is something to open
 * @returns {typeof createFilter}
 */
export function creator(load, open) {
  /** @type {Promise<WebAssembly.Module> | undefined} */
  let loading;
  return async ({ module, documents = open, ...settings } = {}) => {
    if (module !== undefined || documents !== open) {
      return createFilter({ ...settings, documents, module: module ?? (loading ??= load()) });
    }
    let own;
    try {
      own = await (loading ??= load());
    } catch {
      // Says why, as it does of every module that cannot be had.
      return createFilter({ ...settings, documents, module: loading });
    }
    return createFilterSync(own, { ...settings, documents: open });
  };
}
