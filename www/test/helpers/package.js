/**
 * The package as a stranger gets it: packed, and installed in an empty project. Nothing is asked of a registry.
 */

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { pack } from '../../dev/pack.mjs';
import { target } from '../../dev/settings.mjs';

/** Below the project's own build folder, so that nothing of the project is found by looking upwards. */
const homes = `${target}projects/`;

/**
 * @param {Record<string, string>} [files] of the project, by name
 * @returns {{folder: string, tarball: string, remove: () => void}}
 */
export function installed(files = {}) {
  mkdirSync(homes, { recursive: true });
  const home = mkdtempSync(homes);
  const folder = `${home}/project`;
  mkdirSync(folder);
  // A place of its own: other tests pack at the same time.
  const tarball = pack(`${home}/`);
  writeFileSync(`${folder}/package.json`, JSON.stringify({ name: 'project', private: true, type: 'module' }));
  for (const [name, content] of Object.entries(files)) writeFileSync(`${folder}/${name}`, content);
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', '--loglevel=error', tarball], {
    cwd: folder,
  });
  return { folder, tarball, remove: () => rmSync(home, { recursive: true, force: true }) };
}
