/**
 * The ways to guard a response that stream it: `observe`, `redact` and `cut`.
 *
 * Why apart from the guard: there the verdict comes before the first byte; here bytes go out while the rest is still
 * to come, and the verdict is told at the end.
 *
 * The contract: `observe` never changes or delays a byte. `redact` and `cut` send no byte that a finding to come could
 * touch; a body of which that cannot be said (a document, a coding) is handed back, whole and unread by the client, to be
 * judged as `block` does. What is broken off ends in an error, so that no client takes the part for the whole.
 */

import { failed, reported, unseen } from './incident.js';
import { Masking } from './masking.js';
import { STATUS } from './calls.js';

/**
 * @typedef {import('./incident.js').Outcome} Outcome
 * @typedef {import('./stream.js').Stream} Stream
 */

/** Bytes of a body that is let through whole if it comes in one piece: hosts send bytes with less ado than a stream. */
const SHORT = 64 * 1024;

/**
 * A short body that came in one piece, looked at. It waits for nothing but the body's first bytes.
 *
 * @param {import('./hold.js').Hold} hold
 * @param {() => Stream} open
 * @param {(stream: Stream) => void} close
 * @param {(outcome: Outcome) => void} tell called once, if there is such
 * @returns {Promise<Uint8Array | undefined>} undefined of any other body, of which nothing is read then
 */
export async function observedWhole(hold, open, close, tell) {
  if (!(hold.length <= SHORT)) return undefined;
  const piece = await hold.next();
  if (!piece || !(await hold.isWhole())) {
    hold.rewind();
    return undefined;
  }
  let stream;
  try {
    stream = open();
    tell(reported(stream, piece.length, stream.finish(piece)));
  } catch (error) {
    tell(failed(error, piece.length));
  } finally {
    if (stream) close(stream);
  }
  return piece;
}

/**
 * The body as it comes, looked at on its way.
 *
 * @param {import('./hold.js').Hold} hold
 * @param {() => Stream} open
 * @param {(stream: Stream) => void} close
 * @param {(outcome: Outcome) => void} tell called once, when the body has gone through or nobody wants the rest
 * @returns {ReadableStream<Uint8Array>}
 */
export function observed(hold, open, close, tell) {
  /** @type {Stream | undefined} */
  let stream;
  let bytes = 0;
  let told = false;
  const conclude = (/** @type {Outcome | undefined} */ failure) => {
    if (told) return;
    told = true;
    const outcome = failure ?? (stream ? reported(stream, bytes) : unseen('error', bytes));
    if (stream) close(stream);
    tell(outcome);
  };
  // A scan that fails must not hold up a body that is only looked at.
  const look = (/** @type {(stream: Stream) => void} */ act) => {
    if (told) return;
    try {
      stream ??= open();
      act(stream);
    } catch (error) {
      conclude(failed(error, bytes));
    }
  };
  return new ReadableStream(
    {
      async pull(controller) {
        const chunk = await hold.next();
        hold.forget();
        if (hold.broken) {
          conclude(unseen('broken', bytes));
          throw hold.broken.cause;
        }
        if (!chunk) {
          look((open) => open.end());
          conclude(undefined);
          controller.close();
          return;
        }
        bytes += chunk.byteLength;
        look((open) => open.write(chunk));
        controller.enqueue(chunk);
      },
      cancel() {
        // Of a body that nobody began to read there is nothing to tell: what it holds has reached no one.
        told ||= bytes === 0;
        conclude(undefined);
        hold.drop();
      },
    },
    { highWaterMark: 0 },
  );
}

/**
 * @typedef {object} Begun a body that has begun to go through
 * @property {Masking} masking
 * @property {Uint8Array[]} pieces that may go out already
 * @property {boolean} ended
 */

/**
 * Begins to let a body through.
 *
 * @param {import('./hold.js').Hold} hold
 * @param {Stream} stream opened with `masks` for `redact`, without for `cut`
 * @returns {Promise<Begun>} once it is known whether the body can go through in this way
 */
export async function begin(hold, stream) {
  const masking = new Masking(stream);
  for (;;) {
    const chunk = await hold.next();
    const ended = !chunk || (await hold.isWhole());
    const pieces = !chunk ? masking.end() : ended ? masking.finish(chunk) : masking.write(chunk);
    if (masking.plain !== undefined) return { masking, pieces, ended };
  }
}

/**
 * The rest of it, as it may go.
 *
 * @param {import('./hold.js').Hold} hold
 * @param {Begun} begun
 * @param {number} stops status bits at which it is broken off
 * @param {(cut: boolean) => void} conclude called once: at the end, when it is broken off, or when nobody wants the rest
 * @returns {ReadableStream<Uint8Array>}
 */
export function through(hold, { masking, pieces, ended }, stops, conclude) {
  const next = async () => {
    const chunk = await hold.next();
    if (hold.broken) throw hold.broken.cause;
    const ready = chunk ? masking.write(chunk) : masking.end();
    ended = !chunk;
    if (isStopped(masking.status, stops)) throw new Cut();
    pieces.push(...ready);
  };
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          while (pieces.length === 0 && !ended) await next();
        } catch (cause) {
          // A verdict, an origin that broke off, an engine that failed: what was sent is a part.
          conclude(cause instanceof Cut);
          hold.drop();
          throw cause;
        }
        hold.forget();
        const piece = pieces.shift();
        if (piece) controller.enqueue(piece);
        if (ended && pieces.length === 0) {
          conclude(false);
          controller.close();
        }
      },
      cancel() {
        conclude(false);
        hold.drop();
      },
    },
    { highWaterMark: 0 },
  );
}

/** Why a transfer is broken off. The client sees that it is, not this. */
export class Cut extends Error {
  constructor() {
    super('the response was broken off by the filter');
    this.name = 'Cut';
  }
}

/**
 * The status bits at which a body that streams is broken off.
 *
 * @param {import('./policy.js').Mode} mode
 * @param {Readonly<import('./policy.js').Rules>} rules
 */
export function stopsOf(mode, { onUninspectable, onMany }) {
  const unread = STATUS.UNINSPECTABLE | STATUS.UNREAD;
  const cuts = mode === 'cut' || (mode === 'redact' && onMany !== 'redact');
  return (cuts ? STATUS.BLOCK : 0) | (onUninspectable === 'block' ? unread : 0);
}

/**
 * Whether a body that streams is broken off: at one of these bits, and where what must not be served cannot be masked.
 *
 * @param {number} status
 * @param {number} stops
 */
export function isStopped(status, stops) {
  const hidden = STATUS.BLOCK | STATUS.HIDDEN;
  return (status & stops) !== 0 || (status & hidden) === hidden;
}
