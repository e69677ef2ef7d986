/**
 * What passed once need not be read again: passing verdicts, by everything that tells one body from another.
 *
 * Why only passing ones, and only of responses that a shared cache may store: a verdict that is remembered wrongly must
 * cost a look and never a leak. One hit in a hundred is looked at again; if it does not pass, nothing of its host is
 * believed any more.
 *
 * The contract: a store may forget, be slow or fail; then the body is read. Where it is shared (KV, the Cache API) the
 * host's own access rules protect it.
 */

/**
 * @typedef {object} VerdictStore
 * @property {(key: string) => Promise<boolean> | boolean} has
 * @property {(key: string, seconds: number) => Promise<void> | void} put
 *
 * @typedef {import('./incident.js').Outcome} Outcome
 */

/** One hit in so many is looked at again. */
const AGAIN = 100;
/** Entries that the store of an isolate holds. */
const MOST = 10_000;

export class VerdictCache {
  #store;
  #random;
  /** @type {Set<string>} hosts of which a hit was wrong */
  #distrusted = new Set();
  hits = 0;
  misses = 0;
  wrong = 0;

  /**
   * @param {VerdictStore} [store] Default: one of this isolate
   * @param {() => number} [random] from 0 to 1
   */
  constructor(store = new IsolateStore(), random = Math.random) {
    this.#store = store;
    this.#random = random;
  }

  /**
   * @param {string} key
   * @param {string} host
   * @param {number} seconds
   * @param {() => Promise<Outcome>} look
   * @returns {Promise<Outcome>}
   */
  async outcome(key, host, seconds, look) {
    const known = !this.#distrusted.has(host) && (await this.#has(key));
    if (known && this.#random() * AGAIN >= 1) {
      this.hits += 1;
      return { verdict: 'pass', reason: 'remembered', persons: 0, counts: {}, bytes: 0 };
    }
    this.misses += 1;
    const outcome = await look();
    if (outcome.verdict !== 'pass') {
      if (known) {
        this.wrong += 1;
        this.#distrusted.add(host);
      }
    } else if (!this.#distrusted.has(host)) {
      await this.#put(key, seconds);
    }
    return outcome;
  }

  /** @param {string} key */
  async #has(key) {
    try {
      return await this.#store.has(key);
    } catch {
      return false;
    }
  }

  /** @param {string} key @param {number} seconds */
  async #put(key, seconds) {
    try {
      await this.#store.put(key, seconds);
    } catch {
      // The next one is read again.
    }
  }
}

/** The oldest goes first. */
class IsolateStore {
  /** @type {Map<string, number>} until when */
  #until = new Map();

  /** @param {string} key */
  has(key) {
    return (this.#until.get(key) ?? 0) > Date.now();
  }

  /** @param {string} key @param {number} seconds */
  put(key, seconds) {
    this.#until.delete(key);
    this.#until.set(key, Date.now() + seconds * 1000);
    const [oldest] = this.#until.keys();
    if (this.#until.size > MOST) this.#until.delete(oldest);
  }
}

/**
 * @param {VerdictCache | undefined} verdicts
 * @param {import('./door.js').Door} door
 * @param {Response} response
 * @param {string | null | undefined} contentEncoding
 * @param {() => Promise<Outcome>} look
 * @returns {Promise<Outcome>}
 */
export async function remembered(verdicts, door, response, contentEncoding, look) {
  const { rules, url, request } = door;
  if (!verdicts || !url || rules.verdictCache === 0 || !mayRemember(rules, request, response)) return look();
  const { headers, status } = response;
  const parts = [
    ...[url, String(status), rules.policy, rules.route, contentEncoding ?? ''],
    ...['etag', 'last-modified', 'content-length', 'content-encoding', 'content-type'].map((name) => headers.get(name)),
  ];
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(parts)));
  const key = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return verdicts.outcome(key, new URL(url).host, rules.verdictCache, look);
}

/**
 * Whether a shared cache may store the response, and something tells the next version from this one.
 *
 * @param {Readonly<import('./policy.js').Rules>} rules
 * @param {Request | undefined} request
 * @param {Response} response
 */
function mayRemember({ audience, ignoreReflected }, request, { headers, status }) {
  if (audience !== 'public' || ignoreReflected || status !== 200 || request?.method !== 'GET') return false;
  if (['authorization', 'cookie'].some((name) => request.headers.has(name)) || headers.has('set-cookie')) return false;
  const control = `${headers.get('cache-control') ?? ''},${headers.get('pragma') ?? ''}`;
  if (/(^|,)\s*(private|no-store|no-cache|(s-)?max-?age\s*=\s*"?0)\b/i.test(control)) return false;
  // Of two answers that differ by another field of the request, one must not stand for both. Codings are in the key.
  const others = (headers.get('vary') ?? '').split(',').filter((name) => !/^\s*(accept-encoding)?\s*$/i.test(name));
  if (others.length > 0) return false;
  const strong = /^"/.test(headers.get('etag') ?? '');
  return strong || Boolean(headers.get('last-modified') && headers.get('content-length'));
}
