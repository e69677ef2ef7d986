/** Changes of what is stored, one after the other: each reads what is there before it writes. */

/** @returns {<T>(work: () => Promise<T>) => Promise<T>} does the work once all that was handed in before is done */
export function inTurn() {
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();
  return (work) => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
}
