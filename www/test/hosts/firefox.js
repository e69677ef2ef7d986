/**
 * A real Firefox: $FIREFOX, or the one that is installed as `firefox-esr` or `firefox`. It speaks WebDriver BiDi, so it
 * needs no driver; its preferences keep it on loopback.
 */

import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

import { environment, modules } from '../../dev/hosts.mjs';

/** @returns {Promise<any>} puppeteer's browser */
export async function startFirefox() {
  const path = createRequire(import.meta.url).resolve('puppeteer-core', { paths: [modules] });
  const { default: puppeteer } = await import(pathToFileURL(path).href);
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: findFirefox(),
    headless: true,
    env: { ...process.env, ...environment },
    extraPrefsFirefox: {
      'app.update.enabled': false,
      'datareporting.policy.dataSubmissionEnabled': false,
      'network.captive-portal-service.enabled': false,
      'network.connectivity-service.enabled': false,
      'network.dns.disabled': true,
      'network.proxy.type': 0,
    },
  });
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
  throw new Error('No Firefox was found: install it, or set FIREFOX to its path.');
}
