/**
 * The popup in a real browser: what it says, in both languages, by keyboard, for everybody.
 *
 * SHOTS=folder node --test test/extension/popup.test.js   also takes pictures.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, beforeEach, describe, it } from 'node:test';

import { startChromium } from './helpers/chromium.js';
import { pause } from './helpers/guarded.js';
import { fits, serious, shot } from './helpers/looks.js';
import { PAGES } from './helpers/pages.js';
import { startSite } from './helpers/site.js';

/** @typedef {import('playwright-core').Page} Page */

/** @type {Awaited<ReturnType<typeof startSite>>} */
let site;
/** @type {import('./helpers/chromium.js').Guarded} */
let browser;

before(async () => {
  site = await startSite((path) => PAGES[path]);
  browser = await startChromium();
});
after(async () => {
  await browser?.close();
  await site?.close();
});
beforeEach(() => browser.desk.evaluate(() => chrome.storage.local.clear()));

/** @param {Record<string, unknown>} settings */
const set = (settings) => browser.desk.evaluate((all) => chrome.storage.local.set({ settings: all }), settings);

/** The popup of a tab, once it has something to say. @param {number} tab */
async function openPopup(tab) {
  const popup = await browser.openOwn(`${browser.base}extension/popup/popup.html?tab=${tab}`);
  await popup.waitForSelector('main[aria-busy=false] h1:not(:empty)');
  return popup;
}

/**
 * The popup over a page of the site.
 *
 * @param {string} path
 * @param {(popup: Page, page: Page) => Promise<void>} use
 */
async function withPopup(path, use) {
  const page = await browser.open(site.url + path.slice(1));
  await browser.seen(page);
  const popup = await openPopup(await browser.tabOf(page));
  /** @type {string[]} */
  const errors = [];
  popup.on('pageerror', ({ message }) => errors.push(message));
  try {
    await popup.setViewportSize({ width: 400, height: 600 });
    await use(popup, page);
    assert.deepEqual(errors, []);
  } finally {
    await popup.close();
    await page.close();
  }
}

