/**
 * The README's examples that run on Node, and the projects that `init` writes for it, from the packed tarball.
 */

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';

import { root } from '../../dev/settings.mjs';
import { createFilter } from '../../node.js';
import { startProgram } from '../helpers/child.js';
import { ask } from '../helpers/origin.js';
import { installed } from '../helpers/package.js';
import { EXAMPLES, KINDS, PRINTED } from '../helpers/readme.js';

const modules = `${root}www/node_modules/`;

/** @type {ReturnType<typeof installed>} */
let project;
before(() => {
  project = installed(EXAMPLES);
  // As in a project that has them installed: Node looks for what they need beside where they really are.
  for (const name of ['express', 'fastify', 'hono', '@hono'])
    symlinkSync(modules + name, `${project.folder}/node_modules/${name}`);
});
after(() => project?.remove());

/** @param {string} url @param {string} greeting */
async function guards(url, greeting) {
  const hello = await ask(`${url}/`);
  assert.equal(hello.status, 200);
  assert.ok(hello.body.toString().includes(greeting));
  const people = await ask(`${url}/people.csv`);
  assert.equal(people.status, 451);
  assert.ok(!people.body.toString().includes('3971'));
}

describe('the README', () => {
  it('prints what it says it prints', () => {
    const printed = execFileSync(process.execPath, ['program.mjs'], { cwd: project.folder, encoding: 'utf8' });
    assert.equal(printed, PRINTED);
  });

  for (const name of ['node', 'express', 'fastify', 'hono']) {
    it(`guards a server on ${name}`, async () => {
      const server = await startProgram(process.execPath, [`server-${name}.mjs`], { cwd: project.folder });
      await guards(server.url, 'Hello!').finally(server.close);
    });
  }

  it('names kinds that there are', async () => {
    const known = (await createFilter()).kinds().map(({ id }) => id);
    assert.ok(KINDS.length > 15);
    for (const id of KINDS) assert.ok(known.includes(id), id);
  });
});

describe('init', () => {
  const init = (/** @type {string[]} */ ...args) =>
    spawnSync(`${project.folder}/node_modules/.bin/dwarpal`, ['init', ...args], {
      cwd: project.folder,
      encoding: 'utf8',
    });

  for (const host of ['node', 'express', 'fastify', 'hono']) {
    it(`writes a project for ${host} that works`, async () => {
      const { status, stdout } = init(host, host);
      assert.equal(status, 0);
      assert.ok(stdout.includes(`cd ${host} && npm install && npm start`));
      const manifest = JSON.parse(readFileSync(`${project.folder}/${host}/package.json`, 'utf8'));
      const { version } = JSON.parse(readFileSync(`${root}www/package.json`, 'utf8'));
      assert.equal(manifest.dependencies.dwarpal, `^${version}`);
      const server = await startProgram(process.execPath, ['server.js'], { cwd: `${project.folder}/${host}` });
      await guards(server.url, 'Guarded').finally(server.close);
    });
  }

  it('overwrites nothing, and knows which hosts there are', () => {
    assert.equal(init('node', 'again').status, 0);
    const again = init('express', 'again');
    assert.equal(again.status, 2);
    assert.match(again.stderr, /is there already; nothing was written/);
    const wrong = init('apache', 'wrong');
    assert.equal(wrong.status, 2);
    assert.match(wrong.stderr, /cloudflare, deno/);
    assert.ok(!existsSync(`${project.folder}/wrong`));
  });
});
