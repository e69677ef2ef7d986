/**
 * The background's side of a scan: one stream of the module for each frame that sends text.
 *
 * Why here and not in the page: a page's security policy forbids WebAssembly to content scripts too (Chromium), and one
 * module serves all tabs. The browser may end the background at any time; a session that is not known, or not where
 * its page thinks, is answered with `lost`, and the page begins another.
 */

import { LINES, LONGEST_PIECE, TRAIL, TRAIL_OF_LINES } from '../shared/events.js';
import { inTurn } from '../shared/turn.js';
import { MOST_LISTED, openStream } from './judging.js';

/**
 * @typedef {object} Answer
 * @property {boolean} [lost] the session is not known here: begin another
 * @property {number} at bytes that were taken so far
 * @property {Array<[kind: string, start: number, end: number, confidence: number, severity: string]>} findings new ones
 * @property {Record<string, number>} unlisted new ones that are only counted
 * @property {number} persons distinct ones of the whole session
 * @property {boolean} blocked whether the module would stop this
 *
 * @typedef {object} Held
 * @property {import('../../core/stream.js').Stream} stream
 * @property {string} [trail] what makes all of it final, where the stream goes on
 * @property {number} at bytes that were taken so far
 * @property {number} pieces
 * @property {number} listed findings that were told
 * @property {boolean} full whether the stream lists no more
 * @property {Record<string, number>} counts findings that were told or counted
 */

/** Sessions at once; each holds some 100 KB. The one that was silent the longest goes. */
const MOST_SESSIONS = 64;

/** @type {Map<string, Held>} the longest silent first */
const sessions = new Map();
const encoder = new TextEncoder();

/** Takes what a frame sends, one piece after the other. @param {chrome.runtime.Port} port */
export function takePieces(port) {
  const { tab, frameId } = port.sender ?? {};
  const next = inTurn();
  port.onMessage.addListener((piece) => {
    const taken = next(async () => {
      const answer = await takePiece(`${tab?.id}:${frameId}`, piece);
      if (piece.answers) port.postMessage(answer);
    });
    // The frame is gone, or the module cannot be had: it finds nobody at the other end.
    taken.catch(() => port.disconnect());
  });
}

/**
 * Takes a piece of text.
 *
 * @param {string} owner the tab and frame
 * @param {{session: string, hints: import('../../core/stream.js').Hints, piece: number, text: string, settle: boolean}} message
 *   `piece`: how many were sent before
 * @returns {Promise<Answer | {lost: true}>}
 */
async function takePiece(owner, { session, hints, piece, text, settle }) {
  const key = `${owner} ${session}`;
  const held = sessions.get(key) ?? (piece === 0 ? await open(hints) : undefined);
  const bytes = encoder.encode(text);
  if (!held || held.pieces !== piece || bytes.length > LONGEST_PIECE) return { lost: true };
  sessions.delete(key);
  try {
    held.pieces += 1;
    write(held, bytes);
    const answer = settle ? report(held) : { at: held.at, findings: [], unlisted: {}, persons: 0, blocked: false };
    // A document is whole; a long list of findings has told all that it can.
    if (settle && (!held.trail || held.full)) held.stream.close();
    else keep(key, held);
    return answer;
  } catch {
    // The instance was lost, with all that it knew.
    held.stream.close();
    return { lost: true };
  }
}

/** Forgets what a tab or a frame of it sent. @param {string} owner how its sessions' names begin */
export function forget(owner) {
  for (const [key, { stream }] of sessions) {
    if (!key.startsWith(owner)) continue;
    stream.close();
    sessions.delete(key);
  }
}

/** @param {import('../../core/stream.js').Hints} hints @returns {Promise<Held>} */
async function open(hints) {
  const stream = await openStream(hints);
  const trail = hints.events ? TRAIL : hints.contentType === LINES ? TRAIL_OF_LINES : undefined;
  return { stream, trail, at: 0, pieces: 0, listed: 0, full: false, counts: {} };
}

/** @param {Held} held @param {Uint8Array} bytes */
function write(held, bytes) {
  held.stream.write(bytes);
  held.at += bytes.length;
}

/** @param {Held} held @returns {Answer} */
function report(held) {
  if (held.trail) write(held, encoder.encode(held.trail));
  else held.stream.end();
  const { findings, counts, persons, verdict } = held.stream.report();
  const fresh = findings.slice(held.listed);
  /** @type {Record<string, number>} */
  const unlisted = {};
  for (const [kind, count] of Object.entries(counts)) {
    const more = count - (held.counts[kind] ?? 0) - fresh.filter((finding) => finding.kind === kind).length;
    if (more > 0) unlisted[kind] = more;
  }
  held.listed = findings.length;
  // Then it is begun anew.
  held.full = findings.length >= MOST_LISTED;
  held.counts = counts;
  return {
    at: held.at,
    // Parts of a container have places of their own, which a page knows nothing of.
    findings: fresh.map(({ kind, part, start, end, confidence, severity }) =>
      part === 0 ? [kind, start, end, confidence, severity] : [kind, -1, -1, confidence, severity],
    ),
    unlisted,
    persons,
    blocked: verdict === 'block',
  };
}

/** @param {string} key @param {Held} held */
function keep(key, held) {
  sessions.set(key, held);
  if (sessions.size <= MOST_SESSIONS) return;
  const [oldest, { stream }] = /** @type {[string, Held]} */ (sessions.entries().next().value);
  stream.close();
  sessions.delete(oldest);
}
