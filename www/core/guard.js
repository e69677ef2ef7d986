/**
 * The guard: an origin's response goes on byte for byte, or a block response goes in its place.
 *
 * Why so: a status line cannot be taken back, so in the mode `block` nothing goes out before the verdict. The body is
 * read chunk by chunk and kept; the moment it is known to leak, reading stops and the origin is cut off. The modes
 * that let bytes go before the end are in `modes.js` and `events.js`.
 *
 * The contract: the promise fails only where there is no response to speak of (`body_failed`: the origin broke
 * off; `body_used`: someone read it before). Whatever else goes wrong is an outcome that a rule decides.
 */

import { AUDIENCE, claimed } from './audience.js';
import { bodyUsed, joined } from './bytes.js';
import { remembered } from './cache.js';
import { Door } from './door.js';
import { DwarpalError } from './errors.js';
import { eventwise, lineEndsOf } from './events.js';
import { inspectFields } from './fields.js';
import { isBodiless, maskedHeaders, passedHeaders, quietPhrase, unreadable } from './headers.js';
import { hintsOfResponse } from './hints.js';
import { Hold, wholes } from './hold.js';
import { failed, isFailure, reported, unseen } from './incident.js';
import { judge } from './judge.js';
import { begin, isStopped, observed, observedWhole, stopsOf, through } from './modes.js';
import { asRequested } from './requested.js';
import { reflectedIn } from './reflected.js';
import { STATUS } from './calls.js';

/**
 * @typedef {import('./incident.js').Outcome} Outcome
 * @typedef {import('./stream.js').Hints} Hints
 * @typedef {import('./stream.js').Stream} Stream
 *
 * @typedef {object} Context
 * @property {Request} [request] what the response answers: its address, method, Range, conditions, Accept and signal count
 * @property {string | null} [contentEncoding] the Content-Encoding that the body's bytes are *still* in. Default:
 *   none, as `fetch` decodes; an adapter says so where its host does not. The module undoes it to look; the body goes
 *   on as it came
 * @property {import('./settings.js').Settings['onIncident']} [onIncident] told in place of the filter's own
 * @property {(passed: import('./door.js').Passed) => void} [onPass] told in place of `onIncident` of what passes unchanged: less
 *   to make for most responses
 *
 * @typedef {Pick<Context, 'onIncident' | 'onPass'>} Told
 *
 * @typedef {object} Streams where the guard gets its stream from
 * @property {(hints: Hints) => Stream} open
 * @property {(stream: Stream) => void} close
 */

/**
 * @param {Streams} streams
 * @param {Readonly<import('./settings.js').Complete>} settings
 * @param {Response} response
 * @param {Context} context
 * @returns {Promise<Response>}
 */
export async function guard(streams, settings, response, { request, contentEncoding, onIncident, onPass }) {
  if (response.bodyUsed || response.body?.locked) throw bodyUsed();
  const url = request?.url || response.url || undefined;
  // Each look into a host's own object is a call: the fields are asked for once.
  let all = [...response.headers];
  const said = all.some(([name]) => name === AUDIENCE) ? await claimed(response, url, settings.key) : undefined;
  if (said) {
    ({ response } = said);
    all = [...response.headers];
  }
  const head = { status: response.status, headers: new Map(all) };
  const decision = settings.policy.decide(request, response, said?.audience);
  const told = { onIncident: onIncident ?? settings.onIncident, onPass };
  const door = new Door(told, { ...decision, claim: said?.claim }, response, request, settings.blockPage);
  const { mode, rules } = door;
  const judging = { rules: decision.judging, reflected: rules.ignoreReflected ? reflectedIn(request) : undefined };
  const stop = () => void response.body?.cancel().catch(() => {});

  const fields = inspectFields(streams, judging, rules, response.headers, all);
  const maskable = mode === 'redact' && fields?.outcome.verdict !== 'uninspectable' && !fields?.hidden;
  if (fields && !maskable && door.choice(fields.outcome) === 'block') {
    const outcome = isFailure(fields.outcome) ? fields.outcome : { ...fields.outcome, reason: 'headers' };
    if (mode !== 'observe') return door.conclude(outcome, { pass: () => response, stop });
    door.tell(outcome, 'pass');
  }
  const masks = maskable && fields ? fields.masks : 0;
  if (fields && masks) door.tell({ ...fields.outcome, reason: 'headers' }, 'redact');
  const seen = fields && masks ? fields.masked() : response.headers;

  const { status } = head;
  const statusText = mode === 'observe' ? response.statusText : quietPhrase(response.statusText);
  if (isBodiless(response, request?.method)) {
    if (mode !== 'redact' && statusText === response.statusText) return response;
    // What a masked body would not promise, its head does not either.
    return new Response(null, { status, statusText, headers: mode === 'redact' ? maskedHeaders(seen) : seen });
  }
  const saying = hintsOfResponse(head.headers, url);
  const lineEnds = lineEndsOf(saying.contentType);
  const unread = unreadable(head, mode !== 'block' && lineEnds !== undefined);
  if (unread) return door.conclude(unseen(unread, 0), { pass: () => response, stop });
  const { body } = response;
  if (!body) return response;

  const hints = { ...saying, ...judging, contentEncoding: contentEncoding ?? '' };
  const headers = passedHeaders(seen, contentEncoding);
  const served = (/** @type {BodyInit} */ body) => new Response(body, { status, statusText, headers });
  // Of a coded body it is the coded length.
  const length = head.headers.has('content-encoding') ? NaN : Number(head.headers.get('content-length') ?? NaN);

  if (mode === 'observe') {
    const hold = new Hold(body, undefined, length);
    const open = () => {
      const stream = streams.open(hints);
      if (lineEnds) stream.neverEnds();
      return stream;
    };
    const tell = (/** @type {Outcome} */ outcome) => door.tell(outcome, 'pass');
    const whole = await observedWhole(hold, open, streams.close, tell);
    const passed = served(/** @type {BodyInit} */ (whole ?? observed(hold, open, streams.close, tell)));
    if (whole) wholes.add(passed);
    return settings.policy.enforces ? asRequested(request, passed) : passed;
  }
  if (mode !== 'block' && lineEnds && !contentEncoding) {
    try {
      return live(streams, door, body, hints, lineEnds, headers);
    } catch (error) {
      return door.conclude(failed(error, 0), { pass: () => response, stop });
    }
  }

  const hold = new Hold(body, request?.signal, length);
  let answered = false;
  hold.whenLeft(() => {
    if (!answered) door.tell(unseen('left', hold.size), 'cut');
  });
  const look = () => judge(streams, rules, hold, hints);
  let leaks = false;
  if (mode === 'redact' && rules.onMany === 'block') {
    // Masked is what the thresholds let pass, and how many there are shows at the end.
    const outcome = await look();
    if (hold.broken) throw bodyFailed(hold.broken.cause);
    if (door.choice(outcome) === 'block')
      return door.conclude(outcome, { pass: () => response, stop: () => hold.drop() });
    hold.rewind();
  }
  if (mode !== 'block') {
    const begun = await streaming(streams, door, hold, hints, headers);
    if (hold.broken) throw bodyFailed(hold.broken.cause);
    if (begun instanceof Response) {
      answered = true;
      return begun;
    }
    leaks = (begun & STATUS.BLOCK) !== 0;
    hold.rewind();
  }
  // What is known to leak has not passed, whatever is remembered.
  const outcome = leaks ? await look() : await remembered(settings.verdicts, door, response, contentEncoding, look);
  if (hold.broken) throw bodyFailed(hold.broken.cause);
  answered = true;
  return door.conclude(outcome, {
    pass: () => {
      const body = hold.release();
      const passed = served(body);
      if (!(body instanceof ReadableStream)) wholes.add(passed);
      return asRequested(request, passed);
    },
    stop: () => hold.drop(),
  });
}

