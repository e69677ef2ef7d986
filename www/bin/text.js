/**
 * Small files that are text (lists, tables, policies), and the lines of large ones.
 */

import { readFileSync } from 'node:fs';

import { Failure, unreadable } from './failure.js';

/** A byte order mark stays: what is text to the native command is to be the same text here. */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * @param {string} path
 * @param {string | number} [file] Default: what is at the path
 * @returns {string}
 * @throws {Failure}
 */
export function textAt(path, file = path) {
  let bytes;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new Failure(unreadable(path, error));
  }
  return utf8(bytes) ?? notText(path);
}

/**
 * @param {string} path or `-`, for standard input
 * @returns {string}
 * @throws {Failure}
 */
export function textOf(path) {
  return textAt(path, path === '-' ? 0 : path);
}

/** @param {Uint8Array} bytes @returns {string | undefined} undefined where they are none */
export function utf8(bytes) {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Lines as the native command has them: each ends with a line feed, perhaps after a carriage return.
 *
 * @param {AsyncIterable<string>} input
 */
export async function* lines(input) {
  let rest = '';
  for await (const text of input) {
    const pieces = (rest + text).split('\n');
    rest = pieces.pop() ?? '';
    yield* pieces.map((line) => line.replace(/\r$/, ''));
  }
  if (rest !== '') yield rest.replace(/\r$/, '');
}

/** @param {string} path @returns {never} */
function notText(path) {
  throw new Failure(`${path} could not be read: stream did not contain valid UTF-8`);
}
