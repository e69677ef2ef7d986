/**
 * The card in the page, in both browsers: it takes no focus, leaves most of the page free on every screen, goes with one
 * key, and does not come back.
 *
 * SHOTS=folder node --test test/extension/card.test.js   also takes pictures, of the popup and the options in Firefox too.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { startChromium } from './helpers/chromium.js';
import { startFirefox } from './helpers/firefox.js';
import { pause, until } from './helpers/guarded.js';
import { openRoot, serious, shot } from './helpers/looks.js';
import { PAGES } from './helpers/pages.js';
import { startSite } from './helpers/site.js';

/** @type {Awaited<ReturnType<typeof startSite>>} */
let site;
before(async () => {
  site = await startSite((path) => PAGES[path]);
});
after(() => site?.close());

/** Runs in a page: where the card is. Its root is closed, so what is at a point tells. */
function cardBox() {
  const [width, height] = [innerWidth, innerHeight];
  const host = document.querySelector(':root > div');
  const isCard = (/** @type {number} */ x, /** @type {number} */ y) => document.elementFromPoint(x, y) === host;
  let area = 0;
  for (let x = 4; x < width; x += 8) for (let y = 4; y < height; y += 8) area += Number(isCard(x, y));
  return {
    there: host !== null,
    share: (area * 64) / (width * height),
    fits: document.documentElement.scrollWidth <= width,
    focus: document.activeElement === document.body,
  };
}

/** Runs in a page whose card was opened: whether it is within the screen, and the least contrast of a text in it (WCAG 2.2). */
function cardLooks() {
  const root = document.querySelector(':root > div')?.shadowRoot;
  const card = /** @type {Element} */ (root?.querySelector('.card'));
  const light = (/** @type {string} */ color) => {
    const [r, g, b] = (color.match(/[\d.]+/g) ?? []).map((part) => {
      const share = Number(part) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = light(getComputedStyle(card).backgroundColor);
  const texts = Array.from(card.querySelectorAll('p, button'));
  const ratios = texts.map((text) => {
    const [low, high] = [behind, light(getComputedStyle(text).color)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  });
  const { left, right, top, bottom } = card.getBoundingClientRect();
  return {
    texts: texts.length,
    within: left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight,
    contrast: Math.min(...ratios),
  };
}

/** What axe and eyes say of the card, where a debugger can open it. (axe cannot tell what stands behind a text there.) @param {any} page */
async function looksInto(page) {
  await openRoot(page, ':root > div');
  assert.deepEqual(await serious(page, ':root > div'), []);
  for (const width of [360, 1440]) {
    await resize(page, width);
    const { texts, within, contrast } = await page.evaluate(cardLooks);
    assert.deepEqual([texts, within], [5, true], `${width}`);
    assert.ok(contrast >= 4.5, `${contrast}`);
  }
}

/**
 * @param {any} page of either driver
 * @param {number} width
 */
async function resize(page, width) {
  if ('setViewportSize' in page) await page.setViewportSize({ width, height: 800 });
  // Firefox does it, and then says that it cannot turn the screen.
  else await page.setViewport({ width, height: 800 }).catch(() => {});
}

for (const [name, start] of /** @type {const} */ ([
  ['Chromium', startChromium],
  ['Firefox', startFirefox],
])) {
  describe(`the card in ${name}`, () => {
    /** @type {import('./helpers/guarded.js').Guarded<any>} */
    let browser;
    before(async () => {
      browser = await start();
    });
    after(() => browser?.close());

    for (const language of ['en', 'hi']) {
      for (const theme of ['light', 'dark']) {
        it(`is small, and in nobody’s way: ${language}, ${theme}`, async () => {
          const set = (/** @type {object} */ settings) => chrome.storage.local.set({ settings });
          await browser.desk.evaluate(set, { language, theme });
          const page = await browser.open(`${site.url}demo/leak/rtpcr.html`);
          await until(page, () => document.querySelector(':root > div') !== null);
          for (const width of [360, 768, 1440]) {
            await resize(page, width);
            await pause(100);
            const { there, share, fits, focus } = await page.evaluate(cardBox);
            assert.ok(there && fits && focus, `${width}`);
            assert.ok(share > 0.02 && share < 0.35, `${width}: ${share}`);
            await shot(page, `${name}-card-${language}-${theme}-${width}`);
          }
          if (name === 'Chromium') await looksInto(page);
          if (process.env.SHOTS && name === 'Firefox') await pictures(page, `${language}-${theme}`);
          await page.close();
        });
      }
    }

    /** @param {any} page @param {string} how */
    async function pictures(page, how) {
      const tab = await browser.tabOf(page);
      for (const [what, url, width] of /** @type {const} */ ([
        ['popup', `popup/popup.html?tab=${tab}`, 400],
        ['options', 'options/options.html', 360],
        ['options', 'options/options.html', 1440],
      ])) {
        const own = await browser.openOwn(`${browser.base}extension/${url}`);
        await resize(own, width);
        await pause(700);
        await shot(own, `Firefox-${what}-${how}-${width}`);
        await own.close();
      }
    }

    it('is reached and closed by keyboard, and stays away', async () => {
      await browser.desk.evaluate(() => chrome.storage.local.clear());
      const page = await browser.open(`${site.url}late`);
      await until(page, () => document.querySelector(':root > div') !== null);
      await page.bringToFront();
      for (let i = 0; i < 5; i += 1) {
        if (await page.evaluate(() => document.activeElement === document.querySelector(':root > div'))) break;
        await page.keyboard.press('Tab');
      }
      assert.ok(await page.evaluate(() => document.activeElement === document.querySelector(':root > div')));
      await page.keyboard.press('Escape');
      await until(page, () => document.querySelector(':root > div') === null);
      // More people come, and it does not.
      await browser.seen(page, ({ badge }) => badge === '40');
      await pause(300);
      assert.equal(await page.evaluate(() => document.querySelector(':root > div')), null);
      await page.close();
    });
  });
}
