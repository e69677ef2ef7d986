/**
 * Private windows: nothing of them is read unless the person has allowed it twice, in the browser and in the settings; and
 * none of them is ever in the log.
 */

import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';

import { startChromium } from './helpers/chromium.js';
import { startWindow } from './helpers/firefoxwindow.js';
import { pause } from './helpers/guarded.js';
import { PAGES } from './helpers/pages.js';
import { startSite } from './helpers/site.js';

/** Milliseconds in which a page would have been read. */
const LONG_ENOUGH = 2000;

/** @type {Awaited<ReturnType<typeof startSite>>} */
let site;
before(async () => {
  site = await startSite((path) => PAGES[path]);
});
after(() => site?.close());

it('in Chromium', { timeout: 90_000 }, async () => {
  const browser = await startChromium();
  try {
    let { desk } = browser;
    const open = () =>
      desk.evaluate(
        (/** @type {string} */ url) =>
          chrome.windows.create({ incognito: true, url }).then((made) => made?.tabs?.[0].id),
        `${site.url}table`,
      );
    const kept = () => desk.evaluate(() => chrome.storage.session.get(null));
    const set = (/** @type {object} */ settings) =>
      desk.evaluate((/** @type {object} */ all) => chrome.storage.local.set({ settings: all }), settings);
    await set({ incognito: true });
    await open();
    while (!site.asked.includes('/table')) await pause(20);
    await pause(LONG_ENOUGH);
    assert.deepEqual(await kept(), {});

    const page = await browser.open('chrome://extensions');
    await page.evaluate(async (/** @type {string} */ extensionId) => {
      const { developerPrivate } = /** @type {any} */ (chrome);
      // Else the browser starts none again that was loaded from a folder.
      await developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
      await developerPrivate.updateExtensionConfiguration({ extensionId, incognitoAccess: true });
    }, new URL(browser.base).hostname);
    // Its pages are closed, and it starts anew.
    desk = await page.context().newPage();
    while (!(await desk.goto(`${browser.base}extension/options/options.html`).catch(() => null))) await pause(50);
    const reads = async () => (await chrome.scripting.getRegisteredContentScripts()).length > 0;
    while (!(await desk.evaluate(reads))) await pause(50);
    const sees = (/** @type {number} */ tab) =>
      desk.evaluate((/** @type {number} */ tabId) => chrome.action.getBadgeText({ tabId }), tab);

    await set({ incognito: false });
    const closed = await open();
    await pause(LONG_ENOUGH);
    assert.equal(await sees(/** @type {number} */ (closed)), '');

    await set({ incognito: true, log: true });
    const opened = await open();
    while ((await sees(/** @type {number} */ (opened))) !== '30') await pause(50);
    assert.deepEqual((await desk.evaluate(() => chrome.storage.local.get('log'))).log ?? [], []);
  } finally {
    await browser.close();
  }
});

for (const [how, inPrivate, incognito] of /** @type {const} */ ([
  ['the browser does not let it in', false, true],
  ['the settings say no', true, false],
  ['both say yes', true, true],
])) {
  it(`in Firefox, where ${how}`, { timeout: 90_000 }, async () => {
    const browser = await startWindow({ inPrivate, policy: { incognito } });
    try {
      await browser.openPrivate(`${site.url}table`);
      if (inPrivate && incognito) await browser.until(`button?.getAttribute('badge') === '30'`);
      else await pause(LONG_ENOUGH);
      assert.equal(await browser.badge(), inPrivate && incognito ? '30' : '');
      assert.equal(await browser.look('return Boolean(button)'), inPrivate);
    } finally {
      await browser.close();
    }
  });
}
