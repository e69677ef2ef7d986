/**
 * Runs the steps of a test run one after the other, whatever each comes to, and adds up what they counted.
 *
 * A step counts by the lines that its runner prints at the end. A failure that no line counts (it did not
 * compile, it crashed, it hung, it ran no test at all) is one failed test.
 */

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { root } from './settings.mjs';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} command
 * @property {string[]} args
 * @property {NodeJS.ProcessEnv} [env] default: this process's
 * @property {boolean} [check] runs no tests: its success counts as one
 * @property {number} [minutes] it is ended after this time; default 15
 *
 * @typedef {{ passed: number, failed: number }} Count
 */

/** @type {Array<(line: string) => Count | undefined>} what the runners print: cargo and wasm-bindgen, node */
const SUMMARIES = [
  (line) => {
    const found = /^test result: .*? (\d+) passed; (\d+) failed;/.exec(line);
    return found ? { passed: Number(found[1]), failed: Number(found[2]) } : undefined;
  },
  (line) => {
    const found = /^[#ℹ] (pass|fail|cancelled) (\d+)$/.exec(line);
    return found ? { passed: 0, failed: 0, [found[1] === 'pass' ? 'passed' : 'failed']: Number(found[2]) } : undefined;
  },
];

/**
 * Runs the steps and prints a table; the last line is `N passed, N failed`.
 * @param {Step[]} steps
 * @returns {Promise<boolean>} whether nothing failed
 */
export async function runSteps(steps) {
  const rows = [];
  for (const step of steps) {
    console.log(`\n=== ${step.name}`);
    const started = performance.now();
    const count = await runStep(step);
    const minutes = (performance.now() - started) / 60_000;
    console.log(`--- ${step.name}: ${count.failed ? 'FAILED' : 'passed'}, ${minutes.toFixed(1)} min`);
    rows.push({ name: step.name, ...count, minutes });
  }
  return report(rows);
}

/**
 * @param {Step} step
 * @returns {Promise<Count>}
 */
async function runStep({ command, args, env = process.env, check = false, minutes = 15 }) {
  // A group of its own, so that a browser or server that a step started can be ended with it.
  const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const end = () => killGroup(child.pid);
  const interrupted = () => {
    end();
    process.exit(130);
  };
  const timer = setTimeout(() => {
    console.log(`not finished after ${minutes} minutes: ended`);
    end();
  }, minutes * 60_000);
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);

  const total = { passed: 0, failed: 0 };
  for (const [from, to] of /** @type {const} */ ([
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ])) {
    createInterface({ input: from }).on('line', (line) => {
      to.write(`${line}\n`);
      for (const summary of SUMMARIES) {
        const count = summary(line);
        total.passed += count?.passed ?? 0;
        total.failed += count?.failed ?? 0;
      }
    });
  }
  const status = await new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on('close', resolve);
  });
  end();
  clearTimeout(timer);
  process.removeListener('SIGINT', interrupted).removeListener('SIGTERM', interrupted);

  if (check && status === 0) total.passed = 1;
  if (total.failed === 0 && (status !== 0 || total.passed === 0)) total.failed = 1;
  return total;
}

/**
 * Ends a process group; one that is gone already is none of our business.
 * @param {number | undefined} pid its first process
 */
function killGroup(pid) {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}

/**
 * @param {Array<Count & { name: string, minutes: number }>} rows
 * @returns {boolean} whether nothing failed
 */
function report(rows) {
  const line = (/** @type {string[]} */ [name, ...cells]) =>
    console.log(name.padEnd(40) + cells.map((cell) => cell.padStart(9)).join(''));
  const sum = (/** @type {'passed' | 'failed' | 'minutes'} */ key) => rows.reduce((all, row) => all + row[key], 0);

  console.log();
  line(['step', 'passed', 'failed', 'minutes']);
  for (const { name, passed, failed, minutes } of rows) line([name, `${passed}`, `${failed}`, minutes.toFixed(1)]);
  line(['all', `${sum('passed')}`, `${sum('failed')}`, sum('minutes').toFixed(1)]);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') === 0;
}
