/**
 * Every command and option of the native command, in `npx dwarpal` too: the same bytes, the same exit status.
 */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { after, before, describe, it } from 'node:test';

import { root, target } from '../dev/settings.mjs';
import { leaks } from './helpers/leak.js';

const script = `${root}www/bin/dwarpal.js`;

const POLICY = {
  version: 1,
  enforce: 50,
  routes: [
    { name: 'lists', match: { path: '/lists/**', contentType: 'text/csv' }, blockStatus: 403, packs: ['in', 'us'] },
    { match: { method: 'POST', status: '4xx' }, mode: 'observe', onError: 'pass', verdictCache: 60 },
    { name: 'roll', match: { host: 'roll.example' }, thresholds: { exposed: 0 }, because: 'public by law' },
    { name: 'me', match: { path: '/me' }, audience: 'self', selfPersons: 2, ignoreReflected: true, maxHeld: 9 },
  ],
};

/** @param {object} fields */
const incident = (fields) =>
  JSON.stringify({ event: 'dwarpal.incident', time: '1', would: 'block', reason: 'critical', host: 'a', ...fields });

/** @type {Record<string, string | Buffer>} */
const FILES = {
  'policy.json': JSON.stringify(POLICY),
  'own.json': JSON.stringify({
    packs: ['in'],
    own: {
      words: [{ name: 'projects', words: ['Project Garuda', 'Indiranagar'], severity: 'high' }],
      allow: { values: ['3971 6129 3962'], domains: ['rao.in'], hmacs: ['8a4b2d0fd1e1d6a3'] },
      kinds: { in_voter_epic: { severity: 'off' } },
    },
  }),
  'moon.json': '{"own":{"kinds":{"in_moon":{"severity":"low"}}}}',
  key: '00112233445566778899aabbccddeeff\n',
  'one.json': '{"routes":[{}]}',
  'wrong.json': '{"routes":[{"mode":"blok"}]}',
  'unknown.json': '{"rotes":[]}',
  'reason.json': '{"thresholds":{"persons":0}}',
  'broken.json': '{"routes":[',
  'mark.json': '\uFEFF{}',
  'latin1.json': Buffer.from('{"because":"caf\xe9"}', 'latin1'),
  log: Buffer.concat([
    Buffer.from(
      [
        incident({ path: '/b.csv', persons: 7, time: '2' }),
        incident({ path: '/b.csv', persons: 3, time: '1', reason: 'persons' }),
        incident({ path: '/a/*/x', persons: 12_345_678 }),
        incident({ path: '/\u{1F6AA}' }),
        incident({ path: '/\uFF21' }),
        incident({ path: '/passed', would: 'pass' }),
        incident({ path: '/other', event: 'other' }),
        incident({ path: '/words', persons: 'many' }),
        incident({ path: null }),
        incident({}),
        'GET / 200',
        '',
        '\r',
      ].join('\r\n'),
    ),
    Buffer.from(`\n${incident({ path: '/caf\xe9' })}\n`, 'latin1'),
    Buffer.from(incident({ path: '/last' })),
  ]),
  'prose.txt': 'Shri Ramesh Kumar Gupta lives at 12, MG Road, Indiranagar, Bengaluru 560038.\n',
};

