/**
 * The page's side of a scan: sends pieces in order, and gets what was found in them.
 *
 * Why sessions: the module counts distinct persons over all that it was given, so everything that a frame shows goes
 * into one stream. The background may be put to sleep by the browser and forget the stream; it says so, and a new one
 * is begun. What was sent since the last answer is sent again; what was found before is walked again (`recall`), so
 * that the same persons are not counted twice.
 *
 * Why a port: a message that is answered costs the page five times as much, and only the last piece has an answer.
 */

import { SCAN } from '../shared/events.js';

/**
 * @typedef {import('../background/sessions.js').Answer} Answer
 * @typedef {[kind: string, start: number, end: number, confidence: number, severity: string]} Listed
 *
 * @typedef {object} Batch
 * @property {string[]} pieces
 * @property {Listed[]} findings places are bytes of the batch
 * @property {Record<string, number>} unlisted findings that are counted and not listed, by kind
 */

/** Pieces that are sent without waiting: the background is not to be flooded. */
const BURST = 64;

export class Session {
  /** Persons of sessions that are over, less those that this one was told of again. */
  #before = 0;
  #persons = 0;
  /** Bytes that were taken, and pieces that were sent. */
  #at = 0;
  #pieces = 0;
  #id = newId();
  /** Whether the module would stop what was seen so far, and its word for why. */
  blocked = false;

  /**
   * @param {import('../../core/stream.js').Hints} hints
   * @param {() => Promise<string[]>} recall pieces of all that was found, as the page shows it now
   */
  constructor(hints, recall) {
    this.hints = hints;
    this.recall = recall;
  }

  /** Distinct persons so far. */
  get persons() {
    return this.#before + this.#persons;
  }

  /**
   * Scans a batch.
   *
   * @param {string[]} pieces
   * @returns {Promise<Batch>}
   */
  async scan(pieces) {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const base = this.#at;
      const answer = await this.#send(pieces);
      if (answer) {
        const findings = answer.findings.map(
          ([kind, start, end, ...rest]) => /** @type {Listed} */ ([kind, start - base, end - base, ...rest]),
        );
        return { pieces, findings, unlisted: answer.unlisted };
      }
      await this.#renew();
    }
    throw new Error('The background does not answer.');
  }

  /** @param {string[]} pieces @returns {Promise<Answer | undefined>} */
  async #send(pieces) {
    const port = chrome.runtime.connect({ name: SCAN });
    try {
      for (const [i, text] of pieces.entries()) {
        const settle = i === pieces.length - 1;
        const answers = settle || i % BURST === BURST - 1;
        port.postMessage({ session: this.#id, hints: this.hints, piece: this.#pieces, text, settle, answers });
        this.#pieces += 1;
        if (!answers) continue;
        const answer = await answerOf(port);
        if (!answer || answer.lost) return undefined;
        if (!settle) continue;
        this.#at = answer.at;
        this.#persons = answer.persons;
        this.blocked ||= answer.blocked;
        return answer;
      }
      return undefined;
    } finally {
      port.disconnect();
    }
  }

  async #renew() {
    const before = this.persons;
    this.#id = newId();
    this.#at = 0;
    this.#pieces = 0;
    this.#persons = 0;
    const pieces = before > 0 ? await this.recall() : [];
    if (pieces.length > 0) await this.#send(pieces);
    this.#before = before - this.#persons;
  }
}

function newId() {
  return Array.from(crypto.getRandomValues(new Uint32Array(3)), (word) => word.toString(36)).join('');
}

/** @param {chrome.runtime.Port} port @returns {Promise<Answer | undefined>} none if the background went away */
function answerOf(port) {
  return new Promise((resolve) => {
    port.onMessage.addListener(resolve);
    port.onDisconnect.addListener(() => resolve(undefined));
  });
}
