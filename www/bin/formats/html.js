/**
 * `--format html`: one page to keep or send, without scripts and without anything to load.
 */

import { kindsOf, summaryOf, titled } from './words.js';

const HEAD = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="robots" content="noindex">
<title>Dwarpal report</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #1c1c1c; background: #fff }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .5rem; border-bottom: 1px solid #ddd; overflow-wrap: anywhere }
ul { margin: 0; padding: 0; list-style: none }
.block { color: #a40000; font-weight: bold }
.uninspectable { color: #8a5a00; font-weight: bold }
@media (prefers-color-scheme: dark) {
  body { color: #eee; background: #161616 }
  th, td { border-color: #444 }
  .block { color: #ff8a80 }
  .uninspectable { color: #ffcc66 }
}
</style>
<h1>Dwarpal report</h1>
<p>Values are never shown: a dot stands for a character.</p>
<table>
<thead><tr><th scope="col">Verdict</th><th scope="col">File</th><th scope="col">Reason</th><th scope="col">People</th><th scope="col">Found</th></tr></thead>
<tbody>
`;

const NAMES = { pass: 'Pass', block: 'Block', uninspectable: 'Unreadable' };

/** @param {(kind: string) => string} titleOf @returns {import('./index.js').Format} */
export function html(titleOf) {
  return {
    begin: () => HEAD,
    file: (path, report) => {
      const { verdict, reason, persons } = report;
      const cells = [escaped(path), escaped(reason), persons].map((cell) => `<td>${cell}</td>`).join('');
      const items = kindsOf(report).map(
        ({ kind, count, severity, masked }) =>
          `<li>${count} × ${escaped(titled(kind, titleOf))} <code>${kind}</code> ${severity} ${escaped(masked)}</li>`,
      );
      const list = items.length > 0 ? `<ul>${items.join('')}</ul>` : '';
      return `<tr><td class="${verdict}">${NAMES[verdict]}</td>${cells}<td>${list}</td></tr>\n`;
    },
    finish: (totals) => `</tbody>\n</table>\n<p>${summaryOf(totals)}</p>\n</html>\n`,
  };
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
