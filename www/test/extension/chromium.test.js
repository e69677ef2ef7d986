/**
 * The extension in a real Chromium: which pages it warns of, of how many people, and that nothing leaves the machine.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { startChromium } from './helpers/chromium.js';
import { PAGES } from './helpers/pages.js';
import { startProxy } from './helpers/proxy.js';
import { startSite } from './helpers/site.js';

/** @type {Awaited<ReturnType<typeof startSite>>} */
let site;
/** @type {Awaited<ReturnType<typeof startProxy>>} */
let proxy;
/** @type {import('./helpers/chromium.js').Guarded} */
let browser;

before(async () => {
  site = await startSite((path) => PAGES[path]);
  proxy = await startProxy();
  browser = await startChromium({ args: [`--proxy-server=${proxy.address}`, '--proxy-bypass-list=<-loopback>'] });
});
after(async () => {
  await browser?.close();
  await proxy?.close();
  await site?.close();
});

/**
 * What the extension says of a page of the site.
 *
 * @param {string} path
 * @param {(seen: import('./helpers/chromium.js').Seen) => boolean} [wanted]
 * @param {(page: import('playwright-core').Page) => Promise<void>} [use]
 */
async function seen(path, wanted, use = async () => {}) {
  const page = await browser.open(site.url + path.slice(1));
  try {
    await use(page);
    return await browser.seen(page, wanted);
  } finally {
    await page.close();
  }
}

describe('pages that expose people', () => {
  for (const [path, persons] of /** @type {const} */ ([
    ['/table', 30],
    ['/strict', 30],
    ['/frames', 30],
    ['/srcdoc', 12],
    ['/shadow', 20],
    ['/late', 40],
    ['/form', 12],
    ['/list.csv', 60],
    ['/list.json', 60],
  ])) {
    it(`${path}: ${persons} people`, async () => {
      const found = await seen(path, (now) => now.persons >= persons);
      assert.equal(found.persons, persons);
      assert.ok(found.warned);
      assert.equal(found.counts.in_aadhaar, persons);
    });
  }

  it('shows their number on the button', async () => {
    const found = await seen('/table', ({ badge }) => badge !== '');
    assert.equal(found.badge, '30');
  });

  it('counts a list that reuses its rows once', async () => {
    const found = await seen('/virtual', undefined, async (page) => {
      await page.waitForFunction(() => document.title === 'there');
      await page.waitForTimeout(1000);
    });
    assert.deepEqual([found.persons, found.counts.in_aadhaar], [30, 30]);
  });
});

describe('pages that do not', () => {
  for (const path of ['/own', '/demo/contact.html', '/demo/statistics.html']) {
    it(path, async () => {
      const found = await seen(path);
      assert.deepEqual([found.warned, found.badge], [false, '']);
    });
  }

  it('two people who are drawn again and again', async () => {
    const found = await seen('/redrawn', undefined, async (page) => {
      await page.waitForFunction(() => document.title === 'there');
      await page.waitForTimeout(1000);
    });
    assert.deepEqual([found.persons, found.warned], [2, false]);
  });
});

describe('a page that is against it', () => {
  it('is read all the same, and sees no more than that a card came', () =>
    seen(
      '/hostile',
      ({ badge }) => badge === '30',
      async (page) => {
        await page.waitForFunction(() => document.documentElement.dataset.seen !== undefined);
        // No name, no style, no content: a closed box.
        assert.equal(await page.evaluate(() => document.documentElement.dataset.seen), 'DIV0false');
        const files = ['manifest.json', 'content.js', 'icons/door-16.png'].map((name) => browser.base + name);
        for (const file of files) {
          assert.ok(
            await page.evaluate(
              (url) =>
                fetch(url).then(
                  () => false,
                  () => true,
                ),
              file,
            ),
          );
        }
      },
    ).then(({ persons }) => assert.equal(persons, 30)));
});

/** Chromium's own services, which it asks for with and without extensions; nothing of ours names them. */
const OWN = /^https:\/\/(?:[\w-]+\.)*(?:google|googleapis|gstatic)\.com:443$/;

describe('the network', () => {
  it('sees the pages that were opened and nothing else', () => {
    const known = new Set([...Object.keys(PAGES), '/favicon.ico'].map((path) => site.url + path.slice(1)));
    assert.ok(proxy.asked.length > 0);
    assert.deepEqual(
      proxy.asked.filter((url) => !known.has(url) && !OWN.test(url)),
      [],
    );
    // A page is asked for once: by the browser, not by the extension.
    for (const path of ['/list.csv', '/list.json', '/strict']) {
      assert.equal(site.asked.filter((asked) => asked === path).length, 1);
    }
  });
});
