/**
 * The demo page's files, as a service the demo worker can be bound to (what Cloudflare calls static assets).
 */

import { readFile } from 'node:fs/promises';

/** @type {Record<string, [file: string, type: string]>} every path there is, so that no other file can be asked for */
const FILES = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/__demo/page.css': ['page.css', 'text/css; charset=utf-8'],
  '/__demo/compare.css': ['compare.css', 'text/css; charset=utf-8'],
  '/__demo/page.js': ['page.js', 'text/javascript; charset=utf-8'],
  '/__demo/view.js': ['view.js', 'text/javascript; charset=utf-8'],
};

/**
 * @param {{url: string}} request
 * @returns {Promise<Response>}
 */
export async function servePage({ url }) {
  const found = FILES[new URL(url).pathname];
  if (!found) return new Response('Not found\n', { status: 404 });
  const [file, type] = found;
  const body = await readFile(new URL(`page/${file}`, import.meta.url));
  return new Response(new Uint8Array(body), { headers: { 'content-type': type, 'cache-control': 'no-store' } });
}
