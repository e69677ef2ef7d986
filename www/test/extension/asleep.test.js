/**
 * Browsers put an extension's background to sleep: what it had counted is gone. The page goes on counting, and nobody
 * twice.
 */

import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';

import { startChromium } from './helpers/chromium.js';
import { PAGES, everyone, table } from './helpers/pages.js';
import { startSite } from './helpers/site.js';

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

it('after the background was ended, people who were seen before are not counted again', async () => {
  const page = await browser.open(`${site.url}table`);
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
});
