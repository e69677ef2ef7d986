/**
 * What the page adds or changes after it was read: elements to read again, gathered for a moment.
 *
 * Why gathered: a page that fills a list changes hundreds of times in a second, and one that is typed into changes
 * with each key. A pause ends the gathering, or the longest wait does.
 */

/** Milliseconds without a change after which reading begins; and at most that it waits. */
const PAUSE = 400;
const LONGEST = 2000;

/** What is read as a whole when something in it changes: the record that it is part of. */
const WHOLE = 'tr, [role="row"], li, dl, form, fieldset, article, p';

export class Changes {
  /** @type {Set<Element>} */
  #roots = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #since = 0;
  #observer = new MutationObserver((records) => this.#take(records));

  /** @param {(roots: Element[]) => void} onRoots in the order of the document, none within another */
  constructor(onRoots) {
    this.onRoots = onRoots;
  }

  /** @param {Node} root a document or a shadow root */
  observe(root) {
    this.#observer.observe(root, { childList: true, characterData: true, subtree: true });
  }

  /** Reads an element again though it did not change itself. @param {Element} element */
  add(element) {
    this.#roots.add(element.closest(WHOLE) ?? element);
    const now = performance.now();
    if (this.#timer === undefined) this.#since = now;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tell(), Math.max(0, Math.min(PAUSE, this.#since + LONGEST - now)));
  }

  stop() {
    this.#observer.disconnect();
    clearTimeout(this.#timer);
  }

  /** @param {MutationRecord[]} records */
  #take(records) {
    for (const { type, target, addedNodes } of records) {
      if (type === 'characterData') this.#addNode(target);
      else addedNodes.forEach((node) => this.#addNode(node));
    }
  }

  /** @param {Node} node */
  #addNode(node) {
    const isText = node.nodeType === Node.TEXT_NODE;
    if (isText && !/\S/.test(node.nodeValue ?? '')) return;
    const element = node.nodeType === Node.ELEMENT_NODE ? /** @type {Element} */ (node) : isText && node.parentElement;
    if (element) this.add(element);
  }

  #tell() {
    this.#timer = undefined;
    const roots = [...this.#roots].filter((root) => root.isConnected);
    this.#roots.clear();
    const among = new Set(roots);
    const outer = roots.filter((root) => !hasAncestor(root, among));
    outer.sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
    if (outer.length > 0) this.onRoots(outer);
  }
}

/** @param {Element} element @param {Set<Element>} among */
function hasAncestor(element, among) {
  for (let up = element.parentElement; up; up = up.parentElement) if (among.has(up)) return true;
  return false;
}
