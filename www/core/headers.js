/**
 * What a response's headers say to a filter, read the way browsers read them.
 *
 * Why: `Text/HTML ;charset=x`, two Content-Types in one line, `GZIP`: whatever a browser understands and a
 * filter does not is a way past the filter.
 *
 * NOTE: there is no list of types worth inspecting. Every body is given to the engine, which knows media and
 * programs by their first bytes and says so at once (`STATUS.PASS`); a declared type is only a hint, because
 * a list of types to inspect is an invitation to use another one.
 */

/**
 * @typedef {object} Said fields as `Headers` have them, or a map of them, which costs no call to the host
 * @property {(name: string) => string | null | undefined} get
 * @property {(name: string) => boolean} has
 *
 * @typedef {object} Head of a response
 * @property {number} status
 * @property {Said} headers
 */

/** As nearly all are written. */
const PLAIN_TYPE = /^[a-z]{1,20}\/[a-z0-9.+-]{1,80}$/;

/**
 * The media type, in one canonical writing: essence and parameter names in lower case, no stray spaces.
 * Of several (header lines join with commas) the last valid one counts, as the Fetch standard has it.
 *
 * @param {string | null | undefined} value of Content-Type
 * @returns {string | undefined}
 */
export function mediaType(value) {
  if (value && PLAIN_TYPE.test(value)) return value;
  const valid = splitOutsideQuotes(value ?? '', ',')
    .map(canonicalType)
    .filter(Boolean);
  return valid.at(-1);
}

/**
 * The file name that a Content-Disposition gives, or else the last piece of the URL's path.
 *
 * @param {string | null | undefined} disposition
 * @param {string} [url]
 * @returns {string | undefined}
 */
export function fileName(disposition, url) {
  for (const part of disposition ? splitOutsideQuotes(disposition, ';').slice(1) : []) {
    const [, name, value] = /^\s*(filename\*?)\s*=\s*(.+?)\s*$/is.exec(part) ?? [];
    if (!name || !value) continue;
    // RFC 8187: charset'language'percent-encoded
    if (name.endsWith('*')) return decoded(value.replace(/^[^']*'[^']*'/, ''));
    return value.replace(/^"(.*)"$/s, '$1').replace(/\\(.)/gs, '$1');
  }
  const path = (url ?? '').replace(/[?#].*$/s, '');
  const [host, last] = [path.indexOf('://') + 2, path.lastIndexOf('/')];
  return host > 1 && last > host ? decoded(path.slice(last + 1)) || undefined : undefined;
}

/**
 * Why the headers alone say that the body cannot be judged as a whole, or undefined.
 *
 * - `upgrade`: the connection becomes something else than a response (WebSocket).
 * - `partial`: a slice; the rest of a value may lie in another slice.
 * - `endless`: a stream that is never complete has no verdict to wait for.
 *
 * @param {Head} head
 * @param {boolean} [live] whether it is let through event by event, so that it need not end
 * @returns {'upgrade' | 'partial' | 'endless' | undefined}
 */
export function unreadable({ status, headers }, live = false) {
  if (status === 101) return 'upgrade';
  if (status === 206 || headers.has('content-range')) return 'partial';
  const type = mediaType(headers.get('content-type')) ?? '';
  if (!live && /^(text\/event-stream|multipart\/x-mixed-replace)(;|$)/.test(type)) return 'endless';
  return undefined;
}

/**
 * The words behind a status, if they are words: nobody needs them, and a number can stand there as well.
 *
 * @param {string} statusText
 */
export function quietPhrase(statusText) {
  return /^[A-Za-z' -]{0,40}$/.test(statusText) ? statusText : '';
}

/**
 * Whether there is nothing to inspect.
 *
 * @param {Response} response
 * @param {string} [method] of the request
 */
export function isBodiless(response, method) {
  // An upgrade has no body either, and everything may follow it.
  if (response.status === 101) return false;
  return method?.toUpperCase() === 'HEAD' || [204, 205, 304].includes(response.status) || !response.body;
}

/**
 * The origin's headers, for the body as it is served.
 *
 * @param {Headers} origin
 * @param {string | null} [contentEncoding] the coding that the body's bytes are still in
 * @returns {Headers}
 */
export function passedHeaders(origin, contentEncoding) {
  if (contentEncoding || !origin.has('content-encoding')) return origin;
  const headers = new Headers(origin);
  // The length is that of the coded bytes; where the host has undone the coding it codes anew by itself.
  headers.delete('content-length');
  return headers;
}

/** Fields that promise the very bytes of the origin (RFC 9530, RFC 1864), or slices of them. */
const OF_THE_BYTES = ['content-md5', 'digest', 'content-digest', 'repr-digest', 'accept-ranges'];

/**
 * The headers of a body that was masked: the same length, other bytes.
 *
 * @param {Headers} passed
 * @returns {Headers}
 */
export function maskedHeaders(passed) {
  const headers = new Headers(passed);
  for (const name of OF_THE_BYTES) headers.delete(name);
  // RFC 9110 §8.8.1: a strong tag promises the very same bytes.
  const tag = headers.get('etag');
  if (tag?.startsWith('"')) headers.set('etag', `W/${tag}`);
  return headers;
}

/**
 * Whether a client that accepts this would rather have JSON than a page: it names JSON, and does not name
 * HTML at the same or a higher weight.
 *
 * @param {string | null | undefined} accept
 */
export function prefersJson(accept) {
  let json = 0;
  let html = 0;
  for (const range of (accept ?? '').toLowerCase().split(',')) {
    const [type, ...parameters] = range.split(';').map((part) => part.trim());
    const quality = parameters.find((parameter) => parameter.startsWith('q='));
    const weight = quality ? Number(quality.slice(2)) || 0 : 1;
    if (/^application\/(json|[^ ]+\+json)$/.test(type)) json = Math.max(json, weight);
    if (type === 'text/html' || type === 'application/xhtml+xml') html = Math.max(html, weight);
  }
  return json > html;
}

/** @param {string} value */
function canonicalType(value) {
  const [essence, ...parameters] = splitOutsideQuotes(value, ';').map((part) => part.trim());
  if (!/^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+$/.test(essence) || essence === '*/*') return '';
  const kept = parameters
    .map((parameter) => /^([^=\s]+)\s*=\s*(.+)$/s.exec(parameter))
    .map((match) => match && `${match[1].toLowerCase()}=${match[2]}`)
    .filter(Boolean);
  return [essence.toLowerCase(), ...kept].join('; ');
}

/** @param {string} text @param {string} separator one character */
function splitOutsideQuotes(text, separator) {
  const parts = [''];
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i];
    if (character === separator && !quoted) {
      parts.push('');
      continue;
    }
    if (character === '"') quoted = !quoted;
    parts[parts.length - 1] += character;
    if (character === '\\' && quoted && i + 1 < text.length) parts[parts.length - 1] += text[++i];
  }
  return parts;
}

/** @param {string} text percent-encoded, perhaps wrongly */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
