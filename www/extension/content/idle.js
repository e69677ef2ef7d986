/**
 * Runs long work in slices of the page's idle time.
 *
 * Why: a task of 50 ms is one that a person feels. A slice takes a few milliseconds and then lets the page go on.
 */

/** Milliseconds of one slice at most, however idle the page says it is. */
const SLICE = 8;
/** Milliseconds after which a busy page has to make room. */
const PATIENCE = 1000;

/**
 * Drives a generator to its end, a slice at a time.
 *
 * @param {Generator<void, void>} work
 * @returns {Promise<void>}
 */
export function inSlices(work) {
  return new Promise((resolve, reject) => {
    const slice = (/** @type {IdleDeadline} */ deadline) => {
      const until = performance.now() + Math.min(Math.max(deadline.timeRemaining(), 1), SLICE);
      try {
        let done;
        do done = work.next().done;
        while (!done && performance.now() < until);
        if (done) resolve();
        else requestIdleCallback(slice, { timeout: PATIENCE });
      } catch (error) {
        reject(error);
      }
    };
    requestIdleCallback(slice, { timeout: PATIENCE });
  });
}
