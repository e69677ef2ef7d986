/**
 * What reading costs the page: measured by the browser's own tracing, on long clean pages.
 *
 * Why processor time: on a machine that does other things too, wall time tells of those. Where the corpus is there, its
 * ten longest clean pages are measured as well. COST=1 prints the figures.
 */

import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { after, before, it } from 'node:test';

import { startChromium } from './helpers/chromium.js';
import { corpus } from './helpers/corpus.js';
import { page as pageOf } from './helpers/pages.js';
import { startSite } from './helpers/site.js';

/** Milliseconds of one task from which on a person feels it (W3C, Long Tasks). */
const LONG = 50;

/** Rows of numbers and passages of text: a megabyte and a half. */
const LONG_PAGE = pageOf(
  `<table><tr><th>District</th><th>Tests</th><th>Cases</th><th>Day</th></tr>${Array.from(
    { length: 4000 },
    (_, i) =>
      `<tr><td>District ${i % 90}</td><td>${i * 37}</td><td>${(i * 7) % 991}</td><td>2021-01-${(i % 28) + 1}</td></tr>`,
  ).join(
    '',
  )}</table>${'<p>The figures are of the state as a whole and are published every day at nine.</p>'.repeat(4000)}`,
);

const bodies = [
  { name: 'a long page', body: () => LONG_PAGE },
  ...corpus()
    .filter(({ name }) => name.startsWith('clean/'))
    .sort((a, b) => statSync(b.file).size - statSync(a.file).size)
    .slice(0, 10)
    .map(({ name, file }) => ({ name, body: () => readFileSync(file) })),
];

/** @type {Awaited<ReturnType<typeof startSite>>} */
let site;
/** @type {import('./helpers/chromium.js').Guarded} */
let browser;

before(async () => {
  site = await startSite((path) => {
    const found = bodies[Number(path.slice(1))];
    return found && { body: found.body() };
  });
  browser = await startChromium();
});
after(async () => {
  await browser?.close();
  await site?.close();
});

for (const [i, { name }] of bodies.entries()) {
  it(`${name}: no task of ours is felt`, async () => {
    const page = await browser.open('about:blank');
    const tracing = await page.context().newCDPSession(page);
    /** @type {any[]} */
    const events = [];
    tracing.on('Tracing.dataCollected', ({ value }) => events.push(...value));
    await tracing.send('Tracing.start', { categories: 'devtools.timeline,v8' });
    await page.goto(`${site.url}${i}`);
    await browser.seen(page);
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
        `${name}: ${times.length} tasks, ${whole.toFixed(0)} ms, longest ${Math.max(...times).toFixed(1)} ms`,
      );
    assert.ok(calls.length > 0);
    assert.ok(Math.max(...times) < LONG, `${Math.max(...times)} ms`);
  });
}

/** @param {{url?: string} | undefined} data */
function isOurs(data) {
  return data?.url === `${browser.base}content.js`;
}
