/**
 * What is handed to the stores: the same bytes every time, clean by Mozilla's linter, and nothing in it that fetches
 * code or writes markup.
 */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

import { DEFAULTS } from '../../extension/shared/settings.js';
import { createFilter } from '../../node.js';

const www = fileURLToPath(new URL('../../', import.meta.url));
const source = `${www}extension/`;
const BROWSERS = ['chromium', 'firefox'];

/** @type {string} */
let folder;
before(() => {
  folder = mkdtempSync(`${tmpdir()}/dwarpal-extension-`);
  build('first', 'Asia/Kolkata');
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** @param {string} name @param {string} zone */
function build(name, zone) {
  const env = { ...process.env, TZ: zone };
  execFileSync(process.execPath, [`${www}dev/extension.mjs`, '--out', `${folder}/${name}`], { env });
}

/** @param {string} path */
const json = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** Text files of what is shipped that are the extension's own. @param {string} browser */
function texts(browser) {
  const root = `${folder}/first/${browser}/`;
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:js|html|css|json)$/.test(name) && !name.startsWith('pkg/'))
    .map((name) => ({ name, text: readFileSync(root + name, 'utf8') }));
}

describe('the package', () => {
  it('has the same bytes when it is built again, in another place and time zone', () => {
    build('second', 'America/New_York');
    for (const browser of BROWSERS) {
      const [first, second] = ['first', 'second'].map((name) =>
        readFileSync(`${folder}/${name}/dwarpal-${browser}.zip`),
      );
      assert.ok(first.equals(second), browser);
    }
  });

  it('is clean by the linter of addons.mozilla.org', () => {
    const linter = `${www}node_modules/addons-linter/bin/addons-linter`;
    const told = execFileSync(process.execPath, [linter, '--output', 'json', `${folder}/first/dwarpal-firefox.zip`]);
    const { errors, notices, warnings } = JSON.parse(told.toString());
    assert.deepEqual([errors, notices, warnings], [[], [], []]);
  });

  for (const browser of BROWSERS) {
    it(`asks for no site at installation, and runs only its own code: ${browser}`, () => {
      const manifest = json(`${folder}/first/${browser}/manifest.json`);
      assert.deepEqual(manifest.permissions, ['activeTab', 'scripting', 'storage']);
      const blocking = ['webRequest', 'webRequestBlocking', 'webRequestFilterResponse'];
      assert.deepEqual(manifest.optional_permissions, ['downloads', ...(browser === 'firefox' ? blocking : [])]);
      assert.deepEqual(manifest.optional_host_permissions, ['http://*/*', 'https://*/*']);
      if (browser === 'chromium') {
        assert.ok(Number(manifest.minimum_chrome_version) >= 120);
        assert.ok(json(`${folder}/first/${browser}/${manifest.storage.managed_schema}`).properties);
      } else {
        const { gecko } = manifest.browser_specific_settings;
        assert.deepEqual(gecko.data_collection_permissions, { required: ['none'] });
      }
      assert.equal(manifest.host_permissions, undefined);
      assert.equal(manifest.content_scripts, undefined);
      assert.equal(manifest.web_accessible_resources, undefined);
      assert.match(manifest.content_security_policy.extension_pages, /script-src 'self' 'wasm-unsafe-eval';/);
      for (const { name, text } of texts(browser)) {
        assert.doesNotMatch(
          text,
          /innerHTML|outerHTML\s*=|insertAdjacentHTML|document\.write|\beval\(|new Function/,
          name,
        );
        assert.doesNotMatch(text, /<script[^>]+src=["']https?:|import\(?\s*["']https?:/, name);
      }
    });
  }
});

describe('the words', () => {
  const english = json(`${source}_locales/en/messages.json`);
  const hindi = json(`${source}_locales/hi/messages.json`);

  it('are all there in Hindi, with the same places for values', () => {
    for (const [key, { message }] of Object.entries(english)) {
      const places = (/** @type {string} */ text) => [...new Set(text.match(/\$\d/g))].sort();
      assert.deepEqual(places(hindi[key]?.message ?? 'none'), places(message), key);
      assert.notEqual(hindi[key]?.message ?? '', '', key);
    }
  });

  it('have a Hindi one for each kind that is looked for in India, and none for a kind that is not', async () => {
    const kinds = (await createFilter()).kinds();
    const packs = [...DEFAULTS.packs, 'network'];
    const missing = kinds.filter(({ id, pack }) => packs.includes(pack) && !(`kind_${id}` in hindi));
    assert.deepEqual(
      missing.map(({ id }) => id),
      [],
    );
    const known = new Set(kinds.map(({ id }) => `kind_${id}`));
    for (const key of Object.keys(hindi)) assert.ok(!key.startsWith('kind_') || known.has(key), key);
  });

  it('are all there that are said', () => {
    const asked = texts('chromium').flatMap(({ text }) => [
      ...Array.from(text.matchAll(/data-say="(\w+)"/g), ([, key]) => key),
      ...Array.from(text.matchAll(/\bsay\(\s*'(\w+)'/g), ([, key]) => key),
      ...Array.from(text.matchAll(/__MSG_(\w+)__/g), ([, key]) => key),
    ]);
    assert.ok(asked.length > 60);
    assert.deepEqual(
      asked.filter((key) => !(key in english)),
      [],
    );
  });
});
