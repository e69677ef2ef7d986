/**
 * Which attributes of an element hold what a reader, or the reader's mouse, comes to see.
 *
 * Why so few: a page has more attributes than text, and most are numbers of the page's own.
 */

/** Shown by the browser or read out. */
const SHOWN = new Set(['title', 'alt', 'aria-label', 'content']);
/** A value that could be somebody's: an address, or digits enough for a number. */
const TELLING = /@|(?:\d[\s-]?){7}|[A-Z]{3,5}\d{4}/;

/**
 * @param {Element} element
 * @returns {Generator<{name: string, value: string}, void>}
 */
export function* attributesOf(element) {
  if (!element.hasAttributes()) return;
  // By names: most attributes need not be looked into.
  for (const name of element.getAttributeNames()) {
    const isData = name.startsWith('data-');
    if (!isData && name !== 'href' && !SHOWN.has(name)) continue;
    const value = element.getAttribute(name) ?? '';
    if (value.length < 6 || value.length > 4096) continue;
    if (name === 'href') yield* ofLink(element, value);
    else if (TELLING.test(value) || /^data-(?:\w+-)*name$/.test(name)) {
      yield { name: name.replace(/^data-/, ''), value };
    }
  }
}

/**
 * A link to a person, unless its text says the same.
 *
 * @param {Element} element
 * @param {string} href
 */
function* ofLink(element, href) {
  const [, scheme, target] = /^(mailto|tel|sms):([^?]+)/i.exec(href) ?? [];
  if (!target || (element.textContent ?? '').includes(target)) return;
  yield { name: scheme.toLowerCase() === 'mailto' ? 'email' : 'phone', value: decoded(target) };
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not percent-encoded after all.
    return text;
  }
}
