/**
 * The page's behaviour: asks for every document from both sides, fills the tabs and the headline, shows one.
 *
 * Why by `fetch`: the page then shows what really came, status and headers included, and the count in the
 * headline is counted, not claimed.
 */

import { showBetween, showView } from './view.js';

/**
 * @typedef {import('./view.js').Answer} Answer
 * @typedef {{path: string, origin: Answer, edge: Answer}} Pair
 */

const PATHS = ['/leak/rtpcr.csv', '/leak/rtpcr.html', '/leak/rtpcr.json', '/contact.html', '/statistics.html'];

/** @template {Element} [T=HTMLElement] @param {string} selector @returns {T} */
const find = (selector) => /** @type {T} */ (/** @type {unknown} */ (document.querySelector(selector)));

const tablist = find('[role=tablist]');
const tabs = PATHS.map(makeTab);
tablist.append(...tabs);
tablist.addEventListener('keydown', walk);
showCommands();

const pairs = await Promise.all(
  PATHS.map(async (path) => {
    const [origin, edge] = await Promise.all([ask(`/__origin${path}`), ask(path)]);
    return { path, origin, edge };
  }),
);
pairs.forEach(markTab);
const stopped = pairs.filter(isStopped).length;
find('#headline').textContent = `${stopped} of ${pairs.length} documents stopped at the edge`;
select(Math.max(0, PATHS.indexOf(decodeURIComponent(location.hash.slice(1)))));

/** @param {string} url @returns {Promise<Answer>} */
async function ask(url) {
  // The same Accept as a visitor's navigation.
  const response = await fetch(url, { headers: { accept: 'text/html,*/*;q=0.8' }, cache: 'no-store' });
  const bytes = await response.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return {
    status: response.status,
    headers: response.headers,
    size: bytes.byteLength,
    text: new TextDecoder().decode(bytes),
    digest: Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join(''),
  };
}

/** @param {Pair} pair */
function isStopped({ edge }) {
  return edge.status >= 400;
}

/** @param {string} path @param {number} index */
function makeTab(path, index) {
  const tab = document.createElement('button');
  tab.type = 'button';
  tab.role = 'tab';
  tab.id = `tab-${index}`;
  tab.tabIndex = -1;
  tab.setAttribute('aria-controls', 'panel');
  const name = document.createElement('span');
  name.className = 'file';
  name.textContent = path;
  const fate = document.createElement('span');
  fate.className = 'fate';
  fate.textContent = '…';
  tab.append(name, fate);
  tab.addEventListener('click', () => select(index));
  return tab;
}

/** @param {Pair} pair @param {number} index */
function markTab(pair, index) {
  const fate = /** @type {HTMLElement} */ (tabs[index].querySelector('.fate'));
  fate.textContent = `${isStopped(pair) ? 'Stopped' : 'Passed'} · ${pair.edge.status}`;
  fate.dataset.fate = isStopped(pair) ? 'stopped' : 'passed';
}

/** @param {number} index */
function select(index) {
  tabs.forEach((tab, at) => {
    tab.ariaSelected = String(at === index);
    tab.tabIndex = at === index ? 0 : -1;
  });
  const { path, origin, edge } = pairs[index];
  find('#panel').setAttribute('aria-labelledby', `tab-${index}`);
  showView(find('[data-side=origin] .view'), origin, `${path} from the origin`);
  showView(find('[data-side=edge] .view'), edge, `${path} from the edge`);
  showBetween(find('#between'), isStopped(pairs[index]), origin.digest === edge.digest);
  history.replaceState(null, '', `#${path}`);
}

/** Arrow keys, Home and End move between tabs, as the ARIA practices have it. @param {KeyboardEvent} event */
function walk(event) {
  const at = tabs.findIndex((tab) => tab === document.activeElement);
  const last = tabs.length - 1;
  /** @type {Record<string, number>} */
  const targets = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: last };
  if (!(event.key in targets) || at < 0 || !pairs) return;
  event.preventDefault();
  const to = (targets[event.key] + tabs.length) % tabs.length;
  select(to);
  tabs[to].focus();
}

function showCommands() {
  const lines = [
    ['The leak, stopped', `curl -i ${location.origin}/leak/rtpcr.csv`],
    ['The same as a program asks', `curl -i -H 'Accept: application/json' ${location.origin}/leak/rtpcr.json`],
    ['A slice of it: a filter must see the whole', `curl -i -r 0-99 ${location.origin}/leak/rtpcr.csv`],
    ['A clean page, untouched', `curl -i ${location.origin}/contact.html`],
  ];
  find('#commands').append(
    ...lines.map(([label, command]) => {
      const item = document.createElement('li');
      const caption = document.createElement('span');
      caption.textContent = label;
      const code = document.createElement('code');
      code.textContent = command;
      const copy = document.createElement('button');
      copy.type = 'button';
      copy.textContent = 'Copy';
      copy.ariaLabel = `Copy: ${label}`;
      copy.addEventListener('click', async () => {
        await navigator.clipboard.writeText(command);
        copy.textContent = 'Copied';
      });
      item.append(caption, code, copy);
      return item;
    }),
  );
}
