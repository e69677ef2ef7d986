/**
 * The report as a program gets it: the engine's, with the places in the unit of the input, the people, and the
 * caller's own pieces at hand.
 *
 * Why apart from the stream: the engine counts bytes, and JavaScript cuts strings in UTF-16 code units. The
 * translation is made once, here, for every way to scan.
 *
 * The contract: a report is plain data (it survives `JSON.stringify` and `structuredClone`) and holds no value.
 * `slices` is no part of that data: it is not enumerable.
 */

import { DwarpalError } from './errors.js';
import { utf16Offsets } from './utf16.js';

/**
 * @typedef {object} PersonRecord where one person's data stands together: a row, an object, a paragraph
 * @property {'person_record' | 'health_record' | 'public_contact'} kind a health record has a word on their health; a
 *   public contact is that of an office, and no leak
 * @property {number} part 0 for the body itself, as in a finding
 * @property {number} start offset of its first attribute, in the unit of `offsets`
 * @property {number} end offset after its last attribute
 * @property {number} confidence percent
 * @property {string[]} kinds of what stands in it, each once
 *
 * @typedef {object} Added
 * @property {'utf16' | 'byte'} offsets unit of every `start` and `end` in part 0: UTF-16 code units for a string, so
 *   that `text.slice(start, end)` works; bytes for all other input. Of a coded body: bytes of the decoded one
 * @property {PersonRecord[]} records people found, in order, made from the listed findings and so capped with them
 * @property {{
 *   (body: string): Array<string | undefined>,
 *   (body: ArrayBuffer | ArrayBufferView): Array<Uint8Array | undefined>,
 * }} slices the pieces of your own body, one for each finding, in the same order: views, not copies. `undefined` for a
 *   finding in a part of a document. Throws `other_body` for a body that the report cannot be of
 *
 * @typedef {import('./stream.js').Report & Added} Report
 */

const RECORDS = ['person_record', 'health_record', 'public_contact'];

/**
 * @param {import('./stream.js').Report} scanned
 * @param {string} [text] the input, if it was a string
 * @returns {Report}
 */
export function completeReport(scanned, text) {
  const findings = text === undefined ? scanned.findings : inUtf16(scanned.findings, text, scanned.bytes);
  const report = {
    ...scanned,
    findings,
    /** @type {Added['offsets']} */
    offsets: text === undefined ? 'byte' : 'utf16',
    records: recordsIn(findings),
  };
  const slices = (/** @type {any} */ body) => slicesOf(report, body);
  return Object.defineProperty(/** @type {Report} */ (report), 'slices', { value: slices });
}

/**
 * @param {import('./stream.js').Finding[]} findings
 * @param {string} text
 * @param {number} bytes of the text as UTF-8
 */
function inUtf16(findings, text, bytes) {
  if (bytes === text.length) return findings;
  const offsets = utf16Offsets(
    text,
    findings.filter(({ part }) => part === 0).flatMap(({ start, end }) => [start, end]),
  );
  return findings.map((finding) => {
    if (finding.part !== 0) return finding;
    const [start, end] = [offsets.get(finding.start), offsets.get(finding.end)];
    return { ...finding, start: /** @type {number} */ (start), end: /** @type {number} */ (end) };
  });
}

/**
 * @param {import('./stream.js').Finding[]} findings a record's stands after those it is made of
 * @returns {PersonRecord[]}
 */
function recordsIn(findings) {
  /** @type {PersonRecord[]} */
  const records = [];
  /** @type {import('./stream.js').Finding[]} */
  let waiting = [];
  for (const finding of findings) {
    if (!RECORDS.includes(finding.kind)) {
      waiting.push(finding);
      continue;
    }
    const { kind, part, start, end, confidence } = finding;
    const inside = waiting.filter((other) => other.part === part && other.start >= start && other.end <= end);
    const kinds = [...new Set(inside.map((other) => other.kind))];
    records.push({ kind: /** @type {PersonRecord['kind']} */ (kind), part, start, end, confidence, kinds });
    waiting = [];
  }
  return records;
}

/** @param {Pick<Report, 'findings' | 'offsets'>} report @param {unknown} body */
function slicesOf({ findings, offsets }, body) {
  const whole = sliceable(body, offsets);
  return findings.map(({ part, start, end }) => {
    if (part !== 0) return undefined;
    if (end > whole.length) throw otherBody('The report speaks of places behind the end of this body.');
    return typeof whole === 'string' ? whole.slice(start, end) : whole.subarray(start, end);
  });
}

/** @param {unknown} body @param {Added['offsets']} offsets @returns {string | Uint8Array} */
function sliceable(body, offsets) {
  if (offsets === 'utf16') {
    if (typeof body === 'string') return body;
    throw otherBody('The report is of a string.');
  }
  if (!ArrayBuffer.isView(body) && !(body instanceof ArrayBuffer)) throw otherBody('The report is of bytes.');
  const bytes = ArrayBuffer.isView(body)
    ? new Uint8Array(body.buffer, body.byteOffset, body.byteLength)
    : new Uint8Array(body);
  // The places are those of the decoded body. (gzip: RFC 1952 §2.3.1; Zstandard: RFC 8878 §3.1.1)
  const coded = [
    [0x1f, 0x8b],
    [0x28, 0xb5, 0x2f, 0xfd],
  ].some((magic) => magic.every((byte, at) => bytes[at] === byte));
  if (coded) throw otherBody('These bytes are compressed, and the report is of what they come to.');
  return bytes;
}

/** @param {string} message */
function otherBody(message) {
  return new DwarpalError('other_body', message, 'Give slices() the very body that was scanned, decoded.');
}
