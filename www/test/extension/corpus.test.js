/**
 * Every body of the corpus that a browser shows, in both: the leaks of three people or more are warned of, the look-alikes and
 * the clean pages are not. Where the corpus is not there, the demo's documents and a made page stand for it.
 *
 *     DWARPAL_CORPUS=folder node --test test/extension/corpus.test.js
 */

import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';

import { bodies } from './helpers/bodies.js';
import { startChromium } from './helpers/chromium.js';
import { startFirefox } from './helpers/firefox.js';
import { startSite } from './helpers/site.js';

/** @type {Awaited<ReturnType<typeof startSite>>} */
let site;
before(async () => {
  site = await startSite((path) => bodies[Number(path.slice(1))]?.answer());
});
after(() => site?.close());

// Pages that are read at once: Firefox's driver stumbles over a tab that is opened while another is closed.
for (const [name, start, tabs] of /** @type {const} */ ([
  ['Chromium', startChromium, 3],
  ['Firefox', startFirefox, 1],
])) {
  it(`${name} judges ${bodies.length} bodies rightly`, { timeout: 420_000 }, async () => {
    /** @type {import('./helpers/guarded.js').Guarded<any>} */
    const browser = await start();
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
    try {
      await Promise.all(Array.from({ length: tabs }, work));
    } finally {
      await browser.close();
    }
    assert.deepEqual(wrong, []);
  });
}
