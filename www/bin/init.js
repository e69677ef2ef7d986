/**
 * `dwarpal init HOST`: writes a project that works as it is (`templates/`), for the host that is named.
 */

import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { Failure } from './failure.js';
import { version } from './version.js';

/** The hosts that there is a template for, and how its project is started. */
export const HOSTS = {
  cloudflare: 'npx wrangler dev',
  deno: 'deno task start',
  bun: 'bun run start',
  node: 'npm start',
  express: 'npm start',
  fastify: 'npm start',
  hono: 'npm start',
};

/**
 * @param {object} _ no options
 * @param {string[]} words the host, and the folder to write to
 */
export function init(_, [host, folder = '.', ...more]) {
  if (host === undefined || !Object.hasOwn(HOSTS, host) || more.length > 0) {
    throw new Failure(`give one host of: ${Object.keys(HOSTS).join(', ')}, and perhaps a folder`);
  }
  const template = fileURLToPath(new URL(`templates/${host}/`, import.meta.url));
  const names = readdirSync(template);
  const there = names.find((name) => existsSync(`${folder}/${name}`));
  if (there) throw new Failure(`${folder}/${there} is there already; nothing was written`);
  cpSync(template, folder, { recursive: true });
  const manifest = `${folder}/package.json`;
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('DWARPAL_VERSION', `^${version}`));
  const start = HOSTS[/** @type {keyof typeof HOSTS} */ (host)];
  const enter = folder === '.' ? '' : `cd ${folder} && `;
  process.stdout.write(
    `${names.map((name) => `${folder}/${name}`).join('\n')}\n\nNext: ${enter}npm install && ${start}\n`,
  );
  return 0;
}
