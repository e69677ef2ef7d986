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
 * @param {() => Promise<void>} [between] awaited after each slice
 */
export async function inSlices(work, between) {
  for (let done = false; !done;) {
    const deadline = await idle();
    const until = performance.now() + Math.min(Math.max(deadline.timeRemaining(), 1), SLICE);
    do done = work.next().done === true;
    while (!done && performance.now() < until);
    if (between) await between();
  }
}

/** @returns {Promise<IdleDeadline>} */
function idle() {
  return new Promise((resolve) => {
    requestIdleCallback(resolve, { timeout: PATIENCE });
  });
}
