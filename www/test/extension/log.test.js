/** The log that a person may keep: opt-in, without a value, to take away and to delete; in a real browser. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, beforeEach, describe, it } from 'node:test';

import { startChromium } from './helpers/chromium.js';
import { everyone, page as pageOf, table } from './helpers/pages.js';
import { fits, serious, shot } from './helpers/looks.js';
import { startSite } from './helpers/site.js';

const list = { body: pageOf(table(everyone.slice(0, 30))) };

/** @type {Awaited<ReturnType<typeof startSite>>} */
let site;
/** @type {import('./helpers/chromium.js').Guarded} */
let browser;

before(async () => {
  // Whatever stands in the address.
  site = await startSite((path) => (path === '/favicon.ico' ? undefined : list));
  browser = await startChromium();
});
after(async () => {
  await browser?.close();
  await site?.close();
});
beforeEach(() => browser.desk.evaluate(() => chrome.storage.local.clear()));

/** @param {Record<string, unknown>} settings */
const set = (settings) => browser.desk.evaluate((all) => chrome.storage.local.set({ settings: all }), settings);

/** @returns {Promise<import('../../extension/shared/log.js').Entry[]>} */
const kept = () =>
  browser.desk.evaluate(async () => /** @type {any} */ ((await chrome.storage.local.get('log')).log ?? []));

/** @param {string} path */
async function visit(path) {
  const page = await browser.open(site.url + path);
  await browser.seen(page, ({ badge }) => badge === '30');
  await page.close();
}

async function openOptions() {
  const page = await browser.openOwn(`${browser.base}extension/options/options.html`);
  await page.waitForSelector('main:not([inert])');
  return page;
}

describe('the log', () => {
  it('is not kept unless it is switched on', async () => {
    await visit('list');
    const page = await openOptions();
    assert.ok(await page.isHidden('#log'));
    await page.check('[name=log]');
    await page.waitForFunction(() => document.getElementById('status')?.textContent === 'Saved.');
    assert.deepEqual(await kept(), []);
    await visit('list');
    await page.waitForSelector('#entries tr');
    assert.equal((await kept()).length, 1);
    await page.close();
  });

  it('holds kinds, counts and addresses, one for a page and a day, and no value', async () => {
    await set({ log: true });
    const [{ mobile, aadhaar, name }] = everyone;
    await visit(
      `of/${mobile.replace(/\D/g, '')}/list?aadhaar=${aadhaar.replace(/\D/g, '')}#${encodeURIComponent(name)}`,
    );
    await visit('of/the/list');
    await visit('of/the/list?page=2');
    const entries = await kept();
    assert.deepEqual(
      entries.map(({ page, persons, kinds }) => [page, persons, kinds.in_aadhaar, kinds.in_mobile]),
      [
        [`${site.url}of/the/list`, 30, 30, 30],
        [`${site.url}of/…/list`, 30, 30, 30],
      ],
    );
    const text = JSON.stringify(entries).replaceAll(site.url, '');
    for (const person of everyone) {
      for (const value of [person.mobile, person.aadhaar, person.name]) {
        assert.ok(![value, value.replace(/\D/g, '') || value].some((form) => text.includes(form)));
      }
    }
  });

  it('is shown, saved in two forms, and deleted', async () => {
    await set({ log: true });
    await visit('list');
    await visit('other');
    const page = await openOptions();
    const rows = await page.locator('#entries tr').allInnerTexts();
    assert.equal(rows.length, 2);
    assert.match(rows[0], /127\.0\.0\.1:\d+\/other\s+30\s.*Aadhaar number 30/);
    /** @param {string} button */
    const saved = async (button) => {
      const waiting = page.waitForEvent('download');
      await page.click(button);
      return readFileSync(await (await waiting).path(), 'utf8');
    };
    assert.deepEqual(JSON.parse(await saved('#logjson')), { log: await kept() });
    assert.match(await saved('#loghtml'), /<td>http:[^<]+\/other<\/td><td>30<\/td><td>[^<]*Aadhaar number 30/);
    await page.click('#logwipe');
    await page.waitForSelector('#log', { state: 'hidden' });
    assert.deepEqual(await kept(), []);
    await page.close();
  });

  it('holds nothing that axe calls serious, and fits', async () => {
    for (const language of ['en', 'hi']) {
      await set({ log: true, language, theme: language === 'en' ? 'light' : 'dark' });
      await visit(`list/of/${language}`);
      const page = await openOptions();
      for (const width of [360, 1440]) {
        await page.setViewportSize({ width, height: 800 });
        assert.ok(await page.evaluate(fits), `${width}`);
        await page.locator('#log').scrollIntoViewIfNeeded();
        await shot(page, `log-${language}-${width}`);
      }
      assert.deepEqual(await serious(page), [], language);
      await page.close();
    }
  });
});
