/**
 * `make demo`: the filter at work on this machine, in the runtime it is deployed to.
 *
 * Without ORIGIN: a leaky origin, and an edge in front of it with a page that shows both side by side.
 * With ORIGIN=http://127.0.0.1:9000: that origin behind the deployable worker, and nothing else.
 *
 * Contract: prints `ready URL` once the edge answers; Ctrl-C ends everything it started, with exit code 0;
 * what is wrong from the start is said in one sentence, with exit code 1.
 */

import { existsSync } from 'node:fs';
import { createServer } from 'node:net';

const HOST = '127.0.0.1';

/** Something the caller can put right. */
class Unready extends Error {}

/** @type {(() => Promise<void>)[]} what to end, last first */
const running = [];
let stopping = false;

takeSignals();
try {
  const { origin, port } = asked({ ...process.env, ...pairs(process.argv.slice(2)) });
  mustBeBuilt();
  await mustBeFree(port);
  await (origin ? guard(origin, port) : demonstrate(port));
} catch (error) {
  // A start that was broken off by Ctrl-C is no failure.
  if (!stopping) console.error(sentence(error));
  await stop(1);
}

/** @param {string} origin @param {number} port */
async function guard(origin, port) {
  await startWorker({ script: 'adapters/cloudflare/worker.js', port, variables: { ORIGIN_URL: origin } });
  console.log(`Guarding ${origin}. Each incident is a line of JSON here; Ctrl-C ends it.`);
  console.log(`ready http://${HOST}:${port}`);
}

/** @param {number} port */
async function demonstrate(port) {
  const { external } = await edge();
  const { startOrigin } = await import('../demo/origin.mjs');
  const { servePage } = await import('../demo/assets.mjs');
  const origin = await startOrigin();
  running.push(origin.close);
  const services = { ORIGIN: external(origin.address), PAGE: servePage };
  await startWorker({ script: 'demo/worker.js', port, services });
  const at = `http://${HOST}:${port}`;
  console.log(`
A leaky origin is at http://${origin.address}; the edge in front of it is at ${at}.

  The two side by side      ${at}/
  A leak, from the origin   curl -i http://${origin.address}/leak/rtpcr.csv
  The same, from the edge   curl -i ${at}/leak/rtpcr.csv
  … for a program           curl -i -H 'Accept: application/json' ${at}/leak/rtpcr.json
  A clean page, untouched   curl -i ${at}/contact.html

Each incident is a line of JSON here; Ctrl-C ends everything.
`);
  console.log(`ready ${at}`);
}

/** @param {Parameters<Awaited<ReturnType<typeof edge>>['startEdge']>[0]} options */
async function startWorker(options) {
  const { startEdge } = await edge();
  const starting = startEdge(options);
  takeSignals();
  const { close } = await starting;
  running.push(close);
}

/** Loaded late, so that missing packages are a sentence and not a stack trace. */
async function edge() {
  try {
    return await import('../demo/edge.mjs');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new Unready('The development packages are not installed: run "npm ci" in www.');
  }
}

/**
 * @param {string[]} words such as `PORT=8080`
 * @returns {Record<string, string>}
 */
function pairs(words) {
  return Object.fromEntries(
    words.map((word) => {
      const [, name, value] = /^(ORIGIN|PORT)=(.*)$/.exec(word) ?? [];
      if (!name) throw new Unready(`"${word}" is not understood: give ORIGIN=URL, PORT=number, or nothing.`);
      return [name, value];
    }),
  );
}

/** @param {Record<string, string | undefined>} given */
function asked({ ORIGIN: origin, PORT = '8787' }) {
  const port = /^\d+$/.test(PORT) ? Number(PORT) : 0;
  if (port < 1 || port > 65535) throw new Unready('PORT must be a whole number from 1 to 65535.');
  if (origin && !/^https?:$/.test(protocolOf(origin))) {
    throw new Unready('ORIGIN must be an http or https URL, such as http://127.0.0.1:9000.');
  }
  return { origin, port };
}

/** @param {string} address */
function protocolOf(address) {
  return URL.canParse(address) ? new URL(address).protocol : '';
}

function mustBeBuilt() {
  const parts = ['dwarpal.js', 'dwarpal_bg.wasm', 'documents.js', 'documents_bg.wasm'].map(
    (name) => new URL(`../pkg/${name}`, import.meta.url),
  );
  if (!parts.every((part) => existsSync(part))) {
    throw new Unready('The WebAssembly module is not built: run "make build" in the top folder.');
  }
}

/** @param {number} port */
async function mustBeFree(port) {
  const probe = createServer();
  await new Promise((resolve, reject) => {
    probe.once('error', reject).listen(port, HOST, () => resolve(undefined));
  }).catch((/** @type {NodeJS.ErrnoException} */ { code }) => {
    if (code === 'EADDRINUSE') {
      throw new Unready(`Port ${port} is in use: stop what listens there, or choose another with PORT=number.`);
    }
    throw new Unready(`Port ${port} cannot be listened on (${code}): choose another with PORT=number.`);
  });
  await new Promise((resolve) => probe.close(resolve));
}

/** To the exclusion of others: miniflare would end the process at once, with a code that says it was killed. */
function takeSignals() {
  for (const signal of ['SIGINT', 'SIGTERM']) process.removeAllListeners(signal).on(signal, () => stop(0));
}

/** @param {unknown} error */
function sentence(error) {
  if (error instanceof Unready) return error.message;
  const message = error instanceof Error ? error.message.split('\n')[0] : String(error);
  return `The demo could not start: ${message}`;
}

/** @param {number} code */
async function stop(code) {
  if (stopping) return;
  stopping = true;
  for (const end of running.reverse()) await end();
  process.exit(code);
}
