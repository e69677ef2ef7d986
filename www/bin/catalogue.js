/**
 * `dwarpal check` and `dwarpal kinds`: the catalogue at the command line.
 */

import { createFilter } from '../node.js';
import { Failure } from './failure.js';
import { oneOf } from './option.js';
import { lines } from './text.js';

/**
 * Reads values from standard input and says of each whether it is valid.
 *
 * @param {object} _ no options
 * @param {string[]} words
 */
export async function check(_, words) {
  const filter = await createFilter();
  const [kind] = words;
  if (kind === undefined || words.length > 1) throw new Failure('give one kind; `dwarpal kinds` lists them');
  if (!filter.kinds().some(({ id }) => id === kind)) {
    throw new Failure(`there is no kind \`${kind}\`; \`dwarpal kinds\` lists them`);
  }
  for await (const line of lines(process.stdin.setEncoding('utf8'))) {
    process.stdout.write(filter.check(kind, line) ? 'valid\n' : 'invalid\n');
  }
  return 0;
}

/**
 * Lists the catalogue.
 *
 * @param {{format?: string}} options
 */
export async function kinds({ format }) {
  const wanted = oneOf('format', format, ['text', 'json']);
  const all = (await createFilter()).kinds();
  const rows = all.map(
    ({ id, pack, severity, title }) => `${id.padEnd(20)} ${pack.padEnd(10)} ${severity.padEnd(9)} ${title}`,
  );
  process.stdout.write(wanted === 'json' ? `${JSON.stringify(all)}\n` : `${rows.join('\n')}\n`);
  return 0;
}
