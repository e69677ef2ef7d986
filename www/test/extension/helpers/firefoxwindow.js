/**
 * A real Firefox with the extension as it is shipped, driven by what a person has: windows, the button in the toolbar, its
 * popup, keys.
 */

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';

import { QUIET, findFirefox } from '../../helpers/firefox.js';
import { connectTo } from '../../helpers/marionette.js';
import { builtFor } from './built.js';
import { homeWith } from './firefox.js';
import { pause } from './guarded.js';

const PREFERENCES = {
  ...QUIET,
  'browser.aboutwelcome.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'marionette.port': 0,
};
/** WebDriver's names of keys. */
const KEYS = { Tab: '\uE004', Enter: '\uE007' };
/** What scripts in a window begin with. The window that was opened last is the one that is spoken of. */
const WINDOW = `const window = Array.from(Services.wm.getEnumerator('navigator:browser')).at(-1);
  const { document, gBrowser } = window;
  const button = document.getElementById('dwarpal_dwarpal_example-BAP');
  const popup = document.querySelector('browser.webextension-popup-browser');`;

/**
 * @param {{asShipped?: boolean, inPrivate?: boolean, policy?: Record<string, unknown>}} [options] `asShipped`: without access
 *   to loopback; `inPrivate`: the person lets it into private windows; `policy`: what an organisation has decided for it
 */
export async function startWindow({ asShipped = false, inPrivate = false, policy } = {}) {
  const profile = mkdtempSync(`${tmpdir()}/dwarpal-window-`);
  const lines = Object.entries(PREFERENCES).map((each) => `user_pref(${each.map((v) => JSON.stringify(v)).join()});`);
  writeFileSync(`${profile}/user.js`, lines.join('\n'));
  const args = ['--headless', '--no-remote', '--marionette', '--remote-allow-system-access', '--profile', profile];
  const home = policy && homeWith(policy);
  const env = home ? { ...process.env, HOME: home } : process.env;
  const browser = spawn(findFirefox(), args, { stdio: 'ignore', env });
  const { send, run, close } = await connectTo(profile);
  const look = (/** @type {string} */ script, /** @type {unknown[]} */ ...given) => run(WINDOW + script, ...given);
  const arrived = (/** @type {string} */ url) =>
    until(
      `gBrowser.selectedBrowser.currentURI.spec === ${JSON.stringify(url)} && !gBrowser.selectedBrowser.webProgress.isLoadingDocument`,
    );
  const until = async (/** @type {string} */ what) => {
    while (!(await look(`return Boolean(${what})`))) await pause(50);
  };
  await send('Addon:Install', {
    path: builtFor('firefox', asShipped),
    temporary: true,
    allowPrivateBrowsing: inPrivate,
  });
  // What a person sees first, unless it was decided for them.
  if (!policy) await until(`gBrowser.selectedBrowser.currentURI.spec.endsWith('options.html')`);
  return {
    look,
    until,
    /** Opens a page in a tab of the window. @param {string} url */
    open: async (url) => {
      await look(
        `gBrowser.selectedTab = gBrowser.addTab(arguments[0], {
          triggeringPrincipal: Services.scriptSecurityManager.getSystemPrincipal(),
        });`,
        url,
      );
      await arrived(url);
    },
    /** Opens a private window and a page in it. @param {string} url */
    openPrivate: async (url) => {
      await run(`window.OpenBrowserWindow({ private: true });`);
      await until(
        `window.PrivateBrowsingUtils?.isWindowPrivate(window) && gBrowser?.selectedBrowser && window.gBrowserInit?.delayedStartupFinished`,
      );
      await look(
        `gBrowser.fixupAndLoadURIString(arguments[0], {
          triggeringPrincipal: Services.scriptSecurityManager.getSystemPrincipal(),
        });`,
        url,
      );
      await arrived(url);
    },
    /** Clicks on the button. */
    click: async () => {
      await until('button');
      const { value } = await send('WebDriver:FindElement', {
        using: 'css selector',
        value: '#dwarpal_dwarpal_example-BAP',
      });
      await send('WebDriver:ElementClick', { id: Object.values(value)[0] });
      await until('popup?.currentURI.spec.endsWith("popup.html") && popup.clientHeight > 100');
      await look('popup.focus()');
    },
    /** @param {Array<keyof typeof KEYS>} names */
    press: async (...names) => {
      for (const name of names) {
        const actions = ['keyDown', 'keyUp'].map((type) => ({ type, value: KEYS[name] }));
        await send('WebDriver:PerformActions', { actions: [{ type: 'key', id: 'keys', actions }] });
        await pause(50);
      }
    },
    /** The number on the button. @returns {Promise<string>} */
    badge: () => look(`return button?.getAttribute('badge') ?? ''`),
    /** @param {string} path */
    picture: async (path) => {
      const { value } = await send('WebDriver:TakeScreenshot', { full: true });
      writeFileSync(path, Buffer.from(value, 'base64'));
    },
    close: async () => {
      await send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => {});
      close();
      if (browser.exitCode === null) await once(browser, 'exit');
      for (const folder of [profile, home]) if (folder) rmSync(folder, { recursive: true, force: true });
    },
  };
}
