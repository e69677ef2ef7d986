/**
 * Something that kept the command from its work, as a sentence for people.
 */

import { getSystemErrorMap } from 'node:util';

export class Failure extends Error {
  /** @param {string} message @param {{usage?: boolean}} [options] `usage`: the message is the help itself */
  constructor(message, { usage = false } = {}) {
    super(message);
    this.usage = usage;
  }
}

/** What libuv says in other words than the system. @type {Record<string, string>} */
const SYSTEM = {
  EISDIR: 'Is a directory',
  ELOOP: 'Too many levels of symbolic links',
  ENAMETOOLONG: 'File name too long',
};

/**
 * What the system said of a file, in the native command's words.
 *
 * @param {string} path
 * @param {unknown} error
 */
export function unreadable(path, error) {
  const { errno, code: name = '' } = /** @type {NodeJS.ErrnoException} */ (error);
  const [, text] = (errno !== undefined && getSystemErrorMap().get(errno)) || ['', 'unknown error'];
  const code = errno === undefined ? '' : ` (os error ${-errno})`;
  const said = SYSTEM[name] ?? text[0].toUpperCase() + text.slice(1);
  return `${path} could not be read: ${said}${code}`;
}
