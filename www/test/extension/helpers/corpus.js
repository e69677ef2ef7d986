/**
 * The corpus of leaks and clean bodies, where it is there ($DWARPAL_CORPUS, or beside the project): what of it a browser
 * shows as a page.
 */

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const BESIDE = fileURLToPath(new URL('../../../../../shared/corpus', import.meta.url));
/** What browsers show and don't save. */
const SHOWN = /^(?:text\/(?:html|plain|xml)|application\/(?:json|xml|xhtml\+xml))\b/;

/**
 * @typedef {object} Body
 * @property {string} name
 * @property {string} file
 * @property {string} type
 * @property {string} coding
 * @property {boolean} leak whether it is of three people or more
 */

/** @returns {Body[]} none where there is no corpus */
export function corpus() {
  const folder = process.env.DWARPAL_CORPUS ?? BESIDE;
  if (!existsSync(`${folder}/leaks/INDEX.json`)) return [];
  const { documents } = JSON.parse(readFileSync(`${folder}/leaks/INDEX.json`, 'utf8'));
  const judged = documents
    .filter((/** @type {any} */ body) => SHOWN.test(body.content_type))
    .map((/** @type {any} */ body) => ({
      name: body.file,
      file: `${folder}/leaks/${body.file}`,
      type: body.content_type,
      coding: body.content_encoding,
      leak: body.expect === 'detect' && body.persons >= 3,
    }));
  const clean = readdirSync(`${folder}/clean/html`).map((name) => ({
    name: `clean/${name}`,
    file: `${folder}/clean/html/${name}`,
    type: 'text/html',
    coding: 'identity',
    leak: false,
  }));
  return [...judged, ...clean];
}
