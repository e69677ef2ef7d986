/**
 * Firefox: a document that exposes people is not shown, and a file is not saved, where that was chosen; every other one
 * passes byte for byte.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { after, before, beforeEach, describe, it } from 'node:test';

import { pdf, workbook } from './helpers/files.js';
import { startFirefox } from './helpers/firefox.js';
import { pause, until } from './helpers/guarded.js';
import { PAGES, everyone, page as pageOf } from './helpers/pages.js';
import { startSite } from './helpers/site.js';

const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** @param {string} href */
const link = (href) => ({ body: pageOf(`<p><a href="${href}">Results</a></p>`) });
/** @type {Record<string, import('./helpers/site.js').Answer>} */
const OWN = {
  // So long that a viewer asks for parts of it, before all of it has come.
  '/long.pdf': {
    type: 'application/pdf',
    body: pdf(everyone.slice(0, 30), 8000),
    headers: { 'accept-ranges': 'bytes' },
    slow: 2000,
  },
  '/clean.pdf': { type: 'application/pdf', body: pdf([], 8000), headers: { 'accept-ranges': 'bytes' } },
  '/packed.pdf': { type: 'application/pdf', body: gzipSync(pdf([], 500)), headers: { 'content-encoding': 'gzip' } },
  '/framed': { body: pageOf('<iframe src="/list.pdf"></iframe>') },
  '/embedded': { body: pageOf('<embed src="/list.pdf" type="application/pdf">') },
  '/clean.xlsx': { type: SHEET, body: workbook([]) },
  '/clean-file': link('/clean.xlsx'),
  '/picture.png': {
    type: 'image/png',
    body: readFileSync(new URL('../../extension/screenshot.png', import.meta.url)),
  },
};

/** @type {Awaited<ReturnType<typeof startSite>>} */
let site;
/** @type {import('./helpers/firefox.js').Guarded} */
let browser;

before(async () => {
  site = await startSite((path) => OWN[path] ?? PAGES[path]);
  browser = await startFirefox();
});
after(async () => {
  await browser?.close();
  await site?.close();
});

/** @param {Record<string, unknown>} settings */
const set = (settings) =>
  browser.desk.evaluate((/** @type {object} */ all) => chrome.storage.local.set({ settings: all }), settings);
beforeEach(() => set({ block: true, downloads: true }));

/** @param {string} part of its address @returns {Promise<number>} the last tab that shows it */
async function tabWith(part) {
  const find = (/** @type {string} */ what) =>
    chrome.tabs.query({}).then((all) => all.filter(({ url }) => url?.includes(what)).at(-1)?.id);
  for (;;) {
    const found = await browser.desk.evaluate(find, part);
    if (found !== undefined) return found;
    await pause(20);
  }
}

/** @param {number} tab */
const stateOf = (tab) =>
  browser.desk.evaluate((/** @type {number} */ id) => chrome.runtime.sendMessage({ type: 'state', tab: id }), tab);

/** The file that was saved last. @returns {Promise<chrome.downloads.DownloadItem | undefined>} */
const lastSaved = () =>
  browser.desk.evaluate(() => chrome.downloads.search({ orderBy: ['-startTime'], limit: 1 }).then(([item]) => item));

/** What is saved by a click on the link of a page. @param {import('puppeteer-core').Page} page */
async function savedBy(page) {
  const before = await lastSaved();
  await page.evaluate(() => document.querySelector('a')?.click());
  for (;;) {
    const item = await lastSaved();
    if (item && item.id !== before?.id && item.state === 'complete') return readFileSync(item.filename);
    await pause(20);
  }
}

describe('a document that exposes people', () => {
  for (const path of ['list.pdf', 'long.pdf']) {
    it(`is not shown, and opened when a person says so: ${path}`, async () => {
      const before = site.asked.length;
      const page = await browser.openOwn(site.url + path);
      await until(page, () => /^This page was not shown.* about 30 people$/.test(document.title));
      assert.equal(await page.evaluate(() => document.querySelector('h1')?.textContent), await page.title());
      assert.ok((await page.evaluate(() => document.body.textContent)).includes(site.url + path));
      await browser.seen(await tabWith('stopped.html'), ({ badge }) => badge === '30');
      // Nothing of it was asked for past the filter.
      assert.deepEqual(
        site.asked.slice(before).filter((asked) => asked === `/${path}`),
        [`/${path}`],
      );
      await page.evaluate(() => document.getElementById('open')?.click());
      await until(page, () => /Aadhaar: \d{4}/.test(document.querySelector('.textLayer')?.textContent ?? ''));
      await page.close();
    });
  }

  for (const path of ['framed', 'embedded']) {
    it(`is not shown in a page: ${path}`, async () => {
      const page = await browser.openOwn(site.url + path);
      const tab = await tabWith(path);
      const found = await browser.seen(tab, ({ badge }) => badge !== '');
      assert.deepEqual([found.persons, found.badge], [30, '30']);
      assert.equal((await stateOf(tab)).stoppedFrame, true);
      await page.close();
    });
  }
});

describe('a file that exposes people', () => {
  for (const [path, file] of /** @type {const} */ ([
    ['workbooks', 'saved.xlsx'],
    ['files', 'saved.csv'],
  ])) {
    it(`is not saved, unless a person says so: ${file}`, async () => {
      const before = await lastSaved();
      const page = await browser.open(site.url + path);
      const tab = await browser.tabOf(page);
      await browser.seen(page);
      await page.evaluate(() => document.querySelector('a')?.click());
      const found = await browser.seen(tab, ({ badge }) => badge !== '');
      assert.deepEqual([found.persons, found.badge], [60, '60']);
      const { stopped, stoppedFile } = await stateOf(tab);
      assert.deepEqual([stopped, stoppedFile], [false, true]);
      // The browser would have begun to save it by now.
      await pause(1000);
      assert.equal((await lastSaved())?.id, before?.id);

      await browser.desk.evaluate((/** @type {object} */ message) => chrome.runtime.sendMessage(message), {
        type: 'open',
        tab,
        url: page.url(),
      });
      await browser.seen(tab, ({ badge }) => badge === '');
      assert.ok((await savedBy(page)).equals(Buffer.from(PAGES[`/${file}`].body)));
      await page.close();
    });
  }

  it('is saved where no files are read', async () => {
    await set({ block: true });
    const page = await browser.open(`${site.url}workbooks`);
    assert.ok((await savedBy(page)).equals(Buffer.from(PAGES['/saved.xlsx'].body)));
    await page.close();
  });
});

describe('every other one', () => {
  for (const path of ['clean.pdf', 'packed.pdf']) {
    it(`is shown by its viewer: ${path}`, async () => {
      const page = await browser.openOwn(site.url + path);
      await until(page, () => document.querySelector('.page[data-loaded=true]') !== null);
      await page.close();
    });
  }

  it('is saved byte for byte', async () => {
    const page = await browser.open(`${site.url}clean-file`);
    assert.ok((await savedBy(page)).equals(Buffer.from(OWN['/clean.xlsx'].body)));
    await page.close();
  });

  it('is shown though it is a picture', async () => {
    const page = await browser.open(`${site.url}picture.png`);
    await until(page, () => (document.querySelector('img')?.naturalWidth ?? 0) > 0);
    await page.close();
  });
});
