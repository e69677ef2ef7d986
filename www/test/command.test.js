/**
 * `npx dwarpal` beside the native command: the same bytes, the same exit status.
 */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { after, before, describe, it } from 'node:test';

import { documents } from '../demo/documents.mjs';
import { root, target } from '../dev/settings.mjs';
import { CLEAN, LEAK, leaks } from './helpers/leak.js';

const script = `${root}www/bin/dwarpal.js`;

/** @type {string} */
let folder;
before(() => {
  folder = mkdtempSync(`${tmpdir()}/dwarpal-`);
  mkdirSync(`${folder}/site/deep/down`, { recursive: true });
  for (const { path, body } of documents()) writeFileSync(`${folder}/site/${path.replaceAll('/', '_')}`, body);
  writeFileSync(`${folder}/site/<b> & "q" ü 100%.csv`, LEAK);
  writeFileSync(`${folder}/site/deep/clean.txt`, CLEAN);
  writeFileSync(`${folder}/site/deep/down/encrypted.pdf`, '%PDF-1.7');
  writeFileSync(`${folder}/site/deep-er.txt`, `PAN THUPM4447A, THUPM4447A\n`.repeat(150));
  writeFileSync(`${folder}/site/empty`, '');
  symlinkSync('../site/deep/clean.txt', `${folder}/site/link.txt`);
  writeFileSync(`${folder}/headers.tsv`, `site/deep/clean.txt\ttext/plain\tmoon\n`);
  writeFileSync(`${folder}/list`, `site/deep/clean.txt\n\nsite/link.txt\n`);
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** @param {string} command @param {string[]} args @param {string | Buffer} input */
const run = (command, args, input = '') => spawnSync(command, args, { cwd: folder, input, maxBuffer: 2 ** 28 });
/** @param {string[]} args @param {string | Buffer} [input] */
const ours = (args, input) => run(process.execPath, [script, ...args], input);
/** @param {string[]} args @param {string | Buffer} [input] */
const native = (args, input) => run(`${target}release/dwarpal`, args, input);

/**
 * Of many people the number is an estimate by a key of the run's own.
 *
 * @param {Buffer} printed
 */
const comparable = (printed) =>
  printed.toString().replace(/("persons":|about |<td>)\d{3,}(?=,| persons|<\/td>)/g, '$1many');

const READING = [
  ['site/', '--all-findings'],
  ['site/deep/clean.txt', 'site/empty'],
  ['--headers', 'headers.tsv', 'site/deep/clean.txt'],
  ['--content-type', 'text/csv', '--content-encoding', 'gzip', 'site/deep-er.txt'],
  ['--files-from', 'list'],
  ['--packs', 'all', 'site'],
  ['--packs', 'intl-core,us', 'site'],
  ['--packs', 'moon', 'site'],
];

describe('prints what the native command prints', () => {
  for (const format of ['text', 'jsonl', 'sarif', 'html']) {
    for (const args of [
      ['site'],
      ['nowhere', 'site/deep'],
      // What is read and how is the same whatever the form.
      ...(format === 'text' || format === 'jsonl' ? READING : []),
    ]) {
      it(`scan --format ${format} ${args.join(' ')}`, () => {
        const [one, other] = [
          ours(['scan', '--format', format, ...args]),
          native(['scan', '--format', format, ...args]),
        ];
        assert.equal(comparable(one.stdout), comparable(other.stdout));
        assert.equal(one.stderr.toString(), other.stderr.toString());
        assert.equal(one.status, other.status);
        assert.ok(!leaks(one.stdout));
      });
    }
  }

  it('of standard input', () => {
    for (const input of [LEAK, CLEAN, '', '%PDF-1.7']) {
      for (const args of [
        ['scan', '-'],
        ['scan', '--format', 'jsonl', '-'],
      ]) {
        const [one, other] = [ours(args, input), native(args, input)];
        assert.deepEqual([one.status, one.stdout.toString()], [other.status, other.stdout.toString()]);
      }
    }
    assert.equal(ours(['scan', '--files-from', '-'], 'site/<b> & "q" ü 100%.csv\n').status, 1);
  });

  it('of the catalogue', () => {
    for (const args of [['kinds'], ['kinds', '--format', 'json']]) {
      assert.equal(ours(args).stdout.toString(), native(args).stdout.toString());
    }
    for (const input of ['234123412346\n234123412347\r\n\n x', '234123412346', '']) {
      const [one, other] = [ours(['check', 'in_aadhaar'], input), native(['check', 'in_aadhaar'], input)];
      assert.deepEqual([one.status, one.stdout.toString()], [other.status, other.stdout.toString()]);
    }
    assert.deepEqual([ours(['check', 'nothing']).status, native(['check', 'nothing']).status], [2, 2]);
  });

  it('of a command line that is wrong', () => {
    for (const args of [
      [],
      ['nothing'],
      ['scan'],
      ['scan', '--nothing', 'site'],
      ['scan', '--format', 'xml', 'site'],
    ]) {
      const { status, stdout, stderr } = ours(args);
      assert.equal(status, native(args).status, args.join(' '));
      assert.equal(stdout.toString(), '');
      assert.ok(stderr.length > 0 && !stderr.includes('    at '), args.join(' '));
    }
    assert.equal(ours(['--version']).stdout.toString(), native(['--version']).stdout.toString());
    assert.equal(ours(['--help']).status, 0);
  });
});

describe('on a terminal', () => {
  it('shows how far a long scan has come, and colours', () => {
    mkdirSync(`${folder}/many`);
    for (let i = 0; i < 60; i += 1) writeFileSync(`${folder}/many/${i}.txt`, CLEAN);
    // script(1) gives it a terminal of its own.
    const env = { ...process.env, NO_COLOR: undefined };
    const shown = spawnSync('script', ['-qec', `'${process.execPath}' '${script}' scan many`, '/dev/null'], {
      cwd: folder,
      env,
    });
    const text = shown.stdout.toString();
    assert.ok(text.includes('60/60 files') && text.includes('\u001b[32mpass'), JSON.stringify(text.slice(-200)));
    assert.ok(!ours(['scan', 'many']).stderr.includes('files'));
  });
});

describe('the forms for programs', () => {
  it('SARIF is what its schema asks of the fields that are there', () => {
    const log = JSON.parse(ours(['scan', '--format', 'sarif', 'site', 'nowhere']).stdout.toString());
    assert.equal(log.version, '2.1.0');
    const [{ results, tool, invocations }] = log.runs;
    assert.equal(invocations[0].executionSuccessful, false);
    const rules = new Set(tool.driver.rules.map((/** @type {{id: string}} */ { id }) => id));
    assert.ok(results.length > 0 && rules.has('uninspectable'));
    for (const { ruleId, level, message, locations } of results) {
      assert.ok(rules.has(ruleId) && message.text.length > 0);
      assert.ok(['note', 'warning', 'error'].includes(level));
      const { uri } = locations[0].physicalLocation.artifactLocation;
      assert.equal(new URL(uri, 'file:///base/').pathname.slice('/base/'.length), uri);
    }
  });

  it('the page has no script and loads nothing, and paths are text in it', () => {
    const page = ours(['scan', '--format', 'html', 'site']).stdout.toString();
    assert.ok(!/<script|<link|<img|src=|href=|url\(/i.test(page));
    assert.ok(page.includes('&lt;b&gt; &amp; &quot;q&quot;') && !page.includes('<b>'));
  });
});
