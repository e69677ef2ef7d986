/**
 * The least that a worker can do with a body: pass it through a TransformStream. What the edge is measured against.
 */

export default {
  /**
   * @param {Request} request
   * @param {import('../../adapters/cloudflare/settings.js').Env} env
   */
  async fetch(request, env) {
    const response = await /** @type {NonNullable<typeof env.ORIGIN>} */ (env.ORIGIN).fetch(request);
    return new Response(response.body?.pipeThrough(new TransformStream()), response);
  },
};
