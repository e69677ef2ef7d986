/** What code in the page's world holds on to before the page begins; see `hook.js`. */

/**
 * A method as a function of its object, which looks nothing up when it is called.
 *
 * @type {(method: Function) => (self: any, ...given: any[]) => any}
 */
export const uncurry = Function.prototype.bind.bind(Function.prototype.call);

const indexOf = uncurry(String.prototype.indexOf);
const slice = uncurry(String.prototype.slice);

/**
 * An error without the lines of its stack that name this extension.
 *
 * @param {any} error
 * @returns {any} the same
 */
export function scrub(error) {
  try {
    const { stack } = error;
    if (typeof stack !== 'string') return error;
    let clean = '';
    for (let at = 0; at < stack.length;) {
      const end = indexOf(stack, '\n', at);
      const line = slice(stack, at, end < 0 ? stack.length : end + 1);
      if (indexOf(line, '-extension://') < 0) clean += line;
      at += line.length;
    }
    if (clean !== stack) error.stack = clean;
  } catch {
    // It is no error, or one that cannot be changed.
  }
  return error;
}
