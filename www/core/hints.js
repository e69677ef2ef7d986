/**
 * What an input says of itself, as hints for the engine.
 *
 * Why apart: a name ending in `.csv` or a Content-Type lets the engine look at the right structure from the
 * first byte on. It is advice: the bytes themselves win.
 */

import { fileName, mediaType } from './headers.js';

/**
 * @param {import('./bytes.js').Input} input
 * @param {import('./stream.js').Hints} given win over what the input says
 * @returns {import('./stream.js').Hints}
 */
export function hintsOf(input, given) {
  const hints = { ...own(input), ...given };
  hints.contentType = mediaType(hints.contentType ?? null);
  // A JavaScript string reaches the engine as UTF-8, whatever its page once said of itself.
  if (typeof input === 'string' && hints.contentType) {
    hints.contentType = hints.contentType.replace(/; charset=[^;]*/, '') + '; charset=utf-8';
  }
  return hints;
}

/**
 * The hints of a response. Its Content-Encoding is none: `fetch` has decoded the body.
 *
 * @param {Response} response
 * @param {string} [url] of the request
 * @returns {import('./stream.js').Hints}
 */
export function hintsOfResponse(response, url) {
  return {
    contentType: mediaType(response.headers.get('content-type')),
    fileName: fileName(response.headers.get('content-disposition'), url || response.url || undefined),
  };
}

/** @param {import('./bytes.js').Input} input @returns {import('./stream.js').Hints} */
function own(input) {
  if (input instanceof Response) return hintsOfResponse(input);
  if (input instanceof Blob) {
    const name = 'name' in input && typeof input.name === 'string' ? input.name : undefined;
    return { contentType: input.type || undefined, fileName: name };
  }
  return {};
}
