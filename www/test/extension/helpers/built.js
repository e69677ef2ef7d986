/**
 * The extension as `dev/extension.mjs` builds it: as it is shipped, or with access to loopback as a part of its installation,
 * for no test can answer the browser's question.
 */

import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../../../dev/extension.mjs', import.meta.url));
const OUT = fileURLToPath(new URL('../../../../target/extension-test/', import.meta.url));

/** @type {Set<string>} */
const built = new Set();

/** @param {'chromium' | 'firefox'} browser @param {boolean} [asShipped] @returns {string} its folder */
export function builtFor(browser, asShipped = false) {
  const out = `${OUT}${process.pid}${asShipped ? '-shipped' : ''}/`;
  if (!built.has(out)) {
    execFileSync(process.execPath, [SCRIPT, '--out', out, ...(asShipped ? [] : ['--hosts', 'http://127.0.0.1/*'])]);
    process.once('exit', () => rmSync(out, { recursive: true, force: true }));
    built.add(out);
  }
  return `${out}${browser}`;
}
