/**
 * What the tests know of a browser with the extension in it, whichever browser it is. They look from a page of the
 * extension's own (the desk), which may ask what the background may.
 */

/**
 * What Playwright's and Puppeteer's pages have in common, as far as it is used here.
 *
 * @typedef {object} Page
 * @property {() => string} url
 * @property {(what: any, given?: any) => Promise<any>} evaluate
 * @property {(url: string) => Promise<any>} goto
 * @property {() => Promise<void>} close
 * @property {(options: any) => Promise<any>} screenshot
 *
 * @typedef {object} Seen
 * @property {string} badge
 * @property {boolean} warned
 * @property {number} persons
 * @property {boolean} done
 * @property {Record<string, number>} counts
 */

/**
 * @template {Page} P
 * @typedef {object} Guarded
 * @property {string} base address of the extension's own files
 * @property {P} desk a page of the extension's own
 * @property {(url: string) => Promise<P>} open
 * @property {(url: string) => Promise<P>} openOwn opens a page of the extension's own
 * @property {(page: Page) => Promise<number>} tabOf
 * @property {(of: Page | number, wanted?: (seen: Seen) => boolean) => Promise<Seen>} seen what it says of a page or tab,
 *   once it is read and `wanted` is so
 * @property {() => Promise<void>} close
 */

/** Milliseconds between looks. */
const STEP = 50;
/**
 * Milliseconds until a test gives up, by the clock: long enough for a machine that does other things too, and only there
 * to say what was missing, for what is waited for is always something that happens.
 */
const PATIENCE = 90_000;

/** @param {number} milliseconds */
export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Waits until it is so in a page. (Puppeteer's own way evaluates text, which the extension's pages forbid.)
 *
 * @param {Page} page
 * @param {() => boolean} check runs in the page
 */
export async function until(page, check) {
  for (const started = performance.now(); !(await page.evaluate(check));) {
    if (performance.now() - started > PATIENCE) throw new Error(`${page.url()}: it never was so: ${check}`);
    await pause(STEP);
  }
}

/**
 * @param {Page} desk
 * @param {Page} page
 * @returns {Promise<number>}
 */
export async function tabOf(desk, page) {
  const find = async (/** @type {string} */ address) => {
    const tabs = await chrome.tabs.query({});
    return tabs.filter((tab) => tab.url === address).at(-1)?.id;
  };
  // A page may have changed its address a moment ago: the driver and the extension hear of it one after the other.
  for (const started = performance.now(); performance.now() - started < PATIENCE;) {
    const found = await desk.evaluate(find, page.url());
    if (found !== undefined) return found;
    await pause(STEP);
  }
  throw new Error(`No tab shows ${page.url()}.`);
}

/**
 * @param {Page} desk
 * @param {Page | number} of a page, or the number of its tab
 * @param {(seen: Seen) => boolean} [wanted]
 * @returns {Promise<Seen>}
 */
export async function seenIn(desk, of, wanted = () => true) {
  const id = typeof of === 'number' ? of : await tabOf(desk, of);
  const name = typeof of === 'number' ? `tab ${of}` : of.url();
  for (const started = performance.now(); ;) {
    /** @type {Seen} */
    const seen = await desk.evaluate(sight, id);
    if (seen.done && wanted(seen)) return seen;
    if (performance.now() - started > PATIENCE)
      throw new Error(`${name}: read: ${seen.done}, people: ${seen.persons}, badge: ${seen.badge}`);
    await pause(STEP);
  }
}

/**
 * Runs on the desk: what is known of a tab.
 *
 * @param {number} id
 * @returns {Promise<Seen>}
 */
async function sight(id) {
  // The number comes after what it tells of.
  const badge = await chrome.action.getBadgeText({ tabId: id });
  const key = `tab:${id}`;
  const { [key]: tab } = await chrome.storage.session.get(key);
  const frames = Object.values(/** @type {any} */ (tab)?.frames ?? {});
  /** @type {Record<string, number>} */
  const counts = {};
  for (const frame of frames) {
    for (const [kind, count] of Object.entries(frame.counts)) counts[kind] = (counts[kind] ?? 0) + Number(count);
  }
  return {
    badge,
    warned: /** @type {any} */ (tab)?.warned ?? false,
    persons: frames.reduce((sum, frame) => sum + frame.persons, 0),
    done: frames.length > 0 && frames.every((frame) => frame.done),
    counts,
  };
}
