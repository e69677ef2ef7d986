/**
 * What reading costs the page, on the longest clean ones: measured by Chromium's own tracing, in processor time, for on a machine
 * that does other things too wall time tells of those: each task, and all of them on all of these pages as a share of the time
 * in which they load in the same run. Where the corpus is not there, the demo's documents and a made page stand for it.
 *
 *     DWARPAL_CORPUS=folder COST=1 node --test test/extension/cost.test.js    (COST prints the figures)
 */

import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';

import { bodies, measured } from './helpers/bodies.js';
import { startChromium } from './helpers/chromium.js';
import { startSite } from './helpers/site.js';

/** Milliseconds of one task from which on a person feels it (W3C, Long Tasks). */
const LONG = 50;

/**
 * What of the time in which a page loads may be ours: 5 % where the figures are asked for. From this machine itself a page
 * loads in no time, which differs by half from run to run: there only what a mistake would cost is caught.
 */
const SHARE = process.env.COST ? 0.05 : 0.15;

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

/** Milliseconds of all that were measured. */
const sums = { ours: 0, load: 0 };
for (const i of measured) {
  const { name } = bodies[i];
  it(`${name}: no task of ours is felt`, async () => {
    const page = await browser.open('about:blank');
    const session = await page.context().newCDPSession(page);
    /** @type {any[]} */
    const events = [];
    session.on('Tracing.dataCollected', ({ value }) => events.push(...value));
    await session.send('Tracing.start', { categories: 'devtools.timeline,v8.execute' });
    await page.goto(`${site.url}${i}`);
    await browser.seen(page);
    const load = await page.evaluate(() => performance.getEntriesByType('navigation')[0].duration);
    const ended = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
    await session.send('Tracing.end');
    await ended;
    await page.close();

    const tasks = oursIn(events);
    const times = tasks.map(({ tdur, dur }) => (tdur ?? dur ?? 0) / 1000);
    const whole = times.reduce((sum, time) => sum + time, 0);
    const longestTask = Math.max(...times);
    if (process.env.COST) {
      const share = ((100 * whole) / load).toFixed(1);
      console.log(
        `${name}: ${whole.toFixed(1)} ms of ${load.toFixed(0)} ms, ${share} %; longest task ${longestTask.toFixed(1)} ms`,
      );
    }
    assert.ok(tasks.length > 1);
    assert.ok(longestTask < LONG, `${longestTask} ms`);
    sums.ours += whole;
    sums.load += load;
  });
}

it('all that we do on them is little of the time in which they load', () => {
  assert.ok(sums.load > 0);
  if (process.env.COST) console.log(`all: ${((100 * sums.ours) / sums.load).toFixed(1)} %`);
  assert.ok(sums.ours < SHARE * sums.load, `${sums.ours} ms of ${sums.load} ms`);
});

/**
 * The tasks of a trace that are ours: our script when it comes, our functions when the browser calls them, and what runs when
 * an answer comes, which has no address of its own: from our first task on all of that is taken for ours.
 *
 * @param {any[]} events
 */
function oursIn(events) {
  const isOurs = (/** @type {any} */ { name, args }) =>
    (name === 'FunctionCall' || name === 'EvaluateScript') && args.data?.url === `${browser.base}content.js`;
  const first = events.filter(isOurs).sort((a, b) => a.ts - b.ts)[0];
  const taken = events
    .filter(({ pid, tid }) => pid === first?.pid && tid === first?.tid)
    .filter((event) => isOurs(event) || (event.name === 'RunMicrotasks' && event.ts >= first.ts))
    .sort((a, b) => a.ts - b.ts);
  let until = 0;
  // One within another is counted with it.
  return taken.filter(({ ts, dur = 0 }) => {
    if (ts < until) return false;
    until = ts + dur;
    return true;
  });
}
