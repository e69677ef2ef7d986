/**
 * The filter behind an adapter: made once, with the settings checked at once.
 *
 * Why: a wrong setting is the programmer's mistake and must show at the line that holds it; the module takes a moment
 * to load, and a server should listen meanwhile.
 */

import { createFilter } from 'dwarpal';
import { completeSettings } from '../../core/settings.js';

/**
 * @typedef {import('../../core/index.js').Options} Options
 * @typedef {import('../../core/index.js').Filter} Filter
 */

/**
 * @param {Options} [options]
 * @returns {() => Promise<Filter>} the one filter; fails for every request if the module cannot be started
 * @throws {import('../../core/index.js').DwarpalError} `bad_setting`
 */
export function filterOf(options = {}) {
  const { module, ...settings } = options;
  completeSettings(settings);
  const filter = createFilter({ module, ...settings });
  // Who asks for it hears of it; a server that is asked nothing yet does not end for it.
  filter.catch(() => {});
  return () => filter;
}
