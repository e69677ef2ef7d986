/**
 * The README's consumer of incidents: what it asks a CDN to purge, and that the queue tries again where it fails.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';

import { guarded, response } from './helpers/guarded.js';
import { CLEAN, LEAK } from './helpers/leak.js';

const readme = readFileSync(new URL('../adapters/cloudflare/README.md', import.meta.url), 'utf8');
const [, example] = /^```js purge\.mjs\n([^]*?)^```$/m.exec(readme) ?? [];

it('purges what leaked, by what is known of its address', async (t) => {
  const { default: consumer } = await import(`data:text/javascript,${encodeURIComponent(example)}`);
  /** @param {string} url @param {string} body @param {import('../core/settings.js').Mode} mode */
  const incident = async (url, body, mode) => {
    const { served, incidents } = await guarded(response(body), { mode }, { request: new Request(url) });
    await served.arrayBuffer();
    return { body: incidents.at(-1) };
  };
  const messages = await Promise.all([
    incident('https://a.example/lists/a.csv?page=2', LEAK, 'block'),
    incident('https://a.example/lists/a.csv', LEAK, 'observe'),
    incident('https://a.example/people/397161293962/x.csv', LEAK, 'block'),
    incident('https://a.example/clean.csv', CLEAN, 'block'),
  ]);
  let status = 200;
  /** @type {any[]} */
  const asked = [];
  t.mock.method(globalThis, 'fetch', async (/** @type {any[]} */ ...given) => {
    asked.push(given);
    return new Response(null, { status });
  });
  const env = { ZONE: 'zone', PURGE_TOKEN: 'let-me' };
  await consumer.queue({ messages }, env);
  const [[url, { method, headers, body }]] = asked;
  assert.deepEqual([url, method], ['https://api.cloudflare.com/client/v4/zones/zone/purge_cache', 'POST']);
  assert.equal(headers.authorization, 'Bearer let-me');
  assert.deepEqual(JSON.parse(body), { prefixes: ['a.example/lists/a.csv', 'a.example/people/'] });
  await consumer.queue({ messages: messages.slice(3) }, env);
  assert.equal(asked.length, 1);
  status = 500;
  await assert.rejects(consumer.queue({ messages }, env));
});
