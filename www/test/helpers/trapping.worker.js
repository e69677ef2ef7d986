/**
 * The deployable worker, and a route that takes its WebAssembly instance down. For tests only.
 */

import worker from '../../adapters/cloudflare/worker.js';
import { trap } from './trap.js';

export default {
  /**
   * @param {Request} request
   * @param {import('../../adapters/cloudflare/settings.js').Env} env
   */
  fetch(request, env) {
    if (new URL(request.url).pathname !== '/trap') return worker.fetch(request, env);
    try {
      trap();
    } catch (error) {
      return new Response(error instanceof Error && 'code' in error ? String(error.code) : 'unknown');
    }
    return new Response('no trap');
  },
};
