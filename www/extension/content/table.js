/**
 * The columns of a table while its rows are walked: which of them a cell stands in, spans counted.
 *
 * Why: a header labels a column, so a cell that spans two, or reaches down into the next rows, must leave its
 * neighbours where they are.
 */

/** No table of people has cells wider or higher than this; a hostile one could ask for millions. */
const WIDEST = 32;

export class Table {
  #column = 0;
  /** @type {number[]} rows, by column, that a cell of an earlier row still reaches into */
  #reaching = [];
  #cells = 0;
  /** Columns that the last cell takes beside its own. */
  #wide = 0;

  /** A row begins. */
  row() {
    this.#column = 0;
    this.#cells = 0;
  }

  /**
   * A cell begins.
   *
   * @param {Element} element
   * @param {import('./script.js').Script} out
   */
  cell(element, out) {
    this.#pass(out);
    if (this.#cells > 0) out.cell();
    this.#cells += 1;
    const { colSpan = 1, rowSpan = 1 } = /** @type {Partial<HTMLTableCellElement>} */ (element);
    const width = Math.min(Math.max(colSpan, 1), WIDEST);
    for (let i = 0; i < width; i += 1) this.#reaching[this.#column + i] = Math.min(rowSpan, WIDEST) - 1;
    this.#column += 1;
    // The further columns of a wide cell are empty cells, written before the next one.
    this.#wide = width - 1;
  }

  /** @param {import('./script.js').Script} out empty cells for what is taken already */
  #pass(out) {
    for (; this.#wide > 0; this.#wide -= 1) this.#skip(out);
    while (this.#reaching[this.#column] > 0) {
      this.#reaching[this.#column] -= 1;
      this.#skip(out);
    }
  }

  /** @param {import('./script.js').Script} out */
  #skip(out) {
    if (this.#cells > 0) out.cell();
    this.#cells += 1;
    this.#column += 1;
  }

  /** A row ends. @param {import('./script.js').Script} out */
  endRow(out) {
    this.#pass(out);
  }
}
