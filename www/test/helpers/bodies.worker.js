/**
 * An origin in the same process, so that only the edge is measured: `/json/1000` is JSON of about that many bytes.
 * Every hundredth address (`?leak`) is a list of people instead.
 */

/** @type {Map<string, Uint8Array>} */
const made = new Map();

export default {
  /** @param {Request} request */
  fetch(request) {
    const { pathname, search } = new URL(request.url);
    const key = pathname + search;
    let body = made.get(key);
    if (!body) {
      const size = Number(pathname.split('/').at(-1));
      body = new TextEncoder().encode(search === '?leak' ? leak(size) : districts(size));
      made.set(key, body);
    }
    return new Response(/** @type {BodyInit} */ (body), {
      headers: { 'content-type': 'application/json', 'content-length': String(body.length), etag: '"1"' },
    });
  },
};

/** @param {number} size */
function districts(size) {
  const rows = [];
  for (let n = 0, length = 0; length < size - 90; n += 1) {
    const row = { id: n, district: `Kalpitpur ${n % 40}`, tested: (n * 7919) % 20_000, positive: (n * 104_729) % 900 };
    length += JSON.stringify(row).length + 1;
    rows.push(row);
  }
  return JSON.stringify({ district: rows });
}

/** @param {number} size */
function leak(size) {
  const rows = [];
  for (let n = 0; n * 40 < size + 500; n += 1) rows.push({ name: 'Asha Namuna', mobile: `98765${41_230 + n}` });
  return JSON.stringify({ patients: rows });
}
