/**
 * `--format text`: a table for people at a terminal.
 */

import { kindsOf, personsOf, summaryOf } from './words.js';

const NAMES = {
  pass: ['\u001b[32m', 'pass'],
  block: ['\u001b[1;31m', 'BLOCK'],
  uninspectable: ['\u001b[33m', 'unreadable'],
};

const INDENT = ' '.repeat(12);

/** @returns {import('./index.js').Format} */
export function text() {
  const colours = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
  return {
    begin: () => '',
    file: (path, report) => {
      const { verdict, reason, persons } = report;
      const [colour, name] = NAMES[verdict];
      const [on, off] = colours ? [colour, '\u001b[0m'] : ['', ''];
      const why = verdict === 'pass' && reason === 'clean' ? '' : `  (${reason})`;
      const lines = [`${on}${name.padEnd(10)}${off}  ${path}${why}`];
      for (const { kind, count, severity, masked } of kindsOf(report)) {
        lines.push(`${INDENT}${String(count).padStart(7)} × ${kind.padEnd(14)} ${severity.padEnd(9)} ${masked}`);
      }
      if (persons > 0) lines.push(INDENT + personsOf(persons));
      return `${lines.join('\n')}\n`;
    },
    finish: (totals) => `${summaryOf(totals)}\n`,
  };
}
