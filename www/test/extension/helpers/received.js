/** What a page receives and does not show, and pages that are against its being read; in every browser. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { until } from './guarded.js';
import { everyone, page as pageOf } from './pages.js';

/** @typedef {import('./guarded.js').Page} Page */

const LIST = JSON.stringify(everyone.slice(0, 30));
const people = everyone.slice(30, 50);
/** What the socket sends. */
export const MESSAGES = people.map((person) => JSON.stringify(person));

/** Pages that receive and say so in their title; none shows anything. */
const HOW = {
  fetch: "fetch('/data').then((r) => r.json()).then(done)",
  'fetch, packed in lines': "fetch('/pretty').then((r) => r.arrayBuffer()).then(done)",
  XMLHttpRequest:
    "const x = new XMLHttpRequest(); x.open('GET', '/data'); x.onload = () => done(x.responseText); x.send();",
  'XMLHttpRequest, parsed':
    "const x = new XMLHttpRequest(); x.open('GET', '/data'); x.responseType = 'json'; x.onload = () => done(x.response); x.send();",
  EventSource:
    "let n = 0; new EventSource('/events').onmessage = ({ data }) => { n += data.length > 9; if (n === 20) done(); };",
  WebSocket:
    "let n = 0; new WebSocket('ws://' + location.host + '/socket').onmessage = ({ data }) => { n += data.length > 9; if (n === 20) done(); };",
};

/** What a page may do to be rid of a reader. */
const AGAINST = `
  for (const of of [Response, Headers, Promise, String, WeakSet, WeakMap, MessagePort, JSON, Reflect, XMLHttpRequest]) {
    const own = of.prototype ?? of;
    for (const name of ['clone', 'get', 'has', 'add', 'trimStart', 'charAt', 'includes', 'postMessage', 'stringify', 'apply'])
      if (own[name]) own[name] = () => { throw new Error('no'); };
  }
  Object.prototype.get = Object.prototype.apply = () => { throw new Error('no'); };
`;

/** What a page may look at to see one: each true where nothing is to be seen. */
const LOOKS = `({
  names: fetch.name === 'fetch' && fetch.length === 1,
  code: [fetch, Function.prototype.toString, Object.getOwnPropertyDescriptor(MessageEvent.prototype, 'data').get].every((f) =>
    /^function (?:get )?(?:fetch|toString|data)\\(\\) \\{\\s+\\[native code\\]\\s+\\}$/.test(Function.prototype.toString.call(f))),
  own: Object.getOwnPropertyNames(fetch).sort().join() === 'length,name' && !('prototype' in fetch),
  globals: Object.getOwnPropertyNames(window).every((name) => !/dwarpal/i.test(name)),
  stack: (() => {
    try {
      const x = new XMLHttpRequest();
      x.responseType = 'json';
      return x.responseText === 1;
    } catch (error) {
      return !/extension:/.test(error.stack);
    }
  })(),
  rejection: await fetch('nowhere://x').then(() => false, (error) => !/extension:/.test(error.stack)),
  same: (() => {
    const event = new MessageEvent('message', { data: { a: 1 } });
    return event.data === event.data;
  })(),
})`;

/** @param {string} script */
const receiving = (script) =>
  pageOf(`<h1>Nothing to see</h1><script>const done = () => { document.title = 'there'; }; ${script}</script>`);

/** @type {Record<string, import('./site.js').Answer>} by path */
export const ANSWERS = {
  '/data': { type: 'application/json', body: LIST },
  '/pretty': { type: 'application/json; charset=utf-8', body: JSON.stringify(JSON.parse(LIST), null, 2) },
  '/events': {
    type: 'text/event-stream',
    body: MESSAGES.map((message) => `data: ${message}\n\n`).join(''),
  },
  '/against': { type: 'text/html', body: receiving(`${AGAINST} ${HOW.XMLHttpRequest}`) },
  '/looks': {
    type: 'text/html',
    body: receiving(`(async () => { document.documentElement.dataset.looks = JSON.stringify(${LOOKS}); })();`),
  },
};
const ways = Object.entries(HOW).map(([name, script], i) => ({ name, path: `/way${i}`, script }));
for (const { path, script } of ways) ANSWERS[path] = { type: 'text/html', body: receiving(script) };

/** @param {import('./suite.js').Context} context */
export function describeReceived(context) {
  describe('what a page receives', () => {
    /** @param {string[]} received */
    const choose = async (received) => {
      await context.browser.desk.evaluate((/** @type {object} */ settings) => chrome.storage.local.set({ settings }), {
        received,
      });
      const count = async () => (await chrome.scripting.getRegisteredContentScripts()).length;
      while ((await context.browser.desk.evaluate(count)) !== (received.length > 0 ? 3 : 1));
    };
    before(() => choose(['127.0.0.1']));
    after(() => context.browser.desk.evaluate(() => chrome.storage.local.clear()));

    /**
     * @param {string} path
     * @param {(seen: import('./guarded.js').Seen) => boolean} wanted
     */
    const seen = async (path, wanted) => {
      const page = await context.browser.open(context.site.url + path.slice(1));
      try {
        await until(page, () => document.title === 'there');
        return await context.browser.seen(page, wanted);
      } finally {
        await page.close();
      }
    };

    for (const { name, path } of ways) {
      it(`is read: ${name}`, { timeout: 30_000 }, async () => {
        const many = /EventSource|WebSocket/.test(name) ? 20 : 30;
        const found = await seen(path, ({ badge, counts }) => badge !== '' && counts.in_aadhaar >= many);
        assert.deepEqual([found.persons, found.counts.in_aadhaar, found.warned], [many, many, true]);
      });
    }

    it('is read though the page is against it', { timeout: 30_000 }, async () => {
      const found = await seen('/against', ({ badge }) => badge === '30');
      assert.equal(found.persons, 30);
    });

    it('is read without a trace that a page could see', async () => {
      const page = await context.browser.open(`${context.site.url}looks`);
      await until(page, () => document.documentElement.dataset.looks !== undefined);
      const looks = JSON.parse(await page.evaluate(() => document.documentElement.dataset.looks ?? ''));
      assert.deepEqual(
        Object.entries(looks).filter(([, hidden]) => !hidden),
        [],
      );
      assert.ok(Object.keys(looks).length > 5);
      await page.close();
    });

    it('is not read where nobody asked for it', async () => {
      await choose([]);
      const found = await seen('/way0', () => true);
      assert.deepEqual([found.persons, found.warned], [0, false]);
      await choose(['127.0.0.1']);
    });
  });
}
