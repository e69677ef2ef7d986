/**
 * The options page in a real browser: what it keeps, what it refuses, how it looks.
 *
 * SHOTS=folder node --test test/extension/options.test.js   also takes pictures.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, beforeEach, describe, it } from 'node:test';

import { root } from '../../dev/settings.mjs';
import { PACKS } from '../../extension/shared/settings.js';
import { startChromium } from './helpers/chromium.js';
import { pause } from './helpers/guarded.js';
import { fits, serious, shot } from './helpers/looks.js';

const schema = readFileSync(`${root}www/extension/managed-schema.json`, 'utf8');

/** @type {import('./helpers/chromium.js').Guarded} */
let browser;

before(async () => {
  browser = await startChromium();
});
after(() => browser?.close());
beforeEach(() => browser.desk.evaluate(() => chrome.storage.local.clear()));

async function openOptions() {
  const page = await browser.openOwn(`${browser.base}extension/options/options.html`);
  await page.waitForSelector('main:not([inert])');
  return page;
}

describe('the options', () => {
  it('keeps what is set, and refuses what is wrong', async () => {
    const page = await openOptions();
    await page.fill('[name=people]', '5');
    await page.fill('[name=excluded]', 'https://www.example.org/path\nexample.net');
    await page.fill('[name=received]', 'Portal.example.org');
    await page.press('[name=received]', 'Tab');
    while (!(await page.isVisible('text=Saved.'))) await pause(20);
    await page.fill('[name=received]', 'not a host!');
    await page.press('[name=received]', 'Tab');
    await page.waitForSelector('text=These are not host names: host!');
    await page.selectOption('[name=language]', 'hi');
    await page.waitForFunction(() => document.documentElement.lang === 'hi');
    await page.fill('[name=people]', '1');
    await page.press('[name=people]', 'Tab');
    await page.waitForFunction(
      () => /** @type {HTMLInputElement} */ (document.querySelector('[name=people]')).value === '5',
    );
    const { settings } = await page.evaluate(() => chrome.storage.local.get('settings'));
    assert.deepEqual(settings, {
      people: 5,
      excluded: ['www.example.org', 'example.net'],
      received: ['portal.example.org'],
      language: 'hi',
    });
    await page.close();
  });

  it('knows the packs of the engine, and keeps those that are on', async () => {
    const { definitions } = JSON.parse(readFileSync(`${root}www/policy.schema.json`, 'utf8'));
    const page = await openOptions();
    const boxes = page.locator('[name=packs]');
    assert.deepEqual(
      await boxes.evaluateAll((all) => all.map((box) => /** @type {HTMLInputElement} */ (box).value)),
      definitions.pack.enum,
    );
    assert.deepEqual([...PACKS], definitions.pack.enum);
    assert.deepEqual(JSON.parse(schema).properties.packs.items.enum, definitions.pack.enum);
    await page.check('[name=packs][value=us]');
    await page.uncheck('[name=packs][value=secrets]');
    const kept = () =>
      page.evaluate(async () => {
        const { settings } = /** @type {{settings?: {packs: string[]}}} */ (await chrome.storage.local.get('settings'));
        return settings?.packs ?? [];
      });
    while ((await kept()).length !== 3) await pause(20);
    assert.deepEqual(await kept(), ['in', 'intl-core', 'us']);
    // The last one's check comes back at once, so it can't be waited for that it is gone.
    for (const name of await kept()) await page.click(`[name=packs][value=${name}]`);
    // The last one stays: an extension that looks for nothing is switched off elsewhere.
    await page.waitForFunction(
      () => /** @type {HTMLInputElement} */ (document.querySelector('[name=packs][value=us]')).checked,
    );
    assert.deepEqual(await kept(), ['us']);
    await page.close();
  });

  it('lists the single kinds of each pack, and keeps those that are off', async () => {
    const page = await openOptions();
    const kinds = await page.evaluate(() => chrome.runtime.sendMessage({ type: 'kinds' }));
    assert.equal(await page.locator('[name=kindsOff]').count(), kinds.length);
    assert.ok(await page.isHidden('[name=packs][value=us] >> xpath=../following-sibling::details[1]'));
    const folded = page.locator('details.kinds').first();
    await folded.locator('summary').click();
    const kept = () =>
      page.evaluate(async () => {
        const { settings } = await chrome.storage.local.get('settings');
        return /** @type {{kindsOff?: string[]} | undefined} */ (settings)?.kindsOff;
      });
    await folded.getByLabel('Mobile number').uncheck();
    await folded.getByLabel('PAN (income tax number)').uncheck();
    while ((await kept())?.length !== 2) await pause(20);
    assert.deepEqual(await kept(), ['in_mobile', 'in_pan']);
    await folded.getByLabel('Mobile number').check();
    while ((await kept())?.length !== 1) await pause(20);
    const india = kinds.filter((/** @type {{pack: string}} */ { pack }) => pack === 'in').length;
    await page.waitForFunction(
      (text) => document.querySelector('details.kinds summary')?.textContent === text,
      `Single kinds: ${india - 1} of ${india} are on`,
    );
    await page.close();
  });

  it('takes settings from a file, and only settings', async () => {
    const page = await openOptions();
    const file = (/** @type {unknown} */ what) => ({
      name: 'settings.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(what)),
    });
    await page.setInputFiles('#file', file({ people: 7, kindsOff: ['email'], evil: '<b>', theme: 'pink' }));
    await page.waitForFunction(() => document.getElementById('status')?.textContent === 'Settings loaded.');
    const { settings } = await page.evaluate(() => chrome.storage.local.get('settings'));
    assert.deepEqual(settings, { people: 7, kindsOff: ['email'] });
    await page.setInputFiles('#file', file(['no']));
    await page.waitForFunction(() => /no settings/.test(document.getElementById('status')?.textContent ?? ''));
    await page.close();
  });

  it('and the page in the place of a document that was stopped holds nothing that axe calls serious, and fits', async () => {
    for (const [language, theme, title] of /** @type {const} */ ([
      ['en', 'light', 'This page was not shown: it exposes people’s personal data'],
      ['hi', 'dark', 'यह पेज नहीं दिखाया गया: इसमें लोगों की निजी जानकारी है'],
    ])) {
      await browser.desk.evaluate((settings) => chrome.storage.local.set({ settings }), { language, theme });
      const page = await browser.openOwn(
        `${browser.base}extension/stopped/stopped.html#https://portal.example.org/a/long/path/of/results-2021-final-version.pdf`,
      );
      await page.waitForFunction((text) => document.querySelector('h1')?.textContent === text, title);
      for (const width of [360, 1440]) {
        await page.setViewportSize({ width, height: 700 });
        assert.ok(await page.evaluate(fits), `${width}`);
        await shot(page, `stopped-${language}-${theme}-${width}`);
      }
      assert.deepEqual(await serious(page), [], language);
      await page.close();
    }
  });

  it('holds nothing that axe calls serious, and fits', async () => {
    for (const language of ['en', 'hi']) {
      for (const theme of ['light', 'dark']) {
        await browser.desk.evaluate((settings) => chrome.storage.local.set({ settings }), { language, theme });
        const page = await openOptions();
        await page.waitForSelector('h1:not(:empty)');
        for (const width of [360, 768, 1440]) {
          await page.setViewportSize({ width, height: 800 });
          assert.ok(await page.evaluate(fits), `${width}`);
          if (width === 360) await page.locator('details.kinds').first().locator('summary').click();
          await shot(page, `options-${language}-${theme}-${width}`, true);
        }
        assert.deepEqual(await serious(page), [], `${language} ${theme}`);
        await page.close();
      }
    }
  });
});
