/**
 * The field in which an origin says for whom a page is, made by the very example that the documentation of the policy
 * gives to origins.
 */

import { readFileSync } from 'node:fs';

const text = readFileSync(new URL('../../docs/policy.md', import.meta.url), 'utf8');
const [, example] = /^```js audience\.mjs\n([^]*?)^```$/m.exec(text) ?? [];

/** @type {{audienceField: (key: string, address: string, audience?: string, time?: number) => string}} */
const { audienceField } = await import(`data:text/javascript,${encodeURIComponent(example)}`);

/**
 * @typedef {object} Said what the field says, and what is wrong with it
 * @property {'public' | 'self'} audience
 * @property {'origin' | 'client'} by who sends it
 * @property {string} [key] another than the deployment's
 * @property {string} [address] another than the one that was asked for
 * @property {number} [age] in seconds
 * @property {(field: string) => string} [changed] after it was signed
 */

/**
 * @param {string} own key of the deployment
 * @param {string} asked host, path and query
 * @param {Said} said
 * @returns {string}
 */
export function signed(own, asked, { audience, key = own, address = asked, age = 0, changed = (field) => field }) {
  return changed(audienceField(key, address, audience, Math.floor(Date.now() / 1000) - age));
}
