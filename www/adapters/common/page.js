/**
 * The plain answer where there is neither the origin's response nor a block: 500 for a filter that cannot work, 502 for
 * a body that broke off.
 *
 * Why so short: a visitor can do nothing about it, and an error's message may quote what it was given.
 */

import { DwarpalError } from '../../core/index.js';

/**
 * @param {unknown} error
 * @returns {Response}
 */
export function failurePage(error) {
  const code = error instanceof DwarpalError ? error.code : 'failed';
  const status = code === 'body_failed' ? 502 : 500;
  return new Response(`${status}: the page could not be checked (${code}), and is not shown.\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });
}
