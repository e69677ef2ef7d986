/**
 * Stands between a Node handler and its `ServerResponse`: what is written goes to the filter first.
 *
 * Why by replacing methods: frameworks and middleware write to the one response object they were given, by
 * `writeHead`, `write`, `end` and `pipe`. Those that were put on before (compression, say) are called for the way out;
 * those put on later are called before.
 *
 * The contract: nothing of the handler's reaches the socket but through the guard. Trailers and early hints are the
 * handler's own and go on; a connection that is upgraded never comes here. Of HTTP/2 it is the compatibility API that is
 * guarded, `(request, response)`; what is written to the bare stream below it is not.
 */

import { failurePage } from '../common/page.js';
import { unwantedOf } from '../common/unwanted.js';
import { Feed } from './feed.js';
import { applyHeaders, collectHeaders, webHeaders } from './headers.js';
import { dropConnectionFields, forHttp2, isGone, reset } from './http2.js';

/**
 * @typedef {import('node:http').IncomingMessage | import('node:http2').Http2ServerRequest} AnyIncoming
 * @typedef {import('node:http').ServerResponse | import('node:http2').Http2ServerResponse} AnyOutgoing
 *
 * @typedef {import('node:http').IncomingMessage & {originalUrl?: string}} Incoming Express keeps the whole path there
 * @typedef {import('node:http').ServerResponse} Outgoing that of HTTP/2 is the same, as far as it is used
 * @typedef {() => Promise<import('../../core/index.js').Filter>} FilterOf
 */

/** Fields of the request that the filter looks at. */
const ASKED = ['accept', 'range', 'if-range', 'if-none-match', 'if-modified-since'];

/**
 * Call it before anything is written.
 *
 * @param {FilterOf} filter
 * @param {AnyIncoming} incoming
 * @param {AnyOutgoing} outgoing
 */
export function guardOutgoing(filter, incoming, outgoing) {
  const [request, response] = /** @type {[Incoming, Outgoing]} */ ([incoming, outgoing]);
  const { writeHead, write, end, destroy } = response;
  const asked = webRequest(request);
  for (const name of unwantedOf(request.method)) delete request.headers[name];
  const feed = new Feed(() => response.emit('drain'));
  let begun = false;
  let ended = false;
  let sending = false;
  let waiting = false;

  // Says that what was sent is not the whole.
  const breakOff = () => {
    if (!reset(response)) destroy.call(response);
  };

  const begin = () => {
    if (begun) return;
    begun = true;
    judged(filter, asked, response, feed).then((served) => {
      if (isGone(response)) return;
      sending = true;
      return send(served, request.method === 'HEAD');
    }, breakOff);
  };

  /** @param {Response} served @param {boolean} bodiless */
  const send = async (served, bodiless) => {
    const reader = bodiless ? undefined : served.body?.getReader();
    response.once('close', () => reader?.cancel().catch(() => {}));
    try {
      applyHeaders(response, served);
      dropConnectionFields(response);
      writeHead.call(response, response.statusCode);
      for (;;) {
        const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
        if (done || isGone(response)) break;
        if (write.call(response, value, 'utf8')) continue;
        waiting = true;
        await roomIn(response);
        waiting = false;
      }
      if (bodiless) feed.drop();
      end.call(response, undefined, 'utf8');
    } catch {
      breakOff();
    }
  };

  Object.assign(response, {
    /** @param {number} status @param {any[]} rest a reason, headers */
    writeHead(status, ...rest) {
      // Node itself comes back here for a response that is on its way out.
      if (sending) return writeHead.apply(response, /** @type {any} */ ([status, ...rest]));
      if (begun) return response;
      response.statusCode = status;
      if (typeof rest[0] === 'string') response.statusMessage = rest.shift();
      collectHeaders(response, rest[0]);
      begin();
      return response;
    },
    /** @param {any} chunk @param {any} [encoding] @param {any} [callback] */
    write(chunk, encoding, callback) {
      begin();
      const may = feed.push(bytesOf(chunk, encoding));
      const done = typeof encoding === 'function' ? encoding : callback;
      if (done) queueMicrotask(done);
      return may;
    },
    /** @param {any} [chunk] @param {any} [encoding] @param {any} [callback] */
    end(chunk, encoding, callback) {
      const done = [chunk, encoding, callback].find((given) => typeof given === 'function');
      if (done) response.once('finish', done);
      if (ended) return response;
      ended = true;
      const bytes = chunk && typeof chunk !== 'function' ? bytesOf(chunk, encoding) : undefined;
      if (!begun) knowLength(response, request.method === 'HEAD' ? undefined : (bytes?.length ?? 0));
      begin();
      if (bytes) feed.push(bytes);
      feed.end();
      return response;
    },
    /** @param {Error} [error] Its client is told by the guard: with a page, if nothing has been sent. */
    destroy(error) {
      ended = true;
      feed.fail(error ?? new Error('The handler broke off.'));
      begin();
      if (waiting) breakOff();
      return response;
    },
    // Headers leave with the verdict, not before.
    flushHeaders: begin,
    ...forHttp2(response),
  });
  // What a framework asks before it writes an error page, and what it must not be told of the guard's own writing.
  Object.defineProperties(response, {
    headersSent: { configurable: true, get: () => begun },
    writableEnded: { configurable: true, get: () => ended },
  });
  response.once('close', () => {
    if (!ended) feed.fail(new Error('The client has gone.'));
  });
}

