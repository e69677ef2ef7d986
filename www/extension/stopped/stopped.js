/** The page in the place of a document that was stopped: how many people it exposes, and the way back or on. */

import { byId, dressPage } from '../shared/page.js';

const { say } = await dressPage();
const tab = await chrome.tabs.getCurrent();
const persons = await chrome.runtime.sendMessage({ type: 'warning' });
const title = byId('title', HTMLElement);
// Its tab has forgotten, as after the browser was closed.
title.textContent = typeof persons === 'number' ? say('stoppedTitle', persons) : say('stoppedAny');
document.title = title.textContent;
byId('address', HTMLElement).textContent = location.hash.slice(1);
const back = byId('back', HTMLButtonElement);
back.hidden = history.length < 2;
back.addEventListener('click', () => history.back());
byId('open', HTMLButtonElement).addEventListener('click', () =>
  chrome.runtime.sendMessage({ type: 'open', tab: tab?.id, url: location.href }),
);
