// Stands in front of the site at ORIGIN and serves what exposes nobody.
import { guard } from 'dwarpal/bun';

const origin = process.env.ORIGIN ?? 'http://localhost:3000';

/** @param {Request} request */
function ask(request) {
  const { pathname, search } = new URL(request.url);
  const headers = new Headers(request.headers);
  headers.delete('host');
  // The host then asks for what it decodes.
  headers.delete('accept-encoding');
  return fetch(new Request(origin + pathname + search, request), { headers, redirect: 'manual' });
}

Bun.serve({ port: Number(process.env.PORT ?? 8080), idleTimeout: 60, fetch: guard(ask) });
