/**
 * A server in a program of its own, asked once it answers.
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

import { freePort } from './loopback.js';

/**
 * @param {string} command
 * @param {string[] | ((port: number) => string[])} args
 * @param {{cwd: string, env?: NodeJS.ProcessEnv, signal?: NodeJS.Signals}} options `signal`: what ends it. Default: SIGKILL
 * @returns {Promise<{url: string, said: () => string, close: () => Promise<void>}>} `PORT` tells it where to listen, if no
 *   argument does
 */
export async function startProgram(command, args, { cwd, env, signal = 'SIGKILL' }) {
  const port = await freePort();
  const child = spawn(command, typeof args === 'function' ? args(port) : args, {
    cwd,
    env: { ...process.env, ...env, PORT: String(port) },
  });
  let said = '';
  for (const pipe of [child.stdout, child.stderr]) pipe.on('data', (data) => (said += data));
  const url = `http://127.0.0.1:${port}`;
  for (let i = 0; ; i += 1) {
    const answered = await fetch(url).then(
      (response) => response.arrayBuffer(),
      () => undefined,
    );
    if (answered) break;
    if (i === 300 || child.exitCode !== null) {
      child.kill();
      throw new Error(`${child.spawnargs.join(' ')} does not answer:\n${said}`);
    }
    await wait(100);
  }
  const close = async () => {
    if (child.exitCode !== null) return;
    child.kill(signal);
    await once(child, 'close');
  };
  return { url, said: () => said, close };
}
