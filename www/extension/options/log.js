/** The log on the options page: shown, saved as a file, deleted. */

import { catalogue, titleOf } from '../shared/kinds.js';
import { readLog, wipeLog } from '../shared/log.js';
import { byId, saveFile } from '../shared/page.js';
import { kindsLine, logHtml, logJson } from '../shared/report.js';

/** @typedef {import('../shared/messages.js').Words} Words */

/** @param {Words} words @returns {Promise<(kind: string) => string>} what kinds are called */
async function titles(words) {
  const known = new Map((await catalogue()).map((kind) => [kind.id, kind]));
  return (id) => titleOf({ id, title: known.get(id)?.title ?? id }, words);
}

/** @param {Words} words */
export async function showLog(words) {
  const entries = await readLog();
  byId('log', HTMLElement).hidden = entries.length === 0;
  byId('logname', HTMLElement).textContent = words.say('logName', entries.length);
  const title = entries.length > 0 ? await titles(words) : String;
  const time = new Intl.DateTimeFormat(`${words.lang}-IN`, { dateStyle: 'medium', timeStyle: 'short' });
  const rows = entries.map((entry) => {
    const row = document.createElement('tr');
    const people = new Intl.NumberFormat(`${words.lang}-IN`).format(entry.persons);
    for (const text of [time.format(new Date(entry.seen)), entry.page, people, kindsLine(entry, title)]) {
      const cell = document.createElement('td');
      cell.textContent = text;
      row.append(cell);
    }
    return row;
  });
  byId('entries', HTMLElement).replaceChildren(...rows);
}

/** @param {() => Words} words in the language that is chosen now */
export function setUpLog(words) {
  byId('logjson', HTMLButtonElement).addEventListener('click', async () => {
    saveFile('dwarpal-log.json', 'application/json', logJson(await readLog()));
  });
  byId('loghtml', HTMLButtonElement).addEventListener('click', async () => {
    saveFile('dwarpal-log.html', 'text/html', logHtml(await readLog(), await titles(words()), words()));
  });
  byId('logwipe', HTMLButtonElement).addEventListener('click', () => wipeLog());
  // The background may write while the page is open.
  chrome.storage.onChanged.addListener((changes, area) => {
    if (area === 'local' && 'log' in changes) void showLog(words());
  });
}
