/**
 * `dwarpal scan`: paths in, verdicts out.
 */

import { fileURLToPath } from 'node:url';

import { createFilter, DwarpalError } from '../node.js';
import { bodyOf, lastPart } from './bodies.js';
import { Failure, unreadable } from './failure.js';
import { FORMATS } from './formats/index.js';
import { oneOf } from './option.js';
import { documentIn, keyIn } from './policy.js';
import { Progress } from './progress.js';
import { textAt, textOf } from './text.js';
import { filesIn } from './walk.js';

/** Findings listed for a file without `--all-findings`. */
const LISTED = 100;

/** Knows the packs, in the catalogue's order. */
const SCHEMA = fileURLToPath(new URL('../policy.schema.json', import.meta.url));

/** As many as the module can be asked for. */
const ALL = 2 ** 32 - 1;

/**
 * @typedef {object} ScanOptions
 * @property {string} [format]
 * @property {string} [packs]
 * @property {string} [policy]
 * @property {string} [key]
 * @property {boolean} [thorough]
 * @property {string} [content-type]
 * @property {string} [content-encoding]
 * @property {string} [headers]
 * @property {string} [files-from]
 * @property {boolean} [all-findings]
 */

/**
 * Scans all paths; one that can't be read is reported and the rest is done.
 *
 * @param {ScanOptions} options
 * @param {string[]} given
 * @returns {Promise<number>} the exit status
 */
export async function scan(options, given) {
  const name = oneOf('format', options.format, /** @type {Array<keyof typeof FORMATS>} */ (Object.keys(FORMATS)));
  const paths = [...given, ...(options['files-from'] === undefined ? [] : listed(options['files-from']))];
  if (given.length === 0 && options['files-from'] === undefined)
    throw new Failure('give at least one PATH, or --files-from');
  const headers = options.headers === undefined ? new Map() : headersIn(options.headers);
  const { files, unread: unwalked } = filesIn(paths);
  const filter = await createFilter(await settingsOf(options));
  const format = FORMATS[name]((kind) => filter.kinds().find(({ id }) => id === kind)?.title ?? '');
  const progress = new Progress(files.length, name === 'text');
  const totals = { pass: 0, block: 0, uninspectable: 0, unread: unwalked };

  process.stdout.write(format.begin());
  for (const { shown, path } of files) {
    const [type, coding] = headers.get(shown) ?? [options['content-type'], options['content-encoding']];
    const hints = {
      ...(type && { contentType: type }),
      ...(coding && { contentEncoding: coding }),
      thorough: options.thorough === true,
      maxFindings: options['all-findings'] ? ALL : LISTED,
      whole: true,
    };
    try {
      const report = await filter.scan(await bodyOf(path, shown), { ...hints, ...nameOf(shown) });
      totals[report.verdict] += 1;
      progress.clear();
      process.stdout.write(format.file(shown, report));
    } catch (error) {
      progress.clear();
      totals.unread += 1;
      process.stderr.write(`dwarpal: ${told(shown, error)}\n`);
    }
    progress.step();
  }
  progress.clear();
  process.stdout.write(format.finish(totals));
  if (totals.unread > 0) return 2;
  return totals.block + totals.uninspectable > 0 ? 1 : 0;
}

/**
 * @param {ScanOptions} options
 * @throws {Failure}
 */
async function settingsOf({ packs: given, policy, key }) {
  if (policy === undefined) {
    if (key !== undefined) throw new Failure('--key is for a --policy');
    const packs = packsOf(given);
    return packs && { policy: { packs } };
  }
  if (given !== undefined) throw new Failure('give --packs or --policy: a policy says its packs itself');
  return { policy: await documentIn(policy), ...(key !== undefined && { key: keyIn(key) }) };
}

/**
 * @param {string} [given] `default`, `all`, or names separated by commas
 * @returns {import('../core/index.js').Pack[] | undefined}
 * @throws {Failure}
 */
function packsOf(given = 'default') {
  if (given === 'default') return undefined;
  /** @type {import('../core/index.js').Pack[]} */
  const known = JSON.parse(textAt(SCHEMA)).definitions.pack.enum;
  if (given === 'all') return known;
  return given.split(',').map((name) => {
    const pack = known.find((one) => one === name.trim());
    if (pack !== undefined) return pack;
    throw new Failure(`there is no pack \`${name.trim()}\`; there are: default, all, ${known.join(', ')}`);
  });
}

/** @param {string} shown A URL's response says its name itself. @returns {{fileName?: string}} */
function nameOf(shown) {
  return /^https?:\/\//i.test(shown) ? {} : { fileName: lastPart(shown) };
}

/** @param {string} shown @param {unknown} error */
function told(shown, error) {
  if (error instanceof Failure) return error.message;
  if (error instanceof DwarpalError) return `${shown} could not be scanned: ${error.message}`;
  return unreadable(shown, error);
}

/** @param {string} list @returns {string[]} its lines */
function listed(list) {
  return textOf(list)
    .split('\n')
    .map((line) => line.replace(/\r$/, ''))
    .filter(Boolean);
}

/**
 * Path, Content-Type, Content-Encoding; separated by tabs, one file a line.
 *
 * @param {string} table
 * @returns {Map<string, [type: string, coding: string]>}
 */
function headersIn(table) {
  const rows = new Map();
  for (const [index, line] of textAt(table).split('\n').entries()) {
    if (line === '' || line === '\r') continue;
    const [path, type, coding = '', more] = line.replace(/\r$/, '').split('\t');
    if (type === undefined || more !== undefined) {
      const form = 'a line holds path, content type and content encoding, separated by tabs';
      throw new Failure(`${table} line ${index + 1}: ${form}`);
    }
    rows.set(path, [type, coding]);
  }
  return rows;
}
