/**
 * A real Firefox with the extension in it, headless, over WebDriver BiDi, that reaches nothing but loopback.
 */

import { execFileSync } from 'node:child_process';

import puppeteer from 'puppeteer-core';

import { builtFor } from './built.js';
import { pause, seenIn, tabOf } from './guarded.js';

/** @typedef {import('./guarded.js').Guarded<import('puppeteer-core').Page>} Guarded */

/** The address of the extension's files, which Firefox else draws by lot. */
const UUID = '7f6d5c4b-3a29-4817-9605-f4e3d2c1b0a9';
const ID = 'dwarpal@dwarpal.example';
/** Firefox tells a driver nothing of the loading of an extension's page, but lets it look at one that is there. */
const OWN_PAGE = 1500;

/** Nothing is looked up, updated or told. */
const QUIET = {
  'app.update.enabled': false,
  'browser.safebrowsing.downloads.remote.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.search.update': false,
  'browser.topsites.contile.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.dns.disabled': true,
  'services.settings.server': 'data:,nothing',
  'toolkit.telemetry.enabled': false,
};

/**
 * @param {{preferences?: Record<string, unknown>}} [options]
 * @returns {Promise<Guarded>}
 */
export async function startFirefox({ preferences = {} } = {}) {
  const folder = builtFor('firefox');
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: findFirefox(),
    headless: true,
    extraPrefsFirefox: {
      ...QUIET,
      'network.proxy.type': 0,
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

function findFirefox() {
  if (process.env.FIREFOX) return process.env.FIREFOX;
  for (const name of ['firefox-esr', 'firefox']) {
    try {
      return execFileSync('sh', ['-c', 'command -v "$0"', name], { encoding: 'utf8' }).trim();
    } catch {
      // Not this one.
    }
  }
  throw new Error('No Firefox was found: run www/dev/setup-browser.sh, or set FIREFOX to its path.');
}
