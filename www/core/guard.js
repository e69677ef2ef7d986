/**
 * The guard: an origin's response goes on byte for byte, or a block response goes in its place.
 *
 * Why so: a status line cannot be taken back, so in the mode `block` nothing goes out before the verdict. The body is
 * read chunk by chunk and kept; the moment it is known to leak, reading stops and the origin is cut off. The modes
 * that let bytes go before the end are in `modes.js`.
 *
 * The contract: the promise fails only where there is no response to speak of (`body_failed`: the origin broke
 * off; `body_used`: someone read it before). Whatever else goes wrong is an outcome that a setting decides.
 */

import { blockResponse } from './blockpage.js';
import { bodyUsed } from './bytes.js';
import { DwarpalError } from './errors.js';
import { isBodiless, maskedHeaders, passedHeaders, unreadable } from './headers.js';
import { hintsOfResponse } from './hints.js';
import { Hold } from './hold.js';
import { incident, unseen } from './incident.js';
import { beginMasking, masked, observed } from './modes.js';
import { STATUS } from './stream.js';

/**
 * @typedef {import('./incident.js').Outcome} Outcome
 * @typedef {import('./settings.js').Settings} Settings
 * @typedef {import('./stream.js').Stream} Stream
 *
 * @typedef {object} Context
 * @property {Request} [request] what the response answers: its method, path and Accept count
 * @property {string | null} [contentEncoding] the Content-Encoding that the body's bytes are *still* in. Default:
 *   none, as `fetch` decodes; an adapter says so where its host does not. The module undoes it to look; the body goes
 *   on as it came
 *
 * @typedef {object} Streams where the guard gets its stream from
 * @property {(hints: import('./stream.js').Hints) => Stream} open
 * @property {(stream: Stream) => void} close
 */

/**
 * @param {Streams} streams
 * @param {Readonly<Settings>} settings
 * @param {Response} response
 * @param {Context} context
 * @returns {Promise<Response>}
 */
export async function guard(streams, settings, response, { request, contentEncoding }) {
  if (response.bodyUsed || response.body?.locked) throw bodyUsed();
  if (isBodiless(response, request?.method)) return response;

  const untouched = {
    pass: () => response,
    stop: () => void response.body?.cancel().catch(() => {}),
  };
  const unread = unreadable(response);
  if (unread) return conclude(settings, request, unseen(unread, 0), untouched);
  if (!response.body) return response;

  const { status, statusText } = response;
  const hints = { ...hintsOfResponse(response, request?.url), contentEncoding: contentEncoding ?? '' };
  const headers = passedHeaders(response.headers, contentEncoding);
  if (settings.mode === 'observe') {
    const open = () => streams.open(hints);
    const tellOf = (/** @type {Outcome} */ outcome) => tell(settings, outcome, { action: 'pass', status, request });
    const body = observed(response.body, open, streams.close, tellOf);
    return new Response(body, { status, statusText, headers });
  }

  const hold = new Hold(response.body);
  if (settings.mode === 'redact') {
    const body = await redacted(streams, hold, hints, (outcome, count) =>
      tell(settings, outcome, { action: count ? 'redact' : 'pass', status, request }),
    );
    if (hold.broken) throw bodyFailed(hold.broken.cause);
    if (body) return new Response(body, { status, statusText, headers: maskedHeaders(headers) });
    hold.rewind();
  }
  const outcome = await judge(streams, settings, hold, hints);
  if (hold.broken) throw bodyFailed(hold.broken.cause);
  return conclude(settings, request, outcome, {
    pass: () => new Response(hold.release(), { status, statusText, headers }),
    stop: () => hold.drop(),
  });
}

/**
 * The body masked, as it comes; undefined for one that cannot be masked, of which nothing has gone on.
 *
 * @param {Streams} streams
 * @param {Hold} hold
 * @param {import('./stream.js').Hints} hints
 * @param {(outcome: Outcome, count: number) => void} tellOf
 */
