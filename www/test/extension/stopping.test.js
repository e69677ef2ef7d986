/**
 * Firefox: a page that exposes people is not shown, where that was chosen; every other page passes byte for byte.
 */

import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { after, before, beforeEach, describe, it } from 'node:test';

import { startFirefox } from './helpers/firefox.js';
import { pause, until } from './helpers/guarded.js';
import { PAGES, everyone, page as pageOf } from './helpers/pages.js';
import { startSite } from './helpers/site.js';

const [{ name }] = everyone;
const LONG = pageOf('<p>The figures are published every day at nine: 1,234 of 56,789. आँकड़े</p>'.repeat(9000));
/** @type {Record<string, import('./helpers/site.js').Answer>} */
const OWN = {
  '/packed': { body: gzipSync(String(PAGES['/table'].body)), headers: { 'content-encoding': 'gzip' } },
  '/clean': { body: LONG },
  '/list.xml': {
    type: 'application/xml',
    body: `<list>${everyone.map((p) => `<person><name>${p.name}</name><aadhaar>${p.aadhaar}</aadhaar><mobile>${p.mobile}</mobile></person>`).join('')}</list>`,
  },
};

/** @type {Awaited<ReturnType<typeof startSite>>} */
let site;
/** @type {import('./helpers/firefox.js').Guarded} */
let browser;

before(async () => {
  site = await startSite((path) => OWN[path] ?? PAGES[path]);
  browser = await startFirefox();
});
after(async () => {
  await browser?.close();
  await site?.close();
});

/** @param {Record<string, unknown>} settings */
const set = (settings) =>
  browser.desk.evaluate((/** @type {object} */ all) => chrome.storage.local.set({ settings: all }), settings);
beforeEach(() => set({ block: true }));

/** @param {import('puppeteer-core').Page} page */
const textOf = (page) => page.evaluate(() => document.documentElement.textContent ?? '');

describe('a page that exposes people', () => {
  for (const [path, persons] of /** @type {const} */ ([
    ['/table', 30],
    ['/strict', 30],
    ['/packed', 30],
    ['/list.csv', 60],
    ['/list.json', 60],
    ['/list.xml', 60],
  ])) {
    it(`is not shown: ${path}`, async () => {
      const page = await browser.open(site.url + path.slice(1));
      const found = await browser.seen(page, ({ badge }) => badge !== '');
      assert.deepEqual([found.persons, found.badge, found.warned], [persons, String(persons), true]);
      const text = await textOf(page);
      assert.match(text, new RegExp(`This page was not shown: it exposes personal data of about ${persons} people`));
      assert.ok(!text.includes(name));
      // It says it itself: no card beside it.
      assert.equal(await page.evaluate(() => document.querySelectorAll(':root > div').length), 0);
      await page.close();
    });
  }

  it('is not shown in a frame', async () => {
    const page = await browser.open(`${site.url}frames`);
    const found = await browser.seen(page, ({ badge }) => badge !== '');
    assert.equal(found.persons, 30);
    const inner = await page.evaluate(() => document.querySelector('iframe')?.contentDocument?.body.textContent ?? '');
    assert.match(inner, /was not shown/);
    await page.close();
  });

  it('is warned of in Hindi', async () => {
    await set({ block: true, language: 'hi' });
    const page = await browser.open(`${site.url}table`);
    assert.match(await textOf(page), /यह पेज नहीं दिखाया गया: इसमें लगभग 30 लोगों की निजी जानकारी है/);
    await page.close();
  });

  it('is opened when a person says so', async () => {
    const page = await browser.open(`${site.url}table`);
    await browser.seen(page, ({ badge }) => badge === '30');
    const popup = await browser.openOwn(`${browser.base}extension/popup/popup.html?tab=${await browser.tabOf(page)}`);
    await until(popup, () => document.querySelector('#kinds li') !== null);
    assert.deepEqual(
      await popup.evaluate(() => [
        document.querySelector('h1')?.textContent,
        document.getElementById('detail')?.textContent,
        document.getElementById('hide')?.hidden,
        document.getElementById('open')?.hidden,
      ]),
      [
        'This page was not shown: it exposes personal data of about 30 people',
        'You decide whether to open it.',
        true,
        false,
      ],
    );
    await popup.evaluate(() => document.getElementById('open')?.click());
    await until(page, () => document.querySelectorAll('tbody tr').length === 30);
    await browser.seen(page, ({ badge }) => badge === '30');
    await page.close();
  });
});

it('a frame of another site is opened with its page', async () => {
  const other = await startSite((path) => PAGES[path]);
  OWN['/other'] = { body: pageOf(`<iframe src="${other.url}table"></iframe>`) };
  const page = await browser.open(`${site.url}other`);
  await browser.seen(page, ({ badge }) => badge === '30');
  const tab = await browser.tabOf(page);
  const state = () =>
    browser.desk.evaluate((/** @type {number} */ id) => chrome.runtime.sendMessage({ type: 'state', tab: id }), tab);
  assert.equal((await state()).stoppedFrame, true);
  await browser.desk.evaluate((/** @type {object} */ message) => chrome.runtime.sendMessage(message), {
    type: 'open',
    tab,
    url: page.url(),
  });
  await browser.seen(tab, ({ counts }) => counts.in_aadhaar === 30);
  while ((await state()).stoppedFrame) await pause(20);
  assert.equal((await browser.seen(tab, ({ badge }) => badge === '30')).persons, 30);
  await page.close();
  await other.close();
});

describe('every other page', () => {
  for (const path of ['/clean', '/own', '/demo/contact.html', '/demo/statistics.html']) {
    it(`passes byte for byte: ${path}`, async () => {
      const page = await browser.open(site.url + path.slice(1));
      const found = await browser.seen(page);
      assert.equal(found.warned, false);
      // Asked for by the page itself it is no page, and nobody's business.
      const same = async () => {
        const served = await (await fetch(location.href)).text();
        const parsed = new DOMParser().parseFromString(served, 'text/html');
        return parsed.documentElement.outerHTML === document.documentElement.outerHTML;
      };
      assert.equal(await page.evaluate(same), true);
      await page.close();
    });
  }

  for (const [why, settings] of /** @type {Array<[string, () => Record<string, unknown>]>} */ ([
    ['unless it was chosen', () => ({})],
    ['on a site that is excluded', () => ({ block: true, excluded: ['127.0.0.1'] })],
    ['below the number of people', () => ({ block: true, people: 31 })],
  ])) {
    it(`is shown ${why}`, async () => {
      await set(settings());
      const page = await browser.open(`${site.url}table`);
      await until(page, () => document.querySelectorAll('tbody tr').length === 30);
      await page.close();
    });
  }
});