describe('the popup', () => {
  it('says it in English', () =>
    withPopup('/table', async (popup) => {
      assert.equal(await popup.textContent('h1'), 'This page shows personal data of about 30 people');
      assert.match(await popup.innerText('#sure'), /quite sure/);
      const kinds = await popup.locator('#kinds li').allInnerTexts();
      assert.match(kinds[0].replace(/\s+/g, ' '), /^Aadhaar number 30/);
    }));

  it('says it in Hindi', async () => {
    await set({ language: 'hi' });
    await withPopup('/table', async (popup) => {
      assert.equal(await popup.textContent('h1'), 'यह पेज लगभग 30 लोगों की निजी जानकारी दिखा रहा है');
      assert.match(await popup.innerText('#kinds'), /आधार नंबर/);
      assert.equal(await popup.getAttribute('html', 'lang'), 'hi');
    });
  });

  it('says that one’s own data is no reason to worry', () =>
    withPopup('/own', async (popup) => {
      assert.equal(await popup.textContent('h1'), 'Very few people’s data');
      assert.ok(await popup.isHidden('#warning'));
    }));

  it('says that there is nothing', () =>
    withPopup('/demo/statistics.html', async (popup) => {
      assert.equal(await popup.textContent('h1'), 'Nothing to warn of here');
    }));

  it('goes to the places, by keyboard, and marks them', () =>
    withPopup('/table', async (popup, page) => {
      await page.setViewportSize({ width: 800, height: 300 });
      await popup.bringToFront();
      await popup.locator('#kinds li').first().getByRole('button').nth(0).focus();
      await popup.keyboard.press('Enter');
      await popup.waitForFunction(() => document.getElementById('place')?.textContent === 'Place 30 of 30');
      assert.ok((await page.evaluate(() => scrollY)) > 100);
      await popup.keyboard.press('Tab');
      await popup.keyboard.press('Enter');
      await popup.waitForFunction(() => document.getElementById('place')?.textContent === 'Place 1 of 30');
      assert.ok((await page.evaluate(() => scrollY)) < 100);
      assert.equal(await page.evaluate(() => CSS.highlights.get('dwarpal-here')?.size), 1);
    }));

  it('hides what it found on this screen, and shows it again', () =>
    withPopup('/table', async (popup, page) => {
      const text = await page.innerText('table');
      await page.bringToFront();
      const clip = { x: 0, y: 100, width: 400, height: 100 };
      const picture = async () => (await page.screenshot({ clip })).toString('base64');
      const before = await picture();
      await popup.click('#hide');
      await popup.waitForFunction(() => document.getElementById('hide')?.textContent === 'Show it again');
      await page.waitForFunction(() => (CSS.highlights.get('dwarpal-hidden')?.size ?? 0) > 60);
      // What is painted, not what is computed; bars are a smaller picture than digits.
      assert.ok((await picture()).length < before.length / 2);
      await popup.click('#hide');
      await page.waitForFunction(() => !CSS.highlights.has('dwarpal-hidden'));
      assert.equal(await picture(), before);
      // The page itself was not touched.
      assert.equal(await page.innerText('table'), text);
    }));

  it('offers drafts and reports without a value or an address of somebody', () =>
    withPopup('/demo/leak/rtpcr.html', async (popup) => {
      await popup.click('#act summary');
      await popup.click('#report');
      const texts = [await popup.getAttribute('#write', 'href'), await popup.inputValue('#body')].map((text) =>
        decodeURIComponent(String(text)),
      );
      const waiting = popup.waitForEvent('download');
      await popup.click('#json');
      texts.push(readFileSync(await (await waiting).path(), 'utf8'));
      const waitingToo = popup.waitForEvent('download');
      await popup.click('#html');
      texts.push(readFileSync(await (await waitingToo).path(), 'utf8'));
      for (const text of texts) {
        assert.match(text, /demo\/leak\/rtpcr\.html/);
        assert.match(text, /200/);
        assert.doesNotMatch(text.replace(/127\.0\.0\.1:\d+|\d{4}-\d\d-\d\dT[\d:.]+Z/g, ''), /\d{5}|@(?!cert-in)/);
      }
      assert.equal(await popup.getAttribute('#contact', 'href'), `${site.url}.well-known/security.txt`);
    }));

  it('switches itself off on a site, and on again', async () => {
    await withPopup('/table', async (popup) => {
      await popup.click('#never');
      await popup.waitForFunction(() => document.getElementById('never')?.textContent === 'Check this site again');
    });
    const page = await browser.open(`${site.url}strict`);
    const id = await browser.tabOf(page);
    const known = () =>
      browser.desk.evaluate((tab) => chrome.storage.session.get(`tab:${tab}`).then(Object.values), id);
    while ((await known()).length === 0) await pause(20);
    await pause(500);
    assert.deepEqual(await known(), [{ page: `${site.url}strict`, frames: {} }]);

    // Asked for, it is read all the same.
    const popup = await openPopup(id);
    assert.equal(await popup.textContent('h1'), 'Switched off on this site');
    await popup.click('#check');
    await popup.waitForFunction(() => /about 30 people/.test(document.querySelector('h1')?.textContent ?? ''));
    await popup.close();
    await page.close();
  });

  it('has what pages of a site receive read too, and no more', () =>
    withPopup('/table', async (popup) => {
      const scripts = () => browser.desk.evaluate(() => chrome.scripting.getRegisteredContentScripts());
      await popup.click('#receive');
      await popup.waitForFunction(() => /^From the next/.test(document.getElementById('later')?.textContent ?? ''));
      while ((await scripts()).length !== 3) await pause(20);
      await popup.getByText('Read only what pages of this site show').click();
      while ((await scripts()).length !== 1) await pause(20);
      assert.equal(await popup.textContent('#receive'), 'Also read what pages of this site receive');
    }));

  it('reads a page only when it is asked to, where that was chosen', async () => {
    await set({ mode: 'click' });
    const scripts = () => browser.desk.evaluate(() => chrome.scripting.getRegisteredContentScripts());
    while ((await scripts()).length > 0) await pause(20);
    const page = await browser.open(`${site.url}table`);
    const popup = await openPopup(await browser.tabOf(page));
    assert.equal(await popup.textContent('h1'), 'Not checked yet');
    await popup.click('#check');
    await popup.waitForFunction(() => /about 30 people/.test(document.querySelector('h1')?.textContent ?? ''));
    await popup.close();
    await page.close();
    await browser.desk.evaluate(() => chrome.storage.local.clear());
    while ((await scripts()).length === 0) await pause(20);
  });

  it('holds nothing that axe calls serious, and fits', async () => {
    for (const language of ['en', 'hi']) {
      for (const theme of ['light', 'dark']) {
        await set({ language, theme });
        await withPopup('/demo/leak/rtpcr.html', async (popup) => {
          await popup.click('#others summary');
          await popup.click('#act summary');
          await popup.click('#report');
          assert.deepEqual(await serious(popup), [], `${language} ${theme}`);
          assert.ok(await popup.evaluate(fits));
          await shot(popup, `popup-${language}-${theme}`);
        });
      }
    }
  });
});
