/**
 * The extension in a real Chromium: which pages it warns of, of how many people, that nothing leaves the machine, and
 * that the browser may put its background to sleep.
 */

import assert from 'node:assert/strict';
import { it } from 'node:test';

import { startChromium } from './helpers/chromium.js';
import { everyone, table } from './helpers/pages.js';
import { describeBrowser } from './helpers/suite.js';

/** @type {import('./helpers/chromium.js').Guarded} */
let browser;

const site = describeBrowser({
  start: async (proxy) => {
    browser = await startChromium({ args: [`--proxy-server=${proxy}`, '--proxy-bypass-list=<-loopback>'] });
    return browser;
  },
  own: /^https:\/\/(?:[\w-]+\.)*(?:google|googleapis|gstatic)\.com:443$/,
});

it('after the background was ended, people who were seen before are not counted again', async () => {
  const page = await browser.open(`${site()}table`);
  assert.equal((await browser.seen(page)).persons, 30);

  const [worker] = page.context().serviceWorkers();
  await worker.evaluate(() => Object.assign(globalThis, { awake: true }));
  const debug = await page.context().newCDPSession(browser.desk);
  await debug.send('ServiceWorker.enable');
  await debug.send('ServiceWorker.stopAllWorkers');

  // Twelve rows: two of people who are there already, in other words.
  const rows = table(everyone.slice(28, 40)).replace(/<td>/g, '<td>* ');
  await page.evaluate((html) => {
    const body = document.querySelector('tbody');
    const made = new DOMParser().parseFromString(html, 'text/html');
    body?.append(...made.querySelectorAll('tbody tr'));
  }, rows);
  const seen = await browser.seen(page, ({ persons }) => persons > 30);
  assert.equal(await worker.evaluate(() => 'awake' in globalThis), false);
  assert.deepEqual([seen.persons, seen.counts.in_aadhaar], [40, 40]);
  await page.close();
});
