/**
 * Reads a document: walks it, has it scanned, and knows what was found and where.
 *
 * The contract: one batch at a time, in slices of idle time; a row, an entry of a list or a changed part whose text was
 * read before is not read again; what was found stays found, though the page may take it away.
 */

import { cut } from './cut.js';
import { digest, newSalt } from './digest.js';
import { inSlices } from './idle.js';
import { Places, elementOf } from './places.js';
import { Script } from './script.js';
import { Session } from './session.js';
import { skim } from './skim.js';
import { isRow, isTable, walk } from './walk.js';

/** Characters of data in a script, or of a document that is plain text, that are read at most. */
const LONGEST_DATA = 32 * 1024 * 1024;
/** Texts that are known again; a page that never stops changing must not fill the memory. */
const REMEMBERED = 200_000;
/** Places whose records are read again when a session was lost. */
const RECALLED = 400;

export class Reader {
  places = new Places();
  /** What the page came to, while it was only skimmed. @type {import('./skim.js').Skimmed | undefined} */
  skimmed;
  /** Whether the first reading is done, and whether something could not be read. */
  done = false;
  failed = false;
  #session = new Session({ events: true }, () => this.#recall());
  /** Persons in data that the page carries beside what it shows: the same ones, so they are not added up. */
  #beside = 0;
  #blocked = false;
  /** @type {Set<number>} */
  #read = new Set();
  #salt = newSalt();
  /** @type {Promise<void>} */
  #last = Promise.resolve();

  /**
   * @param {object} told
   * @param {(root: ShadowRoot) => void} told.onShadow
   * @param {(element: Element) => void} told.onBare a custom element that has no shadow root (yet)
   * @param {() => void} told.onRead after each batch
   */
  constructor(told) {
    this.told = told;
  }

