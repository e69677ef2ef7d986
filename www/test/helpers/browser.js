/**
 * A real Chromium: $CHROMIUM, or the first one on PATH.
 */

import { execFileSync } from 'node:child_process';

import { chromium } from 'playwright-core';

/** @returns {Promise<import('playwright-core').Browser>} */
export function startBrowser() {
  // Chromium's own sandbox does not start for root, as which containers often run.
  const asRoot = process.getuid?.() === 0;
  return chromium.launch({ executablePath: findChromium(), args: asRoot ? ['--no-sandbox'] : [] });
}

/** @returns {string} its path */
export function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    try {
      return execFileSync('sh', ['-c', 'command -v "$0"', name], { encoding: 'utf8' }).trim();
    } catch {
      // Not this one.
    }
  }
  throw new Error('No Chromium was found: run www/dev/setup-browser.sh, or set CHROMIUM to its path.');
}
