/**
 * Headers between Node's `ServerResponse` and the web's `Headers`.
 *
 * Why the difference is applied and not the whole: a response that passes keeps the writing and the order that its
 * handler gave it.
 */

/** @typedef {import('./response.js').Outgoing} Outgoing */

/**
 * Takes the headers given to `writeHead`: an object, or a flat or nested list that may name one several times.
 *
 * @param {Outgoing} response
 * @param {unknown} given
 */
export function collectHeaders(response, given) {
  if (!given) return;
  if (!Array.isArray(given)) {
    for (const [name, value] of Object.entries(given)) if (value !== undefined) response.setHeader(name, value);
    return;
  }
  const flat = given.flat();
  for (let i = 0; i < flat.length; i += 2) if (i === flat.indexOf(flat[i])) response.removeHeader(flat[i]);
  for (let i = 0; i < flat.length; i += 2) response.appendHeader(flat[i], String(flat[i + 1]));
}

/**
 * @param {Outgoing} response
 * @returns {Headers} those that are set
 */
export function webHeaders(response) {
  const headers = new Headers();
  for (const [name, value] of Object.entries(response.getHeaders())) {
    for (const one of [value ?? []].flat()) headers.append(name, String(one));
  }
  return headers;
}

/**
 * Makes status and headers those of the guard's answer.
 *
 * @param {Outgoing} response
 * @param {Response} served
 */
export function applyHeaders(response, served) {
  const before = webHeaders(response);
  if (response.statusCode !== served.status) {
    response.statusCode = served.status;
    // Of HTTP/2 there is none to take back.
    if (Object.hasOwn(response, 'statusMessage')) response.statusMessage = '';
  }
  for (const name of response.getHeaderNames()) if (!served.headers.has(name)) response.removeHeader(name);
  for (const [name, value] of served.headers) {
    if (before.get(name) === value) continue;
    // The one field whose lines cannot be joined (RFC 9110 §5.3).
    response.setHeader(name, name === 'set-cookie' ? served.headers.getSetCookie() : value);
  }
}
