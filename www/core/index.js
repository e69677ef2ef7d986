/**
 * Dwarpal for any host that has Web Streams, Response and WebAssembly.
 *
 *     const filter = await createFilter();
 *     const report = await filter.scan(await fetch(url));
 *     const served = await filter.guard(response, { request });
 */

import { start, startSync } from './engine.js';
import { Filter } from './filter.js';

export { DwarpalError } from './errors.js';

/**
 * @typedef {import('./filter.js').Kind} Kind
 * @typedef {import('./incident.js').Incident} Incident
 * @typedef {import('./settings.js').Settings} Settings
 * @typedef {import('./stream.js').Report} Report
 * @typedef {import('./stream.js').Finding} Finding
 */

/**
 * @param {Partial<Settings> & {module?: Parameters<typeof start>[0]}} [settings] `module`: where the
 *   WebAssembly comes from (a URL, a Response, bytes, a compiled module). Default: beside the package's files
 * @returns {Promise<Filter>}
 */
export async function createFilter({ module, ...settings } = {}) {
  const filter = new Filter(settings);
  await start(module);
  return filter;
}

/**
 * @param {WebAssembly.Module} module compiled already, as an edge worker imports it
 * @param {Partial<Settings>} [settings]
 * @returns {Filter}
 */
export function createFilterSync(module, settings) {
  const filter = new Filter(settings);
  startSync(module);
  return filter;
}
