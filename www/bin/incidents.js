/**
 * `dwarpal incidents`: from the worker's log, the addresses that leaked: for a CDN's purge and for removal tools.
 */

import { createReadStream } from 'node:fs';

import { Failure, unreadable } from './failure.js';
import { lines, utf8 } from './text.js';

/**
 * @typedef {object} Address what is known of one
 * @property {number} times
 * @property {number} persons at most
 * @property {string} last time
 * @property {string} reason
 */

/**
 * @param {{'purge-list'?: boolean}} options
 * @param {string[]} logs
 */
export async function incidents(options, logs) {
  if (logs.length === 0) throw new Failure('give at least one LOG, or - for standard input');
  /** @type {Map<string, Address>} */
  const found = new Map();
  for (const log of logs) await read(log, found);
  const printed = [...found]
    .sort(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
    .map(([url, address]) => (options['purge-list'] ? purged(url) : row(url, address)));
  process.stdout.write(printed.map((line) => `${line}\n`).join(''));
  return 0;
}

/** An address whose path was masked in the log is known up to there: a prefix to purge. @param {string} url */
function purged(url) {
  return url.replace(/\*.*$/s, '*');
}

/** @param {string} url @param {Address} address */
function row(url, { times, persons, last, reason }) {
  const counted = `${String(times).padStart(6)} times  ${String(persons).padStart(6)} persons`;
  return `${last}  ${counted}  ${reason.padEnd(14)} ${url}`;
}

/** @param {string} log @param {Map<string, Address>} found */
async function read(log, found) {
  // A character a byte: whether a line is text is asked line by line.
  const input = (log === '-' ? process.stdin : createReadStream(log)).setEncoding('latin1');
  try {
    for await (const line of lines(input)) {
      const incident = incidentIn(utf8(Buffer.from(line, 'latin1')));
      if (incident) add(incident, found);
    }
  } catch (error) {
    throw new Failure(unreadable(log, error));
  }
}

/**
 * @param {string | undefined} line
 * @returns {any} undefined for other lines of a log, which are no business of this command, and for what passed
 */
function incidentIn(line) {
  try {
    const { event, time, would, reason, persons = 0, host, path } = JSON.parse(line ?? '');
    const texts = [time, reason, host, path].every((field) => typeof field === 'string');
    const right = texts && Number.isInteger(persons) && persons >= 0;
    if (right && event === 'dwarpal.incident' && would === 'block') return { time, reason, persons, host, path };
  } catch {
    // As above.
  }
  return undefined;
}

/** @param {{time: string, reason: string, persons: number, host: string, path: string}} incident @param {Map<string, Address>} found */
function add({ time, reason, persons, host, path }, found) {
  const url = `https://${host}${path}`;
  const address = found.get(url) ?? { times: 0, persons: 0, last: '', reason: '' };
  address.times += 1;
  address.persons = Math.max(address.persons, persons);
  if (time >= address.last) Object.assign(address, { last: time, reason });
  found.set(url, address);
}
