/**
 * The extension as it is shipped, without access to any site: a click on its button in the toolbar opens the one page that was
 * clicked on, and no other, and not for longer than it is there (`activeTab`).
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { startChromium } from './helpers/chromium.js';
import { startWindow } from './helpers/firefoxwindow.js';
import { pause } from './helpers/guarded.js';
import { PAGES } from './helpers/pages.js';
import { startSite } from './helpers/site.js';

/** @type {Awaited<ReturnType<typeof startSite>>} */
let site;
before(async () => {
  site = await startSite((path) => PAGES[path]);
});
after(() => site?.close());

describe('a click on the button in Chromium', () => {
  /** @type {import('./helpers/chromium.js').Guarded} */
  let browser;
  before(async () => {
    // Lets a driver do to the button what a person does (Extensions.triggerAction).
    browser = await startChromium({ asShipped: true, args: ['--enable-unsafe-extension-debugging'] });
  });
  after(() => browser?.close());

  /** @param {import('playwright-core').Page} page */
  async function click(page) {
    const session = await /** @type {import('playwright-core').Browser} */ (
      page.context().browser()
    ).newBrowserCDPSession();
    const send = /** @type {(method: string, given: object) => Promise<any>} */ (session.send.bind(session));
    const { targetInfos } = await send('Target.getTargets', { filter: [{ type: 'tab' }] });
    const tab = targetInfos.find((/** @type {{url: string}} */ { url }) => url === page.url());
    await send('Extensions.triggerAction', { id: new URL(browser.base).hostname, targetId: tab.targetId });
  }

  /** What the extension may know of its tabs. */
  const known = () =>
    browser.desk.evaluate(() => chrome.tabs.query({}).then((tabs) => tabs.map(({ url }) => url).filter(Boolean)));
  const kept = () => browser.desk.evaluate(() => chrome.storage.session.get(null));

  it('opens the page to it, which is read when a person says so, and only this one', { timeout: 90_000 }, async () => {
    const page = await browser.open(`${site.url}table`);
    const other = await browser.open(`${site.url}strict`);
    // Nobody clicked: nothing is known and nothing was read.
    assert.deepEqual([await known(), await kept()], [[], {}]);

    await page.bringToFront();
    await click(page);
    while ((await known()).length === 0);
    assert.deepEqual(await known(), [`${site.url}table`]);
    const tab = await browser.tabOf(page);
    const popup = await browser.openOwn(`${browser.base}extension/popup/popup.html?tab=${tab}`);
    await popup.waitForSelector('#check:not([hidden])');
    assert.equal(await popup.textContent('h1'), 'Not checked yet');
    await popup.click('#check');
    const found = await browser.seen(tab, ({ badge }) => badge !== '');
    assert.deepEqual([found.persons, found.badge], [30, '30']);
    await popup.waitForFunction(() => /about 30 people/.test(document.querySelector('h1')?.textContent ?? ''));
    assert.deepEqual(Object.keys(await kept()).sort(), [`asked:${tab}`, `tab:${tab}`]);

    // Elsewhere it is a page like any other.
    const elsewhere = await startSite((path) => PAGES[path]);
    await page.goto(`${elsewhere.url}table`);
    while ((await known()).length > 0);
    await elsewhere.close();
    await Promise.all([page, other, popup].map((each) => each.close()));
  });
});

describe('a click on the button in Firefox', () => {
  /** @type {Awaited<ReturnType<typeof startWindow>>} */
  let browser;
  before(async () => {
    browser = await startWindow({ asShipped: true });
  });
  after(() => browser?.close());

  it('opens the popup, in which keys are enough to have the page read', { timeout: 90_000 }, async () => {
    await browser.open(`${site.url}table`);
    assert.equal(await browser.badge(), '');
    // A person sees the number without opening a menu.
    assert.equal(await browser.look(`return button.closest('#nav-bar') !== null`), true);
    await browser.click();
    await browser.press('Tab', 'Enter');
    await browser.until(`button.getAttribute('badge') === '30'`);
    await browser.open(`${site.url}strict`);
    await pause(1000);
    assert.equal(await browser.badge(), '');
  });
});
