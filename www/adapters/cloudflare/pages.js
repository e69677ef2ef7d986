/**
 * The two plain answers that are neither the origin's nor a block: 500 for a wrong set-up, 502 for no origin.
 */

import { DwarpalError } from '../../core/index.js';

/**
 * Says in one sentence what is wrong and what to do, to the log and to the person who tries it out.
 *
 * @param {number} status
 * @param {string} title
 * @param {unknown} error
 */
export function explain(status, title, error) {
  const known = error instanceof DwarpalError ? error : undefined;
  const text = known ? `${known.message} ${known.hint}` : 'The filter could not be started.';
  console.error(JSON.stringify({ event: 'dwarpal.not_ready', code: known?.code ?? 'unknown', message: text }));
  return plainPage(status, title, text);
}

/**
 * @param {number} status
 * @param {string} title
 * @param {string} text
 */
export function plainPage(status, title, text) {
  return new Response(`${status} ${title}\n\n${text}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });
}
