/**
 * The package in a Next.js app, built and served: its middleware and route handlers guard, and a component scans in the
 * browser.
 */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { environment, home, installHosts, modules } from '../../dev/hosts.mjs';
import { startBrowser } from '../helpers/browser.js';
import { startProgram } from '../helpers/child.js';
import { LEAK, leaks } from '../helpers/leak.js';
import { ask } from '../helpers/origin.js';
import { installed } from '../helpers/package.js';

const next = `${modules}next/dist/bin/next`;
const env = { ...process.env, ...environment, NEXT_TELEMETRY_DISABLED: '1' };

/** Beside the Next.js that is installed there, which looks for itself above the app. */
const app = `${home}next-${process.pid}/`;

const route = `import { createFilter } from 'dwarpal';
import { LEAK } from '../leak.js';
export const dynamic = 'force-dynamic';
export async function GET(request) {
  const filter = await createFilter();
  const text = new URL(request.url).searchParams.has('leak') ? LEAK : 'Hello!';
  return filter.guard(new Response(text, { headers: { 'content-type': 'text/csv' } }), { request });
}
`;

/** @type {Record<string, string>} */
const FILES = {
  'package.json': '{ "private": true }',
  // Only because Next.js is installed above the app and not in it.
  'next.config.mjs': `export default { turbopack: { root: ${JSON.stringify(home)} } };`,
  'middleware.js': `import { guard } from 'dwarpal/edge';
import { NextResponse } from 'next/server';
import { LEAK } from './app/leak.js';
export const middleware = guard((request) => {
  const { pathname } = new URL(request.url);
  return pathname === '/people.csv' ? new Response(LEAK, { headers: { 'content-type': 'text/csv' } }) : NextResponse.next();
});
`,
  'app/leak.js': `export const LEAK = ${JSON.stringify(LEAK)};\n`,
  'app/node/route.js': route,
  'app/edge/route.js': `${route}export const runtime = 'edge';\n`,
  'app/layout.js': 'export default ({ children }) => <html><body>{children}</body></html>;\n',
  'app/page.js': `'use client';
import { useState } from 'react';
import { createFilter } from 'dwarpal';
import { LEAK } from './leak.js';
export default function Page() {
  const [said, say] = useState('');
  const scan = async () => {
    const { verdict, persons } = await (await createFilter()).scan(LEAK, { contentType: 'text/csv' });
    say(verdict + ' ' + persons);
  };
  return <button onClick={scan}>{said || 'Scan'}</button>;
}
`,
};

describe('Next.js', () => {
  /** @type {ReturnType<typeof installed>} */
  let project;
  /** @type {Awaited<ReturnType<typeof startProgram>>} */
  let server;
  before(async () => {
    installHosts();
    project = installed();
    for (const [name, content] of Object.entries(FILES)) {
      mkdirSync(dirname(app + name), { recursive: true });
      writeFileSync(app + name, content);
    }
    const args = ['install', '--offline', '--no-audit', '--no-fund', '--loglevel=error', project.tarball];
    execFileSync('npm', args, { cwd: app });
    execFileSync(process.execPath, [next, 'build'], { cwd: app, env, stdio: ['ignore', 'ignore', 'inherit'] });
    server = await startProgram(process.execPath, [next, 'start', '--hostname', '127.0.0.1'], { cwd: app, env });
  });
  after(async () => {
    await server?.close();
    project?.remove();
    rmSync(app, { recursive: true, force: true });
  });

  it('guards what middleware answers, and lets the rest go on', async () => {
    const people = await ask(`${server.url}/people.csv`);
    assert.ok(people.status === 451 && !leaks(people.body));
    assert.match((await ask(`${server.url}/`)).body.toString(), /<button>Scan/);
  });

  for (const runtime of ['node', 'edge']) {
    it(`guards in a route handler, runtime ${runtime}`, async () => {
      const hello = await ask(`${server.url}/${runtime}`);
      assert.deepEqual([hello.status, hello.body.toString()], [200, 'Hello!']);
      const people = await ask(`${server.url}/${runtime}?leak`);
      assert.ok(people.status === 451 && !leaks(people.body));
    });
  }

  it('scans in a component in the browser', async () => {
    const browser = await startBrowser();
    try {
      const tab = await browser.newPage();
      await tab.goto(server.url);
      await tab.click('button');
      await tab.waitForFunction("document.querySelector('button').textContent === 'block 4'");
    } finally {
      await browser.close();
    }
  });
});
