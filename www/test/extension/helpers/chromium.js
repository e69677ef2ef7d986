/**
 * A real Chromium with the extension in it, headless, that reaches nothing but loopback.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';

import { chromium } from 'playwright-core';

import { findChromium } from '../../helpers/browser.js';
import { builtFor } from './built.js';
import { seenIn, tabOf } from './guarded.js';

/** @typedef {import('./guarded.js').Guarded<import('playwright-core').Page>} Guarded */

/**
 * @param {{colorScheme?: 'light' | 'dark', args?: string[]}} [options]
 * @returns {Promise<Guarded>}
 */
export async function startChromium({ colorScheme = 'light', args = [] } = {}) {
  // Unless a test watches the traffic.
  const proxy = args.some((arg) => arg.startsWith('--proxy-server=')) ? [] : ['--proxy-server=direct://'];
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
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
      '--disable-background-networking',
      '--no-first-run',
      ...proxy,
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
  const desk = await context.newPage();
  await desk.goto(`${base}extension/options/options.html`);
  const open = async (/** @type {string} */ url) => {
    const page = await context.newPage();
    await page.goto(url);
    return page;
  };
  return {
    base,
    desk,
    open,
    openOwn: open,
    tabOf: (page) => tabOf(desk, page.url()),
    seen: (page, wanted) => seenIn(desk, page.url(), wanted),
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
