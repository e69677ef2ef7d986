/**
 * Streams that never end, let through event by event: server-sent events, and JSON a line.
 *
 * Why a stream of the engine for each event: what waits for more bytes to come would wait for the next event, which may
 * be a minute away. An event is whole when it comes, so it is judged whole and goes on at once; beside it the engine
 * reads the whole stream, which counts the people of all events.
 *
 * The contract: no byte of an event goes out before its end has come and it is masked (`redact`) or let through (`cut`).
 * A value that the sender itself divides between two events is not seen as one.
 */

import { joined } from './bytes.js';
import { DwarpalError } from './errors.js';
import { failed, reported, unseen } from './incident.js';
import { Cut, isStopped } from './modes.js';
import { Masking } from './masking.js';
import { STATUS } from './calls.js';

/** What ends an event of each type: an empty line, or any line end. */
const ENDS = /** @type {const} */ ({
  'text/event-stream': 2,
  'application/x-ndjson': 1,
  'application/ndjson': 1,
  'application/jsonl': 1,
  'application/jsonlines': 1,
  'application/x-jsonlines': 1,
  'application/stream+json': 1,
});

/**
 * @param {string | undefined} contentType in its canonical form
 * @returns {1 | 2 | undefined} line ends that end an event of the type
 */
export function lineEndsOf(contentType) {
  const [essence] = (contentType ?? '').split(';');
  return Object.hasOwn(ENDS, essence) ? ENDS[/** @type {keyof typeof ENDS} */ (essence)] : undefined;
}

/**
 * @typedef {object} Watch
 * @property {import('./guard.js').Streams} streams
 * @property {import('./stream.js').Hints} hints
 * @property {1 | 2} lineEnds
 * @property {number} stops status bits at which the stream is broken off
 * @property {boolean} masks whether values are overwritten
 * @property {number} maxHeld bytes of one event at most
 * @property {(outcome: import('./incident.js').Outcome, masks: number, cut: boolean) => void} tell called once
 */

/**
 * @param {ReadableStream<Uint8Array>} body
 * @param {Watch} watch
 * @returns {ReadableStream<Uint8Array>}
 * @throws where the engine cannot begin; the body is untouched then
 */
export function eventwise(body, watch) {
  const { streams, hints, stops, masks, maxHeld } = watch;
  const whole = streams.open(hints);
  whole.neverEnds();
  const reader = body.getReader();
  const splitter = new Splitter(watch.lineEnds);
  let count = 0;
  let bytes = 0;
  let told = false;
  /** @type {import('./incident.js').Outcome | undefined} of the event that the stream was broken off for */
  let culprit;
  const conclude = (/** @type {boolean} */ cut) => {
    if (told) return;
    told = true;
    const outcome = culprit ?? reported(whole, bytes);
    streams.close(whole);
    watch.tell(outcome, count, cut);
  };
  const pass = (/** @type {Uint8Array} */ event) => {
    const status = whole.write(event);
    if (isStopped(status, stops)) throw new Cut();
    // A line that is no document of its own (a table's, a piece of one that goes on) can't be judged without the others.
    if (watch.lineEnds === 1 && stops & STATUS.UNINSPECTABLE && !isDocument(event)) {
      culprit = unseen('malformed', bytes);
      throw new Cut();
    }
    // What stands alone in an event may be one of a list.
    const stream = streams.open({ ...hints, masks, spares: masks && !(status & STATUS.BLOCK) });
    try {
      const masking = new Masking(stream);
      const pieces = [...masking.write(event), ...masking.end()];
      count += masking.count;
      if (!masking.plain || isStopped(masking.status, stops)) {
        culprit = reported(stream, bytes);
        throw new Cut();
      }
      return pieces;
    } finally {
      streams.close(stream);
    }
  };
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          for (;;) {
            const { done, value } = await reader.read();
            const events = done ? splitter.rest() : splitter.take(value);
            if (value) bytes += value.length;
            const pieces = events.flatMap(pass);
            if ((done && isStopped(whole.end(), stops)) || splitter.waiting > maxHeld) throw new Cut();
            for (const piece of pieces) controller.enqueue(piece);
            if (done) {
              conclude(false);
              controller.close();
            }
            if (done || pieces.length > 0) return;
          }
        } catch (cause) {
          if (cause instanceof DwarpalError) culprit ??= failed(cause, bytes);
          conclude(cause instanceof Cut);
          reader.cancel().catch(() => {});
          throw cause;
        }
      },
      cancel(reason) {
        conclude(false);
        return reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}

/** Cuts a stream behind its events. */
class Splitter {
  #lineEnds;
  /** @type {Uint8Array[]} */
  #parts = [];
  /** Line ends in a row so far. */
  #row = 0;
  /** Whether the last byte was a carriage return: a line feed behind it ends the same line. */
  #carriage = false;
  /** Bytes of the event that has not ended. */
  waiting = 0;

  /** @param {1 | 2} lineEnds */
  constructor(lineEnds) {
    this.#lineEnds = lineEnds;
  }

  /** @param {Uint8Array} chunk @returns {Uint8Array[]} the events that are whole now */
  take(chunk) {
    const events = [];
    let from = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at];
      const pair = byte === 10 && this.#carriage;
      this.#carriage = byte === 13;
      if (byte !== 10 && byte !== 13) this.#row = 0;
      else if (!pair) this.#row += 1;
      // Behind a carriage return the pair's other half may come; it goes with the next event.
      if (this.#row < this.#lineEnds || pair) continue;
      this.#parts.push(chunk.subarray(from, at + 1));
      from = at + 1;
      this.#row = 0;
      events.push(...this.rest());
    }
    if (from < chunk.length) {
      this.#parts.push(chunk.subarray(from));
      this.waiting += chunk.length - from;
    }
    return events;
  }

  /** @returns {Uint8Array[]} what is left, as an event; none if nothing is */
  rest() {
    const parts = this.#parts;
    this.#parts = [];
    this.waiting = 0;
    return parts.length < 2 ? parts : [joined(parts)];
  }
}

/**
 * Whether a line is a document of its own, from its first bracket to its last, or blank. Not whether it is right: one bad
 * line in a log is no reason to stop.
 *
 * @param {Uint8Array} line
 */
function isDocument(line) {
  return /^\s*(\{.*\}|\[.*\])?\s*$/s.test(new TextDecoder().decode(line));
}
