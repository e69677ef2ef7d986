/**
 * The two ways to guard a response that stream it: `observe` and `redact`.
 *
 * Why apart from the guard: there the verdict comes before the first byte; here bytes go out while the rest is still
 * to come, and the verdict is told at the end.
 *
 * The contract: `observe` never changes or delays a byte. `redact` changes no length; a body that cannot be masked is
 * handed back, whole and unread by the client, to be judged as `block` does.
 */

import { unseen } from './incident.js';
import { Masking } from './masking.js';

/**
 * @typedef {import('./incident.js').Outcome} Outcome
 * @typedef {import('./stream.js').Stream} Stream
 */

/**
 * The body as it comes, looked at on its way.
 *
 * @param {ReadableStream<Uint8Array>} body
 * @param {() => Stream} open
 * @param {(stream: Stream) => void} close
 * @param {(outcome: Outcome) => void} tell called once, when the body has gone through or nobody wants the rest
 * @returns {ReadableStream<Uint8Array>}
 */
export function observed(body, open, close, tell) {
  const reader = body.getReader();
  /** @type {Stream | undefined} */
  let stream;
  let bytes = 0;
  let told = false;
  const conclude = (/** @type {string | undefined} */ failure) => {
    if (told) return;
    told = true;
    let outcome = unseen(failure ?? 'error', bytes);
    try {
      if (stream && !failure) outcome = { ...stream.report(), bytes };
    } catch {
      // The engine failed; what is told says so.
    }
    if (stream) close(stream);
    tell(outcome);
  };
  // A scan that fails must not hold up a body that is only looked at.
  const look = (/** @type {(stream: Stream) => void} */ act) => {
    if (told) return;
    try {
      stream ??= open();
      act(stream);
    } catch {
      conclude('error');
    }
  };
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await reader.read().catch((cause) => {
          conclude('broken');
          throw cause;
        });
        if (done) {
          look((open) => open.end());
          conclude(undefined);
          controller.close();
          return;
        }
        bytes += value.byteLength;
        look((open) => open.write(value));
        controller.enqueue(value);
      },
      cancel(reason) {
        conclude(undefined);
        return reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}

/**
 * Begins to mask a body.
 *
 * @param {import('./hold.js').Hold} hold
 * @param {Stream} stream opened with `masks`
 * @returns {Promise<{masking: Masking, pieces: Uint8Array[], ended: boolean}>} once it is known whether the body can be
 *   masked; `pieces` may go out already
 */
export async function beginMasking(hold, stream) {
  const masking = new Masking(stream);
  for (;;) {
    const chunk = await hold.next();
    const pieces = chunk ? masking.write(chunk) : masking.end();
    if (masking.plain !== undefined) return { masking, pieces, ended: !chunk };
  }
}

/**
 * The masked body.
 *
 * @param {import('./hold.js').Hold} hold
 * @param {Masking} masking
 * @param {Uint8Array[]} pieces
 * @param {boolean} ended
 * @param {() => void} conclude called once, at the end or when nobody wants the rest
 * @returns {ReadableStream<Uint8Array>}
 */
export function masked(hold, masking, pieces, ended, conclude) {
  const next = async () => {
    const chunk = await hold.next();
    if (hold.broken) throw hold.broken.cause;
    pieces.push(...(chunk ? masking.write(chunk) : masking.end()));
    ended = !chunk;
  };
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          while (pieces.length === 0 && !ended) await next();
        } catch (cause) {
          // The origin broke off, or the engine failed. What was sent is a part, and must not look like the whole.
          conclude();
          hold.drop();
          throw cause;
        }
        hold.forget();
        const piece = pieces.shift();
        if (piece) controller.enqueue(piece);
        if (ended && pieces.length === 0) {
          conclude();
          controller.close();
        }
      },
      cancel() {
        conclude();
        hold.drop();
      },
    },
    { highWaterMark: 0 },
  );
}
