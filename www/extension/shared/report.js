/**
 * What a person takes away of a page: drafts to send and a report to keep. Kinds and counts; never a value, and no
 * address that could hold one.
 */

/**
 * @typedef {object} Facts
 * @property {string} page origin and path
 * @property {number} persons
 * @property {Array<{id: string, title: string, count: number}>} kinds
 */

/** What stands in a path in place of what could be somebody's number, name or address. */
const HIDDEN = '…';
/** What stands in a report in place of values. */
const HIDDEN_VALUE = '••••';

/**
 * The address without what could be a value: no query, no fragment, no long numbers.
 *
 * @param {string} page
 */
export function safeAddress(page) {
  const { origin, pathname } = new URL(page);
  const parts = pathname.split('/').map((part) => (/\d{4}|@|%40/i.test(part) ? HIDDEN : part));
  return origin + parts.join('/');
}

/** @param {Facts} facts */
export function kindLines({ kinds }) {
  return kinds.map(({ title, count }) => `- ${title}: ${count}`).join('\n');
}

/**
 * @param {Facts} facts
 * @param {Date} time
 */
export function reportJson(facts, time) {
  const kinds = Object.fromEntries(facts.kinds.map(({ id, count }) => [id, { count, masked: HIDDEN_VALUE }]));
  return `${JSON.stringify({ page: safeAddress(facts.page), seen: time.toISOString(), persons: facts.persons, kinds }, null, 2)}\n`;
}

/**
 * @param {Facts} facts
 * @param {Date} time
 * @param {import('./messages.js').Words} words
 */
export function reportHtml(facts, time, words) {
  const { say } = words;
  const lines = [say('headline', facts.persons), safeAddress(facts.page), time.toISOString()];
  const rows = facts.kinds.map(({ title, count }) => [title, String(count), HIDDEN_VALUE]);
  return htmlPage(say('reportTitle'), lines, rows, words);
}

/** @param {import('./log.js').Entry[]} log */
export function logJson(log) {
  return `${JSON.stringify({ log }, null, 2)}\n`;
}

/**
 * @param {import('./log.js').Entry[]} log
 * @param {(kind: string) => string} title
 * @param {import('./messages.js').Words} words
 */
export function logHtml(log, title, words) {
  const rows = log.map((entry) => [entry.seen, entry.page, String(entry.persons), kindsLine(entry, title)]);
  return htmlPage(words.say('logTitle'), [words.say('logHint')], rows, words);
}

/** @param {import('./log.js').Entry} entry @param {(kind: string) => string} title */
export function kindsLine({ kinds }, title) {
  return Object.entries(kinds)
    .map(([kind, count]) => `${title(kind)} ${count}`)
    .join(', ');
}

/**
 * A page of a heading, lines and a table.
 *
 * @param {string} title
 * @param {string[]} lines
 * @param {string[][]} rows
 * @param {import('./messages.js').Words} words
 */
function htmlPage(title, lines, rows, { lang }) {
  const page = document.implementation.createHTMLDocument(title);
  page.documentElement.lang = lang;
  const meta = page.createElement('meta');
  meta.setAttribute('charset', 'utf-8');
  page.head.prepend(meta);
  const add = (/** @type {string} */ name, /** @type {string} */ text, /** @type {Element} */ into = page.body) => {
    const element = page.createElement(name);
    element.textContent = text;
    into.append(element);
    return element;
  };
  add('h1', title);
  for (const line of lines) add('p', line);
  const table = add('table', '');
  for (const cells of rows) {
    const row = add('tr', '', table);
    for (const cell of cells) add('td', cell, row);
  }
  return `<!doctype html>\n${page.documentElement.outerHTML}\n`;
}
