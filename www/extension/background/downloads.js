/**
 * Files that the browser saves and does not show: the tables and workbooks that leaks are made of.
 *
 * Only for those who switched it on, which is also when the browser is asked for the permission. A finished download's
 * address is asked for once more, from the browser's cache where that has it; what is found is told on the tab that the
 * file came from.
 */

import { isExcluded, loadSettings } from '../shared/settings.js';
import { readDocument } from './documents.js';

let listening = false;

/**
 * Listens, once the browser allows it.
 *
 * @param {(tab: number, page: string, file: number, summary: import('./tabs.js').Summary) => Promise<void>} tell
 */
export function watchDownloads(tell) {
  if (listening || !chrome.downloads) return;
  listening = true;
  chrome.downloads.onChanged.addListener(({ id, state }) => {
    if (state?.current === 'complete') void finished(id, tell);
  });
}

/** @param {number} id @param {Parameters<typeof watchDownloads>[0]} tell */
async function finished(id, tell) {
  const { settings } = await loadSettings();
  const [item] = await chrome.downloads.search({ id });
  const url = item?.finalUrl ?? item?.url ?? '';
  if (!settings.downloads || !/^https?:/.test(url) || (item.incognito && !settings.incognito)) return;
  const { origin, hostname, pathname, protocol } = new URL(url);
  const allowed = await chrome.permissions.contains({ origins: [`${protocol}//${hostname}/*`] });
  const tab = await tabOfFile(item.referrer || url);
  if (!allowed || tab === undefined || isExcluded(settings, hostname)) return;
  await tell(tab, `${origin}${pathname}`, id, { ...(await readDocument(url)), file: true });
}

/** The tab that a file came from: of the same site, the one in front first. @param {string} from */
async function tabOfFile(from) {
  const { origin } = new URL(from);
  const tabs = (await chrome.tabs.query({})).filter(({ url }) => url?.startsWith(`${origin}/`));
  return (tabs.find(({ active }) => active) ?? tabs.at(-1))?.id;
}
