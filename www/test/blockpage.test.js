/**
 * A page of the site's own in place of the built-in one.
 */

import assert from 'node:assert/strict';
import { it } from 'node:test';

import { guarded, response } from './helpers/guarded.js';
import { LEAK } from './helpers/leak.js';

it('is answered with a page of the site’s own, if it has one', async () => {
  const blockPage = (/** @type {import('../core/index.js').Block} */ { id, status, route, unseen }) =>
    `<title>Our page</title>${id} ${route} ${status} ${unseen}`;
  const policy = { routes: [{ name: 'lists', match: { path: '/files/*' }, blockStatus: 403 }] };
  const { served, told } = await guarded(response(LEAK), { blockPage, policy });
  assert.equal(await served.text(), `<title>Our page</title>${told.id} lists 403 false`);
  const { headers, status } = served;
  assert.deepEqual(
    [status, headers.get('cache-control'), headers.get('content-type')],
    [403, 'no-store', 'text/html; charset=utf-8'],
  );
  assert.match(headers.get('x-robots-tag') ?? '', /noindex/);
  const unread = await guarded(response('%PDF-1.7\nnothing'), { blockPage });
  assert.match(await unread.served.text(), /451 true$/);
  const asked = new Request('https://a.example/', { headers: { accept: 'application/json' } });
  const problem = await guarded(response(LEAK), { blockPage }, { request: asked });
  assert.equal(problem.served.headers.get('content-type'), 'application/problem+json');
  const fails = () => {
    throw new Error('no template');
  };
  for (const wrong of [fails, () => /** @type {any} */ (undefined)]) {
    const { served: built } = await guarded(response(LEAK), { blockPage: wrong });
    assert.deepEqual([built.status, (await built.text()).startsWith('<!doctype html>')], [451, true]);
  }
});
