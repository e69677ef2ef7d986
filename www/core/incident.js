/**
 * The record of one decision: what an operator needs to find the leak, and nothing of what leaked.
 *
 * Why its own file: this is the only thing that leaves the filter besides the response. What is not a field
 * here cannot reach a log.
 */

/**
 * @typedef {object} Incident
 * @property {string} time ISO 8601, UTC
 * @property {string} id random; the block response shows it to the visitor
 * @property {'pass' | 'block' | 'uninspectable'} verdict
 * @property {string} reason
 * @property {'pass' | 'block' | 'redact'} action what was done; differs from the verdict where a setting says so
 * @property {number} persons distinct persons counted until the decision
 * @property {Record<string, number>} counts findings by kind until the decision
 * @property {number} bytes of the body read until the decision
 * @property {number} status what the visitor got
 * @property {string | undefined} path of the request, without what may be personal in it
 */

/**
 * @typedef {Pick<Incident, 'verdict' | 'reason' | 'persons' | 'counts' | 'bytes'>} Outcome
 */

/**
 * The outcome for a body that could not be judged.
 *
 * @param {string} reason
 * @param {number} bytes read until then
 * @returns {Outcome}
 */
export function unseen(reason, bytes) {
  return { verdict: 'uninspectable', reason, persons: 0, counts: {}, bytes };
}

/**
 * @param {Outcome} outcome
 * @param {{id: string, action: Incident['action'], status: number, url: string | undefined}} done
 * @returns {Incident}
 */
export function incident(outcome, { id, action, status, url }) {
  const { verdict, reason, persons, counts, bytes } = outcome;
  const time = new Date().toISOString();
  return { time, id, verdict, reason, action, persons, counts, bytes, status, path: url && quietPath(url) };
}

/**
 * The path alone, never the query, with numbers of four digits or more and mail addresses taken out.
 *
 * @param {string} url
 */
export function quietPath(url) {
  const pieces = new URL(url).pathname.split('/');
  return pieces.map((piece) => (/@|%40/i.test(piece) ? '*' : piece.replace(/\d{4,}/g, '*'))).join('/');
}
