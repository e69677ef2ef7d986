/**
 * The events text, as the page walk writes it: see `src/bytes/events.rs` for the bytes and what they mean.
 *
 * Why text with control characters: one string crosses from the page to the background, no object per element,
 * and the module reads a page as it reads a workbook or a PDF.
 */

export const PART = '\x1c';
export const ROW = '\x1e';
export const CELL = '\x1f';
export const LABEL = '\x01';
export const VALUE = '\x02';

/** Bytes of text that are sent at once at most. */
export const LONGEST_PIECE = 16 * 1024;

/** The name of the port that pieces go through. */
export const SCAN = 'scan';

/** What follows a batch, so that all of it lies behind the module's look-ahead and is final. */
export const TRAIL = PART + ' '.repeat(1023) + PART;

/** The type of JSON documents, one a line. */
export const LINES = 'application/x-ndjson';

/** The same for JSON by lines: blank ones, and as many as the module waits for before it says what a body is. */
export const TRAIL_OF_LINES = `${`\n${' '.repeat(1023)}`.repeat(2)}\n`;

const encoder = new TextEncoder();

/**
 * Bytes that a text has as UTF-8.
 *
 * @param {string} text
 * @returns {number}
 */
export function byteLength(text) {
  return isAscii(text) ? text.length : encoder.encode(text).length;
}

/** @param {string} text */
export function isAscii(text) {
  return !/[^\0-\x7f]/.test(text);
}
