/**
 * What the visitor gets in place of a leak: a page, or a problem document for programs.
 *
 * Why built from nothing: a header of the origin may describe, cache, tag or repeat what must not go out
 * (ETag, Link, Set-Cookie, Content-Disposition …). None is copied, so none has to be listed.
 *
 * It names an incident, never a kind, a count or a place: to a stranger those are hints of what lies there.
 */

import { prefersJson } from './headers.js';
import { STYLE } from './blockstyle.js';

/**
 * @typedef {object} Block what a page of the site's own may say
 * @property {string} id of the incident
 * @property {number} status that the visitor gets
 * @property {string} route the policy's name for the rules that held; empty where no route fits
 * @property {boolean} unseen whether the body could not be judged, rather than was judged to leak
 *
 * @typedef {Block & {accept?: string | null}} Asked with the request's `Accept`
 *
 * @callback BlockPage a page of the site's own in place of the built-in one; programs that ask for JSON still get that
 * @param {Block} block
 * @returns {string} HTML
 */

/**
 * @param {Asked} block
 * @param {BlockPage} [ownPage]
 * @returns {Response}
 */
export function blockResponse({ id, status, route, unseen, accept }, ownPage) {
  const json = prefersJson(accept);
  const words = unseen ? WORDS.unseen : WORDS.leak;
  const headers = {
    'content-type': json ? 'application/problem+json' : 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    vary: 'accept',
    'x-robots-tag': 'noindex, noarchive, nosnippet',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
  };
  if (json) return new Response(problem(words, status, id), { status, headers });
  const own = ownPage && tried(() => ownPage({ id, status, route, unseen }));
  // What such a page loads is the site's own affair; the rest holds for it, too.
  if (own !== undefined) headers['content-security-policy'] = "base-uri 'none'";
  return new Response(own ?? page(words, id), { status, headers });
}

/** @param {() => unknown} make @returns {string | undefined} nothing, if it fails: there is a page then, too */
function tried(make) {
  try {
    const made = make();
    return typeof made === 'string' ? made : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @typedef {object} Words
 * @property {string} title
 * @property {string} detail
 * @property {string} titleHi
 * @property {string} detailHi
 */

/** @type {Record<'leak' | 'unseen', Words>} */
const WORDS = {
  leak: {
    title: 'This document was withheld',
    detail: 'It appears to contain the personal data of other people, so it was stopped before it left the site.',
    titleHi: 'यह दस्तावेज़ रोक लिया गया है',
    detailHi: 'इसमें दूसरे लोगों की निजी जानकारी होने की संभावना है, इसलिए इसे साइट से बाहर जाने से पहले रोक दिया गया।',
  },
  unseen: {
    title: 'This document could not be checked',
    detail: 'Documents on this site are checked for personal data before they are sent. This one could not be read.',
    titleHi: 'इस दस्तावेज़ की जाँच नहीं हो सकी',
    detailHi: 'इस साइट के दस्तावेज़ भेजे जाने से पहले निजी जानकारी के लिए जाँचे जाते हैं। इसे पढ़ा नहीं जा सका।',
  },
};

/**
 * RFC 9457.
 *
 * @param {Words} words @param {number} status @param {string} id
 */
function problem({ title, detail }, status, id) {
  return `${JSON.stringify({ title, status, detail, incident: id })}\n`;
}

/** @param {Words} words @param {string} id */
function page({ title, detail, titleHi, detailHi }, id) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, noarchive, nosnippet">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<svg viewBox="0 0 64 64" width="64" height="64" aria-hidden="true">
<path class="wall" d="M8 60V28a24 24 0 0 1 48 0v32z"/>
<path class="door" d="M17 60V29a15 15 0 0 1 30 0v31z"/>
<path class="bar" d="M12 41h40v7H12z"/>
</svg>
<h1>${title}</h1>
<p>${detail}</p>
<p class="ask">If you look after this site, search its log for the number below. If you need the document, ask the site’s owner for it.</p>
<section lang="hi">
<h2>${titleHi}</h2>
<p>${detailHi}</p>
<p class="ask">अगर आप इस साइट की देखरेख करते हैं, तो नीचे दी गई संख्या लॉग में खोजें। दस्तावेज़ चाहिए तो साइट के स्वामी से माँगें।</p>
</section>
<footer>Incident · <span lang="hi">घटना</span> <code>${id}</code></footer>
</main>
</body>
</html>
`;
}
