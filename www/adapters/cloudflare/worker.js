/**
 * The deployable worker: stands in front of an origin and serves what the filter lets through.
 *
 * Contract: `ORIGIN` (a service binding) or `ORIGIN_URL` says where the pages are; the other variables are the
 * filter's settings (`settings.js`). Every decision but a plain pass is one line of JSON in the log.
 */

// @ts-ignore -- workerd and wrangler hand over a WebAssembly.Module; the generated types describe its exports.
import wasm from '../../pkg/dwarpal_bg.wasm';
// @ts-ignore -- as above.
import documents from '../../pkg/documents_bg.wasm';
import { VerdictCache } from '../../core/cache.js';
import { createFilterSync } from '../../core/index.js';
import { fromOrigin, residualCoding, withLength } from './origin.js';
import { explain, plainPage } from './pages.js';
import { ofVariable, settingsOf } from './settings.js';

/**
 * One filter for each environment; an isolate has one, and so compiles and checks nothing twice.
 *
 * @type {WeakMap<object, import('../../core/filter.js').Filter>}
 */
const filters = new WeakMap();

export default {
  /**
   * @param {Request} request
   * @param {import('./settings.js').Env} env
   * @returns {Promise<Response>}
   */
  async fetch(request, env) {
    let filter;
    try {
      filter = filterFor(env);
    } catch (error) {
      return explain(500, 'The edge worker is not set up correctly', error);
    }
    try {
      const response = await fromOrigin(request, env, filter.enforces);
      const contentEncoding = residualCoding(response.headers);
      return withLength(await filter.guard(response, { request, contentEncoding }));
    } catch (error) {
      log('dwarpal.origin_failed', { code: codeOf(error) });
      return plainPage(
        502,
        'The site cannot be reached',
        'Its server did not answer, or broke off. Try again in a minute.',
      );
    }
  },
};

/** @param {import('./settings.js').Env} env */
function filterFor(env) {
  let filter = filters.get(env);
  if (!filter) {
    const settings = { ...settingsOf(env), verdicts: new VerdictCache(), onIncident };
    try {
      filter = createFilterSync(wasm, { documents, ...settings });
    } catch (error) {
      throw ofVariable(error);
    }
    filters.set(env, filter);
  }
  return filter;
}

/** @param {import('../../core/index.js').Incident} incident */
function onIncident(incident) {
  if (incident.verdict !== 'pass' || incident.action !== 'pass') log('dwarpal.incident', incident);
}

/** @param {string} event @param {object} fields */
function log(event, fields) {
  console.log(JSON.stringify({ event, ...fields }));
}

/**
 * The code of an error that has one. A message from the host's network may quote what it was given.
 *
 * @param {unknown} error
 */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unreachable';
}
