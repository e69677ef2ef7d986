/**
 * The forms that `scan` prints in, by name. `src/bin/dwarpal/report/` prints the same bytes.
 */

import { html } from './html.js';
import { jsonl } from './jsonl.js';
import { sarif } from './sarif.js';
import { text } from './text.js';

/**
 * @typedef {import('../../core/index.js').Report} Report
 *
 * @typedef {object} Totals
 * @property {number} pass
 * @property {number} block
 * @property {number} uninspectable
 * @property {number} unread paths that could not be opened
 *
 * @typedef {object} Format each gives what is to be printed
 * @property {() => string} begin
 * @property {(path: string, report: Report) => string} file
 * @property {(totals: Totals) => string} finish
 */

/** @type {Record<'text' | 'jsonl' | 'sarif' | 'html', (titleOf: (kind: string) => string) => Format>} */
export const FORMATS = { text, jsonl, sarif, html };