/**
 * @param {FilterOf} filter
 * @param {Request} request
 * @param {Outgoing} response
 * @param {Feed} feed
 */
async function judged(filter, request, response, feed) {
  const headers = webHeaders(response);
  const bodiless = [204, 205, 304].includes(response.statusCode);
  if (bodiless) feed.drop();
  try {
    const own = new Response(bodiless ? null : feed.stream, { status: response.statusCode, headers });
    const contentEncoding = headers.get('content-encoding');
    return await (await filter()).guard(own, { request, contentEncoding });
  } catch (error) {
    feed.drop();
    return failurePage(error);
  }
}

/**
 * As much of the request as the filter looks at.
 *
 * @param {Incoming} request
 */
function webRequest({ originalUrl, url = '/', method, headers }) {
  const base = `http://${headers.host ?? headers[':authority'] ?? 'localhost'}/`;
  const safe = URL.canParse(base) ? base : 'http://localhost/';
  const path = originalUrl ?? url;
  const asked = new Headers();
  for (const name of ASKED) {
    const value = headers[name];
    if (typeof value === 'string') asked.set(name, value);
  }
  return new Request(URL.canParse(path, safe) ? new URL(path, safe) : safe, {
    // Methods that a `Request` cannot have are neither of the two that the filter tells apart.
    method: method === 'GET' || method === 'HEAD' ? method : 'POST',
    headers: asked,
  });
}

/**
 * Sets the length of a body that is written at once, as Node does where nobody else has.
 *
 * @param {Outgoing} response
 * @param {number | undefined} length
 */
function knowLength(response, length) {
  const told = ['content-length', 'transfer-encoding', 'trailer'].some((name) => response.hasHeader(name));
  const { statusCode } = response;
  if (length === undefined || told || statusCode === 204 || statusCode === 304) return;
  response.setHeader('content-length', length);
}

/** @param {any} chunk @param {any} encoding @returns {Uint8Array} a copy */
function bytesOf(chunk, encoding) {
  return typeof chunk === 'string'
    ? Buffer.from(chunk, typeof encoding === 'string' ? /** @type {BufferEncoding} */ (encoding) : 'utf8')
    : Buffer.from(chunk);
}

/** @param {Outgoing} response @returns {Promise<void>} once its client has taken enough, or has gone */
function roomIn(response) {
  return new Promise((resolve) => {
    const go = () => {
      response.removeListener('drain', go);
      response.removeListener('close', go);
      resolve();
    };
    response.on('drain', go);
    response.on('close', go);
  });
}
