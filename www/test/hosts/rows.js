/**
 * A hundred bodies, and what the native command says of each: what every host must say too, byte for byte.
 */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';

import { documents } from '../../demo/documents.mjs';
import { root, target } from '../../dev/settings.mjs';
import { CLEAN, LEAK } from '../helpers/leak.js';

const data = `${root}tests/data/`;

/** @returns {Array<{name: string, body: Buffer}>} */
function bodies() {
  const rows = readdirSync(`${data}bodies`).map((name) => ({ name, body: readFileSync(`${data}bodies/${name}`) }));
  for (const { path, body } of documents())
    rows.push({ name: path.slice(1).replaceAll('/', '_'), body: Buffer.from(body) });
  rows.push({ name: 'utf16.csv', body: Buffer.from(`\uFEFF${LEAK}`, 'utf16le') });
  rows.push({ name: 'empty.txt', body: Buffer.alloc(0) });
  rows.push({ name: 'nul.txt', body: Buffer.from(CLEAN.replaceAll(',', '\0')) });
  const lines = readFileSync(`${data}detectors/in.txt`, 'utf8')
    .split('\n')
    .filter((line) => /^(hit|miss) /.test(line));
  for (const [index, line] of lines.entries()) {
    if (rows.length === 100) break;
    rows.push({ name: `row-${index}.txt`, body: Buffer.from(line.replace(/^\w+ \S+ {2}/, '').replace(/[«»]/g, '')) });
  }
  return rows;
}

/**
 * @returns {{rows: string, expected: string}} `rows`: a module whose default export they are; `expected`: a line of JSON
 *   for each
 */
export function conformanceRows() {
  const folder = mkdtempSync(`${tmpdir()}/dwarpal-rows-`);
  try {
    const all = bodies();
    if (all.length !== 100) throw new Error(`there are ${all.length} rows`);
    for (const { name, body } of all) writeFileSync(`${folder}/${name}`, body);
    const args = ['scan', '--format', 'jsonl', '--all-findings', ...all.map(({ name }) => name)];
    const { stdout, status } = spawnSync(`${target}release/dwarpal`, args, { cwd: folder, maxBuffer: 2 ** 28 });
    if (status !== 1) throw new Error(`the native command ended with ${status}`);
    const rows = all.map(({ name, body }) => ({ name, body: body.toString('base64') }));
    return { rows: `export default ${JSON.stringify(rows)};\n`, expected: comparable(stdout.toString()) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Of many people the number is an estimate by a key of the run's own.
 *
 * @param {string} lines
 */
export function comparable(lines) {
  return lines.replace(/("persons":)\d{3,}/g, '$1"many"').trim();
}

/** A module that answers for all rows with the package's API, as lines of JSON in the native command's form. */
export const ANSWERS = `
import { createFilter } from 'dwarpal';
import rows from './rows.js';

export async function answers() {
  const filter = await createFilter();
  const lines = [];
  for (const { name, body } of rows) {
    const bytes = Uint8Array.from(atob(body), (character) => character.charCodeAt(0));
    const report = await filter.scan(bytes, { fileName: name, maxFindings: 2 ** 32 - 1, whole: true });
    const findings = report.findings.map(({ confidence, end, evidence, kind, masked, part, severity, start }) =>
      part === 0
        ? { confidence, end, evidence, kind, masked, part, severity, start }
        : { confidence, end: null, evidence, kind, masked, part, severity, start: null },
    );
    const { bytes: length, counts, persons, reason, verdict } = report;
    lines.push(JSON.stringify({ bytes: length, counts, findings, path: name, persons, reason, verdict }));
  }
  return lines.join('\\n');
}
`;
