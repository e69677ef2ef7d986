/**
 * A worker that has served 200,000 requests (REQUESTS): mixed bodies, leaks among them, in every mode, 32 at once. No
 * verdict is wrong, nothing fails, and memory is no higher at the end than after the first tenth.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { it } from 'node:test';

import { startWorkerd } from '../helpers/workerd.js';

const REQUESTS = Number(process.env.REQUESTS ?? 200_000);
const AT_ONCE = 32;
const SIZES = [500, 1000, 5000, 20_000, 100_000];
/** Without a limit V8 collects late and what grows for good can't be told from what lies about. */
const HEAP = '--max-heap-size=64';
const MODES = ['block', 'redact', 'observe'];

it(`${REQUESTS} requests`, async () => {
  const script = 'adapters/cloudflare/worker.js';
  const services = MODES.map((mode) => ({ name: mode, script, variables: { MODE: mode } }));
  const edge = await startWorkerd(services, 'test/helpers/bodies.worker.js', [HEAP]);
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  /** @type {number[]} */
  const memory = [];
  let sent = 0;
  /** @param {number} n */
  const one = async (n) => {
    const mode = MODES[n % MODES.length];
    const leaking = n % 7 === 0;
    const path = `/json/${SIZES[n % SIZES.length]}${leaking ? '?leak' : ''}`;
    const { status, text } = await visit(agent, edge.ports[mode], path);
    assert.equal(status, leaking && mode === 'block' ? 451 : 200, `${mode} ${path}`);
    if (leaking && mode !== 'block') assert.equal(text.includes('xxxxxxxxxx'), mode === 'redact', `${mode} ${path}`);
  };
  const client = async () => {
    while (sent < REQUESTS) {
      const n = sent;
      sent += 1;
      await one(n);
      if (n % Math.ceil(REQUESTS / 50) === 0) memory.push(resident(edge.pid));
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, client));
    const tenth = Math.ceil(memory.length / 10);
    const early = Math.max(...memory.slice(tenth, 3 * tenth));
    const late = Math.min(...memory.slice(-2 * tenth));
    console.log(JSON.stringify({ requests: sent, early, late, memory }));
    assert.ok(late <= early * 1.15, `${early} MiB grew to ${late} MiB`);
    assert.ok(!edge.lines.some((line) => /origin_failed|not_ready|"reason":"error"/.test(line)));
  } finally {
    agent.destroy();
    await edge.close();
  }
});

/** @param {number} pid @returns {number} MiB */
function resident(pid) {
  const [, kib] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kib) / 1024);
}

/**
 * @param {Agent} agent
 * @param {number} port
 * @param {string} path
 * @returns {Promise<{status: number | undefined, text: string}>}
 */
function visit(agent, port, path) {
  return new Promise((resolve, reject) => {
    const asked = request({ agent, host: '127.0.0.1', port, path }, (response) => {
      let text = '';
      response.setEncoding('latin1').on('data', (piece) => (text += piece));
      response.on('end', () => resolve({ status: response.statusCode, text })).on('error', reject);
    });
    asked.on('error', reject).end();
  });
}
