/** What the extension must do in every browser. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { pause, until } from './guarded.js';
import { PAGES } from './pages.js';
import { startProxy } from './proxy.js';
import { startSite } from './site.js';

/** @typedef {import('./guarded.js').Page} Page */
/** @typedef {import('./guarded.js').Guarded<any>} Guarded */

/**
 * @param {object} host
 * @param {(proxy: string) => Promise<Guarded>} host.start a browser that asks through this proxy
 * @param {RegExp} host.own addresses that the browser asks for by itself, with and without extensions
 * @returns {() => string} the address of the site, while the tests run
 */
export function describeBrowser({ start, own }) {
  /** @type {Awaited<ReturnType<typeof startSite>>} */
  let site;
  /** @type {Awaited<ReturnType<typeof startProxy>>} */
  let proxy;
  /** @type {Guarded} */
  let browser;

  before(async () => {
    site = await startSite((path) => PAGES[path]);
    proxy = await startProxy();
    browser = await start(proxy.address);
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
   * @param {(seen: import('./guarded.js').Seen) => boolean} [wanted]
   * @param {(page: Page) => Promise<void>} [use]
   */
  const seen = async (path, wanted, use = async () => {}) => {
    const page = await browser.open(site.url + path.slice(1));
    try {
      await use(page);
      return await browser.seen(page, wanted);
    } finally {
      await page.close();
    }
  };
  /** Waits until the page has done all that it does, and the extension too. @param {Page} page */
  const untilThere = async (page) => {
    await until(page, () => document.title === 'there');
    await pause(1000);
  };

  describe('pages that expose people', () => {
    for (const [path, persons] of /** @type {const} */ ([
      ['/table', 30],
      ['/strict', 30],
      ['/frames', 30],
      ['/srcdoc', 12],
      ['/shadow', 20],
      ['/late', 40],
      ['/form', 12],
      ['/busy', 30],
      ['/list.csv', 60],
    ])) {
      it(`${path}: ${persons} people`, { timeout: 30_000 }, async () => {
        const found = await seen(path, (now) => now.persons >= persons);
        assert.deepEqual([found.persons, found.counts.in_aadhaar, found.warned], [persons, persons, true]);
      });
    }

    it('shows their number on the button', async () => {
      const found = await seen('/table', ({ badge }) => badge !== '');
      assert.equal(found.badge, '30');
    });

    it('knows a page again that one goes back to', async () => {
      const page = await browser.open(`${site.url}table`);
      const tab = await browser.tabOf(page);
      await browser.seen(page);
      await page.goto(`${site.url}srcdoc`);
      await browser.seen(tab, ({ persons }) => persons === 12);
      await page.evaluate(() => history.back());
      const found = await browser.seen(tab, ({ badge }) => badge === '30');
      assert.equal(found.persons, 30);
      await page.close();
    });

    it('counts a list that reuses its rows once', async () => {
      const found = await seen('/virtual', undefined, untilThere);
      assert.deepEqual([found.persons, found.counts.in_aadhaar, found.counts.covid_test_result], [30, 30, 30]);
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
      const found = await seen('/redrawn', undefined, untilThere);
      assert.deepEqual([found.persons, found.warned], [2, false]);
    });
  });

  describe('packs', () => {
    it('what is not looked for is not seen until its pack is on', async () => {
      assert.equal((await seen('/abroad')).counts.us_ssn, undefined);
      const settings = { packs: ['in', 'us'] };
      await browser.desk.evaluate(
        (/** @type {object} */ given) => chrome.storage.local.set({ settings: given }),
        settings,
      );
      const found = await seen('/abroad', ({ persons }) => persons >= 12);
      await browser.desk.evaluate(() => chrome.storage.local.clear());
      assert.deepEqual([found.persons, found.counts.us_ssn, found.warned], [12, 12, true]);
    });
  });

  describe('a page that is against it', () => {
    it('is read all the same, and sees no more than that a card came', async () => {
      const found = await seen(
        '/hostile',
        ({ badge }) => badge === '30',
        async (page) => {
          await until(page, () => document.documentElement.dataset.seen !== undefined);
          // No name, no style, no content: a closed box.
          assert.equal(await page.evaluate(() => document.documentElement.dataset.seen), 'DIV0false');
          for (const name of ['manifest.json', 'content.js', 'icons/door-16.png']) {
            const refused = (/** @type {string} */ url) =>
              fetch(url).then(
                () => false,
                () => true,
              );
            assert.ok(await page.evaluate(refused, browser.base + name), name);
          }
        },
      );
      assert.equal(found.persons, 30);
    });
  });

  describe('documents', () => {
    it('JSON that the browser shows in its own way', async () => {
      const found = await seen('/list.json');
      assert.deepEqual([found.persons, found.warned], [60, true]);
    });

    it('a PDF only where that is allowed, and then by asking for it once more', async () => {
      const times = () => site.asked.filter((path) => path === '/list.pdf').length;
      const closed = await browser.open(`${site.url}list.pdf`);
      await pause(1000);
      await closed.close();
      assert.equal(times(), 1);

      await browser.desk.evaluate(() => chrome.storage.local.set({ settings: { documents: true } }));
      const found = await seen('/list.pdf', ({ badge }) => badge !== '');
      await browser.desk.evaluate(() => chrome.storage.local.clear());
      assert.deepEqual([found.persons, found.badge], [30, '30']);
      assert.ok(times() <= 3);
    });
  });

  describe('files that are saved', () => {
    const times = () => site.asked.filter((path) => path === '/saved.csv').length;
    const save = async (/** @type {Page} */ page) => {
      await page.evaluate(() => document.querySelector('a')?.click());
      while (times() === 0) await pause(20);
    };

    it('are not asked for again unless that is allowed', async () => {
      const page = await browser.open(`${site.url}files`);
      await save(page);
      await pause(1000);
      assert.equal(times(), 1);
      await page.close();
    });

    it('are read where it is', async () => {
      await browser.desk.evaluate(() => chrome.storage.local.set({ settings: { downloads: true } }));
      const found = await seen('/files', ({ badge }) => badge !== '', save);
      await browser.desk.evaluate(() => chrome.storage.local.clear());
      assert.deepEqual([found.persons, found.badge], [60, '60']);
    });
  });

  describe('what a person does', () => {
    it('reads it in Hindi, hides it, goes to a place', async () => {
      await browser.desk.evaluate(() => chrome.storage.local.set({ settings: { language: 'hi' } }));
      const page = await browser.open(`${site.url}table`);
      await browser.seen(page);
      const popup = await browser.openOwn(`${browser.base}extension/popup/popup.html?tab=${await browser.tabOf(page)}`);
      await until(popup, () => document.querySelector('#kinds li') !== null);
      assert.equal(
        await popup.evaluate(() => document.querySelector('h1')?.textContent),
        'यह पेज लगभग 30 लोगों की निजी जानकारी दिखा रहा है',
      );
      const click = (/** @type {string} */ selector) =>
        /** @type {HTMLElement} */ (document.querySelector(selector)).click();
      await popup.evaluate(click, '#hide');
      await until(page, () => (CSS.highlights.get('dwarpal-hidden')?.size ?? 0) > 60);
      await popup.evaluate(click, '#hide');
      await until(page, () => !CSS.highlights.has('dwarpal-hidden'));
      await popup.evaluate(click, '#kinds li button:last-child');
      await until(page, () => CSS.highlights.get('dwarpal-here')?.size === 1);
      await browser.desk.evaluate(() => chrome.storage.local.clear());
      await popup.close();
      await page.close();
    });
  });

  describe('the network', () => {
    it('sees the pages that were opened and nothing else', () => {
      const known = new Set([...Object.keys(PAGES), '/favicon.ico'].map((path) => site.url + path.slice(1)));
      assert.ok(proxy.asked.some((url) => known.has(url)));
      assert.deepEqual(
        proxy.asked.filter((url) => !known.has(url) && !own.test(url)),
        [],
      );
      // A page is asked for once: by the browser, not by the extension.
      for (const path of ['/list.csv', '/strict', '/own']) {
        assert.equal(site.asked.filter((asked) => asked === path).length, 1);
      }
    });
  });

  return () => site.url;
}
