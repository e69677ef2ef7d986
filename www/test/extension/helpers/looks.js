/** How the extension's own pages look: for everybody, and on every screen. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** @typedef {import('playwright-core').Page} Page */

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds that is serious. @param {Page} page */
export async function serious(page) {
  const session = await page.context().newCDPSession(page);
  // Past the page's own policy, which forbids what is injected.
  await session.send('Runtime.evaluate', { expression: axe });
  /** @type {Array<{id: string, impact: string}>} */
  const violations = await page.evaluate(() =>
    /** @type {any} */ (globalThis).axe.run().then((/** @type {any} */ r) => r.violations),
  );
  return violations.filter(({ impact }) => /serious|critical/.test(impact)).map(({ id }) => id);
}

/** Runs in a page: whether nothing is wider than it. */
export function fits() {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth <= clientWidth;
}

/** @param {Page} page @param {string} name @param {boolean} [fullPage] */
export async function shot(page, name, fullPage = false) {
  const folder = process.env.SHOTS;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage });
}
