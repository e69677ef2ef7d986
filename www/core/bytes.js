/**
 * Whatever a caller calls "a body", as one sequence of byte chunks.
 *
 * Why: `scan` takes what programs have in hand (text, buffers, blobs, streams, responses) and the engine
 * takes chunks of bytes. Nothing is read ahead; leaving the sequence early cancels the stream behind it.
 */

import { DwarpalError } from './errors.js';

/**
 * @typedef {string | ArrayBuffer | SharedArrayBuffer | ArrayBufferView | Blob | ReadableStream<Uint8Array>
 *   | AsyncIterable<Uint8Array> | Response} Input a body: text, bytes, or what bytes come out of. Node's `Readable` is an
 *   async iterable; a `File` is a `Blob`
 */

/**
 * @param {Input} input
 * @returns {AsyncGenerator<Uint8Array, void>}
 * @throws {DwarpalError} `bad_input`, `body_used`
 */
export async function* chunksOf(input) {
  if (typeof input === 'string') yield new TextEncoder().encode(input);
  else if (ArrayBuffer.isView(input) || isBuffer(input)) yield asBytes(input);
  else if (isStream(input)) yield* chunksOfStream(input);
  else if (isBlob(input)) yield* chunksOfStream(input.stream());
  else if (isResponse(input)) {
    if (input.bodyUsed) throw bodyUsed();
    if (input.body) yield* chunksOfStream(input.body);
  } else if (isIterable(input)) {
    // A Node Readable that someone has read from would yield the rest, or nothing at all.
    if ('readableDidRead' in input && input.readableDidRead) throw bodyUsed();
    for await (const chunk of input) yield asBytes(chunk);
  } else {
    throw new DwarpalError(
      'bad_input',
      'This kind of value cannot be scanned.',
      'Give a string, an ArrayBuffer, a typed array, a Blob, a ReadableStream, a Node Readable or a Response.',
    );
  }
}

/** @param {Uint8Array[]} pieces */
export function joined(pieces) {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/** The error for a body that someone else has read or is reading. */
export function bodyUsed() {
  return new DwarpalError(
    'body_used',
    'The body has been read already.',
    'Hand over the response or stream before anything else reads it.',
  );
}

/**
 * The chunk as bytes.
 *
 * @param {unknown} chunk
 * @returns {Uint8Array}
 */
export function asBytes(chunk) {
  if (chunk instanceof Uint8Array) return chunk;
  if (ArrayBuffer.isView(chunk)) return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  if (isBuffer(chunk)) return new Uint8Array(chunk);
  throw new DwarpalError(
    'bad_input',
    'The stream holds something else than bytes.',
    'Make it a stream of Uint8Array, for text through a TextEncoderStream.',
  );
}

/** @param {ReadableStream<Uint8Array>} stream */
async function* chunksOfStream(stream) {
  if (stream.locked) throw bodyUsed();
  const reader = stream.getReader();
  let ended = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield asBytes(value);
    }
    ended = true;
  } finally {
    // Not waited for: a source that is slow to stop must not hold up the answer.
    if (!ended) reader.cancel().catch(() => {});
  }
}

/**
 * What a value is by name, not by class: one from another realm (a frame, a test's vm) or another library's is as good.
 * And Node loads all of `fetch` for who so much as names `Response`.
 *
 * @param {unknown} value
 * @param {string[]} names
 */
function isOne(value, ...names) {
  return names.includes(Object.prototype.toString.call(value).slice(8, -1));
}

/** @param {unknown} value @returns {value is ArrayBuffer} */
function isBuffer(value) {
  return isOne(value, 'ArrayBuffer', 'SharedArrayBuffer');
}

/** @param {unknown} value @returns {value is ReadableStream<Uint8Array>} */
function isStream(value) {
  return isOne(value, 'ReadableStream');
}

/** @param {unknown} value @returns {value is Blob} */
export function isBlob(value) {
  return isOne(value, 'Blob', 'File');
}

/** @param {unknown} value @returns {value is Response} */
export function isResponse(value) {
  return isOne(value, 'Response');
}

/**
 * Leaving the loop over it ends it: Node's `Readable` is destroyed then, a generator returns.
 *
 * @param {unknown} value
 * @returns {value is AsyncIterable<unknown>}
 */
function isIterable(value) {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
