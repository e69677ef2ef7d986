/**
 * Runs long work in slices of the page's idle time.
 *
 * Why: a task of 50 ms is one that a person feels. A slice takes a few milliseconds and then lets the page go on. A page
 * that is never idle is read all the same: it is made to give up a slice a few times in a second. One that nobody looks
 * at gets no idle time to speak of from the browser, and there nobody feels a longer slice.
 */

/** Milliseconds of one slice at most, however idle the page says it is. */
const SLICE = 8;
/** The same where nobody looks: browsers let such a page run about once in a second. */
const SLICE_HIDDEN = 40;
/** Milliseconds after which a busy page has to make room. */
const PATIENCE = 250;

/**
 * Drives a generator to its end, a slice at a time.
 *
 * @param {Generator<void, void>} work
 * @returns {Promise<void>}
 */
export function inSlices(work) {
  return new Promise((resolve, reject) => {
    const slice = (/** @type {IdleDeadline} */ deadline) => {
      const until = performance.now() + lengthOf(deadline);
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

/** @param {IdleDeadline} deadline */
function lengthOf(deadline) {
  if (document.hidden) return SLICE_HIDDEN;
  return deadline.didTimeout ? SLICE : Math.min(Math.max(deadline.timeRemaining(), 1), SLICE);
}
