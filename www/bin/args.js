/**
 * The command line, and the help that teaches it.
 */

import { parseArgs } from 'node:util';

import { check, kinds } from './catalogue.js';
import { Failure } from './failure.js';
import { FORMATS } from './formats/index.js';
import { HOSTS, init } from './init.js';
import { proxy } from './proxy.js';
import { scan } from './scan.js';
import { version } from './version.js';

const HELP = `Finds people's personal data in files: Aadhaar, PAN, mobile numbers, e-mail addresses, payment cards.

Usage: dwarpal COMMAND

Commands:
  scan [OPTIONS] PATH...   Scan files, directories (walked), URLs or standard input (-)
  check KIND               Read one value a line; print \`valid\` or \`invalid\` for each
  kinds                    List the identifiers that can be found
  init HOST [DIRECTORY]    Write a project that guards a site: ${Object.keys(HOSTS).join(', ')}
  proxy --origin URL       Guard a site on this machine

Options of scan:
  --format FORMAT          ${Object.keys(FORMATS).join(', ')} [default: text]
  --packs PACKS            default, all, or names of packs separated by commas
  --content-type TYPE      Content-Type of the bodies, as a server would declare it
  --content-encoding CODING
  --headers FILE.tsv       For each path its Content-Type and Content-Encoding: a table separated by tabs
  --files-from FILE        Read more paths from a file, one a line (-: standard input)
  --all-findings           List every finding, not the first 100 of a file

Options of kinds:
  --format FORMAT          text, json [default: text]

Options of proxy:
  --origin URL             The site behind
  --port PORT              [default: 8080; 0: any]
  --host ADDRESS           [default: 127.0.0.1]
  --mode MODE              block, redact, cut, observe [default: block]

  -h, --help
  -V, --version

Exit status: 0 nothing stopped, 1 something blocked or not inspectable,
2 could not run or a path could not be read.`;

/**
 * @typedef {Record<string, string | boolean | undefined>} Options
 *
 * @typedef {object} Command
 * @property {(options: any, paths: string[]) => Promise<number> | number} run gives the exit status
 * @property {NonNullable<import('node:util').ParseArgsConfig['options']>} options
 */

const text = /** @type {const} */ ({ type: 'string' });
const flag = /** @type {const} */ ({ type: 'boolean' });

/** @type {Record<string, Command>} */
const COMMANDS = {
  scan: {
    run: scan,
    options: {
      format: text,
      packs: text,
      'content-type': text,
      'content-encoding': text,
      headers: text,
      'files-from': text,
      'all-findings': flag,
    },
  },
  check: { run: check, options: {} },
  kinds: { run: kinds, options: { format: text } },
  init: { run: init, options: {} },
  proxy: { run: proxy, options: { origin: text, port: text, host: text, mode: text } },
};

/**
 * @param {string[]} words
 * @returns {{run: Command['run'], options: Options, paths: string[]}}
 * @throws {Failure}
 */
export function parse(words) {
  const [name, ...rest] = words;
  if (name === undefined) throw new Failure(HELP, { usage: true });
  if (name === '-V' || name === '--version') return answer(`dwarpal ${version}`);
  if (name === '-h' || name === '--help' || name === 'help') return answer(HELP);
  if (!Object.hasOwn(COMMANDS, name))
    throw new Failure(`there is no command \`${name}\`; \`dwarpal --help\` lists them`);
  const { run, options } = COMMANDS[name];
  try {
    const help = { help: { type: /** @type {const} */ ('boolean'), short: 'h' } };
    const { values, positionals } = parseArgs({ args: rest, options: { ...options, ...help }, allowPositionals: true });
    if (values.help) return answer(HELP);
    return { run, options: /** @type {Options} */ (values), paths: positionals };
  } catch (error) {
    throw new Failure(error instanceof Error ? error.message : String(error));
  }
}

/** @param {string} printed */
function answer(printed) {
  const run = () => {
    process.stdout.write(`${printed}\n`);
    return 0;
  };
  return { run, options: {}, paths: [] };
}
