/**
 * What an origin says of one response's audience, in a header field that it signs.
 *
 * Why signed: that a page is for the one person it is about opens the door for that person's data. A route of the policy
 * may say so, and the origin, which knows who is signed in; never whoever else can put a field into a response.
 *
 * The contract: `Dwarpal-Audience: self; t=SECONDS; s=HMAC` counts where the HMAC-SHA-256, in hexadecimal, is that of
 * `dwarpal-audience\nself\nSECONDS\nHOST/PATH?QUERY` under the deployment's key, and SECONDS is within five minutes of
 * now. What is unsigned, wrong or old changes nothing but what is told. The field reaches no client, whatever it says.
 */

/** The field. */
export const AUDIENCE = 'dwarpal-audience';

/** Seconds that what was signed counts, before and after. */
const WINDOW = 300;

/**
 * @typedef {'none' | 'signed' | 'unsigned' | 'wrong' | 'old'} Claim what came of the field; `unsigned` also where there is
 *   no key to check it with
 *
 * @typedef {object} Claimed
 * @property {Claim} claim
 * @property {'public' | 'self' | undefined} audience of a field that counts
 * @property {Response} response without the field
 */

/**
 * @param {Response} response
 * @param {string | undefined} url that was asked for
 * @param {string | undefined} key 32 hexadecimal digits
 * @returns {Promise<Claimed>}
 */
export async function claimed(response, url, key) {
  const field = response.headers.get(AUDIENCE) ?? '';
  const [, audience, time, signature] = /^(public|self); ?t=(\d{1,12}); ?s=([\da-f]{64})$/i.exec(field) ?? [];
  /** @type {Claim} */
  let claim = 'unsigned';
  if (audience && url && key) {
    const { host, pathname, search } = new URL(url);
    const text = ['dwarpal-audience', audience, time, host + pathname + search].join('\n');
    const isRight = await isSigned(text, signature, key);
    if (!isRight) claim = 'wrong';
    else claim = Math.abs(Date.now() / 1000 - Number(time)) > WINDOW ? 'old' : 'signed';
  }
  const counts = claim === 'signed' ? /** @type {'public' | 'self'} */ (audience) : undefined;
  return { claim, audience: counts, response: withoutField(response) };
}

/**
 * The comparison is the host's own, which takes the same time however much of it is right.
 *
 * @param {string} text
 * @param {string} signature
 * @param {string} key
 */
async function isSigned(text, signature, key) {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const secret = await crypto.subtle.importKey('raw', fromHex(key), algorithm, false, ['verify']);
  return crypto.subtle.verify('HMAC', secret, fromHex(signature), new TextEncoder().encode(text));
}

/** @param {string} digits an even number of them */
function fromHex(digits) {
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** @param {Response} response */
function withoutField(response) {
  const { status, statusText, body, url } = response;
  const headers = new Headers(response.headers);
  headers.delete(AUDIENCE);
  // workerd's half of a WebSocket is a member of its own.
  const init = { status, statusText, headers, webSocket: /** @type {any} */ (response).webSocket };
  // A made response has no address; routes are found by it where there is no request.
  return Object.defineProperty(new Response(body, init), 'url', { value: url });
}
