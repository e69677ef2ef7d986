/**
 * The extension in a real Firefox: which pages it warns of, of how many people, and that nothing leaves the machine.
 */

import assert from 'node:assert/strict';
import { it } from 'node:test';

import { startFirefox } from './helpers/firefox.js';
import { describeBrowser } from './helpers/suite.js';

/** @type {import('./helpers/firefox.js').Guarded} */
let browser;

const site = describeBrowser({
  start: async (proxy) => {
    const { hostname, port } = new URL(`http://${proxy}`);
    browser = await startFirefox({
      preferences: {
        'network.proxy.type': 1,
        'network.proxy.http': hostname,
        'network.proxy.http_port': Number(port),
        'network.proxy.ssl': hostname,
        'network.proxy.ssl_port': Number(port),
        'network.proxy.allow_hijacking_localhost': true,
        'network.proxy.no_proxies_on': '',
      },
    });
    return browser;
  },
  own: /^https?:\/\/(?:[\w-]+\.)*(?:mozilla|firefox)\.(?:com|net|org)\b/,
});

// Playwright tells every tab of Chromium's that it is looked at.
it('a tab that nobody looks at is read, though the browser gives it no time', { timeout: 20_000 }, async () => {
  const make = async (/** @type {string} */ url) => (await chrome.tabs.create({ url, active: false })).id;
  const tab = await browser.desk.evaluate(make, `${site()}long`);
  const found = await browser.seen(/** @type {number} */ (tab));
  assert.equal(found.persons, 30);
  await browser.desk.evaluate((id) => chrome.tabs.remove(/** @type {number} */ (id)), tab);
});
