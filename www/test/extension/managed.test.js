/**
 * What an organisation decides for its people (`storage.managed`), in real browsers: a policy file for Chromium, a native
 * manifest for Firefox. It goes before what a person set, and is shown as locked.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';

import { DEFAULTS } from '../../extension/shared/settings.js';
import { startChromium } from './helpers/chromium.js';
import { startFirefox } from './helpers/firefox.js';
import { until } from './helpers/guarded.js';
import { PAGES } from './helpers/pages.js';
import { startSite } from './helpers/site.js';

const schema = JSON.parse(readFileSync(new URL('../../extension/managed-schema.json', import.meta.url), 'utf8'));
const POLICY = {
  people: 31,
  card: 'never',
  packs: ['in', 'intl-core'],
  kindsOff: ['in_pan'],
  excluded: ['intranet.example'],
  log: true,
  theme: 'dark',
};

/** @type {Awaited<ReturnType<typeof startSite>>} */
let site;
before(async () => {
  site = await startSite((path) => PAGES[path]);
});
after(() => site?.close());

it('the schema knows every setting, and no other', () => {
  assert.deepEqual(Object.keys(schema.properties).sort(), Object.keys(DEFAULTS).sort());
});

for (const [name, start] of /** @type {const} */ ([
  ['Chromium', startChromium],
  ['Firefox', startFirefox],
])) {
  describe(`an organisation’s policy in ${name}`, () => {
    /** @type {import('./helpers/guarded.js').Guarded<any>} */
    let browser;
    before(async () => {
      browser = await start({ policy: POLICY });
      // What a person set before does not count.
      const own = { people: 3, theme: 'light', excluded: ['127.0.0.1'], kindsOff: ['in_aadhaar'] };
      await browser.desk.evaluate((/** @type {object} */ settings) => chrome.storage.local.set({ settings }), own);
    });
    after(() => browser?.close());

    it('decides what is warned of', async () => {
      const page = await browser.open(`${site.url}table`);
      const thirty = await browser.seen(page);
      assert.deepEqual([thirty.persons, thirty.counts.in_aadhaar, thirty.warned], [30, 30, false]);
      await page.close();
      const more = await browser.open(`${site.url}list.csv`);
      assert.equal((await browser.seen(more, ({ badge }) => badge === '60')).warned, true);
      await more.close();
    });

    it('is shown as locked, and the rest is free', async () => {
      const page = await browser.openOwn(`${browser.base}extension/options/options.html`);
      await until(page, () => document.querySelector('main')?.inert === false);
      const form = await page.evaluate(() =>
        Array.from(document.querySelectorAll('[name]'), (element) => {
          const { name, value, disabled, checked } = /** @type {HTMLInputElement} */ (element);
          return { name, value, disabled, checked };
        }),
      );
      assert.equal(await page.evaluate(() => document.getElementById('locked')?.hidden), false);
      assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
      for (const { name: setting, disabled } of form) {
        if (setting !== 'viewport') assert.equal(disabled ?? false, setting in POLICY, setting);
      }
      const value = (/** @type {string} */ setting) =>
        form.find((/** @type {{name: string}} */ control) => control.name === setting)?.value;
      assert.deepEqual([value('people'), value('excluded')], ['31', 'intranet.example']);
      const off = form.filter((/** @type {any} */ c) => c.name === 'kindsOff' && !c.checked);
      assert.deepEqual(
        off.map((/** @type {any} */ control) => control.value),
        ['in_pan'],
      );
      await page.close();
    });
  });
}
