/**
 * The module says what the native command says: the same report for the same body, whole and in pieces.
 *
 * Bodies: the demo's, and those of a corpus where there is one (DWARPAL_CORPUS, or ../shared/corpus).
 */

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { deflateSync, gzipSync } from 'node:zlib';

import { documents } from '../demo/documents.mjs';
import { createFilter } from '../node.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const native = `${root}target/release/dwarpal`;
const corpus = process.env.DWARPAL_CORPUS ?? `${root}../shared/corpus`;

/** Bytes of a body of the corpus at most: all of it would take minutes. */
const LARGEST = 200_000;

/** @param {string} folder @returns {string[]} */
function files(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => !name.endsWith('.truth.json'))
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).size < LARGEST);
}

/** @param {string[]} paths @returns {Promise<any[]>} the command's answers, in order */
function nativeReports(paths) {
  const args = ['scan', '--format', 'jsonl', '--all-findings', ...paths];
  return new Promise((resolve, reject) => {
    execFile(native, args, { maxBuffer: 2 ** 30 }, (error, stdout) => {
      if (error && error.code !== 1) reject(error);
      else
        resolve(
          stdout
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line)),
        );
    });
  });
}

/** @param {Uint8Array} bytes @param {number} size @returns {ReadableStream<Uint8Array>} */
function inPieces(bytes, size) {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) controller.close();
      else controller.enqueue(bytes.subarray(at, (at += size)));
    },
  });
}

/** A list of persons, a line each. */
const LIST = `Name,Aadhaar,Mobile
Asha Rao,397161293962,8728793324
Ravi Das,843077125537,9876501234
Noor Khan,487860899613,7893104562
`;

/** @returns {[string, Buffer][]} rich texts, whole and cut, and pictures: names, bodies */
function textsAndPictures() {
  const row = (/** @type {string} */ line) => `\\trowd\\pard\\intbl ${line.split(',').join('\\cell ')}\\cell\\row\n`;
  const table = `{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}${LIST.trim().split('\n').map(row).join('')}}`;
  const page = `{\\rtf1\\fromhtml1 {\\*\\htmltag64 <p>}Aadhaar: 3971 \\'36129 3962{\\*\\htmltag72 </p>}}`;
  const texts = LIST.split('\n')
    .slice(1, 4)
    .map((line) => `Aadhaar: ${line.split(',')[1]}\n`)
    .join('');
  const chunk = (/** @type {string} */ name, /** @type {Buffer} */ data) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(name), data, Buffer.from('crc!')]);
  };
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  const packed = deflateSync(Buffer.concat([Buffer.from(texts), Buffer.from([0xff])]));
  const pads = chunk('pads', Buffer.alloc(3000));
  const segment = (/** @type {number} */ marker, /** @type {Buffer} */ data) => {
    const head = Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255]);
    return Buffer.concat([head, data]);
  };
  const pictures = /** @type {[string, Buffer[]][]} */ ([
    ['text.png', [signature, pads, chunk('tEXt', Buffer.from(`Comment\0${texts}`)), chunk('IDAT', pads)]],
    ['packed.png', [signature, pads, chunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0'), packed]))]],
    ['app.jpg', [Buffer.from([0xff, 0xd8]), segment(0xe0, Buffer.alloc(3000)), segment(0xe1, Buffer.from(texts))]],
  ]);
  return [
    ...[table.length, table.length - 9, 250, 120, 60, 7].map(
      (length) => /** @type {[string, Buffer]} */ ([`cut${length}.rtf`, Buffer.from(table.slice(0, length))]),
    ),
    ['page.rtf', Buffer.from(page)],
    ...pictures.map(([name, parts]) => /** @type {[string, Buffer]} */ ([name, Buffer.concat(parts)])),
  ];
}

it('a report is the same from the module and from the command', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'dwarpal-'));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const { path, body } of documents()) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    writeFileSync(join(folder, name), body);
    writeFileSync(join(folder, `${name}.gz`), gzipSync(body));
    const spelled = Buffer.from(body).toString('base64');
    writeFileSync(join(folder, `${name}.base64.json`), `{"file":"${spelled}"}`);
    writeFileSync(
      join(folder, `${name}.base64.html`),
      `<p>Call 98765 01234</p><a href="data:;base64,${spelled}">x</a>`,
    );
  }
  for (const [name, body] of textsAndPictures()) writeFileSync(join(folder, name), body);
  const paths = [
    ...files(folder),
    ...files(`${corpus}/leaks/leak`),
    ...files(`${corpus}/clean/pdf`),
    ...files(`${corpus}/clean/xlsx`),
  ].sort();
  const expected = await nativeReports(paths);
  const filter = await createFilter();
  assert.equal(expected.length, paths.length);
  for (const [i, path] of paths.entries()) {
    const bytes = readFileSync(path);
    const answer = { ...expected[i] };
    delete answer.path;
    for (const input of [bytes, inPieces(bytes, 1777)]) {
      const report = await filter.scan(input, { fileName: path, maxFindings: 1_000_000 });
      // Where a body is settled early, how much of it was read depends on the pieces.
      if (report.verdict === 'uninspectable' || report.reason === 'media') answer.bytes = report.bytes;
      // From 256 persons on their number is an estimate, which hangs on the key of the fingerprints.
      const off = Math.abs(report.persons - answer.persons);
      if (answer.persons > 256 && off < answer.persons / 20) report.persons = answer.persons;
      for (const finding of report.findings) {
        // Made under the key of the instance, and only here.
        Reflect.deleteProperty(finding, 'fingerprint');
        // The command leaves out places in a part's own text.
        if (finding.part > 0) Object.assign(finding, { start: null, end: null });
      }
      // What the package adds is made of the rest.
      const { bytes: length, counts, findings, persons, reason, verdict } = report;
      const said = { bytes: length, counts, findings, persons, reason, verdict };
      assert.deepEqual(said, answer, path.slice(path.lastIndexOf('/') + 1));
    }
  }
});
