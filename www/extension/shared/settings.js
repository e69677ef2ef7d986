/**
 * What a person, or an organisation for its people, can set.
 *
 * Where it comes from: the defaults here, then what was set on the options page, then the managed policy, which wins
 * and is shown as locked. What is not of the right form is as if it were not there: settings are imported from files.
 */

import { inTurn } from './turn.js';

/**
 * @typedef {import('../../core/index.js').Pack} Pack
 *
 * @typedef {object} Settings
 * @property {'all' | 'click'} mode whether pages are read as they open, or only when asked for. Default: 'all'
 * @property {number} people a page is warned of from so many distinct people on. Default: 3
 * @property {'many' | 'never'} card whether a page with many people's data gets a card in it. Default: 'many'
 * @property {Pack[]} packs what is looked for. Default: as the engine's
 * @property {string[]} kindsOff kinds of those packs that are not told of. Default: none
 * @property {string[]} excluded host names that are never read, their subdomains with them. Default: none
 * @property {string[]} received host names where what a page receives is read too, shown or not, their subdomains with
 *   them. Default: none
 * @property {boolean} documents whether open documents (PDF) may be asked for a second time, to be read. Default: false
 * @property {boolean} downloads whether files that were saved may be asked for a second time, to be read. Default: false
 * @property {boolean} block whether a page that exposes people is not shown at all (Firefox only). Default: false
 * @property {boolean} log whether a log is kept of the pages that were warned of. Default: false
 * @property {boolean} incognito whether private windows are read too. Default: false
 * @property {'auto' | 'en' | 'hi'} language Default: 'auto', the browser's
 * @property {'auto' | 'light' | 'dark'} theme Default: 'auto', the system's
 */

/** The groups of kinds that there are; a test compares them with the engine's. @type {readonly Pack[]} */
export const PACKS = ['in', 'intl-core', 'network', 'us', 'uk', 'eu', 'latam', 'apac', 'mea', 'secrets'];

/** @type {Readonly<Settings>} */
export const DEFAULTS = Object.freeze({
  mode: 'all',
  people: 3,
  card: 'many',
  packs: /** @type {Pack[]} */ (['in', 'intl-core', 'secrets']),
  kindsOff: [],
  excluded: [],
  received: [],
  documents: false,
  downloads: false,
  block: false,
  log: false,
  incognito: false,
  language: 'auto',
  theme: 'auto',
});

/** @type {{[Name in keyof Settings]: (value: unknown) => boolean}} */
const RULES = {
  mode: (value) => value === 'all' || value === 'click',
  people: (value) => Number.isInteger(value) && Number(value) >= 3 && Number(value) <= 1000,
  card: (value) => value === 'many' || value === 'never',
  packs: (value) => Array.isArray(value) && value.length > 0 && value.every((name) => PACKS.includes(name)),
  kindsOff: (value) => Array.isArray(value) && value.length <= 1000 && value.every(isKind),
  excluded: isHosts,
  received: isHosts,
  documents: (value) => typeof value === 'boolean',
  downloads: (value) => typeof value === 'boolean',
  block: (value) => typeof value === 'boolean',
  log: (value) => typeof value === 'boolean',
  incognito: (value) => typeof value === 'boolean',
  language: (value) => value === 'auto' || value === 'en' || value === 'hi',
  theme: (value) => value === 'auto' || value === 'light' || value === 'dark',
};

/** What a setting needs of the browser, and is asked for when it is switched on. */
export const NEEDS = /** @type {const} */ ({
  downloads: ['downloads'],
  block: ['webRequest', 'webRequestBlocking', 'webRequestFilterResponse'],
});

/** Every page of the web. */
export const ALL_SITES = ['http://*/*', 'https://*/*'];

/**
 * What of an object is a setting.
 *
 * @param {unknown} given
 * @returns {Partial<Settings>}
 */
export function validSettings(given) {
  if (typeof given !== 'object' || given === null) return {};
  const names = /** @type {Array<keyof Settings>} */ (Object.keys(RULES));
  const valid = names.filter((name) => Object.hasOwn(given, name) && RULES[name](Reflect.get(given, name)));
  return Object.fromEntries(valid.map((name) => [name, Reflect.get(given, name)]));
}

/** @returns {Promise<{settings: Settings, locked: Partial<Settings>}>} `locked` is the organisation's part of them */
export async function loadSettings() {
  const [own, locked] = await Promise.all([chrome.storage.local.get('settings'), managed()]);
  return { settings: { ...DEFAULTS, ...validSettings(own.settings), ...locked }, locked };
}

const next = inTurn();

/**
 * Keeps a change.
 *
 * @param {Partial<Settings>} change
 */
export function saveSettings(change) {
  return next(async () => {
    const { settings } = await chrome.storage.local.get('settings');
    await chrome.storage.local.set({ settings: { ...validSettings(settings), ...validSettings(change) } });
  });
}

async function managed() {
  try {
    return validSettings(await chrome.storage.managed.get());
  } catch {
    // Firefox says by an error that no policy is there.
    return {};
  }
}

/**
 * Whether pages of this host are never read.
 *
 * @param {Settings} settings
 * @param {string} host
 */
export function isExcluded({ excluded }, host) {
  return isAmong(excluded, host);
}

/** Whether a host or one above it is among these. @param {string[]} hosts @param {string} host */
export function isAmong(hosts, host) {
  return hosts.some((name) => host === name || host.endsWith(`.${name}`));
}

/**
 * A list of hosts with this one in it, or without it and those above it.
 *
 * @param {string[]} hosts
 * @param {string} host
 */
export function toggled(hosts, host) {
  return isAmong(hosts, host) ? hosts.filter((name) => !isAmong([name], host)) : [...hosts, host];
}

/** @param {unknown} value */
function isHosts(value) {
  return Array.isArray(value) && value.length <= 10_000 && value.every(isHost);
}

/** @param {unknown} value */
export function isHost(value) {
  return typeof value === 'string' && value.length <= 253 && /^[\p{L}\p{N}.-]+$|^\[[0-9a-f:]+\]$/u.test(value);
}

/** Whether it has the form of a kind's name. Which ones there are the module knows, and more may come. @param {unknown} value */
function isKind(value) {
  return typeof value === 'string' && /^[a-z][a-z0-9_]{1,63}$/.test(value);
}