  /** Distinct persons that were seen so far. */
  get persons() {
    return Math.max(this.#session.persons, this.#beside, this.skimmed?.persons ?? 0);
  }

  /** Whether the module would have stopped this from leaving its site. */
  get blocked() {
    return this.#blocked || this.#session.blocked;
  }

  /** Reads the whole document. */
  readAll() {
    return this.#next(async () => {
      if (isMarkup(document.contentType)) {
        this.skimmed = await skim();
        if (!this.skimmed) await this.#whole();
      } else {
        await this.#data(source(), document.contentType);
      }
      this.done = true;
    });
  }

  /** Reads what is new. @param {Element[]} roots */
  readChanged(roots) {
    return this.#next(async () => {
      // Who was seen already must be known, to be told from who comes.
      const { all = 0 } = this.skimmed ?? {};
      this.skimmed = undefined;
      if (all > 0) await this.#whole();
      const fresh = roots.filter((root) => root.isConnected && !this.#knows(root));
      if (fresh.length > 0) await this.#batch(fresh, (row) => this.#knows(row));
    });
  }

  /** Walks all of a page, and reads the data that it carries. */
  async #whole() {
    await this.#batch([document.documentElement], () => false);
    for (const script of document.scripts) {
      if (/^application\/(?:\w+\+)?json\b/.test(script.type)) await this.#data(script, 'application/json');
    }
  }

  /** @param {() => Promise<void>} work */
  #next(work) {
    this.#last = this.#last.then(work).catch(() => {
      // The extension was updated or is shutting down, or the module failed three times: the page goes unread.
      this.failed = true;
    });
    return this.#last.then(() => this.told.onRead());
  }

  /**
   * @param {Element[]} roots
   * @param {(row: Element) => boolean} skips
   */
  async #batch(roots, skips) {
    const out = new Script();
    await inSlices(this.#walk(roots, out, skips));
    if (out.pieces.length === 0) return;
    const batch = await this.#session.scan(out.pieces);
    await inSlices(this.places.add(batch, out.stretches));
  }

  /**
   * @param {Element[]} roots
   * @param {Script} out
   * @param {(row: Element) => boolean} skips
   */
  *#walk(roots, out, skips) {
    const { onShadow, onBare } = this.told;
    const way = {
      out,
      onShadow,
      onBare,
      skips: (/** @type {Element} */ row) => {
        const skipped = skips(row);
        if (!skipped) this.#note(row);
        return skipped;
      },
    };
    /** @type {Element | undefined} */
    let table;
    for (const root of roots) {
      const own = root.parentElement ? tableOf(root.parentElement) : undefined;
      if (!own || own !== table) {
        out.part();
        const header = own && headerOf(own);
        if (header && header !== root) yield* walk(header, { ...way, skips: () => false }, own);
      }
      table = own;
      yield* walk(root, way, own);
      // The document as a whole never comes again, and is long.
      if (root !== document.documentElement) this.#note(root);
    }
    out.end();
  }

  /**
   * Text that is no page: what the browser shows of a text file, or data in a script.
   *
   * @param {Element} element
   * @param {string} contentType
   */
  async #data(element, contentType) {
    const markup = /xml/.test(contentType);
    const text = markup ? new XMLSerializer().serializeToString(element) : (element.textContent ?? '');
    if (text.trim() === '' || text.length > LONGEST_DATA) return;
    const fileName = element.tagName === 'SCRIPT' ? undefined : location.pathname.split('/').at(-1);
    const session = new Session({ contentType, fileName }, () => Promise.resolve([]));
    const node = markup ? element : onlyText(element);
    const { pieces, stretches } = cut(text, node);
    const batch = await session.scan(pieces);
    this.#beside = Math.max(this.#beside, session.persons);
    this.#blocked ||= session.blocked;
    await inSlices(this.places.add(batch, stretches));
  }

  /** What was found, as the page shows it now: for a module that has forgotten it. */
  async #recall() {
    const elements = new Set(
      this.places
        .living()
        .slice(0, RECALLED)
        .map((place) => elementOf(place)?.closest('tr, [role="row"], li, dl, form, article, p, div')),
    );
    const out = new Script();
    const roots = [...elements].filter((element) => element !== null && element !== undefined);
    await inSlices(this.#walk(roots, out, () => false));
    return out.pieces;
  }

  /** @param {Element} element */
  #key(element) {
    return digest(element.textContent ?? '', this.#salt);
  }

  /** Whether this text was read before. What has none may have it in a shadow root. @param {Element} element */
  #knows(element) {
    return /\S/.test(element.textContent ?? '') && this.#read.has(this.#key(element));
  }

  /** Keeps in mind that this text was read. @param {Element} element */
  #note(element) {
    if (this.#read.size >= REMEMBERED) this.#read.clear();
    this.#read.add(this.#key(element));
  }
}

/** @param {string} contentType */
function isMarkup(contentType) {
  return contentType === 'text/html' || contentType === 'application/xhtml+xml';
}

/** What a document that is no page consists of: its text, or the XML behind the viewer that Chromium draws over it. */
function source() {
  const viewed = document.getElementById('webkit-xml-viewer-source-xml')?.firstElementChild;
  return viewed ?? document.body ?? document.documentElement;
}

/** @param {Element} element @returns {Element | undefined} */
function tableOf(element) {
  /** @type {Element | null} */
  let table = element.closest('table, [role="table"], [role="grid"], [role="treegrid"]');
  if (table && !isTable(table)) table = null;
  return table ?? undefined;
}

/** @param {Element} table @returns {Element | undefined} its first row, if that has headers */
function headerOf(table) {
  const cell = table.querySelector('thead td, th, [role="columnheader"]');
  for (let up = cell; up && up !== table; up = up.parentElement) if (isRow(up)) return up;
  return undefined;
}

/** @param {Element} element @returns {Node} the one text in it, or itself */
function onlyText(element) {
  /** @type {Node} */
  let node = element;
  while (node.childNodes.length === 1) [node] = node.childNodes;
  return node;
}
