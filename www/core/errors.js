/**
 * The one error class of the JavaScript side.
 *
 * Why: a host decides by `code` (it is API and never renamed), a person reads `message` (what is wrong)
 * and `hint` (what to do about it). None of the three ever carries a byte of a body or a matched value.
 */

/** Every error that Dwarpal throws by intention. */
export class DwarpalError extends Error {
  /** always `DwarpalError` */
  name = 'DwarpalError';
  /** one lower-case word or several joined by `_`; API, never renamed @type {string} */
  code;
  /** what to do about it, in one sentence @type {string} */
  hint;

  /**
   * @param {string} code one lower-case word or several joined by `_`, such as `stale_handle`
   * @param {string} message one sentence: what is wrong
   * @param {string} hint one sentence: what to do
   * @param {{cause?: unknown}} [options]
   */
  constructor(code, message, hint, options) {
    super(message, options);
    this.code = code;
    this.hint = hint;
  }
}
