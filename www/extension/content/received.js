/**
 * What a page receives and may never show: JSON that the hook (`hook.js`) heard of.
 *
 * Why one stream for all of it: a list comes page by page, or a person at a time, and the module counts distinct persons
 * over what it was given. Each answer is a line; one that came before is not read again. It has no place in the page, so
 * it is counted and neither marked nor gone to.
 */

import { LINES } from '../shared/events.js';
import { cut } from './cut.js';
import { digest, newSalt } from './digest.js';
import { inSlices } from './idle.js';
import { Places } from './places.js';
import { Session } from './session.js';

/** Answers that are known again. */
const REMEMBERED = 20_000;

export class Received {
  places = new Places();
  #session = new Session({ contentType: LINES }, () => Promise.resolve([]));
  /** @type {Set<number>} */
  #read = new Set();
  #salt = newSalt();
  /** @type {Promise<void>} */
  #last = Promise.resolve();

  /** @param {() => void} onRead after each answer */
  constructor(onRead) {
    this.onRead = onRead;
  }

  get persons() {
    return this.#session.persons;
  }

  get blocked() {
    return this.#session.blocked;
  }

  /** @param {string} text JSON */
  take(text) {
    const key = digest(text, this.#salt);
    if (this.#read.has(key)) return;
    if (this.#read.size >= REMEMBERED) this.#read.clear();
    this.#read.add(key);
    this.#last = this.#last.then(async () => {
      // Line ends stand only between tokens of JSON.
      const { pieces, stretches } = cut(`${text.replace(/[\r\n]+/g, ' ')}\n`, document);
      const batch = await this.#session.scan(pieces);
      await inSlices(this.places.add(batch, stretches));
      this.onRead();
    });
    // One that could not be read is one less.
    this.#last = this.#last.catch(() => undefined);
  }
}
