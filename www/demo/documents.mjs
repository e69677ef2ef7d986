/**
 * The five documents of the leaky origin: three that leak, as they leaked in January 2021, and two clean ones
 * of the same site that must go through untouched.
 */

import { people } from './people.mjs';

/**
 * @typedef {object} Document
 * @property {string} path
 * @property {string} type its Content-Type
 * @property {string} body
 *
 * @typedef {import('./people.mjs').Person} Person
 */

/** @type {[heading: string, key: keyof Person][]} */
const COLUMNS = [
  ['SRF ID', 'srfId'],
  ['Patient Name', 'name'],
  ['Age', 'age'],
  ['Gender', 'gender'],
  ['Mobile No', 'mobile'],
  ['Aadhaar No', 'aadhaar'],
  ['PAN', 'pan'],
  ['Address', 'address'],
  ['RT-PCR Result', 'result'],
];

/** @returns {Document[]} */
export function documents() {
  const rows = people(200);
  return [
    { path: '/leak/rtpcr.csv', type: 'text/csv; charset=utf-8', body: csv(rows) },
    { path: '/leak/rtpcr.html', type: 'text/html; charset=utf-8', body: table(rows) },
    { path: '/leak/rtpcr.json', type: 'application/json', body: JSON.stringify({ tested: rows }, null, 1) },
    { path: '/contact.html', type: 'text/html; charset=utf-8', body: contact() },
    { path: '/statistics.html', type: 'text/html; charset=utf-8', body: statistics() },
  ];
}

/** @param {Person[]} rows */
function csv(rows) {
  const quoted = (/** @type {unknown} */ cell) => (/[",\n]/.test(String(cell)) ? `"${cell}"` : String(cell));
  const lines = rows.map((row) => COLUMNS.map(([, key]) => quoted(row[key])).join(','));
  return [COLUMNS.map(([heading]) => heading).join(','), ...lines, ''].join('\r\n');
}

/** @param {Person[]} rows */
function table(rows) {
  const head = COLUMNS.map(([heading]) => `<th>${heading}</th>`).join('');
  const body = rows.map((row) => `<tr>${COLUMNS.map(([, key]) => `<td>${row[key]}</td>`).join('')}</tr>`);
  return page(
    'RT-PCR results',
    `<p>Samples received by the district laboratory.</p>
<div><table><thead><tr>${head}</tr></thead>
<tbody>
${body.join('\n')}
</tbody></table></div>`,
  );
}

function contact() {
  return page(
    'Contact',
    `<p>Namuna Community Clinic is open Monday to Saturday, 9:00 to 17:30.</p>
<dl>
<dt>Office</dt><dd>011-2345 0000</dd>
<dt>Helpline</dt><dd>1800-11-0000 (toll free)</dd>
<dt>E-mail</dt><dd><a href="mailto:info@namuna-clinic.example">info@namuna-clinic.example</a></dd>
<dt>Address</dt><dd>Ground floor, Town Hall, Udaharan Road, Kalpitpur</dd>
</dl>
<p>For an ambulance call 108. Appointments are made at the desk.</p>`,
  );
}

function statistics() {
  const rows = [
    ['Kalpitpur', 18422, 1203, 17011, 208],
    ['Namunabad', 9310, 611, 8590, 109],
    ['Udaharan Nagar', 27145, 1988, 24870, 287],
    ['Misaalganj', 4075, 240, 3802, 33],
  ];
  const total = [1, 2, 3, 4].map((column) => rows.reduce((sum, row) => sum + Number(row[column]), 0));
  const line = (/** @type {(string | number)[]} */ cells) =>
    `<tr>${cells.map((cell) => `<td>${cell.toLocaleString('en-IN')}</td>`).join('')}</tr>`;
  return page(
    'District statistics',
    `<p>RT-PCR tests by district, week 2 of 2021. Counts only; nobody can be told from them.</p>
<div><table><thead><tr><th>District</th><th>Tested</th><th>Positive</th><th>Negative</th><th>Inconclusive</th></tr></thead>
<tbody>
${rows.map(line).join('\n')}
</tbody>
<tfoot>${line(['All districts', ...total])}</tfoot></table></div>
<p>Positivity 6.9 %. Next update 1800 hours on 2021-01-18.</p>`,
  );
}

/** @param {string} title @param {string} content */
function page(title, content) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Kalpitpur district</title>
<style>
:root{color-scheme:light dark}
body{margin:1rem;font:14px/1.5 system-ui,sans-serif}
div{overflow-x:auto}
table{border-collapse:collapse;font-size:12px}
th,td{padding:.25rem .5rem;border:1px solid #8885;text-align:left;white-space:nowrap}
dt{font-weight:600}dd{margin:0 0 .5rem}
</style>
</head>
<body>
<h1>${title}</h1>
${content}
<footer><small>A made-up site for a demonstration. Nobody on it exists.</small></footer>
</body>
</html>
`;
}
