/**
 * Every leak and every look-alike of the corpus, and its clean bodies, through the deployed worker: DWARPAL_CORPUS names
 * its folder; without one, people who do not exist are served in larger lists.
 */

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

import { people } from '../../demo/people.mjs';
import { serveAll } from '../helpers/served.js';

const CORPUS = process.env.DWARPAL_CORPUS ?? fileURLToPath(new URL('../../../../shared/corpus', import.meta.url));
/** Identifiers of the packs that are on: what must not be shown even where a name is. */
const IDENTIFIERS = /AADHAAR|PAN|ABHA|VOTER|PASSPORT|_DL|CREDIT_CARD|SRF|BANK|UPI|IFSC|GSTIN|EMAIL/;
/** A leak, by the default policy, begins with the third person; what names one is for the operator to say. */
const PEOPLE = 3;
/** @type {Record<string, ((bytes: Buffer) => Buffer)[]>} what each name stands for in the wild */
const UNDO = { gzip: [gunzipSync], br: [brotliDecompressSync], deflate: [inflateSync, inflateRawSync] };
/** @type {Record<string, string>} */
const TYPES = {
  css: 'text/css',
  csv: 'text/csv',
  html: 'text/html',
  js: 'text/javascript',
  json: 'application/json',
  pdf: 'application/pdf',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xml: 'application/xml',
};

it('leaks and look-alikes', async () => {
  const bodies = existsSync(`${CORPUS}/leaks/INDEX.json`) ? known() : generated();
  const count = await serveAll(bodies);
  told(bodies, count);
  assert.ok(count.requests > bodies.length);
  assert.deepEqual([...count.missed], []);
  assert.deepEqual([...count.shown], []);
});

it('clean bodies', { skip: existsSync(`${CORPUS}/clean`) ? false : 'there is no corpus' }, async () => {
  const bodies = Object.entries(TYPES).flatMap(([folder, type]) =>
    readdirSync(`${CORPUS}/clean/${folder}`).map((name) => {
      const bytes = readFileSync(`${CORPUS}/clean/${folder}/${name}`);
      return { name, type, bytes, values: [], leaks: false, clean: true };
    }),
  );
  const count = await serveAll(bodies, { codings: ['identity', 'gzip'], ways: ['random'] });
  told(bodies, count);
  assert.ok(count.untouched > count.requests * 0.99);
});

/** @returns {import('../helpers/served.js').Body[]} */
function known() {
  const index = JSON.parse(readFileSync(`${CORPUS}/leaks/INDEX.json`, 'utf8'));
  return index.documents.map((/** @type {any} */ document) => {
    const raw = readFileSync(`${CORPUS}/leaks/${document.file}`);
    const truth = JSON.parse(readFileSync(`${CORPUS}/leaks/${document.file}.truth.json`, 'utf8'));
    const values = (truth.spans ?? [])
      .filter((/** @type {any} */ span) => IDENTIFIERS.test(span.type))
      .map((/** @type {any} */ span) => span.value)
      // Enough of a list of a hundred thousand.
      .slice(0, 300);
    const bytes = undone(raw, document.content_encoding);
    const type = document.charset ? `${document.content_type}; charset=${document.charset}` : document.content_type;
    const clean = document.kind !== 'leak';
    return { name: document.file, type, bytes, values, leaks: !clean && document.persons >= PEOPLE, clean };
  });
}

/** @param {unknown[]} bodies @param {import('../helpers/served.js').Count} count */
function told(bodies, { missed, shown, ...sums }) {
  console.log(JSON.stringify({ bodies: bodies.length, ...sums, missed: [...missed], shown: [...shown] }));
}

/** As it is served elsewhere; some bodies are not in the coding that they claim. @param {Buffer} raw @param {string} coding */
function undone(raw, coding) {
  for (const undo of UNDO[coding] ?? []) {
    try {
      return undo(raw);
    } catch {
      // Another meaning, or a lie.
    }
  }
  return raw;
}

/** @returns {import('../helpers/served.js').Body[]} */
function generated() {
  return [10, 100, 1000, 10_000].map((size) => {
    const rows = people(size, size);
    const lines = rows.map(({ name, age, mobile, aadhaar, pan }) => [name, age, mobile, aadhaar, pan].join(','));
    const bytes = Buffer.from(`name,age,mobile,aadhaar,pan\n${lines.join('\n')}\n`);
    const values = rows.flatMap(({ aadhaar, pan, mobile }) => [aadhaar, pan, mobile]);
    return { name: `${size} people`, type: 'text/csv', bytes, values, leaks: true };
  });
}
