/**
 * A real Firefox: $FIREFOX, or the one that is installed as `firefox-esr` or `firefox`; headless, over WebDriver BiDi, so it
 * needs no driver. It looks up, updates and tells nothing, and reaches nothing but loopback.
 */

import { execFileSync } from 'node:child_process';

import puppeteer from 'puppeteer-core';

export const QUIET = {
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
  'network.proxy.type': 0,
  'services.settings.server': 'data:,nothing',
  'toolkit.telemetry.enabled': false,
};

/** @param {{preferences?: Record<string, unknown>, env?: NodeJS.ProcessEnv}} [options] */
export async function launchFirefox({ preferences = {}, env = process.env } = {}) {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: findFirefox(),
    headless: true,
    env,
    extraPrefsFirefox: { ...QUIET, ...preferences },
  });
}

/** @returns {string} its path */
export function findFirefox() {
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
