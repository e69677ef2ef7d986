/** Documents that are opened and files that are saved, in every browser. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { pause } from './guarded.js';

/** @typedef {import('./guarded.js').Page} Page */

/** @param {import('./suite.js').Context} context */
export function describeDocuments(context) {
  describe('documents', () => {
    it('JSON that the browser shows in its own way', async () => {
      const found = await context.seen('/list.json');
      assert.deepEqual([found.persons, found.warned], [60, true]);
    });

    it('a PDF only where that is allowed, and then by asking for it once more', async () => {
      const times = () => context.site.asked.filter((path) => path === '/list.pdf').length;
      const closed = await context.browser.open(`${context.site.url}list.pdf`);
      await pause(1000);
      await closed.close();
      assert.equal(times(), 1);

      await context.browser.desk.evaluate(() => chrome.storage.local.set({ settings: { documents: true } }));
      const found = await context.seen('/list.pdf', ({ badge }) => badge !== '');
      await context.browser.desk.evaluate(() => chrome.storage.local.clear());
      assert.deepEqual([found.persons, found.badge], [30, '30']);
      assert.ok(times() <= 3);
    });
  });

  describe('files that are saved', () => {
    const FILES = /** @type {const} */ ([
      ['/files', '/saved.csv'],
      ['/workbooks', '/saved.xlsx'],
    ]);
    /** @param {string} file */
    const times = (file) => context.site.asked.filter((path) => path === file).length;
    /** @param {Page} page @param {string} file */
    const save = async (page, file) => {
      await page.evaluate(() => document.querySelector('a')?.click());
      while (times(file) === 0) await pause(20);
    };

    for (const [path, file] of FILES) {
      it(`are not asked for again unless that is allowed: ${file}`, async () => {
        const page = await context.browser.open(context.site.url + path.slice(1));
        await save(page, file);
        await pause(1000);
        assert.equal(times(file), 1);
        await page.close();
      });

      it(`are read where it is: ${file}`, async () => {
        await context.browser.desk.evaluate(() => chrome.storage.local.set({ settings: { downloads: true } }));
        const found = await context.seen(
          path,
          ({ badge }) => badge !== '',
          (page) => save(page, file),
        );
        await context.browser.desk.evaluate(() => chrome.storage.local.clear());
        assert.deepEqual([found.persons, found.badge], [60, '60']);
      });
    }
  });
}
