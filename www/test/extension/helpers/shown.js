/** What the extension says of pages, in every browser. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { pause, until } from './guarded.js';

/** @typedef {import('./guarded.js').Page} Page */

/** Waits until the page has done all that it does, and the extension too. @param {Page} page */
const untilThere = async (page) => {
  await until(page, () => document.title === 'there');
  await pause(1000);
};

/** @param {import('./suite.js').Context} context */
export function describePages(context) {
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
        const found = await context.seen(path, (now) => now.persons >= persons);
        assert.deepEqual([found.persons, found.counts.in_aadhaar, found.warned], [persons, persons, true]);
      });
    }

    for (const kind of ['roles', 'shadow', 'typed', 'later']) {
      it(`long ones whose markup does not say all: ${kind}`, { timeout: 30_000 }, async () => {
        const found = await context.seen(`/unsaid/${kind}`, (now) => now.persons >= 12);
        assert.deepEqual([found.persons, found.warned], [12, true]);
      });
    }

    it('shows their number on the button', async () => {
      const found = await context.seen('/table', ({ badge }) => badge !== '');
      assert.equal(found.badge, '30');
    });

    it('knows a page again that one goes back to', async () => {
      const page = await context.browser.open(`${context.site.url}table`);
      const tab = await context.browser.tabOf(page);
      await context.browser.seen(page);
      await page.goto(`${context.site.url}srcdoc`);
      await context.browser.seen(tab, ({ persons }) => persons === 12);
      await page.evaluate(() => history.back());
      const found = await context.browser.seen(tab, ({ badge }) => badge === '30');
      assert.equal(found.persons, 30);
      await page.close();
    });

    it('counts a list that reuses its rows once', async () => {
      const found = await context.seen('/virtual', undefined, untilThere);
      assert.deepEqual([found.persons, found.counts.in_aadhaar, found.counts.covid_test_result], [30, 30, 30]);
    });
  });

  describe('pages that do not', () => {
    for (const path of ['/own', '/demo/contact.html', '/demo/statistics.html']) {
      it(path, async () => {
        const found = await context.seen(path);
        assert.deepEqual([found.warned, found.badge], [false, '']);
      });
    }

    it('two people who are drawn again and again', async () => {
      const found = await context.seen('/redrawn', undefined, untilThere);
      assert.deepEqual([found.persons, found.warned], [2, false]);
    });
  });

  describe('a page that is against it', () => {
    it('is read all the same, and sees no more than that a card came', async () => {
      const found = await context.seen(
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
            assert.ok(await page.evaluate(refused, context.browser.base + name), name);
          }
        },
      );
      assert.equal(found.persons, 30);
    });
  });
}
