/**
 * The extension as `dev/extension.mjs` builds it, with access to loopback as a part of its installation: no test can
 * answer the browser's question.
 */

import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../../../dev/extension.mjs', import.meta.url));
const OUT = fileURLToPath(new URL('../../../../target/extension-test/', import.meta.url));

let built = false;

/** @param {'chromium' | 'firefox'} browser @returns {string} its folder */
export function builtFor(browser) {
  const out = `${OUT}${process.pid}/`;
  if (!built) {
    execFileSync(process.execPath, [SCRIPT, '--out', out, '--hosts', 'http://127.0.0.1/*']);
    process.once('exit', () => rmSync(out, { recursive: true, force: true }));
    built = true;
  }
  return `${out}${browser}`;
}
