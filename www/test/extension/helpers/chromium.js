/**
 * A real Chromium with the extension in it, headless, that reaches nothing but loopback.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';

import { chromium } from 'playwright-core';

import { findChromium } from '../../helpers/browser.js';
import { builtFor } from './built.js';

/**
 * @typedef {object} Seen
 * @property {string} badge
 * @property {boolean} warned
 * @property {number} persons
 * @property {boolean} done
 * @property {Record<string, number>} counts
 *
 * @typedef {object} Guarded
 * @property {import('playwright-core').BrowserContext} context
 * @property {import('playwright-core').Worker} worker the extension's background
 * @property {string} base address of the extension's own files
 * @property {(url: string) => Promise<import('playwright-core').Page>} open
 * @property {(page: import('playwright-core').Page) => Promise<number>} tabOf
 * @property {(page: import('playwright-core').Page, wanted?: (seen: Seen) => boolean) => Promise<Seen>} seen what the
 *   extension says of a page, once it is read and `wanted` is so
 * @property {() => Promise<void>} close
 */

/** Milliseconds between looks, and until a test gives up. */
const STEP = 50;
const PATIENCE = 15_000;

/**
 * Runs in the background: what is known of a tab.
 *
 * @param {number} id
 * @returns {Promise<Seen>}
 */
async function sight(id) {
  const key = `tab:${id}`;
  const { [key]: tab } = await chrome.storage.session.get(key);
  const frames = Object.values(/** @type {any} */ (tab)?.frames ?? {});
  /** @type {Record<string, number>} */
  const counts = {};
  for (const frame of frames) {
    for (const [kind, count] of Object.entries(frame.counts)) counts[kind] = (counts[kind] ?? 0) + Number(count);
  }
  return {
    badge: await chrome.action.getBadgeText({ tabId: id }),
    warned: /** @type {any} */ (tab)?.warned ?? false,
    persons: frames.reduce((sum, frame) => sum + frame.persons, 0),
    done: frames.length > 0 && frames.every((frame) => frame.done),
    counts,
  };
}

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
  /** @type {Guarded['tabOf']} */
  const tabOf = async (page) => {
    const found = await worker.evaluate(async (address) => {
      const tabs = await chrome.tabs.query({});
      return tabs.filter((tab) => tab.url === address).at(-1)?.id;
    }, page.url());
    if (found === undefined) throw new Error(`No tab shows ${page.url()}.`);
    return found;
  };
  return {
    context,
    worker,
    base,
    open: async (url) => {
      const page = await context.newPage();
      await page.goto(url);
      return page;
    },
    tabOf,
    seen: async (page, wanted = () => true) => {
      const id = await tabOf(page);
      for (let waited = 0; ; waited += STEP) {
        const seen = await worker.evaluate(sight, id);
        if (seen.done && wanted(seen)) return seen;
        if (waited > PATIENCE) throw new Error(`${page.url()}: read: ${seen.done}, people: ${seen.persons}`);
        await new Promise((resolve) => setTimeout(resolve, STEP));
      }
    },
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
