/**
 * A real Chromium with the extension in it, headless, that reaches nothing but loopback.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';

import { chromium } from 'playwright-core';

import { findChromium } from '../../helpers/browser.js';
import { builtFor } from './built.js';

/**
 * @typedef {object} Guarded
 * @property {import('playwright-core').BrowserContext} context
 * @property {import('playwright-core').Worker} worker the extension's background
 * @property {string} base address of the extension's own files
 * @property {(url: string) => Promise<import('playwright-core').Page>} open
 * @property {(page: import('playwright-core').Page) => Promise<number>} tabOf
 * @property {() => Promise<void>} close
 */

/**
 * @param {{colorScheme?: 'light' | 'dark', args?: string[]}} [options]
 * @returns {Promise<Guarded>}
 */
export async function startChromium({ colorScheme = 'light', args = [] } = {}) {
  const folder = builtFor('chromium');
  const profile = mkdtempSync(`${tmpdir()}/dwarpal-chromium-`);
  const asRoot = process.getuid?.() === 0;
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    headless: false,
    chromiumSandbox: !asRoot,
    ignoreDefaultArgs: ['--disable-extensions'],
    colorScheme,
    args: [
      '--headless=new',
      `--disable-extensions-except=${folder}`,
      `--load-extension=${folder}`,
      '--proxy-server=direct://',
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
      '--disable-background-networking',
      '--no-first-run',
      ...args,
    ],
  });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  // The browser takes seconds to say that no organisation has a policy; until then no page is read.
  await worker.evaluate(async () => {
    for (;;) {
      if ((await chrome.scripting.getRegisteredContentScripts()).length > 0) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
  const base = new URL('/', worker.url()).href;
  return {
    context,
    worker,
    base,
    open: async (url) => {
      const page = await context.newPage();
      await page.goto(url);
      return page;
    },
    tabOf: async (page) => {
      const url = page.url();
      const found = await worker.evaluate(async (address) => {
        const tabs = await chrome.tabs.query({});
        return tabs.filter((tab) => tab.url === address).at(-1)?.id;
      }, url);
      if (found === undefined) throw new Error(`No tab shows ${url}.`);
      return found;
    },
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
