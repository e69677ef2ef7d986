/**
 * What a row of the conformance suite is, and the words that rows are written in.
 */

import { CLEAN, LEAK } from '../helpers/leak.js';

/**
 * @typedef {'block' | 'redact' | 'cut' | 'observe'} Mode
 *
 * @typedef {object} Row
 * @property {string} name what is claimed
 * @property {Mode} mode of the route that is asked
 * @property {string} [route] another route of the policy than the mode's
 * @property {string} [query]
 * @property {{method?: string, headers?: Record<string, string>}} [ask]
 * @property {Origin} origin what it answers
 * @property {import('./audience.js').Said} [said] in `Dwarpal-Audience`
 * @property {Expected} expect what the client gets
 * @property {Partial<import('../../core/index.js').Incident> | null} [log] what the log must say; null: no line
 * @property {Record<string, string | null>} [reaches] fields of the request as they reach the origin
 *
 * @typedef {object} Origin
 * @property {number} [status]
 * @property {[name: string, value: string][]} [headers] in the bytes of latin1
 * @property {string | Uint8Array} [body]
 * @property {'length' | 'chunked' | 'close' | 'more'} [framing] `more` promises bytes that never come
 * @property {number | 'random'} [pieces] bytes of each write
 * @property {number} [wait] milliseconds between two
 * @property {boolean} [broken] the connection is reset behind the body
 * @property {string} [early] sent before the head
 * @property {string} [trailer]
 *
 * @typedef {object} Expected
 * @property {number} status
 * @property {string | Uint8Array} [body] to the byte; left out where it is a page of the filter's
 * @property {[from: number, to: number][]} [parts] of the origin's body, end exclusive, as `multipart/byteranges` to the byte
 * @property {boolean} [masked] the body is as long as the origin's, and no value of it is left
 * @property {boolean} [broken] the client sees that the transfer was broken off
 * @property {Record<string, string | null>} [headers] to the byte; null: not there
 */

export { CLEAN, LEAK };

/** An Aadhaar number that belongs to nobody, for fields and short bodies. */
export const NUMBER = '397161293962';

/** The same in words that label it. */
export const VALUE = `aadhaar-${NUMBER}`;

/** What a refused response looks like, whatever it was. */
export const REFUSED = Object.freeze({
  status: 451,
  headers: {
    'cache-control': 'no-store',
    'x-robots-tag': 'noindex, noarchive, nosnippet',
    etag: null,
    'set-cookie': null,
    'last-modified': null,
    link: null,
    location: null,
    'content-disposition': null,
  },
});

/** @type {[string, string]} */
export const CSV = ['content-type', 'text/csv; charset=utf-8'];
/** @type {[string, string]} */
export const TEXT = ['content-type', 'text/plain; charset=utf-8'];
/** @type {[string, string]} */
export const TAG = ['etag', '"v1"'];

/** A clean document that can be asked for in parts. @type {[string, string][]} */
export const DATED = [CSV, TAG, ['last-modified', 'Wed, 25 Nov 2026 02:53:53 GMT']];

/** All of it. */
export const WHOLE = { status: 200, body: CLEAN, headers: { 'content-range': null, etag: '"v1"' } };

/** All modes. @type {Mode[]} */
export const MODES = ['block', 'redact', 'cut', 'observe'];
