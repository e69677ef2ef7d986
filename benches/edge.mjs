/**
 * `make bench-edge`: what the edge costs, in raw workerd: requests per second beside a worker that only passes the body
 * through a TransformStream, in the same process and run, and the time to the first byte. Needs `wrk` (a Debian package).
 *
 * Medians of interleaved rounds. The origin is a worker in the same process, so that nothing else is measured.
 */

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { request } from 'node:http';
import { startWorkerd } from '../www/test/helpers/workerd.js';

const ROUNDS = Number(process.env.ROUNDS ?? 3);
const SECONDS = Number(process.env.SECONDS ?? 2);
const SIZES = [1_000, 10_000, 100_000, 1_000_000, 10_000_000];
const CONNECTIONS = [1, 32];
const MODES = ['observe', 'redact', 'block'];

if (spawnSync('wrk', ['-v']).error) {
  console.error('bench-edge needs wrk: install the Debian package of that name.');
  process.exit(1);
}

/** @param {number} port @param {number} size @param {number} connections */
function rate(port, size, connections) {
  const args = ['-t1', `-c${connections}`, `-d${SECONDS}s`, `http://127.0.0.1:${port}/json/${size}`];
  const text = execFileSync('wrk', args, { encoding: 'utf8' });
  assert.ok(!/Non-2xx|Socket errors/.test(text), text);
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(text)?.[1]);
}

/** @param {number} port @param {number} size @returns {Promise<number>} milliseconds */
function firstByte(port, size) {
  return new Promise((resolve, reject) => {
    const from = performance.now();
    const asked = request({ port, host: '127.0.0.1', path: `/json/${size}`, agent: false }, (response) => {
      response.once('data', () => resolve(performance.now() - from));
      response.resume();
    });
    asked.on('error', reject).end();
  });
}

/** @param {number[]} numbers */
const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

const services = [
  { name: 'through', script: 'test/helpers/through.worker.js' },
  ...MODES.map((mode) => ({
    name: mode,
    script: 'adapters/cloudflare/worker.js',
    variables: { MODE: mode, MAX_HELD: '20000000' },
  })),
];
const edge = await startWorkerd(services, 'test/helpers/bodies.worker.js');
try {
  const names = services.map(({ name }) => name);
  console.log(`requests per second and ratio to pass-through, medians of ${ROUNDS} rounds of ${SECONDS} s\n`);
  console.log(['bytes', 'connections', 'through', ...MODES].map((word) => word.padStart(12)).join(''));
  for (const size of SIZES) {
    for (const connections of CONNECTIONS) {
      /** @type {Record<string, number[]>} */
      const rates = Object.fromEntries(names.map((name) => [name, []]));
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const name of names) rates[name].push(rate(edge.ports[name], size, connections));
      }
      const ratios = MODES.map((mode) => median(rates[mode].map((value, round) => value / rates.through[round])));
      const cells = [size, connections, median(rates.through).toFixed(0), ...ratios.map((ratio) => ratio.toFixed(2))];
      console.log(cells.map((cell) => String(cell).padStart(12)).join(''));
    }
  }
  console.log('\nmilliseconds to the first byte, medians of 20\n');
  console.log(['bytes', ...names].map((word) => word.padStart(12)).join(''));
  for (const size of SIZES) {
    /** @type {Record<string, number[]>} */
    const times = Object.fromEntries(names.map((name) => [name, []]));
    for (let round = 0; round < 20; round += 1) {
      for (const name of names) times[name].push(await firstByte(edge.ports[name], size));
    }
    console.log([size, ...names.map((name) => median(times[name]).toFixed(2))].map((cell) => String(cell).padStart(12)).join(''));
  }
} finally {
  await edge.close();
}