/**
 * The body as it comes, masked or until it is cut; for one with which that cannot be done, of which nothing has gone on,
 * the status bits that are known of it.
 *
 * @param {Streams} streams
 * @param {Door} door
 * @param {Hold} hold
 * @param {Hints} hints
 * @param {Headers} headers
 * @returns {Promise<Response | number>}
 */
async function streaming(streams, door, hold, hints, headers) {
  const masks = door.mode === 'redact';
  /** @type {Stream | undefined} */
  let stream;
  try {
    const open = (stream = streams.open({ ...hints, masks, spares: masks }));
    hold.whenLeft(() => {
      if (stream) streams.close(stream);
    });
    const begun = await begin(hold, open);
    const stops = stopsOf(door.mode, door.rules);
    // A verdict that comes before the first byte needs no cut.
    if (!begun.masking.plain || hold.broken || isStopped(begun.masking.status, stops)) return begun.masking.status;
    stream = undefined;
    let concluded = false;
    const conclude = (/** @type {boolean} */ cut) => {
      if (concluded) return;
      concluded = true;
      const outcome = reported(open, hold.size, begun.masking.status);
      streams.close(open);
      door.tell(outcome, cut ? 'cut' : begun.masking.count ? 'redact' : 'pass');
    };
    const { status, request } = door;
    const init = { status, headers: masks ? maskedHeaders(headers) : headers };
    const whole = begun.ended ? begun.pieces : undefined;
    if (whole) conclude(false);
    const piece = whole && (whole.length === 1 ? whole[0] : joined(whole));
    const served = new Response(/** @type {BodyInit} */ (piece ?? through(hold, begun, stops, conclude)), init);
    if (whole) wholes.add(served);
    return masks ? served : asRequested(request, served);
  } catch {
    // Judged as a whole then, by an instance of the engine that lives.
    return 0;
  } finally {
    if (stream) streams.close(stream);
  }
}

/**
 * A stream of events, each when it may go.
 *
 * @param {Streams} streams
 * @param {Door} door
 * @param {ReadableStream<Uint8Array>} body
 * @param {Hints} hints
 * @param {1 | 2} lineEnds
 * @param {Headers} headers
 */
function live(streams, door, body, hints, lineEnds, headers) {
  const masks = door.mode === 'redact';
  const watch = {
    streams,
    hints,
    lineEnds,
    masks,
    stops: stopsOf(door.mode, door.rules),
    maxHeld: door.rules.maxHeld,
    tell: (/** @type {Outcome} */ outcome, /** @type {number} */ count, /** @type {boolean} */ cut) =>
      door.tell(outcome, cut ? 'cut' : count ? 'redact' : 'pass'),
  };
  const init = { status: door.status, headers: masks ? maskedHeaders(headers) : headers };
  return new Response(eventwise(body, watch), init);
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
