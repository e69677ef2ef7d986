/** How the extension's own pages look: for everybody, and on every screen. */

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** @typedef {import('playwright-core').Page} Page */

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds that is serious. @param {Page} page @param {string} [within] all of the page, or an element of it */
export async function serious(page, within = ':root') {
  const session = await page.context().newCDPSession(page);
  // Past the page's own policy, which forbids what is injected.
  await session.send('Runtime.evaluate', { expression: axe });
  /** @type {Array<{id: string, impact: string}>} */
  const violations = await page.evaluate(
    (selector) => /** @type {any} */ (globalThis).axe.run(selector).then((/** @type {any} */ r) => r.violations),
    within,
  );
  return violations.filter(({ impact }) => /serious|critical/.test(impact)).map(({ id }) => id);
}

/**
 * Lets scripts of the page see into the closed shadow root of an element, as only a debugger can.
 *
 * @param {Page} page
 * @param {string} selector
 */
export async function openRoot(page, selector) {
  const session = await page.context().newCDPSession(page);
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  const { node } = await session.send('DOM.describeNode', { nodeId, depth: -1, pierce: true });
  const backendNodeId = node.shadowRoots?.[0].backendNodeId;
  const { object } = await session.send('DOM.resolveNode', { backendNodeId });
  await session.send('Runtime.callFunctionOn', {
    objectId: object.objectId,
    functionDeclaration: `function () { Object.defineProperty(this.host, 'shadowRoot', { value: this }); }`,
  });
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
