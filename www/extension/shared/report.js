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
  const kinds = Object.fromEntries(facts.kinds.map(({ id, count }) => [id, { count, masked: '••••' }]));
  return `${JSON.stringify({ page: safeAddress(facts.page), seen: time.toISOString(), persons: facts.persons, kinds }, null, 2)}\n`;
}

/**
 * @param {Facts} facts
 * @param {Date} time
 * @param {import('./messages.js').Words} words
 */
export function reportHtml(facts, time, { say, lang }) {
  const page = document.implementation.createHTMLDocument(say('reportTitle'));
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
  add('h1', say('reportTitle'));
  add('p', say('headline', facts.persons));
  add('p', safeAddress(facts.page));
  add('p', time.toISOString());
  const table = add('table', '');
  for (const { title, count } of facts.kinds) {
    const row = add('tr', '', table);
    for (const text of [title, String(count), '••••']) add('td', text, row);
  }
  return `<!doctype html>\n${page.documentElement.outerHTML}\n`;
}
