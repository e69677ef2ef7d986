/**
 * A real Firefox with the extension in it, headless, over WebDriver BiDi, that reaches nothing but loopback.
 */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';

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
 * @param {{preferences?: Record<string, unknown>, policy?: Record<string, unknown>}} [options] `policy`: what an
 *   organisation has decided for the extension
 * @returns {Promise<Guarded>}
 */
export async function startFirefox({ preferences = {}, policy } = {}) {
  const folder = builtFor('firefox');
  const home = policy && homeWith(policy);
  const files = mkdtempSync(`${tmpdir()}/dwarpal-saved-`);
  const browser = await launchFirefox({
    env: home ? { ...process.env, HOME: home } : process.env,
    preferences: {
      'extensions.webextensions.uuids': JSON.stringify({ [ID]: UUID }),
      'browser.download.dir': files,
      'browser.download.folderList': 2,
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
  const options = `${base}extension/options/options.html`;
  const desk = await openOwn(options);
  const begun = () =>
    desk.evaluate(async () =>
      typeof chrome === 'undefined' ? undefined : (await chrome.scripting.getRegisteredContentScripts()).length > 0,
    );
  for (let has = await begun(); !has; has = await begun()) {
    await pause(50);
    // A busy machine had no page of the extension's as yet.
    if (has === undefined) await desk.goto(options, { timeout: OWN_PAGE }).catch(() => {});
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
    close: async () => {
      await browser.close();
      for (const folder of [files, home]) if (folder) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * A user's folder with a policy for the extension in it: a native manifest of the type `storage`.
 *
 * @param {Record<string, unknown>} data
 */
export function homeWith(data) {
  const home = mkdtempSync(`${tmpdir()}/dwarpal-firefox-`);
  const folder = `${home}/.mozilla/managed-storage`;
  mkdirSync(folder, { recursive: true });
  const manifest = { name: ID, description: 'Decided by the organisation', type: 'storage', data };
  writeFileSync(`${folder}/${ID}.json`, JSON.stringify(manifest));
  return home;
}
