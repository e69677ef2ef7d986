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

/**
 * What the system said of a file, in the native command's words.
 *
 * @param {string} path
 * @param {unknown} error
 */
export function unreadable(path, error) {
  const { errno } = /** @type {NodeJS.ErrnoException} */ (error);
  const [, text] = (errno !== undefined && getSystemErrorMap().get(errno)) || ['', 'unknown error'];
  const code = errno === undefined ? '' : ` (os error ${-errno})`;
  return `${path} could not be read: ${text[0].toUpperCase()}${text.slice(1)}${code}`;
}
