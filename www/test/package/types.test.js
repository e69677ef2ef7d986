/**
 * The declarations as TypeScript programs meet them: right programs compile with `--strict`, wrong ones do not, in every
 * way that TypeScript resolves packages; and every member says what it is.
 */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';

import { root } from '../../dev/settings.mjs';
import { installed } from '../helpers/package.js';

const modules = `${root}www/node_modules/`;

/** @type {ReturnType<typeof installed>} */
let project;
before(() => {
  const source = (/** @type {string} */ name) => readFileSync(new URL(`types/${name}`, import.meta.url), 'utf8');
  project = installed({
    'schema.ts': fromSchema(),
    'right.ts': source('right.ts'),
    'wrong.ts': source('wrong.ts'),
    // The same for a program that is CommonJS to TypeScript.
    'required.cts':
      'import dwarpal = require("dwarpal");\nexport const f: Promise<dwarpal.Filter> = dwarpal.createFilter();\n',
  });
  for (const name of ['@types', 'express', 'fastify', 'hono', 'undici-types']) {
    symlinkSync(modules + name, `${project.folder}/node_modules/${name}`);
  }
});
after(() => project?.remove());

/** A program that compiles if the types of a policy have the members and the words of its schema, and no others. */
function fromSchema() {
  const { properties, definitions } = JSON.parse(readFileSync(`${root}www/policy.schema.json`, 'utf8'));
  const union = (/** @type {string[]} */ words) => words.map((word) => JSON.stringify(word)).join(' | ');
  const checks = [
    ...Object.entries({
      PolicyDocument: { properties },
      ...capitals(definitions, ['route', 'match', 'thresholds', 'own', 'ownWords', 'ownPattern', 'allow', 'grade']),
    }).map(([type, { properties: members }]) => ['keyof dwarpal.' + type, union(Object.keys(members))]),
    ...['mode', 'audience', 'onError'].map((name) => [
      `NonNullable<dwarpal.PolicyDocument['${name}']>`,
      union(definitions[name === 'onError' ? 'choice' : name].enum),
    ]),
    ['dwarpal.Pack', union(definitions.pack.enum)],
  ];
  return `import type * as dwarpal from 'dwarpal';
type Same<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : false) : false;
${checks.map(([one, other], index) => `export const same${index}: Same<${one}, ${other}> = true;`).join('\n')}
`;
}

/** @param {Record<string, any>} all @param {string[]} names @returns {Record<string, any>} */
function capitals(all, names) {
  return Object.fromEntries(names.map((name) => [name[0].toUpperCase() + name.slice(1), all[name]]));
}

/** @param {string[]} args */
const tsc = (...args) =>
  spawnSync(process.execPath, [`${modules}typescript/bin/tsc`, '--strict', '--noEmit', '--target', 'es2022', ...args], {
    cwd: project.folder,
    encoding: 'utf8',
  });

const lib = ['--lib', 'es2022,dom,dom.iterable,dom.asynciterable,esnext.disposable'];

describe('the declarations', () => {
  for (const [module, resolution] of [
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ]) {
    it(`let right programs compile and no wrong ones, module resolution ${resolution}`, () => {
      const files = ['right.ts', 'wrong.ts', 'schema.ts', ...(resolution === 'nodenext' ? ['required.cts'] : [])];
      const { status, stdout } = tsc(
        ...[
          '--module',
          module,
          '--moduleResolution',
          resolution,
          '--types',
          'node',
          '--skipLibCheck',
          ...lib,
          ...files,
        ],
      );
      assert.equal(status, 0, stdout);
    });
  }

  it('are right by themselves, also for a program that has no types of Node', () => {
    const { status, stdout } = tsc(
      ...['--module', 'esnext', '--moduleResolution', 'bundler', '--types', '', '--skipLibCheck', 'false', ...lib],
      ...[
        '--preserveSymlinks',
        'node_modules/dwarpal/core/index.d.ts',
        'node_modules/dwarpal/adapters/fetch/index.d.ts',
      ],
    );
    assert.equal(status, 0, stdout);
  });

  it('say of every member of the API what it is', () => {
    const bare = [];
    for (const name of ['core/filter', 'core/report', 'core/errors', 'node', 'workerd']) {
      const lines = readFileSync(`${project.folder}/node_modules/dwarpal/${name}.d.ts`, 'utf8').split('\n');
      for (const [index, line] of lines.entries()) {
        const member =
          /^ {4}(?!\*|\/|#|\})\[?\w[\w.]*\]?[?]?[(:<]/.test(line) || /^export (declare )?(function|class)/.test(line);
        if (member && !/\*\/\s*$/.test(lines[index - 1])) bare.push(`${name}: ${line.trim()}`);
      }
    }
    assert.deepEqual(bare, []);
  });
});
