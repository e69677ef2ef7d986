/**
 * The verdict before the first byte: the body is read and kept until it is known.
 *
 * Why a bound for all bodies together: an edge isolate has 128 MB, and many large bodies at once are an easy thing to
 * ask for. Who comes when it is full gets what `onLimit` says.
 */

import { clean, failed, unseen } from './incident.js';
import { STATUS } from './calls.js';

/** Bytes of all bodies that may be kept at once. */
const HELD_AT_ONCE = 64 * 1024 * 1024;
let held = 0;

/**
 * @param {import('./guard.js').Streams} streams
 * @param {Readonly<import('./policy.js').Rules>} rules
 * @param {import('./hold.js').Hold} hold
 * @param {import('./stream.js').Hints} hints
 * @returns {Promise<import('./incident.js').Outcome>}
 */
export async function judge(streams, rules, hold, hints) {
  /** @type {import('./stream.js').Stream | undefined} */
  let stream;
  let mine = 0;
  const free = () => {
    held -= mine;
    mine = 0;
    if (stream) streams.close(stream);
  };
  hold.whenLeft(free);
  try {
    stream = streams.open(hints);
    for (;;) {
      const chunk = await hold.next();
      const last = !chunk || (await hold.isWhole());
      if (hold.broken) return unseen('broken', hold.size);
      held += hold.size - mine;
      mine = hold.size;
      const status = !chunk ? stream.end() : last ? stream.finish(chunk) : stream.write(chunk);
      if (status & STATUS.CLEAN) return clean(hold.size);
      const decided = status & (STATUS.BLOCK | STATUS.UNINSPECTABLE | STATUS.PASS);
      if (last || decided) return { ...stream.report(), bytes: hold.size };
      if (hold.size > rules.maxHeld || held > HELD_AT_ONCE) {
        // What is held may leak already, and only wait for its record to end.
        stream.end();
        const head = { ...stream.report(), bytes: hold.size };
        return head.verdict === 'block' ? head : { ...head, verdict: 'uninspectable', reason: 'limit' };
      }
    }
  } catch (error) {
    // A trap, a module that could not be started anew, no memory.
    return failed(error, hold.size);
  } finally {
    free();
  }
}
