/**
 * Runs in the extension's own world before the page does, on sites where what a page receives is read too: takes the port
 * that the hook offers, and keeps what comes until the reader is there.
 */

import { OFFER, WANTED } from './port.js';

/** Characters that wait at most. */
const MOST = 16 * 1024 * 1024;

/**
 * @typedef {object} Ear
 * @property {(hear: (text: string) => void) => void} listen gives all that has come and will come
 * @property {() => void} close
 */

function main() {
  /** @type {string[]} */
  const waiting = [];
  let size = 0;
  /** @type {((text: string) => void) | undefined} */
  let hear;
  /** @type {MessagePort | undefined} */
  let port;

  const take = (/** @type {Event} */ event) => {
    [port] = /** @type {MessageEvent} */ (event).ports;
    document.removeEventListener(OFFER, take, true);
    // Nobody else hears of it, and the hook knows that it was taken.
    event.stopImmediatePropagation();
    event.preventDefault();
    port.onmessage = ({ data }) => {
      if (hear) hear(data);
      else if ((size += data.length) <= MOST) waiting.push(data);
    };
  };
  document.addEventListener(OFFER, take, true);
  document.dispatchEvent(new Event(WANTED));

  /** @type {Ear} */
  const ear = {
    listen: (given) => {
      hear = given;
      waiting.splice(0).forEach(given);
    },
    close: () => {
      port?.close();
      waiting.length = 0;
    },
  };
  Object.assign(globalThis, { dwarpalEar: ear });
}

main();
