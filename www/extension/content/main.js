/**
 * The content script: reads the frame it stands in, tells the background what was found, and does in the page what the
 * popup asks for.
 *
 * It leaves no trace that a page could look for but the warning card, when there is one. Nothing it found goes
 * anywhere but to the extension's own background: kinds, counts and places, never a value.
 */

import { Banner } from './banner.js';
import { Changes } from './changes.js';
import { Marks } from './marks.js';
import { Reader } from './reader.js';
import { Received } from './received.js';
import { together } from './together.js';

/** Milliseconds after which custom elements that had no shadow root are looked at again. */
const UPGRADED = 1500;

/** Set in this extension's own world, which the page cannot see: a script that comes again does nothing. */
const world = /** @type {{dwarpalReads?: boolean, dwarpalEar?: import('./ear.js').Ear}} */ (
  /** @type {unknown} */ (globalThis)
);

async function main() {
  if (world.dwarpalReads) return;
  world.dwarpalReads = true;
  if (document.contentType === 'application/pdf') {
    // The browser's viewer: there is nothing to read in it.
    await chrome.runtime.sendMessage({ type: 'viewer' });
    return;
  }
  const top = window === window.top;
  const page = `${location.origin}${location.pathname}`;
  const { reads } = await chrome.runtime.sendMessage({ type: 'hello', top, page });
  if (!reads) {
    // Asked again by a person, it may.
    world.dwarpalReads = false;
    world.dwarpalEar?.close();
    return;
  }

  const changes = new Changes((roots) => reader.readChanged(roots));
  /** @type {Set<Element>} */
  const bare = new Set();
  const reader = new Reader({
    onShadow: (root) => changes.observe(root),
    onBare: (element) => bare.add(element),
    onRead: tell,
  });
  const marks = new Marks(reader.places, {
    dress: () => chrome.runtime.sendMessage({ type: 'dress' }),
    onHidden: (hidden) => banner.tellHidden(hidden),
  });
  const banner = new Banner(document, {
    onHide: () => marks.hide(!marks.hidden),
    onShow: async () => {
      await marks.show(true);
      const [kind] = Object.keys(reader.places.counts);
      if (kind) await marks.go(kind, 1);
    },
  });

  function tell() {
    if (marks.hidden || marks.shown) marks.refresh();
    const summary = together(reader, received);
    chrome.runtime.sendMessage({ type: 'found', top, page, summary }).catch(() => {
      // The extension was updated: this script is an orphan, and reads no more.
      changes.stop();
    });
  }

  /** @type {Record<string, (message: any) => unknown>} what the popup and the background ask for */
  const asked = {
    tell: () => reader.done && tell(),
    ping: () => ({ hidden: marks.hidden, shown: marks.shown }),
    hide: ({ hidden }) => marks.hide(hidden),
    show: ({ shown }) => marks.show(shown),
    go: ({ kind, step }) => marks.go(kind, step),
    banner: ({ words }) => top && banner.show(words),
  };
  chrome.runtime.onMessage.addListener((message, _sender, answer) => {
    const act = asked[message?.type];
    if (!act) return false;
    Promise.resolve(act(message)).then(answer);
    return true;
  });

  // A page that comes back from the browser's memory has been read, but its tab has forgotten it.
  addEventListener('pageshow', async ({ persisted }) => {
    if (!persisted) return;
    await chrome.runtime.sendMessage({ type: 'hello', top, page });
    tell();
  });
  const received = new Received(() => reader.done && tell());
  world.dwarpalEar?.listen((text) => received.take(text));
  changes.observe(document);
  await reader.readAll();
  const again = () => {
    for (const element of bare) if (element.isConnected) changes.add(element);
    bare.clear();
  };
  setTimeout(again, UPGRADED);
}

main().catch(() => {
  // The page went away while it was read, or the extension did.
});
