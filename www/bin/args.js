/**
 * The command line, and the help that teaches it.
 */

import { parseArgs } from 'node:util';

import { check, kinds } from './catalogue.js';
import { Failure } from './failure.js';
import { FORMATS } from './formats/index.js';
import { HOSTS, init } from './init.js';
import { incidents } from './incidents.js';
import { check as checkPolicy, explain, hmac } from './policy.js';
import { proxy } from './proxy.js';
import { scan } from './scan.js';
import { version } from './version.js';

const HELP = `Finds people's personal data in files: Aadhaar, PAN, mobile numbers, e-mail addresses, payment cards.

Usage: dwarpal COMMAND

Commands:
  scan [OPTIONS] PATH...   Scan files, directories (walked), URLs or standard input (-)
  check KIND               Read one value a line; print \`valid\` or \`invalid\` for each
  kinds                    List the identifiers that can be found
  incidents LOG...         From the worker's log (-: standard input), the addresses that leaked
  policy check FILE        Say whether a policy document is right; if not, where it is wrong
  policy explain FILE URL  Say which rules hold for a response
  policy hmac --key FILE   Read values, one a line, and print the HMAC of each for a policy's own.allow.hmacs
  init HOST [DIRECTORY]    Write a project that guards a site: ${Object.keys(HOSTS).join(', ')}
  proxy --origin URL       Guard a site on this machine

Options of scan:
  --format FORMAT          ${Object.keys(FORMATS).join(', ')} [default: text]
  --packs PACKS            default, all, or names of packs separated by commas
  --policy FILE            A policy document: its packs and thresholds, and what is its own
  --key FILE               With a policy: a file with the key of its HMACs, 32 hexadecimal digits
  --thorough               Look for names and addresses in all running text, not only where
                           something else points at a person; slower
  --content-type TYPE      Content-Type of the bodies, as a server would declare it
  --content-encoding CODING
  --headers FILE.tsv       For each path its Content-Type and Content-Encoding: a table separated by tabs
  --files-from FILE        Read more paths from a file, one a line (-: standard input)
  --all-findings           List every finding, not the first 100 of a file

Options of kinds:
  --format FORMAT          text, json [default: text]

Options of incidents:
  --purge-list             Addresses alone, one a line: what a CDN must forget. A \`*\` at the end
                           stands for what the log does not say

Options of policy explain:
  --method METHOD          Method of the request [default: GET]
  --content-type TYPE      Content-Type of the response [default: text/html]
  --status STATUS          Status of the response [default: 200]

Options of policy hmac:
  --key FILE               A file with the deployment's key: 32 hexadecimal digits, those of DWARPAL_KEY

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
      policy: text,
      key: text,
      thorough: flag,
      'content-type': text,
      'content-encoding': text,
      headers: text,
      'files-from': text,
      'all-findings': flag,
    },
  },
  check: { run: check, options: {} },
  kinds: { run: kinds, options: { format: text } },
  incidents: { run: incidents, options: { 'purge-list': flag } },
  'policy check': { run: checkPolicy, options: {} },
  'policy explain': { run: explain, options: { method: text, 'content-type': text, status: text } },
  'policy hmac': { run: hmac, options: { key: text } },
  init: { run: init, options: {} },
  proxy: { run: proxy, options: { origin: text, port: text, host: text, mode: text } },
};

/**
 * @param {string[]} words
 * @returns {{run: Command['run'], options: Options, paths: string[]}}
 * @throws {Failure}
 */
export function parse(words) {
  const [first, second] = words;
  if (first === undefined) throw new Failure(HELP, { usage: true });
  if (first === '-V' || first === '--version') return answer(`dwarpal ${version}`);
  if (first === '-h' || first === '--help' || first === 'help') return answer(HELP);
  const [name, length] = first === 'policy' ? [`policy ${second}`, 2] : [first, 1];
  if (length === 2 && (second === '-h' || second === '--help' || second === 'help')) return answer(HELP);
  if (!Object.hasOwn(COMMANDS, name))
    throw new Failure(`there is no command \`${name}\`; \`dwarpal --help\` lists them`);
  const { run, options } = COMMANDS[name];
  const { values, positionals } = parsed(words.slice(length), options);
  return values.help ? answer(HELP) : { run, options: values, paths: positionals };
}

/**
 * @param {string[]} args
 * @param {Command['options']} options
 * @returns {{values: Options, positionals: string[]}}
 */
function parsed(args, options) {
  const help = { help: { type: /** @type {const} */ ('boolean'), short: 'h' } };
  let found;
  try {
    found = parseArgs({ args, options: { ...options, ...help }, allowPositionals: true, tokens: true });
  } catch (error) {
    throw new Failure(error instanceof Error ? error.message : String(error));
  }
  const given = found.tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
  const twice = given.find((name, index) => given.indexOf(name) < index);
  if (twice !== undefined) throw new Failure(`--${twice} was given twice`);
  return { values: /** @type {Options} */ (found.values), positionals: found.positionals };
}

/** @param {string} printed */
function answer(printed) {
  const run = () => {
    process.stdout.write(`${printed}\n`);
    return 0;
  };
  return { run, options: {}, paths: [] };
}
