/**
 * A small leak, and the question whether any of it got out. Nothing here ever prints a value.
 */

import { people } from '../../demo/people.mjs';

const ROWS = people(200);

/** Every value of the demo's documents that belongs to a person, in every way it is written there. */
const VALUES = ROWS.flatMap(({ srfId, name, mobile, aadhaar, pan, address }) => [
  srfId,
  name,
  mobile,
  aadhaar,
  aadhaar.replaceAll(' ', ''),
  pan,
  address,
]);

/** Four rows of it as CSV: a leak by any measure. */
export const LEAK = [
  'SRF ID,Patient Name,Age,Mobile No,Aadhaar No,PAN,RT-PCR Result',
  ...ROWS.slice(0, 4).map((row) =>
    [row.srfId, row.name, row.age, row.mobile, row.aadhaar, row.pan, row.result].join(','),
  ),
  '',
].join('\r\n');

/** A PAN that belongs to nobody. */
export const PAN = 'THUPM4447A';

/** A text of the same kind that exposes nobody. */
export const CLEAN = 'District,Tested,Positive\r\nKalpitpur,18422,1203\r\nNamunabad,9310,611\r\n';

/**
 * Whether any person's value is in there.
 *
 * @param {string | Uint8Array} content
 */
export function leaks(content) {
  const text = typeof content === 'string' ? content : Buffer.from(content).toString('latin1');
  return VALUES.some((value) => text.includes(value));
}
