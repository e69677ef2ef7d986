/**
 * How far a long scan has come, on a terminal.
 */

const WIDTH = 30;

export class Progress {
  #done = 0;
  #all;
  #shown;
  #started = performance.now();

  /** @param {number} all files @param {boolean} wanted */
  constructor(all, wanted) {
    this.#all = all;
    // People wait; pipes do not.
    this.#shown = wanted && all >= 50 && process.stderr.isTTY === true;
  }

  step() {
    this.#done += 1;
    if (!this.#shown) return;
    const full = Math.round((WIDTH * this.#done) / this.#all);
    const left = ((performance.now() - this.#started) / this.#done) * (this.#all - this.#done);
    const bar = '█'.repeat(full) + '░'.repeat(WIDTH - full);
    process.stderr.write(`\r\u001b[K${bar} ${this.#done}/${this.#all} files, ${Math.ceil(left / 1000)}s left`);
  }

  /** Takes the bar away, for a line of output or for good. */
  clear() {
    if (this.#shown) process.stderr.write('\r\u001b[K');
  }
}
