/**
 * What the request asks of a body that passed: a part of it, or only whether it has changed.
 *
 * Why here and not at the origin: a slice cannot be judged, and a 304 says nothing of what the client has kept. So the
 * origin is asked for the whole, and the answer to `Range` and `If-None-Match` is made from what passed.
 *
 * The contract: several ranges, and any that cannot be answered exactly, get the whole, as RFC 9110 allows. Nothing is
 * sent that was not let through.
 */

/**
 * @param {Request | undefined} request
 * @param {Response} passed whole, its body let through
 * @returns {Response}
 */
export function asRequested(request, passed) {
  if (request?.method !== 'GET' || passed.status !== 200) return passed;
  if (isUnchanged(request.headers, passed.headers)) {
    passed.body?.cancel().catch(() => {});
    return new Response(null, { status: 304, headers: validators(passed.headers) });
  }
  return ranged(request.headers, passed);
}

/** @param {Headers} asked @param {Headers} has */
function isUnchanged(asked, has) {
  const tags = asked.get('if-none-match');
  const tag = has.get('etag');
  if (tags !== null) {
    // RFC 9110 §8.8.3.2, the weak comparison.
    const bare = (/** @type {string} */ text) => text.trim().replace(/^W\//, '');
    return tag !== null && (tags.trim() === '*' || tags.split(',').some((one) => bare(one) === bare(tag)));
  }
  const since = Date.parse(asked.get('if-modified-since') ?? '');
  return Date.parse(has.get('last-modified') ?? '') <= since;
}

/** Fields of a 304 (RFC 9110 §15.4.5), and whatever else is not of the body. @param {Headers} whole */
function validators(whole) {
  const headers = new Headers(whole);
  for (const name of [...headers.keys()]) {
    if (/^content-(?!location|security)/.test(name)) headers.delete(name);
  }
  return headers;
}

/** @param {Headers} asked @param {Response} passed */
function ranged(asked, passed) {
  const { headers, body } = passed;
  const length = Number(headers.get('content-length') ?? NaN);
  // Of a coded body neither the length nor the places are known here.
  const exact = body && Number.isSafeInteger(length) && !headers.has('content-encoding');
  const range = asked.get('range');
  if (!exact || range === null || !isCurrent(asked.get('if-range'), headers)) return passed;
  const slice = sliceOf(range, length);
  if (!slice) return passed;
  const made = new Headers(headers);
  if (slice.start >= slice.end) {
    body.cancel().catch(() => {});
    made.set('content-range', `bytes */${length}`);
    for (const name of ['content-length', 'content-type', 'etag', 'last-modified']) made.delete(name);
    return new Response(null, { status: 416, headers: made });
  }
  made.set('content-range', `bytes ${slice.start}-${slice.end - 1}/${length}`);
  made.set('content-length', String(slice.end - slice.start));
  // They are of the whole (RFC 9530 §2).
  for (const name of ['content-md5', 'content-digest', 'digest']) made.delete(name);
  return new Response(sliced(body, slice), { status: 206, headers: made });
}

/** @param {string | null} ifRange @param {Headers} headers */
function isCurrent(ifRange, headers) {
  if (ifRange === null) return true;
  const tag = ifRange.trim();
  // RFC 9110 §13.1.5: the strong comparison; a date must be the very one.
  if (/^(?:W\/)?"/.test(tag)) return tag.startsWith('"') && tag === headers.get('etag');
  return tag === headers.get('last-modified');
}

/**
 * The one range that is asked for, end exclusive; empty where it lies outside.
 *
 * @param {string} range @param {number} length
 */
function sliceOf(range, length) {
  const [, first, last] = /^\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(range) ?? [];
  if (first === undefined || (first === '' && last === '')) return undefined;
  if (first === '') return { start: last === '0' ? length : Math.max(0, length - Number(last)), end: length };
  const end = last === '' ? length : Math.min(length, Number(last) + 1);
  // An end before the start is no range at all.
  if (last !== '' && Number(last) < Number(first)) return undefined;
  return { start: Number(first), end };
}

/**
 * @param {ReadableStream<Uint8Array>} body
 * @param {{start: number, end: number}} slice
 * @returns {ReadableStream<Uint8Array>}
 */
function sliced(body, { start, end }) {
  const reader = body.getReader();
  let at = 0;
  return new ReadableStream(
    {
      async pull(controller) {
        for (;;) {
          const { done, value } = await reader.read();
          if (done) {
            // Shorter than it said: the client must not take what came for the range.
            controller.error(new TypeError('the body ended before the range'));
            return;
          }
          const from = Math.max(start - at, 0);
          const to = Math.min(end - at, value.length);
          at += value.length;
          if (from < to) controller.enqueue(value.subarray(from, to));
          if (at >= end) {
            controller.close();
            reader.cancel().catch(() => {});
          }
          if (from < to || at >= end) return;
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
