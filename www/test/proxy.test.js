/**
 * What `npx dwarpal` does over the network: scanning URLs, and guarding a site as a proxy.
 */

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'node:test';

import { root } from '../dev/settings.mjs';
import { CLEAN, LEAK, leaks } from './helpers/leak.js';
import { ask } from './helpers/origin.js';
import { serve } from './helpers/servers.js';

const script = `${root}www/bin/dwarpal.js`;

/**
 * One that runs beside the test's own server.
 *
 * @param {string[]} args
 */
async function beside(args) {
  const child = spawn(process.execPath, [script, ...args]);
  let stdout = '';
  child.stdout.on('data', (data) => (stdout += data));
  let stderr = '';
  child.stderr.on('data', (data) => (stderr += data));
  const [status] = await once(child, 'close');
  return { status, stdout, stderr };
}

describe('URLs', () => {
  it('are scanned as their site describes them', async () => {
    const site = await serve((request, response) => {
      response.setHeader('content-type', 'text/csv');
      if (request.url === '/leak') response.end(LEAK);
      else if (request.url === '/clean') response.end(CLEAN);
      else response.writeHead(404).end();
    });
    const leak = await beside(['scan', `${site.url}/leak`]);
    const clean = await beside(['scan', `${site.url}/clean`]);
    const none = await beside(['scan', `${site.url}/none`, `${site.url}/clean`]);
    site.close();
    const gone = await beside(['scan', `${site.url}/leak`]);
    assert.deepEqual([leak.status, clean.status, none.status, gone.status], [1, 0, 2, 2]);
    assert.match(leak.stdout, /^BLOCK {7}http.*\(critical\)/);
    assert.match(none.stderr, /the site answered 404/);
    assert.match(gone.stderr, /the site cannot be reached \(ECONNREFUSED\)/);
  });
});

describe('proxy', () => {
  it('guards a site on this machine, until it is told to end', async () => {
    const site = await serve((request, response) => {
      if (request.url === '/base/gone') return void request.socket.destroy();
      response.writeHead(request.url === '/moved' ? 302 : 200, {
        'content-type': 'text/csv',
        'x-host': String(request.headers.host),
        'set-cookie': ['a=1', 'b=2'],
        location: '/clean',
      });
      if (request.method === 'POST') request.pipe(response);
      else response.end(request.url === '/base/leak' ? LEAK : CLEAN);
    });
    const origin = `${site.url}/base/`;
    const child = spawn(process.execPath, [script, 'proxy', '--origin', origin, '--port', '0']);
    let log = '';
    child.stderr.on('data', (data) => (log += data));
    try {
      const [line] = await once(child.stdout, 'data');
      const [, url] = /^(http:\S+) guards /.exec(String(line)) ?? [];
      const leak = await ask(`${url}/leak`);
      assert.equal(leak.status, 451);
      assert.ok(!leaks(leak.body));
      const clean = await ask(`${url}/clean?a=b`);
      assert.deepEqual([clean.status, clean.body.toString()], [200, CLEAN]);
      assert.deepEqual(clean.headers['set-cookie'], ['a=1', 'b=2']);
      assert.equal(clean.headers['x-host'], site.address);
      assert.equal((await ask(`${url}/clean`, { method: 'POST', body: LEAK })).status, 451);
      assert.equal((await ask(`${url}/clean`, { method: 'POST', body: CLEAN })).body.toString(), CLEAN);
      assert.equal((await ask(`${url}/gone`)).status, 502);
      const [incident] = log
        .trim()
        .split('\n')
        .map((text) => JSON.parse(text));
      assert.deepEqual([incident.verdict, incident.path], ['block', '/leak']);
      assert.ok(!leaks(log));
    } finally {
      child.kill('SIGTERM');
      await site.close();
    }
    assert.deepEqual(await once(child, 'close'), [0, null]);
  });

  it('says what is wrong with its options', () => {
    for (const args of [
      [],
      ['--origin', 'nowhere'],
      ['--origin', 'http://localhost', '--port', 'x'],
      ['--origin', 'http://localhost', '--mode', 'x'],
    ]) {
      assert.equal(spawnSync(process.execPath, [script, 'proxy', ...args]).status, 2, args.join(' '));
    }
  });
});
