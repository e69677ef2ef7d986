/**
 * The filter behind an adapter, made once.
 *
 * Why not awaited: the modules take a moment to load, and a server should listen meanwhile. A wrong setting is another
 * matter: it is the programmer's mistake, and ends the program as any error that nobody catches.
 */

import { createFilter } from 'dwarpal';
import { DwarpalError } from '../../core/errors.js';

/**
 * @typedef {import('../../core/index.js').Options} Options
 * @typedef {import('../../core/index.js').Filter} Filter
 */

/**
 * @param {Options} [options]
 * @returns {() => Promise<Filter>} the one filter; fails for every request if the modules cannot be started
 */
export function filterOf(options) {
  const filter = createFilter(options);
  filter.catch((error) => {
    if (error instanceof DwarpalError && error.code === 'bad_setting') throw error;
    // All else is told to who asks for the filter, which may be nobody yet.
  });
  return () => filter;
}
