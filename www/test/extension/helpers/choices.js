/** What a person chooses and does, in every browser. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { until } from './guarded.js';

/** @typedef {import('./guarded.js').Page} Page */

/** @param {import('./suite.js').Context} context */
export function describeChoices(context) {
  describe('packs', () => {
    it('what is not looked for is not seen until its pack is on', async () => {
      assert.equal((await context.seen('/abroad')).counts.us_ssn, undefined);
      const settings = { packs: ['in', 'us'] };
      await context.browser.desk.evaluate(
        (/** @type {object} */ given) => chrome.storage.local.set({ settings: given }),
        settings,
      );
      const found = await context.seen('/abroad', ({ persons }) => persons >= 12);
      await context.browser.desk.evaluate(() => chrome.storage.local.clear());
      assert.deepEqual([found.persons, found.counts.us_ssn, found.warned], [12, 12, true]);
    });
  });

  describe('single kinds', () => {
    /** @param {string[]} kindsOff @param {string} [path] */
    const without = async (kindsOff, path = '/table') => {
      const given = { kindsOff };
      await context.browser.desk.evaluate(
        (/** @type {object} */ all) => chrome.storage.local.set({ settings: all }),
        given,
      );
      const found = await context.seen(path);
      await context.browser.desk.evaluate(() => chrome.storage.local.clear());
      return found;
    };
    it('that are off are not seen, and people of whom something else is seen still are', async () => {
      const { counts, persons, warned } = await without(['in_aadhaar']);
      assert.deepEqual([counts.in_aadhaar, counts.in_mobile, persons, warned], [undefined, 30, 30, true]);
    });
    it('what is left is judged, and not what is off', async () => {
      const all = await without([], '/five');
      assert.deepEqual([all.persons, all.warned], [5, true]);
      // Five who can be reached: no reason to stop a page.
      const { counts, persons, warned } = await without(['in_aadhaar', 'covid_test_result'], '/five');
      assert.deepEqual([counts.in_mobile, persons, warned], [5, 5, false]);
    });
    it('nobody is warned of by a name alone', async () => {
      // A number that is no mobile is still one of a telephone; a kind that is not known here is none.
      const off = ['in_aadhaar', 'in_mobile', 'phone_e164', 'covid_test_result', 'of_another_version'];
      const { counts, persons, warned } = await without(off);
      assert.deepEqual([Object.keys(counts), persons, warned], [[], 0, false]);
    });
  });

  describe('what a person does', () => {
    it('reads it in Hindi, hides it, goes to a place', async () => {
      await context.browser.desk.evaluate(() => chrome.storage.local.set({ settings: { language: 'hi' } }));
      const page = await context.browser.open(`${context.site.url}table`);
      await context.browser.seen(page);
      const popup = await context.browser.openOwn(
        `${context.browser.base}extension/popup/popup.html?tab=${await context.browser.tabOf(page)}`,
      );
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
      await context.browser.desk.evaluate(() => chrome.storage.local.clear());
      await popup.close();
      await page.close();
    });
  });
}
