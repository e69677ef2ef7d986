/**
 * The coding that a response's bytes are still in, and its headers for the way out.
 *
 * Why: `fetch` undoes codings and keeps the header, and every host undoes others. Bytes that are taken for decoded and
 * are not pass the filter unread; plain bytes that leave labelled `gzip` reach nobody.
 *
 * NOTE: Deno undoes only what the program's request asked for. One that asks for `identity` from a site that codes all the
 * same gets raw bytes, which nothing tells from decoded ones: ask for what Deno decodes, or for nothing.
 *
 * Measured on Node 20.20, Bun 1.4.5, Deno 2.9.6, workerd 1.20261117, edge-runtime 4.0.1 and Chromium 156.
 */

/**
 * @typedef {object} Host
 * @property {readonly string[]} decodes codings that its `fetch` undoes, in exactly this writing
 * @property {boolean} recodes whether it codes a body anew for the header that is left on it
 */

/** @type {Record<string, Host>} */
const HOSTS = {
  workerd: { decodes: ['gzip', 'br'], recodes: true },
  deno: { decodes: ['gzip', 'br'], recodes: false },
  bun: { decodes: ['gzip', 'br', 'deflate', 'zstd'], recodes: false },
  // Node, edge-runtime (which is Node's) and browsers. NOTE: browsers undo zstd too; the engine looks at the bytes.
  other: { decodes: ['gzip', 'x-gzip', 'br', 'deflate'], recodes: false },
};

/** @returns {Host} the one this runs on */
function here() {
  if ('Deno' in globalThis) return HOSTS.deno;
  if ('Bun' in globalThis) return HOSTS.bun;
  const agent = globalThis.navigator?.userAgent;
  return agent === 'Cloudflare-Workers' ? HOSTS.workerd : HOSTS.other;
}

/**
 * @param {Response} response
 * @returns {{contentEncoding: string | null, clean: (served: Response) => Response}} what `guard` is told, and what is
 *   to be done to its answer
 */
export function codingOf(response) {
  const coding = response.headers.get('content-encoding');
  // What a program has made holds the bytes that its headers speak of.
  if (!coding || response.url === '') return { contentEncoding: coding, clean: (served) => served };
  const { decodes, recodes } = here();
  if (!decodes.includes(coding)) return { contentEncoding: coding, clean: (served) => served };
  return { contentEncoding: null, clean: recodes ? (served) => served : withoutCoding };
}

/** @param {Response} served */
function withoutCoding(served) {
  if (!served.body || !served.headers.has('content-encoding')) return served;
  const headers = new Headers(served.headers);
  headers.delete('content-encoding');
  headers.delete('content-length');
  return new Response(served.body, { status: served.status, statusText: served.statusText, headers });
}
