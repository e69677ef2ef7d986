/**
 * What a person can do about a page: hide and mark in it; find its owner, write, report, keep a report. The extension
 * itself sends nothing: it opens tabs and drafts, and the person sends.
 */

import { byId, saveFile } from '../shared/page.js';
import { kindLines, reportHtml, reportJson, safeAddress } from '../shared/report.js';

/**
 * @param {import('../shared/report.js').Facts} facts
 * @param {import('../shared/messages.js').Words} words
 * @param {(message: object) => Promise<any[]>} ask the frames of the page
 * @param {{hidden?: boolean, shown?: boolean}} live how the page is marked now
 */
export function setUpActions(facts, words, ask, live) {
  const { say } = words;
  const inPage = Object.keys(live).length > 0;
  toggle('hide', inPage, live.hidden ?? false, ['hide', 'unhide'], words, (hidden) => ask({ type: 'hide', hidden }));
  toggle('mark', inPage, live.shown ?? false, ['mark', 'unmark'], words, (shown) => ask({ type: 'show', shown }));

  const address = safeAddress(facts.page);
  const lines = kindLines(facts);
  byId('contact', HTMLAnchorElement).href = `${new URL(facts.page).origin}/.well-known/security.txt`;
  const mail = new URLSearchParams({
    subject: say('mailSubject'),
    body: say('mailBody', facts.persons, address, lines),
  });
  // RFC 6068: a blank is %20 there, a plus is a plus.
  byId('write', HTMLAnchorElement).href = `mailto:?${mail.toString().replaceAll('+', '%20')}`;

  const body = byId('body', HTMLTextAreaElement);
  const time = new Date();
  body.value = say(
    'certBody',
    facts.persons,
    address,
    lines,
    time.toISOString().slice(0, 16).replace('T', ' ') + ' UTC',
  );
  const report = byId('report', HTMLButtonElement);
  report.onclick = () => {
    const text = byId('text', HTMLElement);
    text.hidden = !text.hidden;
    report.setAttribute('aria-expanded', String(!text.hidden));
  };
  const copy = byId('copy', HTMLButtonElement);
  copy.onclick = async () => {
    await navigator.clipboard.writeText(body.value);
    copy.textContent = say('copied');
  };
  byId('json', HTMLButtonElement).onclick = () =>
    saveFile('dwarpal-report.json', 'application/json', reportJson(facts, time));
  byId('html', HTMLButtonElement).onclick = () =>
    saveFile('dwarpal-report.html', 'text/html', reportHtml(facts, time, words));
}

/**
 * @param {'hide' | 'mark'} id
 * @param {boolean} shown whether there is a page to do it in
 * @param {boolean} on
 * @param {[string, string]} keys what it says when it is off and when it is on
 * @param {import('../shared/messages.js').Words} words
 * @param {(on: boolean) => void} act
 */
function toggle(id, shown, on, keys, { say }, act) {
  const button = byId(id, HTMLButtonElement);
  button.hidden = !shown;
  const paint = () => {
    button.textContent = say(keys[Number(on)]);
  };
  button.onclick = () => {
    on = !on;
    paint();
    act(on);
  };
  paint();
}
