/**
 * Every body of the corpus that a browser shows: the leaks of three people or more are warned of, the look-alikes and
 * the clean pages are not. And what reading costs the page: measured by the browser's own tracing on the longest clean
 * ones, in processor time, for on a machine that does other things too wall time tells of those. Where the corpus is not
 * there, the demo's documents and a made page stand for it.
 *
 *     DWARPAL_CORPUS=folder COST=1 node --test test/extension/corpus.test.js    (COST prints the figures)
 */

import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { after, before, it } from 'node:test';

import { startChromium } from './helpers/chromium.js';
import { corpus } from './helpers/corpus.js';
import { PAGES, page as pageOf } from './helpers/pages.js';
import { startSite } from './helpers/site.js';

/** Pages that are read at once. */
const TABS = 3;

/** Milliseconds of one task from which on a person feels it (W3C, Long Tasks). */
const LONG = 50;

/** Rows of numbers and passages of text: more than half a megabyte. */
const LONG_PAGE = pageOf(
  `<table><tr><th>District</th><th>Tests</th><th>Cases</th><th>Day</th></tr>${Array.from(
    { length: 4000 },
    (_, i) =>
      `<tr><td>District ${i % 90}</td><td>${i * 37}</td><td>${(i * 7) % 991}</td><td>2021-01-${(i % 28) + 1}</td></tr>`,
  ).join(
    '',
  )}</table>${'<p>The figures are of the state as a whole and are published every day at nine.</p>'.repeat(4000)}`,
);

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
const bodies = [...demo, { name: 'a long page', leak: false, answer: () => ({ body: LONG_PAGE }) }, ...found];
/** The longest clean pages. */
const measured = [demo.length, ...longest(10).map((name) => bodies.findIndex((body) => body.name === name))];

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

for (const i of measured) {
  const { name } = bodies[i];
  it(`${name}: no task of ours is felt`, async () => {
    const page = await browser.open('about:blank');
    const tracing = await page.context().newCDPSession(page);
    /** @type {any[]} */
    const events = [];
    tracing.on('Tracing.dataCollected', ({ value }) => events.push(...value));
    await tracing.send('Tracing.start', { categories: 'devtools.timeline,v8' });
    await page.goto(`${site.url}${i}`);
    await browser.seen(page);
    const load = await page.evaluate(() => performance.getEntriesByType('navigation')[0].duration);
    const ended = new Promise((resolve) => tracing.once('Tracing.tracingComplete', resolve));
    await tracing.send('Tracing.end');
    await ended;
    await page.close();

    const calls = events.filter(({ name: what, args }) => what === 'FunctionCall' && isOurs(args.data));
    // What runs when an answer comes has no address of its own; a page's own may be among it.
    const answers = events.filter(({ name: what, pid }) => what === 'RunMicrotasks' && pid === calls[0]?.pid);
    const times = [...calls, ...answers].map(({ tdur, dur }) => (tdur ?? dur ?? 0) / 1000);
    const whole = times.reduce((sum, time) => sum + time, 0);
    if (process.env.COST)
      console.log(
        `${name}: ${times.length} tasks, ${whole.toFixed(0)} ms, longest ${Math.max(...times).toFixed(1)} ms; load ${load.toFixed(0)} ms`,
      );
    assert.ok(calls.length > 0);
    assert.ok(Math.max(...times) < LONG, `${Math.max(...times)} ms`);
  });
}

/** @param {{url?: string} | undefined} data */
function isOurs(data) {
  return data?.url === `${browser.base}content.js`;
}

/** @param {number} count @returns {string[]} names of the corpus's longest clean pages */
function longest(count) {
  const clean = corpus().filter(({ name }) => name.startsWith('clean/'));
  const size = (/** @type {{file: string}} */ { file }) => statSync(file).size;
  return clean
    .sort((a, b) => size(b) - size(a))
    .slice(0, count)
    .map(({ name }) => name);
}
