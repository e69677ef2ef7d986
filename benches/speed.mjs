/**
 * `make bench`: how fast the shipped module scans, in V8, beside two yardsticks over the same bytes: a vector pass
 * that only looks for digits, capitals and `@` (the floor), and twenty patterns in one regex-automata meta engine.
 *
 * One thread, 64 KiB chunks, copying them in included, seven interleaved rounds of processor time, medians of the
 * rounds' ratios.
 * Each body asserts how much is found in it, so a fast wrong answer fails. CORPUS names a folder with clean/html,
 * clean/json, clean/js and clean/css; without one, pages and data are generated.
 */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { call, scanner } from '../www/core/engine.js';
import { Stream } from '../www/core/stream.js';
import { root } from '../www/dev/settings.mjs';
import { wasmCargo } from '../www/dev/wasm.mjs';
import { dense, numbers, pages, scripts } from './bodies.mjs';

const CHUNK = 64 * 1024;
const ROUNDS = Number(process.env.ROUNDS ?? 7);
const corpus = process.env.CORPUS ?? `${root}../shared/corpus`;

/** @returns {Promise<{ input(): number, floor(n: number): number, meta(n: number): number, memory: WebAssembly.Memory }>} */
async function peers() {
  const { command, args, env } = wasmCargo([
    'build',
    '--release',
    '--quiet',
    '--manifest-path',
    'benches/peers/Cargo.toml',
  ]);
  const { status } = spawnSync(command, args, { cwd: root, env, stdio: 'inherit' });
  assert.equal(status, 0, 'the peers were not built');
  const module = readFileSync(`${env.CARGO_TARGET_DIR}/wasm32-unknown-unknown/release/dwarpal_peers.wasm`);
  const { instance } = await WebAssembly.instantiate(module, {});
  return /** @type {any} */ (instance.exports);
}

/**
 * All files of these folders of the corpus, or generated ones.
 * @param {string[]} folders
 * @param {() => Uint8Array[]} generate
 */
function files(folders, generate) {
  const found = folders.flatMap((folder) => {
    const path = `${corpus}/clean/${folder}`;
    return existsSync(path) ? readdirSync(path).sort().map((name) => readFileSync(`${path}/${name}`)) : [];
  });
  return found.length ? found : generate();
}

/**
 * @param {{ name: string, type: string, bodies: Uint8Array[], atLeast: number, atMost: number }} set
 * @param {Awaited<ReturnType<typeof peers>>} peer
 */
function measure({ name, type, bodies, atLeast, atMost }, peer) {
  const bytes = bodies.reduce((sum, body) => sum + body.length, 0);
  const input = peer.input();
  const whole = (/** @type {(n: number) => number} */ work) => {
    let count = 0;
    for (const body of bodies) {
      for (let at = 0; at < body.length; at += CHUNK) {
        const chunk = body.subarray(at, at + CHUNK);
        new Uint8Array(peer.memory.buffer, input, CHUNK).set(chunk);
        count += work(chunk.length);
      }
    }
    return count;
  };
  const scan = () => {
    let found = 0;
    for (const body of bodies) {
      const stream = new Stream({ contentType: type, maxFindings: 0 });
      for (let at = 0; at < body.length; at += CHUNK) stream.write(body.subarray(at, at + CHUNK));
      stream.end();
      for (const count of Object.values(stream.report().counts)) found += count;
      stream.close();
    }
    return found;
  };
  const timed = (/** @type {() => number} */ work) => {
    // The processor's time, not the clock's: a busy machine tells the same.
    const from = process.cpuUsage();
    const count = work();
    const { user, system } = process.cpuUsage(from);
    return { speed: bytes / (user + system), count };
  };
  /** @type {{ floor: number[], meta: number[], scan: number[], toFloor: number[], toMeta: number[] }} */
  const figures = { floor: [], meta: [], scan: [], toFloor: [], toMeta: [] };
  let found = 0;
  for (let round = -1; round < ROUNDS; round++) {
    const floor = timed(() => whole(peer.floor));
    const meta = timed(() => whole(peer.meta));
    const own = timed(scan);
    found = own.count;
    assert(floor.count > 0);
    assert(found >= atLeast && found <= atMost, `${name}: ${found} findings, not ${atLeast} to ${atMost}`);
    if (round < 0) continue; // Warm by now.
    figures.floor.push(floor.speed);
    figures.meta.push(meta.speed);
    figures.scan.push(own.speed);
    figures.toFloor.push(own.speed / floor.speed);
    figures.toMeta.push(own.speed / meta.speed);
  }
  const median = (/** @type {number[]} */ values) => values.sort((a, b) => a - b)[values.length >> 1];
  const cells = [
    (bytes / 1e6).toFixed(1),
    median(figures.floor).toFixed(0),
    median(figures.meta).toFixed(0),
    median(figures.scan).toFixed(0),
    median(figures.toFloor).toFixed(3),
    median(figures.toMeta).toFixed(2),
    `${found}`,
  ];
  console.log(name.padEnd(10) + cells.map((cell) => cell.padStart(9)).join(''));
}

scanner.startSync(new WebAssembly.Module(readFileSync(`${root}www/pkg/dwarpal_bg.wasm`)));
call((wasm) => wasm.kinds());
const peer = await peers();
const many = Number.MAX_SAFE_INTEGER;
const rows = 20_000;
console.log(`${'body'.padEnd(10)}${['MB', 'floor', 'meta', 'scan', 'x floor', 'x meta', 'found'].map((h) => h.padStart(9)).join('')}`);
const wanted = process.argv.slice(2);
for (const set of [
  { name: 'html', type: 'text/html', bodies: files(['html'], pages), atLeast: 1, atMost: 4000 },
  { name: 'code', type: '', bodies: files(['json', 'js', 'css'], scripts), atLeast: 0, atMost: 4000 },
  { name: 'numbers', type: 'text/csv', bodies: [numbers(rows * 3)], atLeast: 0, atMost: 400 },
  { name: 'dense', type: 'text/csv', bodies: [dense(rows)], atLeast: rows * 9, atMost: many },
]) {
  if (wanted.length === 0 || wanted.includes(set.name)) measure(set, peer);
}
