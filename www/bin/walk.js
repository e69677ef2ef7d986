/**
 * Directories, walked as the native command walks them: in the order of their names' bytes, links followed.
 */

import { readdirSync, statSync } from 'node:fs';

import { unreadable } from './failure.js';

/**
 * @typedef {object} Found
 * @property {string} shown for people; names that are no UTF-8 are shown with U+FFFD
 * @property {string | Buffer} path to open it by
 */

/**
 * @param {string[]} paths
 * @returns {{files: Found[], unread: number}} in order; how many could not be walked was told already
 */
export function filesIn(paths) {
  /** @type {Found[]} */
  const files = [];
  let unread = 0;
  const fail = (/** @type {string} */ message) => {
    unread += 1;
    process.stderr.write(`dwarpal: ${message}\n`);
  };

  /** @param {Buffer} folder @param {string[]} above identities of the folders it lies in */
  const walk = (folder, above) => {
    let names;
    try {
      names = readdirSync(folder, { encoding: 'buffer' }).sort(Buffer.compare);
    } catch (error) {
      return fail(unreadable(folder.toString(), error));
    }
    const slash = folder.at(-1) === 0x2f ? [] : [Buffer.from('/')];
    for (const name of names) {
      const path = Buffer.concat([folder, ...slash, name]);
      const shown = path.toString();
      try {
        const found = statSync(path);
        const identity = identityOf(found);
        if (found.isFile()) files.push({ shown, path });
        else if (!found.isDirectory()) continue;
        else if (above.includes(identity)) fail(`${shown} leads back to a folder that it lies in`);
        else walk(path, [...above, identity]);
      } catch (error) {
        fail(unreadable(shown, error));
      }
    }
  };

  for (const path of paths) {
    const found = folderAt(path);
    if (found) walk(Buffer.from(path), [identityOf(found)]);
    else files.push({ shown: path, path });
  }
  return { files, unread };
}

/** @param {import('node:fs').Stats} stats */
function identityOf({ dev, ino }) {
  return `${dev}:${ino}`;
}

/** @param {string} path @returns {import('node:fs').Stats | undefined} undefined for all that is none, or cannot be looked at */
function folderAt(path) {
  try {
    const found = statSync(path);
    return found.isDirectory() ? found : undefined;
  } catch {
    // Whoever opens it says why.
    return undefined;
  }
}