async function redacted(streams, hold, hints, tellOf) {
  /** @type {Stream | undefined} */
  let stream;
  try {
    const open = (stream = streams.open({ ...hints, masks: true }));
    const { masking, pieces, ended } = await beginMasking(hold, open);
    if (masking.plain && !hold.broken) {
      stream = undefined;
      return masked(hold, masking, pieces, ended, () => {
        let outcome = unseen('error', hold.size);
        try {
          outcome = { ...open.report(), bytes: hold.size };
        } catch {
          // The engine failed: what is told says so, and the body has been cut off.
        }
        streams.close(open);
        tellOf(outcome, masking.count);
      });
    }
  } catch {
    // Judged as a whole then, by an instance of the engine that lives.
  } finally {
    if (stream) streams.close(stream);
  }
  return undefined;
}

/**
 * Reads until the verdict is known.
 *
 * @param {Streams} streams
 * @param {Settings} settings
 * @param {Hold} hold
 * @param {import('./stream.js').Hints} hints
 * @returns {Promise<Outcome>}
 */
async function judge(streams, settings, hold, hints) {
  /** @type {Stream | undefined} */
  let stream;
  try {
    stream = streams.open(hints);
    for (;;) {
      const chunk = await hold.next();
      if (hold.broken) return unseen('broken', hold.size);
      const status = chunk ? stream.write(chunk) : stream.end();
      const decided = status & (STATUS.BLOCK | STATUS.UNINSPECTABLE | STATUS.PASS);
      if (!chunk || decided) return { ...stream.report(), bytes: hold.size };
      if (hold.size > settings.maxHeld) {
        // What is held may leak already, and only wait for its record to end.
        stream.end();
        const head = { ...stream.report(), bytes: hold.size };
        return head.verdict === 'block' ? head : { ...head, verdict: 'uninspectable', reason: 'limit' };
      }
    }
  } catch {
    // A trap, or a module that could not be started anew. Its message is not for the visitor or the log.
    return unseen('error', hold.size);
  } finally {
    if (stream) streams.close(stream);
  }
}

/**
 * Turns an outcome into the response, and tells of it.
 *
 * @param {Settings} settings
 * @param {Request | undefined} request
 * @param {Outcome} outcome
 * @param {{pass: () => Response, stop: () => void}} ways
 */
function conclude(settings, request, outcome, ways) {
  const action = actionFor(settings, outcome);
  const id = crypto.randomUUID();
  let response;
  if (action === 'pass') {
    response = ways.pass();
  } else {
    ways.stop();
    const accept = request?.headers.get('accept');
    response = blockResponse({ id, accept, status: settings.blockStatus, unseen: outcome.verdict !== 'block' });
  }
  tell(settings, outcome, { id, action, status: response.status, request });
  return response;
}

/**
 * Tells of a decision.
 *
 * @param {Settings} settings
 * @param {Outcome} outcome
 * @param {{id?: string, action: import('./incident.js').Incident['action'], status: number, request?: Request}} done
 */
function tell(settings, outcome, { id = crypto.randomUUID(), action, status, request }) {
  try {
    settings.onIncident?.(incident(outcome, { id, action, status, url: request?.url }));
  } catch {
    // A log that fails neither opens nor closes the door.
  }
}

/**
 * @param {Settings} settings
 * @param {Outcome} outcome
 * @returns {import('./settings.js').Choice}
 */
function actionFor(settings, { verdict, reason }) {
  if (settings.mode === 'observe') return 'pass';
  if (verdict !== 'uninspectable') return verdict;
  if (reason === 'limit') return settings.onLimit;
  return reason === 'error' ? settings.onError : settings.onUninspectable;
}

/** @param {unknown} cause */
function bodyFailed(cause) {
  return new DwarpalError(
    'body_failed',
    'The origin broke off in the middle of the body.',
    'Answer with 502, or fetch it again.',
    { cause },
  );
}
