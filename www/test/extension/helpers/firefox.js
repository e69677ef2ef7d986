/**
 * A real Firefox with the extension in it, headless, over WebDriver BiDi, that reaches nothing but loopback.
 */

import { launchFirefox } from '../../helpers/firefox.js';
import { builtFor } from './built.js';
import { pause, seenIn, tabOf } from './guarded.js';

/** @typedef {import('./guarded.js').Guarded<import('puppeteer-core').Page>} Guarded */

/** The address of the extension's files, which Firefox else draws by lot. */
const UUID = '7f6d5c4b-3a29-4817-9605-f4e3d2c1b0a9';
const ID = 'dwarpal@dwarpal.example';
/** Firefox tells a driver nothing of the loading of an extension's page, but lets it look at one that is there. */
const OWN_PAGE = 1500;

/**
 * @param {{preferences?: Record<string, unknown>}} [options]
 * @returns {Promise<Guarded>}
 */
export async function startFirefox({ preferences = {} } = {}) {
  const folder = builtFor('firefox');
  const browser = await launchFirefox({
    preferences: {
      'extensions.webextensions.uuids': JSON.stringify({ [ID]: UUID }),
      ...preferences,
    },
  });
  await browser.installExtension(folder);
  const base = `moz-extension://${UUID}/`;
  /** @type {Guarded['openOwn']} */
  const openOwn = async (url) => {
    const page = await browser.newPage();
    await page.goto(url, { timeout: OWN_PAGE }).catch(() => {});
    return page;
  };
  const desk = await openOwn(`${base}extension/options/options.html`);
  while (!(await desk.evaluate(async () => (await chrome.scripting.getRegisteredContentScripts()).length > 0))) {
    await pause(50);
  }
  return {
    base,
    desk,
    open: async (url) => {
      const page = await browser.newPage();
      await page.goto(url);
      return page;
    },
    openOwn,
    tabOf: (page) => tabOf(desk, page),
    seen: (of, wanted) => seenIn(desk, of, wanted),
    close: () => browser.close(),
  };
}
