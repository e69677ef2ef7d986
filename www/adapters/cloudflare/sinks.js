/**
 * Where incidents go: the log, a queue, a webhook, the Analytics Engine.
 *
 * Why each on its own: one that is slow or down must neither hold up the visitor nor keep the others from hearing. What
 * is sent is the incident and nothing else; it holds no value (see `core/incident.js`).
 */

/**
 * @typedef {import('../../core/index.js').Incident} Incident
 *
 * @typedef {object} Host what lets work go on behind the response
 * @property {(work: Promise<unknown>) => void} waitUntil
 */

/** Pauses between tries, in milliseconds. */
const PAUSES = [200, 1000, 5000];

/**
 * @param {Incident} incident
 * @param {import('./settings.js').Env} env
 * @param {Host} host
 */
export function send(incident, env, host) {
  const plain = incident.verdict === 'pass' && incident.action === 'pass';
  // Of what passed a share may be told, so that silence can be told from an outage.
  if (plain && Math.random() * 100 >= Number(env.SAMPLE ?? 0)) return;
  const line = JSON.stringify({ event: 'dwarpal.incident', ...incident });
  console.log(line);
  env.ANALYTICS?.writeDataPoint(point(incident));
  const { INCIDENTS, WEBHOOK_URL } = env;
  if (INCIDENTS) host.waitUntil(tried('queue', () => INCIDENTS.send(incident)));
  if (WEBHOOK_URL) host.waitUntil(tried('webhook', () => posted(WEBHOOK_URL, line)));
}

/** @param {Incident} incident */
function point({ id, route, mode, verdict, reason, action, host, path, persons, bytes, ms, status }) {
  return {
    indexes: [route || 'none'],
    blobs: [id, mode, verdict, reason, action, host ?? '', path ?? ''],
    doubles: [persons, bytes, ms, status],
  };
}

/** @param {string} url @param {string} body */
async function posted(url, body) {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  await response.body?.cancel();
  // What the receiver calls our mistake is not mended by saying it again.
  if (response.status >= 500 || response.status === 429) throw new Error(`status ${response.status}`);
}

/** @param {string} sink @param {() => Promise<unknown>} act */
async function tried(sink, act) {
  for (const pause of [...PAUSES, undefined]) {
    try {
      await act();
      return;
    } catch {
      if (pause === undefined) break;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  // Without the error: a message from the network may quote what it was given.
  console.error(JSON.stringify({ event: 'dwarpal.sink_failed', sink }));
}
