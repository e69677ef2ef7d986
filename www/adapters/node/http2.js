/**
 * Where a response over HTTP/2 differs from one over HTTP/1.1.
 *
 * Why: the compatibility API of `node:http2` is nearly that of `node:http`, but a stream that is merely destroyed is reset
 * with NO_ERROR, and a client may take what came for the whole; fields of a connection have no place; and a handler may
 * push responses beside its own.
 */

/** INTERNAL_ERROR (RFC 9113 §7). */
const INTERNAL_ERROR = 2;

/**
 * @typedef {import('node:http').ServerResponse} Outgoing
 * @typedef {import('node:http2').Http2ServerResponse} Http2Outgoing
 */

/** @param {Outgoing} response @returns {import('node:http2').ServerHttp2Stream | undefined} of HTTP/2 alone */
function streamOf(response) {
  return 'stream' in response ? /** @type {Http2Outgoing} */ (/** @type {unknown} */ (response)).stream : undefined;
}

/** RFC 9113 §8.2.2: what speaks of one connection, and makes a message malformed. */
const OF_CONNECTIONS = ['connection', 'proxy-connection', 'keep-alive', 'transfer-encoding', 'upgrade'];

/** @param {Outgoing} response a handler may have passed on another response's fields */
export function dropConnectionFields(response) {
  if (streamOf(response)) for (const name of OF_CONNECTIONS) response.removeHeader(name);
}

/** @param {Outgoing} response whose client has gone, or that has been broken off */
export function isGone(response) {
  return streamOf(response)?.destroyed ?? response.destroyed;
}

/**
 * Says that what was sent over HTTP/2 is not the whole.
 *
 * @param {Outgoing} response
 * @returns {boolean} whether it is one over HTTP/2
 */
export function reset(response) {
  const stream = streamOf(response);
  stream?.close(INTERNAL_ERROR);
  return stream !== undefined;
}

/**
 * @param {Outgoing} response
 * @returns {object} the methods to replace besides those of every response
 */
export function forHttp2(response) {
  if (!streamOf(response)) return {};
  return {
    // Another response, beside the one that is judged: none is pushed, as for a client that wants none.
    /** @param {unknown} _ @param {(error: Error) => void} callback */
    createPushResponse: (_, callback) =>
      queueMicrotask(() => callback(new Error('A guarded response pushes no others.'))),
  };
}
