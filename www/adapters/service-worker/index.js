/**
 * Guards what a site's own pages fetch, in their service worker.
 *
 *     import { guardFetches } from 'dwarpal/service-worker';
 *     guardFetches(self);
 *
 * Only the site's own addresses are answered: another site's response is opaque, and none of ours.
 */

import { guarded } from '../common/exchange.js';
import { filterOf } from '../common/filter.js';

/**
 * @typedef {import('../../core/index.js').Options} Options
 *
 * @typedef {object} Scope what is used of a ServiceWorkerGlobalScope
 * @property {{origin: string}} location
 * @property {(type: 'fetch', listener: (event: any) => void) => void} addEventListener
 */

/**
 * Call it while the worker's script runs: browsers take no listener for `fetch` later.
 *
 * @param {Scope} scope `self`
 * @param {Options} [options] the filter's settings; a wrong one is an error that nobody catches
 */
export function guardFetches(scope, options) {
  const filter = filterOf(options);
  scope.addEventListener('fetch', (event) => {
    /** @type {Request} */
    const request = event.request;
    if (new URL(request.url).origin !== scope.location.origin) return;
    event.respondWith(fetch(request).then((response) => guarded(filter, request, response)));
  });
}
