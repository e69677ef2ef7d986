/**
 * The deployable worker’s variables in workerd: what they do, and what a wrong one says.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { documents } from '../demo/documents.mjs';
import { external, startEdge } from '../demo/edge.mjs';
import { ask, startTestOrigin } from './helpers/origin.js';

const script = 'adapters/cloudflare/worker.js';

/** @type {import('./helpers/origin.js').Origin} */
let origin;
before(async () => {
  origin = await startTestOrigin();
});
after(() => origin?.close());

/**
 * Runs `use` against a worker with these variables.
 *
 * @param {Record<string, string>} variables
 * @param {(at: URL) => Promise<void>} use
 * @param {boolean} [bound] whether the origin is bound as a service
 */
async function withEdge(variables, use, bound = true) {
  /** @type {Parameters<typeof startEdge>[0]['services']} */
  const services = bound ? { ORIGIN: external(origin.address) } : {};
  const other = await startEdge({ script, variables, services, onLog: () => {} });
  try {
    await use(other.url);
  } finally {
    await other.close();
  }
}

describe('the variables', () => {
  it('ORIGIN_URL, BLOCK_STATUS and the choices are followed', async () => {
    const variables = {
      ORIGIN_URL: `http://${origin.address}/`,
      BLOCK_STATUS: '403',
      MAX_HELD: '64',
      ON_LIMIT: 'pass',
      ON_UNINSPECTABLE: 'pass',
    };
    const use = async (/** @type {URL} */ at) => {
      assert.equal((await ask(new URL('/nowhere?leak', at))).status, 403);
      assert.equal((await ask(new URL('/slice', at))).status, 206);
      const { body } = await ask(new URL('/statistics.html', at));
      assert.equal(body.toString(), documents()[4].body);
      const zstd = await ask(new URL('/coded?as=zstd', at), { headers: { 'accept-encoding': 'zstd' } });
      assert.equal(zstd.headers['content-encoding'], 'zstd');
      assert.equal(zstd.body.subarray(0, 4).toString('hex'), '28b52ffd');
    };
    await withEdge(variables, use, false);
  });

  it('an origin that is not there is 502', async () => {
    const nobody = await startTestOrigin();
    await nobody.close();
    await withEdge(
      { ORIGIN_URL: `http://${nobody.address}` },
      async (at) => assert.equal((await ask(at)).status, 502),
      false,
    );
  });

  /** @type {[variables: Record<string, string>, bound: boolean, says: RegExp][]} */
  const wrong = [
    [{ BLOCK_STATUS: 'abc' }, true, /BLOCK_STATUS must be a whole number from 400 to 599/],
    [{ MAX_HELD: '-1' }, true, /MAX_HELD must be/],
    [{ MAX_MEMORY: '1024' }, true, /MAX_MEMORY must be a whole number, 8388608 or more/],
    [{ ON_ERROR: 'open' }, true, /ON_ERROR must be "block" or "pass"/],
    [{}, false, /There is no origin to guard\. Set ORIGIN_URL/],
    [{ ORIGIN_URL: 'bucket' }, false, /ORIGIN_URL is not a URL/],
    [{ ORIGIN_URL: 'ftp://a.example' }, false, /ORIGIN_URL must be http/],
  ];
  for (const [variables, bound, says] of wrong) {
    it(`${JSON.stringify(variables)} is named as what is wrong`, async () => {
      const use = async (/** @type {URL} */ at) => {
        const { status, body } = await ask(new URL('/leak/rtpcr.csv', at));
        assert.equal(status, 500);
        assert.match(body.toString(), says);
      };
      await withEdge(variables, use, bound);
    });
  }
});
