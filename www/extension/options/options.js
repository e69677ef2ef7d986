/**
 * The options page, which is also what a person sees first. Every change is kept at once.
 */

import { byId, dressPage, saveFile } from '../shared/page.js';
import { ALL_SITES, NEEDS, isHost, loadSettings, saveSettings, validSettings } from '../shared/settings.js';
import { showKinds } from './kinds.js';
import { setUpLog, showLog } from './log.js';

/** Milliseconds that a word of success stays. */
const STAYS = 2000;

/** @typedef {import('../shared/settings.js').Settings} Settings */

let words = await dressPage();

/** @returns {Array<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>} */
function controls() {
  return Array.from(document.querySelectorAll('[name]'));
}

/**
 * Writes the settings into the form, and locks what the organisation has decided.
 *
 * @param {(name: string) => boolean} [which] those that are written: not what somebody is typing into
 */
async function show(which = () => true) {
  words = await dressPage();
  const { settings, locked } = await loadSettings();
  await Promise.all([showKinds(words, settings), showLog(words)]);
  const all = await chrome.permissions.contains({ origins: ALL_SITES });
  for (const control of controls()) {
    if (which(control.name)) fill(control, settings, all);
    control.disabled = control.name in locked;
  }
  byId('locked', HTMLElement).hidden = Object.keys(locked).length === 0;
}

/**
 * @param {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} control
 * @param {Settings} settings
 * @param {boolean} all whether there is access to all sites
 */
function fill(control, settings, all) {
  const name = /** @type {keyof Settings} */ (control.name);
  const value = settings[name];
  if (name === 'packs') checkable(control).checked = settings.packs.some((pack) => pack === control.value);
  else if (name === 'kindsOff') checkable(control).checked = !settings.kindsOff.includes(control.value);
  // Without access to sites pages are read on click, whatever was chosen.
  else if (name === 'mode') checkable(control).checked = control.value === (all ? value : 'click');
  else if (name === 'card') checkable(control).checked = value === 'many';
  else if (typeof value === 'boolean') checkable(control).checked = value;
  else control.value = Array.isArray(value) ? value.join('\n') : String(value);
}

/** @param {HTMLElement} control */
function checkable(control) {
  return /** @type {HTMLInputElement} */ (control);
}

/** @param {string} key @param {...string} values */
function status(key, ...values) {
  const element = byId('status', HTMLElement);
  element.textContent = words.say(key, ...values);
  setTimeout(() => {
    element.textContent = '';
  }, STAYS);
}

/** @param {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} control */
async function change(control) {
  const { name, value } = control;
  if (name === 'mode') {
    // Asked for first: a browser allows it only as the answer to a click.
    const allowed = value === 'click' || (await chrome.permissions.request({ origins: ALL_SITES }));
    await saveSettings({ mode: allowed && value === 'all' ? 'all' : 'click' });
    if (value === 'click') await chrome.permissions.remove({ origins: ALL_SITES });
  } else if (name === 'downloads' || name === 'block') {
    const permissions = { permissions: /** @type {any} */ ([...NEEDS[name]]) };
    const allowed = checkable(control).checked && (await chrome.permissions.request(permissions));
    await saveSettings({ [name]: allowed });
    if (!allowed) await chrome.permissions.remove(permissions);
  } else if (name === 'packs') {
    const on = controls().filter((other) => other.name === 'packs' && checkable(other).checked);
    // None at all is not valid, and nothing is kept.
    await saveSettings(validSettings({ packs: on.map((other) => other.value) }));
  } else if (name === 'kindsOff') {
    const { kindsOff } = (await loadSettings()).settings;
    const others = kindsOff.filter((kind) => kind !== value);
    await saveSettings({ kindsOff: checkable(control).checked ? others : [...others, value] });
  } else if (name === 'excluded' || name === 'received') {
    const hosts = value.split(/\s+/).filter(Boolean).map(hostOf);
    const wrong = hosts.filter((host) => !isHost(host));
    const bad = /** @type {HTMLElement} */ (control.closest('fieldset')?.querySelector('[role=alert]'));
    bad.hidden = wrong.length === 0;
    bad.textContent = words.say('optSitesBad', wrong.join(', '));
    if (wrong.length > 0) return;
    await saveSettings({ [name]: [...new Set(hosts)] });
  } else {
    const { checked } = checkable(control);
    const values = {
      people: Number(value),
      card: checked ? 'many' : 'never',
      documents: checked,
      incognito: checked,
      log: checked,
    };
    await saveSettings(validSettings({ [name]: name in values ? Reflect.get(values, name) : value }));
  }
  await show((changed) => changed === name);
  status('optSaved');
}

/** A whole address is taken for its host. @param {string} text */
function hostOf(text) {
  return URL.canParse(text) ? new URL(text).hostname : text.toLowerCase();
}

document.addEventListener('change', ({ target }) => {
  const control = controls().find((known) => known === target);
  if (control) void change(control);
});

// Only Firefox can stop a page.
const { permissions = [], optional_permissions: optional = [] } = chrome.runtime.getManifest();
const stops = [...permissions, ...optional].some((name) => String(name) === 'webRequestFilterResponse');
for (const element of document.querySelectorAll('[data-firefox]')) /** @type {HTMLElement} */ (element).hidden = !stops;
setUpLog(() => words);
byId('export', HTMLButtonElement).addEventListener('click', async () => {
  const { settings } = await loadSettings();
  saveFile('dwarpal-settings.json', 'application/json', `${JSON.stringify(settings, null, 2)}\n`);
});
const file = byId('file', HTMLInputElement);
byId('import', HTMLButtonElement).addEventListener('click', () => file.click());
file.addEventListener('change', async () => {
  const text = await file.files?.[0]?.text();
  file.value = '';
  /** @type {Partial<Settings>} */
  let settings = {};
  try {
    settings = validSettings(JSON.parse(text ?? ''));
  } catch {
    // No JSON: no settings.
  }
  if (Object.keys(settings).length === 0) {
    status('optImportBad');
    return;
  }
  await saveSettings(settings);
  await show();
  status('optImported');
});

await show();
// Until then a change would be lost.
document.querySelector('main')?.removeAttribute('inert');
