/**
 * An R2 bucket as the origin: the case this project is for, a list left in a public bucket.
 *
 * @param {Request} request
 * @param {import('./settings.js').Bucket} bucket
 * @returns {Promise<Response>}
 */
export async function fromBucket(request, bucket) {
  if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, { allow: 'GET, HEAD' });
  const { pathname } = new URL(request.url);
  let key;
  try {
    key = decodeURIComponent(pathname.slice(1));
  } catch {
    return answer(400, {});
  }
  const found = request.method === 'HEAD' ? bucket.head(key) : bucket.get(key);
  const object = /** @type {(import('./settings.js').Stored & {body?: ReadableStream}) | null} */ (await found);
  if (!object) return answer(404, {});
  const headers = new Headers();
  object.writeHttpMetadata(headers);
  headers.set('etag', object.httpEtag);
  headers.set('last-modified', object.uploaded.toUTCString());
  headers.set('content-length', String(object.size));
  return new Response(object.body ?? null, { headers });
}

/** @param {number} status @param {Record<string, string>} headers */
function answer(status, headers) {
  return new Response(`${status}\n`, { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers } });
}
