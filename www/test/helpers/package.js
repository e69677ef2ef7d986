/**
 * The package as a stranger gets it: packed, and installed in an empty project. Nothing is asked of a registry.
 */

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { target } from '../../dev/settings.mjs';

/** Below the project's own build folder, so that nothing of the project is found by looking upwards. */
const homes = `${target}projects/`;

/**
 * @param {string} tarball
 * @param {Record<string, string>} [files] of the project, by name
 * @returns {{folder: string, remove: () => void}}
 */
export function installed(tarball, files = {}) {
  mkdirSync(homes, { recursive: true });
  const folder = mkdtempSync(homes);
  writeFileSync(`${folder}/package.json`, JSON.stringify({ name: 'project', private: true, type: 'module' }));
  for (const [name, content] of Object.entries(files)) writeFileSync(`${folder}/${name}`, content);
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', '--loglevel=error', tarball], {
    cwd: folder,
  });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
