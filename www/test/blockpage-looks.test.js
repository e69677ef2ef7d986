/**
 * The block page as people meet it: in a real browser, for who cannot see it, in both schemes, on a narrow screen, in both
 * languages.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { startBrowser } from './helpers/browser.js';
import { guarded, response } from './helpers/guarded.js';
import { LEAK } from './helpers/leak.js';
import { fits, serious } from './extension/helpers/looks.js';

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser?.close());

describe('the block page', () => {
  for (const [name, body] of /** @type {const} */ ([
    ['of a leak', LEAK],
    ['of what could not be checked', '%PDF-1.7\nnothing'],
  ])) {
    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
      it(`${name} is for everybody, ${colorScheme}`, async () => {
        const { served, told } = await guarded(response(body));
        const html = await served.text();
        assert.ok(!/<script|\son\w+=|https?:|src=/.test(html), 'it runs or loads something');
        const page = await browser.newPage({ colorScheme, viewport: { width: 320, height: 600 } });
        try {
          await page.setContent(html);
          assert.deepEqual(await serious(page), []);
          assert.ok(await page.evaluate(fits));
          assert.equal(await page.locator('code').innerText(), told.id);
          assert.equal(await page.locator('html').getAttribute('lang'), 'en');
          assert.match(await page.locator('section[lang=hi]').innerText(), /\p{Script=Devanagari}{3}/u);
        } finally {
          await page.close();
        }
      });
    }
  }
});
