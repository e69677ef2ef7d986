/**
 * Where the project is, and what set-up chose (target/setup/*.env: see common.sh).
 */

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The project's folder, with a slash at its end. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** What is built goes below this. */
export const target = `${root}target/`;

/**
 * The choices of one set-up script.
 * @param {'wasm' | 'browser'} name
 * @returns {Record<string, string>}
 */
export function choices(name) {
  const path = `${target}setup/${name}.env`;
  if (!existsSync(path)) throw new Error(`${path} is missing: run 'make ${name === 'wasm' ? 'setup' : 'test'}'.`);
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return Object.fromEntries(lines.map((line) => line.split(/=(.*)/s, 2)));
}
