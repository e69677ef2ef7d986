/**
 * Runs `dev/demo.mjs` as a person does: as a process, judged by what it prints and how it ends.
 */

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../../dev/demo.mjs', import.meta.url));

/**
 * @param {Record<string, string>} variables
 * @param {{script?: string, args?: string[]}} [how]
 */
export function runDemo(variables, { script = SCRIPT, args = [] } = {}) {
  const env = { ...process.env, ORIGIN: '', PORT: undefined, ...variables };
  const child = spawn(process.execPath, [script, ...args], { env });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (said.err += text));
  const ended = once(child, 'close').then(([code]) => Number(code));

  /** @returns {Promise<string>} the URL after `ready` */
  const ready = async () => {
    for (;;) {
      const [, url] = /^ready (\S+)$/m.exec(said.out) ?? [];
      if (url) return url;
      const more = once(child.stdout, 'data').then(() => false);
      if (await Promise.race([more, ended.then(() => true)])) throw new Error(`The demo ended: ${said.err}`);
    }
  };
  return {
    said,
    ended,
    ready,
    /** Everything it started. */
    descendants: () => descendants(Number(child.pid)),
    /** @param {NodeJS.Signals} signal */
    stop: async (signal = 'SIGINT') => {
      child.kill(signal);
      return ended;
    },
  };
}

/**
 * Whether a process still runs; one that has ended and only waits to be noticed does not.
 *
 * @param {number} pid
 */
export function isAlive(pid) {
  return processes().some((row) => row.pid === pid && !row.state.startsWith('Z'));
}

/** @param {number} pid @returns {number[]} */
function descendants(pid) {
  const rows = processes();
  const children = (/** @type {number} */ of) => rows.filter((row) => row.parent === of).map((row) => row.pid);
  const all = children(pid);
  for (const found of all) all.push(...children(found));
  return all;
}

function processes() {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat='], { encoding: 'utf8' });
  return table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .map(([pid, parent, state]) => ({ pid: Number(pid), parent: Number(parent), state }));
}
