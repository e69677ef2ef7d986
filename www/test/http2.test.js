/**
 * What HTTP/2 does otherwise than HTTP/1.1, in the adapter for Node: how a stream ends, and what stands beside it. The rest
 * is the same rows (`adapters.test.js`, `conformance/servers.test.js`).
 */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, constants } from 'node:http2';
import { after, before, describe, it } from 'node:test';

import { guard } from '../adapters/node/index.js';
import { exchangeHttp2, serveHttp2 } from './helpers/http2.js';
import { NUMBER } from './conformance/row.js';
import { CLEAN } from './helpers/leak.js';

const { NGHTTP2_CANCEL, NGHTTP2_INTERNAL_ERROR } = constants;

/** @typedef {import('node:http2').Http2ServerResponse} Outgoing */

/** @type {Record<string, (response: Outgoing) => unknown>} */
const SITE = {
  '/late': (response) => {
    response.setHeader('content-type', 'application/x-ndjson');
    response.write('{"n":1}\n');
    setTimeout(() => response.end(`{"aadhaar":"${NUMBER}"}\n`), 100);
  },
  '/leak': (response) => response.end(`Aadhaar ${NUMBER}`),
  '/clean': (response) => response.end(CLEAN),
  '/hop-by-hop': (response) => {
    for (const [name, value] of [
      ['connection', 'x-own'],
      ['keep-alive', 'timeout=5'],
      ['transfer-encoding', 'chunked'],
    ])
      response.setHeader(name, value);
    response.end(CLEAN);
  },
  '/gives-up': (response) => {
    response.setHeader('content-type', 'application/x-ndjson');
    response.write('{"n":1}\n{"n":2}\n');
    setTimeout(() => response.stream.destroyed || /** @type {any} */ (response).destroy(), 100);
  },
  '/pushes': (response) =>
    response.createPushResponse({ ':path': '/people.csv' }, (error) => response.end(String(error))),
  '/endless': (response) => {
    closed = once(response, 'close');
    const more = () => {
      while (!response.stream.destroyed && response.write(CLEAN));
    };
    response.on('drain', more);
    more();
  },
};

/** @type {Promise<unknown[]>} */
let closed;
/** @type {string[]} */
const warnings = [];
process.on('warning', ({ message }) => /status message/i.test(message) && warnings.push(message));

describe('over HTTP/2', () => {
  /** @type {import('./helpers/servers.js').Server} */
  let server;
  before(async () => {
    const policy = { routes: [{ match: { path: '/endless' }, mode: /** @type {const} */ ('observe') }] };
    server = await serveHttp2(
      guard(
        (request, /** @type {Outgoing} */ response) => {
          response.setHeader('content-type', 'text/csv');
          SITE[request.url ?? '']?.(response);
        },
        { mode: 'cut', policy },
      ),
    );
  });
  after(() => server?.close());

  for (const path of ['/late', '/gives-up']) {
    it(`a body that is broken off ends in a reset, and the others go on: ${path}`, async () => {
      const session = connect(server.url);
      const stream = session.request({ ':path': path });
      let text = '';
      stream.on('data', (chunk) => (text += chunk));
      stream.on('error', () => {});
      await new Promise((resolve) => stream.once('close', resolve));
      assert.equal(stream.rstCode, NGHTTP2_INTERNAL_ERROR);
      assert.ok(text.startsWith('{"n":1}\n') && !text.includes(NUMBER));
      const other = session.request({ ':path': '/clean' });
      const [fields] = await once(other, 'response');
      assert.equal(fields[':status'], 200);
      other.resume();
      await once(other, 'close');
      session.close();
    });
  }

  it('fields of a connection are none of a stream', async () => {
    const { status, headers, body } = await exchangeHttp2(`${server.url}/hop-by-hop`);
    assert.deepEqual([status, body.toString()], [200, CLEAN]);
    for (const name of ['connection', 'keep-alive', 'transfer-encoding']) assert.equal(headers[name], undefined, name);
  });

  it('nothing is pushed past the guard', async () => {
    const { body } = await exchangeHttp2(`${server.url}/pushes`);
    assert.match(body.toString(), /pushes no others/);
  });

  it('a handler whose client resets the stream is told', async () => {
    const session = connect(server.url);
    const stream = session.request({ ':path': '/endless' });
    stream.on('error', () => {});
    await once(stream, 'data');
    stream.close(NGHTTP2_CANCEL);
    await closed;
    session.close();
  });

  it('there is no reason phrase to warn of where the guard changes a status', async () => {
    assert.equal((await exchangeHttp2(`${server.url}/leak`)).status, 451);
    assert.deepEqual(warnings, []);
  });
});
