/** What stands in the place of a page, a document or a file that was stopped, in the form of what it stands for. */

/**
 * @typedef {object} Words
 * @property {string} lang
 * @property {string} title
 * @property {string} detail
 */

/** Where the page's own policy forbids styles it is plain, and says the same. */
const STYLE = `body{margin:0;min-height:100vh;display:grid;place-items:center;background:#faf6ef;color:#2a231c;
font:1.1rem/1.5 system-ui,sans-serif}main{max-width:34rem;padding:2rem;border-left:6px solid #a8401f;margin:1rem}
h1{font-size:1.5rem;line-height:1.3}@media(prefers-color-scheme:dark){body{background:#15120f;color:#f2ebe2}}`;

/**
 * @param {string} contentType of what it stands for: its headers have been seen already
 * @param {Words} words
 * @returns {string}
 */
export function warningFor(contentType, { lang, title, detail }) {
  if (/\bx?html\b/.test(contentType)) {
    // XML needs the name space; HTML does not mind it.
    return `<html xmlns="http://www.w3.org/1999/xhtml" lang="${lang}"><head><title>${ascii(title)}</title><meta
name="viewport" content="width=device-width" /><style>${STYLE}</style></head><body><main><h1>${ascii(title)}</h1><p>${ascii(detail)}</p></main></body></html>`;
  }
  if (/xml/.test(contentType)) return `<warning>${ascii(`${title}. ${detail}`)}</warning>`;
  if (/json/.test(contentType)) return JSON.stringify({ warning: title, detail });
  return `${title}.\n${detail}\n`;
}

/** Markup without a character that an encoding could change, or that would be markup. @param {string} text */
function ascii(text) {
  return text.replace(/[^ -~]|[<>&]/gu, (character) => `&#${character.codePointAt(0)};`);
}
