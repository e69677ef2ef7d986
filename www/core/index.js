/**
 * Dwarpal for any host that has Web Streams, Response and WebAssembly.
 *
 *     const filter = await createFilter();
 *     const report = await filter.scan(await fetch(url));
 *     const served = await filter.guard(response, { request });
 *
 * The files beside the package's `package.json` (`node.js`, `workerd.js` and so on) are the same with another way to
 * the modules; which one an import gets is the host's condition to say.
 */

import { startDocuments, startDocumentsSync } from './documents.js';
import { scanner } from './engine.js';
import { DwarpalError } from './errors.js';
import { Filter as FilterClass } from './filter.js';
import { startError } from './simd.js';

export { DwarpalError };

/**
 * @typedef {import('./bytes.js').Input} Input
 * @typedef {import('./filter.js').Decision} Decision
 * @typedef {import('./filter.js').Filter} Filter
 * @typedef {import('./filter.js').Kind} Kind
 * @typedef {import('./filter.js').ScanHints} ScanHints
 * @typedef {import('./guard.js').Context} Context
 * @typedef {import('./incident.js').Incident} Incident
 * @typedef {import('./blockpage.js').Block} Block
 * @typedef {import('./policy.js').Match} Match
 * @typedef {import('./policy.js').Pack} Pack
 * @typedef {import('./policy.js').PolicyDocument} PolicyDocument
 * @typedef {import('./policy.js').Route} Route
 * @typedef {import('./policy.js').Thresholds} Thresholds
 * @typedef {import('./policy.js').Own} Own
 * @typedef {import('./policy.js').OwnWords} OwnWords
 * @typedef {import('./policy.js').OwnPattern} OwnPattern
 * @typedef {import('./policy.js').Allow} Allow
 * @typedef {import('./policy.js').Grade} Grade
 * @typedef {import('./report.js').PersonRecord} PersonRecord
 * @typedef {import('./report.js').Report} Report
 * @typedef {import('./settings.js').Settings} Settings
 * @typedef {import('./stream.js').Finding} Finding
 * @typedef {import('./stream.js').Hints} Hints
 *
 * @typedef {import('./engine.js').Source | Promise<import('./engine.js').Source>} Source a URL, a Response, bytes or a
 *   compiled module
 *
 * @typedef {object} Modules where the WebAssembly comes from. Default: the package's own files
 * @property {Source} [module] what scans
 * @property {Source | (() => WebAssembly.Module) | false} [documents] what opens compressed bodies, archives and documents;
 *   a function is asked when there is something to open. `false`: none, and they are uninspectable
 *
 * @typedef {Partial<Settings> & Modules} Options
 */

/**
 * Creates a filter; the modules are loaded once for all filters of a program.
 *
 * @param {Options} [options] the settings, and where the modules come from if not from the package
 * @returns {Promise<Filter>}
 * @throws {DwarpalError} `bad_setting`, `engine_unavailable`, `simd_required`
 */
export async function createFilter({ module, documents, ...settings } = {}) {
  try {
    await Promise.all([scanner.start(module), startDocuments(documents)]);
  } catch (error) {
    throw startError(error);
  }
  return new FilterClass(settings);
}

/**
 * The same without waiting, from a module that is compiled already.
 *
 * @param {WebAssembly.Module} module compiled already, as an edge worker imports it
 * @param {Partial<Settings> & {documents?: WebAssembly.Module | (() => WebAssembly.Module) | false}} [settings]
 *   `documents`: the module that opens compressed bodies, archives and documents; without it they are uninspectable
 * @returns {Filter}
 * @throws {DwarpalError} `bad_setting`, `engine_unavailable`, `simd_required`
 */
export function createFilterSync(module, { documents, ...settings } = {}) {
  try {
    scanner.startSync(module);
    startDocumentsSync(documents);
  } catch (error) {
    throw startError(error);
  }
  return new FilterClass(settings);
}
