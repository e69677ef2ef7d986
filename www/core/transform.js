/**
 * Masking as a `TransformStream`: bytes in, the same bytes with their private values overwritten out.
 *
 * Why apart from the filter: what a stream must do when the engine fails, and who is told of the report, is its own
 * small story.
 */

import { asBytes } from './bytes.js';
import { DwarpalError } from './errors.js';
import { Masking } from './masking.js';
import { completeReport } from './report.js';
import { STATUS } from './calls.js';

/** @typedef {import('./report.js').Report} Report */

/**
 * @param {import('./stream.js').Stream} stream opened with `masks`
 * @param {() => void} close called once, when nothing more is wanted of it
 * @returns {TransformStream<Uint8Array, Uint8Array> & {report: Promise<Report>}}
 */
export function maskingTransform(stream, close) {
  const masking = new Masking(stream);
  /** @type {(report: Report) => void} */
  let tell = () => {};
  /** @type {(reason: unknown) => void} */
  let fail = () => {};
  const report = new Promise((resolve, reject) => {
    tell = resolve;
    fail = reject;
  });
  // Who does not ask for the report does not want to hear that there is none.
  report.catch(() => {});
  /** @param {TransformStreamDefaultController<Uint8Array>} controller @param {() => Uint8Array[]} step */
  const run = (controller, step) => {
    try {
      const pieces = step();
      if (masking.plain === false) throw notPlain(stream.report().reason);
      if (masking.status & STATUS.HIDDEN) throw notPlain('hidden');
      for (const piece of pieces) controller.enqueue(piece);
    } catch (error) {
      fail(error);
      close();
      throw error;
    }
  };
  const transform = new TransformStream({
    transform: (chunk, controller) => run(controller, () => masking.write(asBytes(chunk))),
    flush: (controller) => {
      run(controller, () => masking.end());
      tell(completeReport(stream.report()));
      close();
    },
  });
  return Object.assign(transform, { report });
}

/** @param {string} reason */
export function notPlain(reason) {
  return new DwarpalError(
    'not_plain',
    `This body cannot be masked (${reason}): its text does not stand in it as it is.`,
    'Use scan() and decide by the verdict; guard() blocks such bodies where they leak.',
  );
}
