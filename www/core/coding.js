/**
 * Takes a Content-Encoding off a body that the host left as it came.
 *
 * Why: hosts decode what they know and hand on the rest raw, and browsers know more than any host. A body
 * that is still coded is either decoded here or cannot be read; it is never taken for plain text.
 */

/** @type {Record<string, CompressionFormat>} codings by their registered names and old aliases (RFC 9110 §8.4.1) */
const FORMATS = { gzip: 'gzip', 'x-gzip': 'gzip', deflate: 'deflate' };

/**
 * The bodies' bytes without their codings.
 *
 * @param {ReadableStream<Uint8Array>} body
 * @param {string | null | undefined} coding a Content-Encoding value that the bytes are still in
 * @returns {ReadableStream<Uint8Array> | undefined} undefined if there is a coding no web standard decodes
 */
export function withoutCoding(body, coding) {
  const formats = layers(coding).map((name) => (Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined));
  if (formats.includes(undefined)) return undefined;
  let plain = body;
  // The header lists codings in the order they were put on.
  for (const format of formats.reverse()) {
    /** @type {ReadableWritablePair<Uint8Array, any>} */
    const decoder = new DecompressionStream(/** @type {CompressionFormat} */ (format));
    plain = plain.pipeThrough(decoder);
  }
  return plain;
}

/**
 * @param {string | null | undefined} coding
 * @returns {string[]} lower case, `identity` left out
 */
export function layers(coding) {
  return (coding ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
}
