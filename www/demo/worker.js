/**
 * The demo's worker: the deployable one, a page that shows it at work, and a back door to compare with.
 *
 * Why a worker of its own: `/__origin/*` serves the origin unguarded. That route must not exist in anything
 * that is deployed, so it is here and nowhere else; a test asks the deployable worker for it.
 */

import guarded from '../adapters/cloudflare/worker.js';

/**
 * @typedef {object} DemoEnv
 * @property {{fetch: (request: Request) => Promise<Response>}} ORIGIN the leaky origin
 * @property {{fetch: (request: Request) => Promise<Response>}} PAGE the files of `page/`
 */

export default {
  /**
   * @param {Request} request
   * @param {DemoEnv} env
   * @returns {Promise<Response>}
   */
  async fetch(request, env) {
    const url = new URL(request.url);
    if (url.pathname === '/' || url.pathname.startsWith('/__demo/')) return env.PAGE.fetch(request);
    if (url.pathname.startsWith('/__origin/')) {
      url.pathname = url.pathname.slice('/__origin'.length);
      return env.ORIGIN.fetch(new Request(url, request));
    }
    return guarded.fetch(request, env);
  },
};
