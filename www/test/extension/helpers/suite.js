/** What the extension must do in every browser. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { describeChoices } from './choices.js';
import { describeDocuments } from './opened.js';
import { PAGES } from './pages.js';
import { startProxy } from './proxy.js';
import { ANSWERS, MESSAGES, describeReceived } from './received.js';
import { describePages } from './shown.js';
import { startSite } from './site.js';

/** @typedef {import('./guarded.js').Page} Page */
/** @typedef {import('./guarded.js').Guarded<any>} Guarded */

/**
 * @typedef {object} Context what the parts of the suite work with, while it runs
 * @property {Guarded} browser
 * @property {import('./site.js').Site} site
 * @property {(path: string, wanted?: (seen: import('./guarded.js').Seen) => boolean, use?: (page: Page) => Promise<void>) =>
 *   Promise<import('./guarded.js').Seen>} seen what the extension says of a page of the site
 */

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
    site = await startSite((path) => PAGES[path] ?? ANSWERS[path], MESSAGES);
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

  const context = {
    get browser() {
      return browser;
    },
    get site() {
      return site;
    },
    seen,
  };
  describePages(context);
  describeChoices(context);
  describeDocuments(context);
  describeReceived(context);

  describe('the network', () => {
    it('sees the pages that were opened and nothing else', () => {
      const known = new Set(
        [...Object.keys({ ...PAGES, ...ANSWERS }), '/favicon.ico', '/'].map((path) => site.url + path.slice(1)),
      );
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
