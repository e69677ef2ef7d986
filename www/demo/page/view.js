/**
 * Shows one answer of a server: its status, its size, the headers that matter, and what a visitor would see.
 *
 * Why sandboxed: the bodies are another server's. They are shown as a picture is shown, with no script, no
 * form and no name of ours.
 */

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {Headers} headers
 * @property {number} size bytes
 * @property {string} text
 * @property {string} digest SHA-256, hexadecimal
 */

/** The headers that tell what becomes of a document after it has gone out. */
const HEADERS = ['content-type', 'cache-control', 'etag', 'x-robots-tag'];

/** Lines of a text shown at most; the rest is counted. */
const LINES = 60;

/**
 * @param {HTMLElement} place
 * @param {Answer} answer
 * @param {string} title for those who hear the page
 */
export function showView(place, answer, title) {
  place.replaceChildren(facts(answer), body(answer, title));
}

/**
 * @param {HTMLElement} place
 * @param {boolean} stopped
 * @param {boolean} same whether both sides sent the same bytes
 */
export function showBetween(place, stopped, same) {
  place.dataset.fate = stopped ? 'stopped' : 'passed';
  const mark = element('span', 'mark', stopped ? '✕' : '✓');
  mark.ariaHidden = 'true';
  const detail = stopped ? 'Not one byte of it left.' : same ? 'Byte for byte the same.' : 'The bytes differ.';
  place.replaceChildren(mark, element('strong', '', stopped ? 'Stopped' : 'Passed'), element('span', 'detail', detail));
}

/** @param {Answer} answer */
function facts({ status, size, headers, digest }) {
  const list = element('dl', 'facts');
  const add = (/** @type {string} */ name, /** @type {string} */ value, className = '') => {
    const row = element('div', className);
    row.append(element('dt', '', name), element('dd', '', value));
    list.append(row);
  };
  add('status', String(status), status >= 400 ? 'status refused' : 'status');
  add('size', `${size.toLocaleString('en-IN')} bytes`);
  for (const name of HEADERS) {
    const value = headers.get(name);
    if (value) add(name, value);
  }
  add('sha-256', `${digest.slice(0, 16)}…`);
  return list;
}

/** @param {Answer} answer @param {string} title */
function body({ headers, text }, title) {
  if (headers.get('content-type')?.startsWith('text/html')) {
    const frame = document.createElement('iframe');
    frame.title = title;
    frame.sandbox.value = '';
    frame.srcdoc = text;
    return frame;
  }
  const lines = text.split('\n');
  const shown = lines.slice(0, LINES).join('\n');
  const pre = element('pre', '', lines.length > LINES ? `${shown}\n… and ${lines.length - LINES} lines more` : shown);
  pre.tabIndex = 0;
  pre.role = 'region';
  pre.ariaLabel = title;
  return pre;
}

/** @param {string} name @param {string} className @param {string} [text] */
function element(name, className, text = '') {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}
