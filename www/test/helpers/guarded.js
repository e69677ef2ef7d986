/**
 * Responses to guard, and what was seen while they were guarded.
 */

import { createFilter } from '../../node.js';

export const request = new Request('https://a.example/files/list.csv?who=someone');

/** @param {string | Uint8Array | ReadableStream | null} body @param {ResponseInit} [init] */
export function response(body, init = {}) {
  return new Response(/** @type {BodyInit} */ (body), {
    ...init,
    headers: { 'content-type': 'text/csv', ...init.headers },
  });
}

/**
 * Guards one response and collects what is told of it.
 *
 * @param {Response} origin
 * @param {Partial<import('../../core/index.js').Settings>} [settings]
 * @param {import('../../core/guard.js').Context} [context]
 */
export async function guarded(origin, settings = {}, context = {}) {
  /** @type {import('../../core/index.js').Incident[]} */
  const incidents = [];
  const filter = await createFilter({ onIncident: (incident) => incidents.push(incident), ...settings });
  try {
    const served = await filter.guard(origin, { request, ...context });
    return { served, incidents, told: incidents[0] };
  } finally {
    // In the other modes the body is scanned while it is read.
    if ((settings.mode ?? 'block') === 'block') filter.dispose();
  }
}

/**
 * A body in chunks, and what became of its source.
 *
 * @param {Iterable<Uint8Array>} chunks
 */
export function source(chunks) {
  const seen = { given: 0, cancelled: false };
  const iterator = chunks[Symbol.iterator]();
  const body = new ReadableStream(
    {
      pull(controller) {
        const { done, value } = iterator.next();
        if (done) controller.close();
        else {
          seen.given += 1;
          controller.enqueue(value);
        }
      },
      cancel() {
        seen.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { body, seen };
}

export const encode = (/** @type {string} */ text) => new TextEncoder().encode(text);
