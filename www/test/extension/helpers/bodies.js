/**
 * The bodies that a browser is shown: the demo's documents, a long page, and the corpus where it is there.
 */

import { readFileSync, statSync } from 'node:fs';

import { corpus } from './corpus.js';
import { PAGES, page as pageOf } from './pages.js';

/** Rows of numbers and passages of text: more than half a megabyte. */
const LONG_PAGE = pageOf(
  `<table><tr><th>District</th><th>Tests</th><th>Cases</th><th>Day</th></tr>${Array.from(
    { length: 4000 },
    (_, i) =>
      `<tr><td>District ${i % 90}</td><td>${i * 37}</td><td>${(i * 7) % 991}</td><td>2021-01-${(i % 28) + 1}</td></tr>`,
  ).join(
    '',
  )}</table>${'<p>The figures are of the state as a whole and are published every day at nine.</p>'.repeat(4000)}`,
);

const demo = Object.entries(PAGES)
  .filter(([path, { type }]) => path.startsWith('/demo') && !type?.startsWith('text/csv'))
  .map(([name, answer]) => ({ name, leak: name.includes('leak'), answer: () => answer }));
const found = corpus().map(({ name, file, type, coding, leak }) => ({
  name,
  leak,
  answer: () => {
    /** @type {Record<string, string>} */
    const headers = coding === 'identity' ? {} : { 'content-encoding': coding };
    return { body: readFileSync(file), type, headers };
  },
}));
export const bodies = [...demo, { name: 'a long page', leak: false, answer: () => ({ body: LONG_PAGE }) }, ...found];
/** The longest clean pages. */
export const measured = [demo.length, ...longest(10).map((name) => bodies.findIndex((body) => body.name === name))];

/** @param {number} count @returns {string[]} names of the corpus's longest clean pages */
function longest(count) {
  const clean = corpus().filter(({ name }) => name.startsWith('clean/'));
  const size = (/** @type {{file: string}} */ { file }) => statSync(file).size;
  return clean
    .sort((a, b) => size(b) - size(a))
    .slice(0, count)
    .map(({ name }) => name);
}
