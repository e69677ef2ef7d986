/**
 * A first look at a page: its markup as a whole, read by the module as it reads one on its way through an edge.
 *
 * Why: almost no page exposes anybody, and the walk costs a few milliseconds for ten thousand nodes, in the page's own time;
 * to write the markup down costs the browser a tenth of that, and the module reads it elsewhere. Only a page that the
 * module would stop is walked, for what stands where.
 *
 * The contract: a page whose markup does not say all that the walk would see (shadow trees, tables by role, filled
 * fields), or that is so long that writing it down could be felt, is not skimmed.
 */

import { cut } from './cut.js';
import { inSlices } from './idle.js';
import { Session } from './session.js';
import { SILENT } from './walk.js';

/** Elements from which on it pays; and, with bytes as they were served, up to which a page is written down at once. */
const FEWEST_ELEMENTS = 1500;
const MOST_ELEMENTS = 30_000;
const MOST_BYTES = 2 * 1024 * 1024;
/** Elements between two stops. */
const STRIDE = 512;
/** Elements that may have a shadow root (DOM Standard, attachShadow). */
const HOSTS = 'article,aside,blockquote,body,div,footer,h1,h2,h3,h4,h5,h6,header,main,nav,p,section,span';
/** Custom elements, which may have a closed one; and tables that are ones by their role. */
const UNSAID = /<[a-z]+-|\srole="(?:row|grid|table|treegrid)"/i;
/** Fields that a person fills, and what of their values could be somebody's: a number, an address, two words. */
const FIELDS = 'input,textarea';
const TELLING = /@|\d{4}|\p{L}\s+\p{L}/u;

/**
 * @typedef {object} Skimmed what a page came to, without places
 * @property {number} persons
 * @property {Record<string, number>} counts
 * @property {number} sure
 * @property {number} all
 * @property {boolean} critical
 */

/** @returns {Promise<Skimmed | undefined>} none if the page is to be walked */
export async function skim() {
  if (!pays()) return undefined;
  const look = { plain: false, text: '' };
  await inSlices(writeDown(look));
  if (!look.plain) return undefined;
  const session = new Session({ contentType: 'text/html' }, () => Promise.resolve([]));
  const { pieces } = cut(look.text, document);
  const { findings, unlisted } = await session.scan(pieces);
  if (session.blocked) return undefined;
  const single = findings.filter(([kind]) => !kind.endsWith('_record'));
  /** @type {Record<string, number>} */
  const counts = { ...unlisted };
  for (const [kind] of single) counts[kind] = (counts[kind] ?? 0) + 1;
  const sure = single.filter(([, , , confidence]) => confidence >= 80).length;
  return { persons: session.persons, counts, sure, all: single.length, critical: false };
}

/** Whether a page is one to skim, by its size: most are not, and are asked at once. */
function pays() {
  const elements = document.getElementsByTagName('*').length;
  if (elements < FEWEST_ELEMENTS || elements > MOST_ELEMENTS) return false;
  const [{ decodedBodySize = 0 } = {}] = /** @type {PerformanceNavigationTiming[]} */ (
    performance.getEntriesByType('navigation')
  );
  return decodedBodySize <= MOST_BYTES;
}

/** @param {{plain: boolean, text: string}} look @returns {Generator<void, void>} */
function* writeDown(look) {
  for (const field of document.querySelectorAll(FIELDS)) {
    const { value, type } = /** @type {HTMLInputElement} */ (field);
    if (!SILENT.test(type) && TELLING.test(value)) return;
  }
  yield;
  let seen = 0;
  for (const element of document.querySelectorAll(HOSTS)) {
    if (element.shadowRoot) return;
    seen += 1;
    if (seen % STRIDE === 0) yield;
  }
  yield;
  look.text = document.documentElement.outerHTML;
  yield;
  look.plain = !UNSAID.test(look.text);
}
