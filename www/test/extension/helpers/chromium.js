/**
 * A real Chromium with the extension in it, headless, that reaches nothing but loopback.
 */

import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';

import { chromium } from 'playwright-core';

import { findChromium } from '../../helpers/browser.js';
import { builtFor } from './built.js';
import { pause, seenIn, tabOf } from './guarded.js';

/** @typedef {import('./guarded.js').Guarded<import('playwright-core').Page>} Guarded */

/**
 * @param {{args?: string[], policy?: Record<string, unknown>, asShipped?: boolean}} [options] `policy`: what an organisation
 *   has decided for the extension; `asShipped`: without access to loopback
 * @returns {Promise<Guarded>}
 */
export async function startChromium({ args = [], policy, asShipped = false } = {}) {
  // Unless a test watches the traffic.
  const proxy = args.some((arg) => arg.startsWith('--proxy-server=')) ? [] : ['--proxy-server=direct://'];
  const folder = builtFor('chromium', asShipped);
  const profile = mkdtempSync(`${tmpdir()}/dwarpal-chromium-`);
  const asRoot = process.getuid?.() === 0;
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: policy ? governed(findChromium(), profile, { [idOf(folder)]: policy }) : findChromium(),
    headless: false,
    chromiumSandbox: !asRoot && !policy,
    ignoreDefaultArgs: ['--disable-extensions'],
    colorScheme: 'light',
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
  const base = `chrome-extension://${idOf(folder)}/`;
  const desk = await context.newPage();
  // The browser takes a moment to load the extension, and seconds to say that no organisation has a policy; until then
  // no page is read.
  while (!(await desk.goto(`${base}extension/options/options.html`).catch(() => null))) await pause(50);
  const reads = async () => (await chrome.scripting.getRegisteredContentScripts()).length > 0;
  while (!asShipped && !(await desk.evaluate(reads))) await pause(50);
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
    tabOf: (page) => tabOf(desk, page),
    seen: (of, wanted) => seenIn(desk, of, wanted),
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/**
 * A way to start Chromium under policies. It reads them from one folder of the system only, so it gets a view of the files
 * of its own in which that is a folder of the test's: `unshare` and a mount that no other process sees.
 *
 * @param {string} chromium
 * @param {string} folder of the test's own
 * @param {Record<string, Record<string, unknown>>} policies by extension
 * @returns {string} a program
 */
function governed(chromium, folder, policies) {
  const managed = `${folder}/etc/policies/managed`;
  mkdirSync(managed, { recursive: true });
  writeFileSync(`${managed}/policy.json`, JSON.stringify({ '3rdparty': { extensions: policies } }));
  const program = `${folder}/governed.sh`;
  const inside = `mount --bind '${folder}/etc' /etc/chromium && exec '${chromium}' "$@"`;
  writeFileSync(
    program,
    `#!/bin/sh\nexec unshare --map-root-user --mount sh -c '${inside.replaceAll("'", `'\\''`)}' sh "$@"\n`,
  );
  chmodSync(program, 0o755);
  return program;
}

/**
 * What Chromium calls an extension that was loaded from a folder: half a digest of the path, in the letters a to p.
 *
 * @param {string} folder
 */
function idOf(folder) {
  const digest = createHash('sha256').update(folder).digest('hex').slice(0, 32);
  return digest.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}
