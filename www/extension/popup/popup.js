/**
 * The popup: what the open page exposes, said plainly, and what a person can do about it.
 *
 * It asks the background for counts and the page for places; no value of the page ever comes here.
 */

import { byId, dressPage } from '../shared/page.js';
import { ALL_SITES, isAmong, isExcluded, loadSettings, saveSettings, toggled } from '../shared/settings.js';
import { setUpActions } from './actions.js';
import { factsOf, listKinds } from './kinds.js';

/** Milliseconds between looks while a page is being read. */
const AGAIN = 500;

const words = await dressPage();
const { say } = words;

/** @returns {Promise<chrome.tabs.Tab & {id: number}>} the tab that is spoken of */
async function theTab() {
  // Where the popup is a tab of its own, its address says which one it speaks of.
  const asked = Number(new URLSearchParams(location.search).get('tab'));
  const [tab] = asked ? [await chrome.tabs.get(asked)] : await chrome.tabs.query({ active: true, currentWindow: true });
  return /** @type {chrome.tabs.Tab & {id: number}} */ (tab);
}

/** @param {string} id @param {boolean} shown */
function reveal(id, shown) {
  byId(id, HTMLElement).hidden = !shown;
}

/** @param {string} headline @param {string} detail */
function tell(headline, detail) {
  byId('headline', HTMLElement).textContent = headline;
  byId('detail', HTMLElement).textContent = detail;
}

/** What is there to say of the page, by its state. @param {any} state @param {boolean} readable @param {boolean} off */
function stateName(state, readable, off) {
  if (state.warns) return 'warning';
  if (!readable) return 'closed';
  if (off && !state.summary?.done) return 'excluded';
  if (!state.summary) return 'unread';
  if (!state.summary.done && Object.keys(state.frames).length === 0 && !state.live) return 'unread';
  if (!state.summary.done) return 'reading';
  if (state.summary.failed) return 'failed';
  return state.summary.all > 0 && state.summary.persons > 0 ? 'few' : 'clean';
}

async function show() {
  const tab = await theTab();
  const [state, { settings }] = await Promise.all([
    chrome.runtime.sendMessage({ type: 'state', tab: tab.id }).then((answer) => answer ?? {}),
    loadSettings(),
  ]);
  const live = await chrome.tabs.sendMessage(tab.id, { type: 'ping' }, { frameId: 0 }).catch(() => undefined);
  const url = tab.url ?? state.page ?? '';
  const readable = /^(?:https?|file):/.test(url);
  const off = readable && isExcluded(settings, new URL(url).hostname);
  const name = stateName({ ...state, live }, readable, off);

  const heads = { excluded: 'excludedTitle' };
  if (name !== 'warning') tell(say(heads[/** @type {'excluded'} */ (name)] ?? name), say(`${name}Detail`));
  byId('sign', HTMLImageElement).src = `/icons/${name === 'warning' ? 'warning' : 'door'}-48.png`;
  reveal('warning', name === 'warning');
  reveal('sure', name === 'warning');
  reveal('open', state.stoppedFrame === true);
  reveal('check', ['unread', 'excluded', 'failed'].includes(name));
  const all = await chrome.permissions.contains({ origins: ALL_SITES });
  reveal('always', name === 'unread' && !(all && settings.mode === 'all'));
  const site = readable ? new URL(url) : undefined;
  const allowed = site && (await chrome.permissions.contains({ origins: [`${site.protocol}//${site.hostname}/*`] }));
  const hears = isAmong(settings.received, site?.hostname ?? '');
  reveal('receive', allowed === true && settings.mode === 'all' && !off);
  byId('receive', HTMLElement).textContent = say(hears ? 'unreceive' : 'receive');
  reveal('never', readable);
  byId('never', HTMLElement).textContent = say(off ? 'undo' : 'never');

  if (name === 'warning') await warn(tab, state, live ?? {});
  byId('main', HTMLElement).setAttribute('aria-busy', String(name === 'reading'));
  if (name === 'reading') setTimeout(show, AGAIN);
}

/**
 * @param {chrome.tabs.Tab & {id: number}} tab
 * @param {any} state
 * @param {{hidden?: boolean, shown?: boolean}} live
 */
async function warn(tab, { summary, page, frames, stopped, stoppedFile }, live) {
  const facts = await factsOf(summary, page, words);
  const file = stoppedFile ? 'stoppedFileTitle' : 'headlineFile';
  const headline = stopped ? 'stoppedTitle' : summary.file ? file : 'headline';
  const detail = stopped ? 'stoppedDetail' : summary.file && stoppedFile ? 'stoppedFileHow' : undefined;
  tell(say(headline, summary.persons), detail ? say(detail) : '');
  const share = summary.all === 0 ? 0 : summary.sure / summary.all;
  byId('sure', HTMLElement).textContent = say(share >= 0.8 ? 'sureHigh' : share >= 0.4 ? 'sureMixed' : 'sureLow');

  /** @param {object} message @returns {Promise<any[]>} what the frames answer */
  const ask = (message) =>
    Promise.all(
      frames.map((/** @type {string} */ id) =>
        chrome.tabs.sendMessage(tab.id, message, { frameId: Number(id) }).catch(() => undefined),
      ),
    );
  /** @param {string} kind @param {number} step */
  const go = async (kind, step) => {
    const answers = await ask({ type: 'go', kind, step });
    const found = answers.find((answer) => answer);
    byId('place', HTMLElement).textContent = found ? say('placeOf', found.index, found.of) : say('placeNone');
  };
  // What was stopped, or stands in a viewer, has no places.
  const shown = stopped ? {} : live;
  listKinds(facts, words, Object.keys(shown).length > 0 ? go : undefined);
  setUpActions(facts, words, ask, shown);
}

byId('check', HTMLButtonElement).addEventListener('click', async () => {
  const tab = await theTab();
  await chrome.runtime.sendMessage({ type: 'check', tab: tab.id, url: tab.url });
  setTimeout(show, AGAIN);
});
byId('open', HTMLButtonElement).addEventListener('click', async () => {
  const tab = await theTab();
  await chrome.runtime.sendMessage({ type: 'open', tab: tab.id, url: tab.url });
  window.close();
});
byId('always', HTMLButtonElement).addEventListener('click', async () => {
  await saveSettings({ mode: 'all' });
  await chrome.permissions.request({ origins: ALL_SITES });
  await show();
});
for (const [id, name] of /** @type {const} */ ([
  ['never', 'excluded'],
  ['receive', 'received'],
])) {
  byId(id, HTMLButtonElement).addEventListener('click', async () => {
    const { hostname } = new URL((await theTab()).url ?? '');
    const { settings } = await loadSettings();
    await saveSettings({ [name]: toggled(settings[name], hostname) });
    byId('later', HTMLElement).textContent = id === 'receive' ? say('receiveLater') : '';
    await show();
  });
}

await show();
