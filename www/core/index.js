/**
 * Dwarpal for any host that has Web Streams, Response and WebAssembly.
 *
 *     const filter = await createFilter();
 *     const report = await filter.scan(await fetch(url));
 *     const served = await filter.guard(response, { request });
 */

import { startDocuments, startDocumentsSync } from './documents.js';
import { scanner } from './engine.js';
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
 * @typedef {import('./engine.js').Source | Promise<import('./engine.js').Source>} Source a URL, a Response, bytes or a
 *   compiled module
 *
 * @typedef {object} Modules where the WebAssembly comes from. Default: beside the package's files
 * @property {Source} [module] what scans
 * @property {Source | (() => WebAssembly.Module) | false} [documents] what opens compressed bodies, archives and documents;
 *   a function is asked when there is something to open. `false`: none, and they are uninspectable
 */

/**
 * @param {Partial<Settings> & Modules} [settings]
 * @returns {Promise<Filter>}
 */
export async function createFilter({ module, documents, ...settings } = {}) {
  await Promise.all([scanner.start(module), startDocuments(documents)]);
  return new Filter(settings);
}

/**
 * @param {WebAssembly.Module} module compiled already, as an edge worker imports it
 * @param {Partial<Settings> & {documents?: WebAssembly.Module | (() => WebAssembly.Module) | false}} [settings]
 *   `documents`: the module that opens compressed bodies, archives and documents; without it they are uninspectable
 * @returns {Filter}
 */
export function createFilterSync(module, { documents, ...settings } = {}) {
  scanner.startSync(module);
  startDocumentsSync(documents);
  return new Filter(settings);
}
