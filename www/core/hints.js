/**
 * What an input says of itself, as hints for the engine.
 *
 * Why apart: a name ending in `.csv` or a Content-Type lets the engine look at the right structure from the
 * first byte on. It is advice: the bytes themselves win.
 */

import { isBlob, isResponse } from './bytes.js';
import { DwarpalError } from './errors.js';
import { fileName, mediaType } from './headers.js';

/** What each hint must be; what is not here is a mistake in writing, and would be passed over in silence. */
const TYPES = {
  contentType: 'string',
  contentEncoding: 'string',
  fileName: 'string',
  maxFindings: 'number',
  thorough: 'boolean',
  masks: 'boolean',
  spares: 'boolean',
  key: 'string',
  reflected: 'string',
  rules: 'object',
};

/**
 * @param {import('./bytes.js').Input} input
 * @param {import('./stream.js').Hints} given win over what the input says
 * @returns {import('./stream.js').Hints}
 * @throws {DwarpalError} `bad_options`
 */
export function hintsOf(input, given) {
  checkHints(given);
  const hints = { ...own(input), ...given };
  hints.contentType = mediaType(hints.contentType ?? null);
  // A JavaScript string reaches the engine as UTF-8, whatever its page once said of itself.
  if (typeof input === 'string' && hints.contentType) {
    hints.contentType = hints.contentType.replace(/; charset=[^;]*/, '') + '; charset=utf-8';
  }
  return hints;
}

/**
 * @param {import('./stream.js').Hints} given
 * @throws {DwarpalError} `bad_options`
 */
export function checkHints(given) {
  for (const [name, value] of Object.entries(given)) {
    const type = Object.hasOwn(TYPES, name) ? TYPES[/** @type {keyof typeof TYPES} */ (name)] : undefined;
    if (type && (value === undefined || typeof value === type)) continue;
    throw new DwarpalError(
      'bad_options',
      type ? `The hint ${name} must be a ${type}.` : `There is no hint "${name}".`,
      `The hints are: ${Object.keys(TYPES).join(', ')}.`,
    );
  }
}

/**
 * The hints of a response. Its Content-Encoding is none: `fetch` has decoded the body.
 *
 * @param {import('./headers.js').Said} headers
 * @param {string} [url] of the request
 * @returns {import('./stream.js').Hints}
 */
export function hintsOfResponse(headers, url) {
  return {
    contentType: mediaType(headers.get('content-type')),
    fileName: fileName(headers.get('content-disposition'), url),
  };
}

/** @param {import('./bytes.js').Input} input @returns {import('./stream.js').Hints} */
function own(input) {
  if (isResponse(input)) return hintsOfResponse(input.headers, input.url || undefined);
  if (isBlob(input)) {
    const name = 'name' in input && typeof input.name === 'string' ? input.name : undefined;
    return { contentType: input.type || undefined, fileName: name };
  }
  return {};
}
