/**
 * How much linear memory the two instances may hold together.
 *
 * Why: an instance gives no memory back, so one moment with very many streams, or one large document, would be held for as
 * long as the program runs; and an edge isolate that takes more than its host allows is ended with all it is doing.
 *
 * The contract: over the limit an instance in which nothing is open is replaced by a fresh one; a stream of events, which
 * might go on for days, counts as nothing: it is broken off, told of, and asked for anew by its client. Where that is not
 * enough a new stream is refused, until those that are open have ended.
 */

import { engine as opener } from './documents.js';
import { scanner } from './engine.js';
import { DwarpalError } from './errors.js';

/**
 * @param {number} most bytes
 * @throws {DwarpalError} `memory_full`
 */
export function makeRoom(most) {
  // What opens documents is mostly idle: its streams end when the document is read.
  for (const engine of [opener, scanner]) {
    if (scanner.memory + opener.memory <= most) return;
    if (engine.users === engine.endless) engine.replace();
  }
  if (scanner.memory + opener.memory <= most) return;
  throw new DwarpalError(
    'memory_full',
    'The WebAssembly instances hold as much memory as they may, for streams that are open.',
    'Close streams that are no longer used, or set a larger maxMemory.',
  );
}
