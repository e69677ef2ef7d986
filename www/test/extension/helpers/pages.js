/**
 * Pages of people who do not exist, in the shapes that pages have; and pages without any.
 */

import { documents } from '../../../demo/documents.mjs';
import { people } from '../../../demo/people.mjs';
import { pdf, workbook } from './files.js';

/** @typedef {import('../../../demo/people.mjs').Person} Person */
/** @typedef {import('./site.js').Answer} Answer */

export const everyone = people(60, 7);

/** @param {Person} person */
const row = ({ name, mobile, aadhaar, result }) =>
  `<tr><td>${name}</td><td>${mobile}</td><td>${aadhaar}</td><td>${result}</td></tr>`;

const HEAD = '<thead><tr><th>Name</th><th>Mobile</th><th>Aadhaar</th><th>Result</th></tr></thead>';

/** @param {Person[]} list */
export function table(list) {
  return `<table>${HEAD}<tbody>${list.map(row).join('\n')}</tbody></table>`;
}

/** @param {string} body @param {string} [head] */
export function page(body, head = '') {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page</title>${head}</head><body>${body}</body></html>`;
}

/** @param {string} script runs once the page is there */
const scripted = (script, body = '<h1>List</h1><div id="at"></div>') => page(`${body}<script>${script}</script>`);

/** @param {Person[]} list */
const data = (list) => JSON.stringify(list.map(row)).replaceAll('<', '\\u003c');

/** One person: what somebody sees of themselves. */
const own = everyone.slice(0, 1).map(
  ({ name, mobile, aadhaar, pan, address }) => `<dl><dt>Name</dt><dd>${name}</dd><dt>Mobile</dt><dd>${mobile}</dd>
    <dt>Aadhaar number</dt><dd>${aadhaar}</dd><dt>PAN</dt><dd>${pan}</dd><dt>Address</dt><dd>${address}</dd></dl>`,
);

const abroad = everyone
  .slice(0, 12)
  .map(({ name, age }, index) => `<tr><td>${name}</td><td>${age}</td><td>536-90-43${10 + index}</td></tr>`);

/** A megabyte of text, and people at its end. */
const long = `${'<p>The figures are of the state as a whole and are published every day at nine.</p>'.repeat(12000)}${table(everyone.slice(0, 30))}`;

/** Enough that a page is skimmed first. */
const filler = '<p>The figures are published every day.</p>'.repeat(1600);
/** Whom somebody can reach, and no more: names and numbers. */
const contacts = everyone
  .slice(0, 12)
  .map(({ name, mobile }) => ({ name, mobile: mobile.replace(/\D/g, '').slice(-10) }));

/** @param {{name: string, mobile: string}} person */
const contact = ({ name, mobile }) => `<tr><td>${name}</td><td>${mobile}</td><td>41</td></tr>`;

/** A text that a script has and nobody else can read, as an expression. @param {string} text */
const unread = (text) => {
  const shifted = Array.from(text, (character) => String.fromCharCode(character.charCodeAt(0) + 1)).join('');
  return `Array.from(${JSON.stringify(shifted)}, (c) => String.fromCharCode(c.charCodeAt(0) - 1)).join('')`;
};

/** @type {Record<string, Answer>} pages whose markup does not say all that is there */
const UNSAID = {
  '/unsaid/roles': {
    body: page(
      `${filler}<div role="table"><div role="row"><span role="columnheader">Name</span><span role="columnheader">Mobile</span>
      <span role="columnheader">Age</span></div>${contacts.map(({ name, mobile }) => `<div role="row"><span role="cell">${name}</span><span role="cell">${mobile}</span><span role="cell">41</span></div>`).join('')}</div>`,
    ),
  },
  '/unsaid/shadow': {
    body: scripted(
      `document.getElementById('at').attachShadow({ mode: 'open' }).innerHTML = ${unread(table(everyone.slice(0, 12)))};`,
      `${filler}<div id="at"></div>`,
    ),
  },
  '/unsaid/typed': {
    body: scripted(
      `const people = JSON.parse(${unread(JSON.stringify(contacts))});
      document.querySelectorAll('form').forEach((form, i) => {
        form.elements[0].value = people[i].name;
        form.elements[1].value = people[i].mobile;
        form.elements[2].value = '41 years old';
      });`,
      `${filler}${'<form><label>Name <input></label><label>Mobile <input></label><label>Age <input></label></form>'.repeat(12)}`,
    ),
  },
  // Two at first, of whom nobody would be warned; they count among those who come.
  '/unsaid/later': {
    body: scripted(
      `const rows = ${unread(contacts.slice(2).map(contact).join(''))};
      setTimeout(() => document.querySelector('tbody').insertAdjacentHTML('beforeend', rows), 1500);`,
      `${filler}<table><thead><tr><th>Name</th><th>Mobile</th><th>Age</th></tr></thead><tbody>${contacts.slice(0, 2).map(contact).join('')}</tbody></table>`,
    ),
  },
};

/** @type {Record<string, Answer>} by path */
export const PAGES = {
  '/abroad': {
    body: page(
      `<table><thead><tr><th>Name</th><th>Age</th><th>SSN</th></tr></thead><tbody>${abroad.join('')}</tbody></table>`,
    ),
  },
  '/table': { body: page(`<h1>List</h1>${table(everyone.slice(0, 30))}`) },
  '/five': { body: page(table(everyone.slice(0, 5))) },
  '/strict': {
    body: page(`<h1>List</h1>${table(everyone.slice(0, 30))}`),
    headers: { 'content-security-policy': "default-src 'none'; sandbox" },
  },
  '/frames': { body: page('<iframe src="/table"></iframe>') },
  '/srcdoc': { body: page(`<iframe srcdoc="${table(everyone.slice(0, 12)).replaceAll('"', '&quot;')}"></iframe>`) },
  '/shadow': {
    body: scripted(`
      for (const mode of ['open', 'closed']) {
        customElements.define('x-' + mode, class extends HTMLElement {
          connectedCallback() {
            const rows = this.querySelector('template').content.cloneNode(true);
            this.attachShadow({ mode }).append(rows);
          }
        });
        const host = document.createElement('x-' + mode);
        const template = document.createElement('template');
        template.innerHTML = '<table>' + ${JSON.stringify(HEAD)} + (mode === 'open' ? ${data(everyone.slice(0, 10))} : ${data(everyone.slice(10, 20))}).join('') + '</table>';
        host.append(template);
        document.getElementById('at').append(host);
      }`),
  },
  '/late': {
    body: scripted(
      `const rows = ${data(everyone.slice(0, 40))};
      const add = () => {
        for (const html of rows.splice(0, 20)) document.querySelector('tbody').insertAdjacentHTML('beforeend', html);
        if (rows.length > 0) setTimeout(add, 900);
      };
      setTimeout(add, 900);`,
      table([]),
    ),
  },
  // A list that reuses its ten rows while it is scrolled, there and back.
  '/virtual': {
    body: scripted(
      `const rows = ${data(everyone.slice(0, 30))};
      const show = (from) => { document.querySelector('tbody').innerHTML = rows.slice(from, from + 10).join(''); };
      show(0);
      [10, 20, 10, 0].forEach((from, i) => setTimeout(() => {
        show(from);
        if (i === 3) document.title = 'there';
      }, 900 * (i + 1)));`,
      table([]),
    ),
  },
  // Two people, drawn again and again: never more than two.
  '/redrawn': {
    body: scripted(
      `const rows = ${data(everyone.slice(0, 2))};
      let times = 0;
      const timer = setInterval(() => {
        document.querySelector('tbody').innerHTML = rows.join('').replaceAll('<td>', '<td title="' + times + '">');
        document.querySelector('h1').textContent = 'Drawn ' + times;
        times += 1;
        if (times < 5) return;
        clearInterval(timer);
        document.title = 'there';
      }, 600);`,
      `<h1>Drawn</h1>${table([])}`,
    ),
  },
  '/form': {
    body: page(
      everyone
        .slice(0, 12)
        .map(
          ({ name, mobile, aadhaar }) => `<form><label>Name <input value="${name}"></label>
          <label>Mobile <input type="tel" value="${mobile}"></label><label>Aadhaar <input value="${aadhaar}"></label></form>`,
        )
        .join(''),
    ),
  },
  // Long, and never idle: it works for 30 ms, and then again.
  '/busy': {
    body: scripted(
      `const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        const end = performance.now() + 30;
        while (performance.now() < end);
        port2.postMessage(0);
      };
      port2.postMessage(0);`,
      long,
    ),
  },
  '/long': { body: page(long) },
  '/own': { body: page(`<h1>My profile</h1>${own.join('')}`) },
  // A page that tries to see the extension and to be rid of it.
  '/hostile': {
    body: scripted(
      `window.requestIdleCallback = window.setTimeout = () => 0;
      Element.prototype.closest = Node.prototype.contains = () => { throw new Error('no'); };
      window.chrome = undefined;
      new MutationObserver((records) => {
        for (const { addedNodes } of records) for (const node of addedNodes) {
          if (node.parentNode !== document.documentElement) continue;
          document.documentElement.dataset.seen = node.tagName + node.attributes.length + Boolean(node.shadowRoot);
          node.remove();
        }
      }).observe(document, { childList: true, subtree: true });`,
      table(everyone.slice(0, 30)),
    ),
  },
  ...UNSAID,
  '/list.csv': {
    type: 'text/plain; charset=utf-8',
    body: `Name,Mobile,Aadhaar\n${everyone.map((p) => `${p.name},${p.mobile},${p.aadhaar}`).join('\n')}\n`,
  },
  '/files': { body: page('<h1>Files</h1><p><a href="/saved.csv" download>Results</a></p>') },
  '/workbooks': { body: page('<h1>Files</h1><p><a href="/saved.xlsx">Results</a></p>') },
  '/saved.xlsx': {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    body: workbook(everyone),
  },
  '/saved.csv': {
    type: 'text/csv',
    body: `Name,Mobile,Aadhaar\n${everyone.map((p) => `${p.name},${p.mobile},${p.aadhaar}`).join('\n')}\n`,
  },
  '/list.json': { type: 'application/json', body: JSON.stringify(everyone) },
  '/list.pdf': { type: 'application/pdf', body: pdf(everyone.slice(0, 30)) },
  ...Object.fromEntries(documents().map(({ path, type, body }) => [`/demo${path}`, { body, type }])),
};
