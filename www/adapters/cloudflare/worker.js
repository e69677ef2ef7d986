/**
 * The deployable worker: stands in front of an origin and serves what the filter lets through.
 *
 * Contract: `ORIGIN` (a service binding), `BUCKET` (R2) or `ORIGIN_URL` says where the pages are; the other variables are
 * the filter's settings and where incidents go (`settings.js`). Every decision but a plain pass is one line of JSON.
 */

// @ts-ignore -- workerd and wrangler hand over a WebAssembly.Module; the generated types describe its exports.
import wasm from '../../pkg/dwarpal_bg.wasm';
// @ts-ignore -- as above.
import documents from '../../pkg/documents_bg.wasm';
import { VerdictCache } from '../../core/cache.js';
import { Counters } from '../../core/counters.js';
import { createFilterSync } from '../../core/index.js';
import { fromOrigin, residualCoding, withLength } from './origin.js';
import { explain, plainPage } from './pages.js';
import { ofVariable, settingsOf } from './settings.js';
import { send } from './sinks.js';
import { storeOf } from './verdicts.js';

/** Where the numbers are, for who has the token. */
const METRICS_PATH = '/.well-known/dwarpal/metrics';

/**
 * @typedef {object} Made
 * @property {import('../../core/filter.js').Filter} filter
 * @property {Counters} counters
 */

/**
 * One filter for each environment; an isolate has one, and so compiles and checks nothing twice.
 *
 * @type {WeakMap<object, Made>}
 */
const made = new WeakMap();

export default {
  /**
   * @param {Request} request
   * @param {import('./settings.js').Env} env
   * @param {import('./sinks.js').Host} [host] left out by a worker that calls this one and waits for nothing
   * @returns {Promise<Response>}
   */
  async fetch(request, env, host = { waitUntil: () => {} }) {
    let filter;
    let counters;
    try {
      ({ filter, counters } = madeFor(env));
    } catch (error) {
      return explain(500, 'The edge worker is not set up correctly', error);
    }
    if (isForMetrics(request, env)) return metrics(counters);
    /** @param {import('../../core/index.js').Incident} incident */
    const onIncident = (incident) => {
      counters.count(incident);
      send(incident, env, host);
    };
    // A share of what passes is told as well, if somebody wants it.
    const onPass = Number(env.SAMPLE ?? 0) > 0 ? undefined : counters.count;
    try {
      const response = await fromOrigin(request, env, filter.enforces);
      const contentEncoding = residualCoding(response.headers);
      return withLength(await filter.guard(response, { request, contentEncoding, onIncident, onPass }));
    } catch (error) {
      console.log(JSON.stringify({ event: 'dwarpal.origin_failed', code: codeOf(error) }));
      return plainPage(
        502,
        'The site cannot be reached',
        'Its server did not answer, or broke off. Try again in a minute.',
      );
    }
  },
};

/** @param {import('./settings.js').Env} env @returns {Made} */
function madeFor(env) {
  let both = made.get(env);
  if (!both) {
    const verdicts = new VerdictCache(storeOf(env));
    try {
      const filter = createFilterSync(wasm, { documents, ...settingsOf(env), verdicts });
      both = { filter, counters: new Counters(verdicts) };
    } catch (error) {
      throw ofVariable(error);
    }
    made.set(env, both);
  }
  return both;
}

/** @param {Request} request @param {import('./settings.js').Env} env */
function isForMetrics(request, { METRICS_TOKEN: token }) {
  if (!token || new URL(request.url).pathname !== METRICS_PATH) return false;
  return request.headers.get('authorization') === `Bearer ${token}`;
}

/** @param {Counters} counters */
function metrics(counters) {
  const headers = { 'content-type': 'text/plain; version=0.0.4', 'cache-control': 'no-store' };
  return new Response(counters.text(), { headers });
}

/**
 * The code of an error that has one. A message from the host's network may quote what it was given.
 *
 * @param {unknown} error
 */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unreachable';
}
