/**
 * A folder as a site, on loopback.
 */

import { readFile } from 'node:fs/promises';
import { extname, normalize } from 'node:path';

import { serve } from '../helpers/servers.js';

/** @type {Record<string, string>} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.wasm': 'application/wasm',
  '.csv': 'text/csv; charset=utf-8',
};

/**
 * @param {string} folder
 * @param {Record<string, string>} [pages] HTML by path, before what is in the folder
 */
export function serveFolder(folder, pages = {}) {
  return serve(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (Object.hasOwn(pages, pathname)) {
      response.setHeader('content-type', TYPES['.html']);
      response.end(pages[pathname]);
      return;
    }
    try {
      const body = await readFile(folder + normalize(decodeURIComponent(pathname)));
      response.setHeader('content-type', TYPES[extname(pathname)] ?? 'application/octet-stream');
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
}
