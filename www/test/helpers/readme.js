/**
 * The examples of the package's README, by their file names: fenced blocks whose first line names language and file.
 */

import { readFileSync } from 'node:fs';

const text = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

/** @type {Record<string, string>} */
export const EXAMPLES = Object.fromEntries(
  [...text.matchAll(/^```js (\S+)\n([^]*?)^```$/gm)].map(([, name, code]) => [name, code]),
);

/** What the first program prints. */
export const PRINTED = /^```text\n([^]*?)^```$/m.exec(text)?.[1] ?? '';

/** The kinds that the table of other packages' names speaks of. */
export const KINDS = [...text.slice(text.indexOf('## Coming from')).matchAll(/^\|.*\|([^|]*)\|$/gm)].flatMap(
  ([, cell]) => [...cell.matchAll(/`(\w+)`/g)].map(([, id]) => id),
);
