/**
 * What stands behind a path at the command line: a file, a URL, standard input.
 */

import { createReadStream } from 'node:fs';

import { Failure } from './failure.js';

/** Bytes read at a time. */
const CHUNK = 64 * 1024;

/**
 * @param {string | Buffer} path
 * @param {string} shown the same for people
 * @returns {Promise<import('../core/index.js').Input>}
 */
export async function bodyOf(path, shown) {
  if (shown === '-') return process.stdin;
  if (/^https?:\/\//i.test(shown)) return responseOf(shown);
  return createReadStream(path, { highWaterMark: CHUNK });
}

/**
 * The name by which the engine may know what a file is.
 *
 * @param {string} path
 */
export function lastPart(path) {
  const last = path.replace(/\/+$/, '').split('/').at(-1) ?? '';
  return last === '..' || last === '.' ? '' : last;
}

/** @param {string} url */
async function responseOf(url) {
  let response;
  try {
    response = await fetch(url, { headers: { 'accept-encoding': 'identity' } });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : undefined;
    const code = cause && 'code' in cause ? ` (${cause.code})` : '';
    throw new Failure(`${url} could not be read: the site cannot be reached${code}`);
  }
  if (response.ok) return response;
  await response.body?.cancel();
  throw new Failure(`${url} could not be read: the site answered ${response.status}`);
}
