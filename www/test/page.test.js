/**
 * The demo's page in a real browser: what it says is what happened, on any width, in both schemes, by keyboard.
 *
 * SCREENSHOT=file.png node --test test/page.test.js   also takes the picture that the README shows.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { servePage } from '../demo/assets.mjs';
import { external, startEdge } from '../demo/edge.mjs';
import { startOrigin } from '../demo/origin.mjs';
import { startBrowser } from './helpers/browser.js';

/** @type {Awaited<ReturnType<typeof startOrigin>>} */
let origin;
/** @type {Awaited<ReturnType<typeof startEdge>>} */
let edge;
/** @type {import('playwright-core').Browser} */
let browser;

before(async () => {
  origin = await startOrigin();
  const services = { ORIGIN: external(origin.address), PAGE: servePage };
  edge = await startEdge({ script: 'demo/worker.js', services, onLog: () => {} });
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await edge?.close();
  await origin?.close();
});

/**
 * The page, once it has asked for everything.
 *
 * @param {Parameters<import('playwright-core').Browser['newPage']>[0]} options
 * @param {(page: import('playwright-core').Page) => Promise<void>} use
 */
async function withPage(options, use) {
  const page = await browser.newPage(options);
  /** @type {string[]} */
  const errors = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  try {
    await page.goto(edge.url.href);
    await page.waitForSelector('.view .facts');
    await use(page);
    assert.deepEqual(errors, []);
  } finally {
    await page.close();
  }
}

describe('the page', () => {
  it('counts what was stopped', () =>
    withPage({}, async (page) => {
      assert.equal(await page.textContent('#headline'), '3 of 5 documents stopped at the edge');
      const fates = await page.locator('.fate').allTextContents();
      assert.deepEqual(fates, ['Stopped · 451', 'Stopped · 451', 'Stopped · 451', 'Passed · 200', 'Passed · 200']);
    }));

  it('shows both sides of a leak', () =>
    withPage({}, async (page) => {
      assert.match(await page.innerText('[data-side=origin] .facts'), /status\s+200/);
      assert.match(await page.innerText('[data-side=edge] .facts'), /status\s+451/);
      const inside = page.frameLocator('[data-side=edge] iframe');
      assert.equal(await inside.locator('h1').textContent(), 'This document was withheld');
    }));

  it('is walked by keyboard', () =>
    withPage({}, async (page) => {
      await page.focus('[role=tab][aria-selected=true]');
      await page.keyboard.press('End');
      assert.equal(await page.evaluate(() => document.activeElement?.textContent), '/statistics.htmlPassed · 200');
      assert.match(await page.innerText('#between'), /Byte for byte the same/);
      await page.keyboard.press('ArrowRight');
      assert.match(await page.innerText('[aria-selected=true]'), /rtpcr\.csv/);
      assert.equal(await page.locator('[role=tab][tabindex="0"]').count(), 1);
      assert.equal(await page.getAttribute('#panel', 'aria-labelledby'), 'tab-0');
    }));

  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    for (const width of [360, 768, 1440]) {
      it(`fits ${width} pixels, ${colorScheme}`, () =>
        withPage({ viewport: { width, height: 900 }, colorScheme }, async (page) => {
          assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
          const [ink, paper] = await page.evaluate(() => {
            const { color, backgroundColor } = getComputedStyle(document.body);
            return [color, backgroundColor];
          });
          // WCAG 2.2 §1.4.6: 7 : 1 for text.
          assert.ok(contrast(ink, paper) >= 7);
        }));
    }
  }
});

const file = process.env.SCREENSHOT;
if (file) {
  it('has its picture taken', () =>
    withPage({ viewport: { width: 1280, height: 1000 } }, async (page) => {
      await page.frameLocator('[data-side=edge] iframe').locator('h1').waitFor();
      await page.screenshot({ path: file });
    }));
}

/**
 * WCAG's contrast of two opaque colours.
 *
 * @param {string} first as `rgb(r, g, b)`
 * @param {string} second
 */
function contrast(first, second) {
  const luminance = (/** @type {string} */ color) => {
    const [r, g, b] = (color.match(/\d+/g) ?? []).map((part) => {
      const value = Number(part) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [dark, light] = [luminance(first), luminance(second)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}
