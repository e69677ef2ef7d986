/**
 * Long bodies through the guard on real Deno and Bun: a slow client slows the site down, what it has not taken is kept by
 * nobody, and one that leaves stops the site. On Node `streaming.test.js` says the same.
 */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { get } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';

import { environment, installHosts, programs } from '../../dev/hosts.mjs';
import { startProgram } from '../helpers/child.js';
import { CLEAN } from '../helpers/leak.js';
import { installed } from '../helpers/package.js';

const MIB = 1024 * 1024;
const TOTAL = 64 * MIB;

/** `/long` is the body; `/told` says how much of it was made, whether it was stopped, and what the program holds. */
const SITE = `
const chunk = new TextEncoder().encode(${JSON.stringify(CLEAN.repeat(Math.ceil(65_536 / CLEAN.length)))}).slice(0, 65536);
const made = { bytes: 0, stopped: false };

export async function handle(request) {
  if (new URL(request.url).pathname === '/told') {
    (globalThis.Bun?.gc ?? globalThis.gc)(true);
    return Response.json({ ...made, memory: process.memoryUsage().rss });
  }
  Object.assign(made, { bytes: 0, stopped: false });
  if (new URL(request.url).pathname !== '/long') return new Response('');
  const body = new ReadableStream({
    async pull(controller) {
      // As a file or a socket: every chunk has to be waited for.
      await new Promise((resolve) => setTimeout(resolve));
      if (made.bytes >= ${TOTAL}) return controller.close();
      made.bytes += chunk.length;
      controller.enqueue(chunk.slice());
    },
    cancel: () => void (made.stopped = true),
  });
  return new Response(body, { headers: { 'content-type': 'text/csv; charset=utf-8' } });
}
`;

const PROGRAMS = {
  'site.mjs': `import process from 'node:process';\n${SITE}`,
  'deno.mjs': `import { guard } from 'dwarpal/deno';
    import { handle } from './site.mjs';
    const handler = guard(handle, { mode: Deno.env.get('MODE') });
    Deno.serve({ hostname: '127.0.0.1', port: Number(Deno.env.get('PORT')) }, handler);`,
  'bun.mjs': `import { guard } from 'dwarpal/bun';
    import { handle } from './site.mjs';
    Bun.serve({ hostname: '127.0.0.1', port: process.env.PORT, development: false, fetch: guard(handle, { mode: process.env.MODE }) });`,
};

/** @type {ReturnType<typeof installed>} */
let project;
before(() => {
  installHosts();
  project = installed(PROGRAMS);
});
after(() => project?.remove());

const denoArgs = ['run', '--v8-flags=--expose-gc', '--allow-read', '--allow-net', '--allow-env', '--allow-sys'];

for (const [name, command, args] of /** @type {const} */ ([
  ['Deno', programs.deno, [...denoArgs, 'deno.mjs']],
  ['Bun', programs.bun, ['bun.mjs']],
])) {
  for (const MODE of ['observe', 'redact']) {
    describe(`${name}, ${MODE}`, () => {
      /** @type {Awaited<ReturnType<typeof startProgram>>} */
      let server;
      before(async () => {
        server = await startProgram(command, [...args], { cwd: project.folder, env: { ...environment, MODE } });
      });
      after(() => server?.close());
      /** @returns {Promise<{bytes: number, stopped: boolean, memory: number}>} */
      const told = async () => (await fetch(`${server.url}/told`)).json();

      it('makes no more than a slow client takes, and keeps none of it', async () => {
        const [body] = await once(get(`${server.url}/long`, { agent: false }), 'response');
        let taken = 0;
        let most = 0;
        /** @type {number[]} */
        const memory = [];
        for await (const chunk of body) {
          taken += chunk.length;
          if (taken % MIB >= chunk.length) continue;
          // Once long enough for a site that is not held back to make all of it.
          await wait(memory.length === 4 ? 3000 : 20);
          const seen = await told();
          most = Math.max(most, seen.bytes - taken);
          memory.push(seen.memory);
        }
        assert.equal(taken, TOTAL);
        // Two sockets' buffers on loopback (Linux: up to 6 MB received, 4 MB to be sent), and the host's own: Bun's is 5 MB.
        assert.ok(most < 24 * MIB, `${most} bytes ahead`);
        const least = (/** @type {number} */ from) => Math.min(...memory.slice(from, from + 8));
        const grown = least(-8 + memory.length) - least(8);
        assert.ok(grown < 8 * MIB, `${grown} bytes more: ${memory.map((bytes) => Math.round(bytes / MIB))}`);
      });

      it('stops when its client leaves', async () => {
        const [body] = await once(get(`${server.url}/long`, { agent: false }), 'response');
        await once(body, 'data');
        body.destroy();
        let seen = await told();
        for (let i = 0; i < 200 && !seen.stopped; i += 1) {
          await wait(10);
          seen = await told();
        }
        assert.ok(seen.stopped && seen.bytes < TOTAL, `${seen.bytes} bytes made`);
      });
    });
  }
}
