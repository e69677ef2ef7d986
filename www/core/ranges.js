/**
 * Parts of a body that passed: one as a 206, several as `multipart/byteranges` (RFC 9110 §14, §15.3.7).
 *
 * Why of the whole and streamed: the body was asked for and judged whole, and is not kept; so parts are cut from it as it
 * passes, in one go.
 *
 * The contract: parts that overlap or stand in another order than the body's, as many as would be longer than the whole,
 * and whatever else cannot be answered exactly, get the whole, as RFC 9110 allows: no request makes the answer larger.
 */

/**
 * @typedef {object} Slice
 * @property {number} start
 * @property {number} end exclusive
 */

/** @param {Headers} asked @param {Response} passed */
export function ranged(asked, passed) {
  const { headers, body } = passed;
  const length = Number(headers.get('content-length') ?? NaN);
  // Of a coded body neither the length nor the places are known here.
  const exact = body && Number.isSafeInteger(length) && !headers.has('content-encoding');
  const range = asked.get('range');
  if (!exact || range === null || !isCurrent(asked.get('if-range'), headers)) return passed;
  const slices = slicesOf(range, length);
  if (!slices) return passed;
  const made = new Headers(headers);
  if (slices.length === 0) {
    body.cancel().catch(() => {});
    made.set('content-range', `bytes */${length}`);
    for (const name of ['content-length', 'content-type', 'etag', 'last-modified']) made.delete(name);
    return new Response(null, { status: 416, headers: made });
  }
  const parts = slices.length === 1 ? [{ ...slices[0], head: '' }] : headed(slices, length, headers, made);
  const total = parts.reduce((sum, { start, end, head }) => sum + end - start + head.length, 0);
  if (slices.length === 1) made.set('content-range', rangeOf(slices[0], length));
  else if (total >= length) return passed;
  made.set('content-length', String(total));
  // They are of the whole (RFC 9530 §2).
  for (const name of ['content-md5', 'content-digest', 'digest']) made.delete(name);
  return new Response(sliced(body, parts), { status: 206, headers: made });
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
 * The ranges that are asked for, as far as they lie within; undefined where they are none, or not one behind the other.
 *
 * @param {string} range @param {number} length
 * @returns {Slice[] | undefined}
 */
function slicesOf(range, length) {
  const [, list] = /^\s*bytes\s*=(.*)$/i.exec(range) ?? [];
  if (list === undefined) return undefined;
  /** @type {Slice[]} */
  const slices = [];
  for (const one of list.split(',')) {
    const slice = sliceOf(one, length);
    if (!slice) return undefined;
    if (slice.start >= slice.end) continue;
    if (slice.start < (slices.at(-1)?.end ?? 0)) return undefined;
    slices.push(slice);
  }
  return slices;
}

/**
 * @param {string} one @param {number} length
 * @returns {Slice | undefined} empty where it lies outside
 */
function sliceOf(one, length) {
  const [, first, last] = /^\s*(\d*)\s*-\s*(\d*)\s*$/.exec(one) ?? [];
  if (first === undefined || (first === '' && last === '')) return undefined;
  if (first === '') return { start: last === '0' ? length : Math.max(0, length - Number(last)), end: length };
  const end = last === '' ? length : Math.min(length, Number(last) + 1);
  // An end before the start is no range at all.
  if (last !== '' && Number(last) < Number(first)) return undefined;
  return { start: Number(first), end };
}

/** @param {Slice} slice @param {number} length */
function rangeOf({ start, end }, length) {
  return `bytes ${start}-${end - 1}/${length}`;
}

/**
 * Each part with the fields before it, and what ends them all.
 *
 * @param {Slice[]} slices
 * @param {number} length
 * @param {Headers} whole
 * @param {Headers} made told what the parts are
 */
function headed(slices, length, whole, made) {
  // Whoever wrote the body could not know it.
  const boundary = crypto.randomUUID();
  const type = whole.get('content-type');
  made.set('content-type', `multipart/byteranges; boundary=${boundary}`);
  const parts = slices.map((slice, index) => ({
    ...slice,
    head: [
      `${index ? '\r\n' : ''}--${boundary}`,
      ...(type === null ? [] : [`Content-Type: ${type}`]),
      `Content-Range: ${rangeOf(slice, length)}`,
      '\r\n',
    ].join('\r\n'),
  }));
  const { end } = slices[slices.length - 1];
  return [...parts, { start: end, end, head: `\r\n--${boundary}--\r\n` }];
}

/**
 * @param {ReadableStream<Uint8Array>} body
 * @param {(Slice & {head: string})[]} parts in order; `head` stands before the bytes
 * @returns {ReadableStream<Uint8Array>}
 */
function sliced(body, parts) {
  const reader = body.getReader();
  const waiting = [...parts];
  let at = 0;
  /** Of the last chunk, what may belong to parts to come. @type {Uint8Array} */
  let chunk = new Uint8Array(0);
  return new ReadableStream(
    {
      async pull(controller) {
        for (;;) {
          const [part] = waiting;
          if (!part) {
            controller.close();
            reader.cancel().catch(() => {});
            return;
          }
          const head = part.head.length > 0;
          // A field's characters are bytes.
          if (head) controller.enqueue(Uint8Array.from(part.head, (character) => character.charCodeAt(0)));
          part.head = '';
          const from = Math.max(part.start - at, 0);
          const to = Math.min(part.end - at, chunk.length);
          if (from < to) controller.enqueue(chunk.subarray(from, to));
          if (part.end - at <= chunk.length) waiting.shift();
          else {
            at += chunk.length;
            const { done, value } = await reader.read();
            // Shorter than it said: the client must not take what came for the ranges.
            if (done) throw new TypeError('the body ended before the range');
            chunk = value;
          }
          if (head || from < to) return;
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
