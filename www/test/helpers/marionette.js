/**
 * Firefox's own protocol for drivers (Marionette), for what WebDriver BiDi does not reach: the browser's own windows, its
 * toolbar, private windows. Messages are JSON with their length in front; each command is answered once.
 */

import { readFileSync } from 'node:fs';
import { connect } from 'node:net';

/** Milliseconds between looks for the port. */
const STEP = 50;

/**
 * @typedef {object} Marionette
 * @property {(command: string, given?: object) => Promise<any>} send
 * @property {(script: string, ...given: unknown[]) => Promise<any>} run runs the body of a function in the browser's window
 * @property {() => void} close
 */

/** @param {string} profile the folder of a Firefox that is starting with `-marionette` @returns {Promise<Marionette>} */
export async function connectTo(profile) {
  const socket = connect(await portIn(profile), '127.0.0.1');
  /** @type {Map<number, {resolve: (value: any) => void, reject: (error: Error) => void}>} */
  const waiting = new Map();
  let next = 0;
  let bytes = Buffer.alloc(0);
  /** @type {(value?: unknown) => void} */
  let greeted = () => {};
  const greeting = new Promise((resolve, reject) => {
    greeted = resolve;
    socket.once('error', reject);
  });
  const take = (/** @type {any} */ message) => {
    if (!Array.isArray(message)) return greeted();
    const [, id, error, value] = message;
    const asker = waiting.get(id);
    waiting.delete(id);
    if (error) asker?.reject(new Error(`${error.error}: ${error.message}`));
    else asker?.resolve(value);
  };
  socket.on('data', (data) => {
    bytes = Buffer.concat([bytes, data]);
    for (;;) {
      const colon = bytes.indexOf(':');
      const end = colon + 1 + Number(bytes.subarray(0, Math.max(colon, 0)));
      if (colon < 0 || bytes.length < end) return;
      take(JSON.parse(bytes.subarray(colon + 1, end).toString()));
      bytes = bytes.subarray(end);
    }
  });
  await greeting;

  /** @type {Marionette['send']} */
  const send = (command, given = {}) => {
    const id = next++;
    const text = JSON.stringify([0, id, command, given]);
    socket.write(`${Buffer.byteLength(text)}:${text}`);
    return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
  };
  await send('WebDriver:NewSession');
  await send('Marionette:SetContext', { value: 'chrome' });
  return {
    send,
    run: async (script, ...args) => (await send('WebDriver:ExecuteScript', { script, args })).value,
    close: () => socket.destroy(),
  };
}

/** @param {string} profile */
async function portIn(profile) {
  for (;;) {
    try {
      return Number(readFileSync(`${profile}/MarionetteActivePort`, 'utf8'));
    } catch {
      await new Promise((resolve) => setTimeout(resolve, STEP));
    }
  }
}