/** What is given on the command line, and what on standard input. @type {Array<[args: string, input?: string | Buffer]>} */
const INVOCATIONS = [
  ['scan prose.txt'],
  ['scan --thorough --format jsonl prose.txt'],
  ['scan --thorough --packs=all prose.txt'],
  ['scan --format jsonl --thorough -', FILES['prose.txt']],
  ['scan --headers - prose.txt', 'prose.txt\ttext/plain\n'],
  ['scan --headers latin1.json prose.txt'],
  ['scan --headers log prose.txt'],
  ['scan --files-from latin1.json'],
  ['scan --files-from nowhere'],
  ['scan --policy own.json prose.txt'],
  ['scan --policy own.json --key key --format jsonl prose.txt'],
  ['scan --policy moon.json prose.txt'],
  ['scan --policy own.json --key prose.txt prose.txt'],
  ['scan --policy nowhere prose.txt'],
  ['policy hmac --key key', 'THUPM4447A\nthupm 4447 a\r\n\n+91 87287 93324'],
  ['policy hmac --key own.json', 'a'],
  ['policy check own.json'],
  ['policy check moon.json'],
  ['policy check policy.json'],
  ['policy check one.json'],
  ['policy check -', '{}'],
  ['policy check -', '[]'],
  ['policy check wrong.json'],
  ['policy check unknown.json'],
  ['policy check reason.json'],
  ['policy check broken.json'],
  ['policy check mark.json'],
  ['policy check latin1.json'],
  ['policy check nowhere'],
  ['policy check .'],
  ['policy explain policy.json https://a.example/lists/a.csv --content-type text/csv'],
  ['policy explain policy.json https://a.example/lists/a.csv?x=://'],
  ['policy explain policy.json https://a.example/lists/..%2Fa.csv --content-type=text/csv'],
  ['policy explain policy.json https://a.example/a --method POST --status 404'],
  ['policy explain policy.json https://who:what@roll.example:8080'],
  ['policy explain policy.json https://a.example/me#x'],
  ['policy explain policy.json nowhere'],
  ['policy explain policy.json https:///a'],
  ['policy explain wrong.json https://a.example/'],
  ['policy explain nowhere https://a.example/'],
  ['policy explain - https://a.example/', '{"packs":"us"}'],
  ['incidents log'],
  ['incidents --purge-list log'],
  ['incidents log -', FILES.log],
  ['incidents nowhere'],
  ['incidents .'],
  ['incidents -', ''],
];

/** Ends with 2 and says why, each command in its own words. */
const WRONG = [
  'policy',
  'policy check',
  'policy check one.json two.json',
  'policy check --status 200 one.json',
  'policy explain one.json',
  'policy explain one.json https://a.example/ --status many',
  'policy explain one.json https://a.example/ --status 70000',
  'policy other one.json',
  'policy hmac',
  'policy hmac --key key one.json',
  'scan --key key prose.txt',
  'scan --packs in --policy own.json prose.txt',
  'incidents',
  'incidents --thorough log',
  'scan --format text --format text prose.txt',
  'scan --thorough --thorough prose.txt',
  'kinds --format xml',
];

/** @type {string} */
let folder;
before(() => {
  folder = mkdtempSync(`${tmpdir()}/dwarpal-`);
  for (const [name, content] of Object.entries(FILES)) writeFileSync(`${folder}/${name}`, content);
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** @param {string[]} command @param {string} args @param {string | Buffer} [input] */
function run([command, ...before], args, input = '') {
  const { status, stdout, stderr } = spawnSync(command, [...before, ...args.split(' ')], { cwd: folder, input });
  return { status, stdout: stdout.toString(), stderr: stderr.toString() };
}
const ours = [process.execPath, script];
const native = [`${target}release/dwarpal`];

describe('both commands say the same of', () => {
  for (const [args, input] of INVOCATIONS) {
    it(`${args}${input === undefined ? '' : ' < input'}`, () => {
      const said = run(ours, args, input);
      assert.deepEqual(said, run(native, args, input));
      assert.ok(!leaks(said.stdout + said.stderr));
    });
  }
});

describe('both commands refuse', () => {
  for (const args of WRONG) {
    it(args, () => {
      const { status, stdout, stderr } = run(ours, args);
      assert.deepEqual([status, stdout, run(native, args).status], [2, '', 2]);
      assert.ok(stderr.length > 0 && !stderr.includes('    at '));
    });
  }
});

it('has every command and option that the native command has', () => {
  const help = run(ours, '--help').stdout;
  const seen = new Set();
  const walk = (/** @type {string} */ command) => {
    const { stdout } = run(native, `${command} --help`.trim());
    const part = help.split(new RegExp(`^Options of ${command}:$`, 'm'))[1]?.split('\n\n')[0] ?? '';
    for (const [option] of stdout.matchAll(/(?<=^ +(?:-\w, )?)--[\w-]+/gm)) {
      assert.ok((/^--(help|version)$/.test(option) ? help : part).includes(option), `${command} ${option}`);
      seen.add(option);
    }
    const [, listed = ''] = /^Commands:\n((?: {2}.*\n)+)/m.exec(stdout) ?? [];
    for (const [, name] of listed.matchAll(/^ {2}(?!help)(\w+)/gm)) {
      const inner = `${command} ${name}`.trim();
      assert.ok(help.includes(`\n  ${inner} `), inner);
      walk(inner);
    }
  };
  walk('');
  for (const option of ['--thorough', '--purge-list', '--method']) assert.ok(seen.has(option), option);
});
