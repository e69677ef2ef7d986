/**
 * Every body of the corpus that a browser shows: the leaks of three people or more are warned of, the look-alikes and
 * the clean pages are not. Where the corpus is not there, the demo's documents stand for it.
 *
 *     DWARPAL_CORPUS=folder node --test test/extension/corpus.test.js
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, it } from 'node:test';

import { startChromium } from './helpers/chromium.js';
import { corpus } from './helpers/corpus.js';
import { PAGES } from './helpers/pages.js';
import { startSite } from './helpers/site.js';

/** Pages that are read at once. */
const TABS = 3;

const demo = Object.entries(PAGES)
  .filter(([path, { type }]) => path.startsWith('/demo') && !type?.startsWith('text/csv'))
  .map(([name, answer]) => ({ name, leak: name.includes('leak'), answer: () => answer }));
const found = corpus().map(({ name, file, type, coding, leak }) => ({
  name,
  leak,
  answer: () => {
    /** @type {Record<string, string>} */
    const headers = coding === 'identity' ? {} : { 'content-encoding': coding };
    return { body: readFileSync(file), type, headers };
  },
}));
const bodies = [...demo, ...found];

/** @type {Awaited<ReturnType<typeof startSite>>} */
let site;
/** @type {import('./helpers/chromium.js').Guarded} */
let browser;

before(async () => {
  site = await startSite((path) => bodies[Number(path.slice(1))]?.answer());
  browser = await startChromium();
});
after(async () => {
  await browser?.close();
  await site?.close();
});

it(`judges ${bodies.length} bodies rightly`, { timeout: 300_000 }, async () => {
  /** @type {string[]} */
  const wrong = [];
  const ahead = bodies.keys();
  const work = async () => {
    for (const i of ahead) {
      const page = await browser.open(`${site.url}${i}`);
      const { warned } = await browser.seen(page);
      if (warned !== bodies[i].leak) wrong.push(bodies[i].name);
      await page.close();
    }
  };
  await Promise.all(Array.from({ length: TABS }, work));
  assert.deepEqual(wrong, []);
});
