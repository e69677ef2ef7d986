/**
 * The decision on one response, and the telling of it.
 *
 * Why a class: what is decided (the rules, the ramp) and what is told (an incident, once) belong to one response, and
 * every mode needs both.
 */

import { blockResponse } from './blockpage.js';
import { incident, isFailure } from './incident.js';

/**
 * @typedef {import('./incident.js').Outcome} Outcome
 * @typedef {import('./policy.js').Choice} Choice
 */

/** @typedef {Pick<import('./incident.js').Incident, Told>} Passed what a plain pass comes to: the fields that sums are made of */
/** @typedef {'mode' | 'verdict' | 'action' | 'reason' | 'claim' | 'counts' | 'persons' | 'bytes' | 'ms'} Told */

export class Door {
  #started = Date.now();

  /**
   * @param {import('./guard.js').Told} told
   * @param {import('./policy.js').Decision & {claim?: import('./audience.js').Claim}} decision with what came of the
   *   origin's own word
   * @param {Response} response of the origin
   * @param {Request} [request]
   * @param {import('./blockpage.js').BlockPage} [blockPage]
   */
  constructor(told, decision, response, request, blockPage) {
    this.told = told;
    this.blockPage = blockPage;
    this.rules = decision.rules;
    this.mode = decision.mode;
    this.claim = decision.claim ?? 'none';
    this.status = response.status;
    this.request = request;
    this.url = request?.url || response.url || undefined;
  }

  /**
   * What an enforced rule makes of an outcome.
   *
   * @param {Outcome} outcome
   * @returns {Choice}
   */
  choice(outcome) {
    if (outcome.verdict !== 'uninspectable') return outcome.verdict;
    if (outcome.reason === 'limit') return this.rules.onLimit;
    return isFailure(outcome) ? this.rules.onError : this.rules.onUninspectable;
  }

  /**
   * Turns an outcome into the response, and tells of it.
   *
   * @param {Outcome} outcome
   * @param {{pass: () => Response, stop: () => void}} ways
   * @returns {Response}
   */
  conclude(outcome, ways) {
    const action = this.mode === 'observe' ? 'pass' : this.choice(outcome);
    let response;
    let id;
    if (action === 'pass') {
      response = ways.pass();
    } else {
      id = crypto.randomUUID();
      ways.stop();
      const accept = this.request?.headers.get('accept');
      const { blockStatus: status, route } = this.rules;
      response = blockResponse({ id, accept, status, route, unseen: outcome.verdict !== 'block' }, this.blockPage);
    }
    this.tell(outcome, action, response.status, id);
    return response;
  }

  /**
   * @param {Outcome} outcome
   * @param {import('./incident.js').Incident['action']} action
   * @param {number} [status] that the visitor gets
   * @param {string} [id]
   */
  tell(outcome, action, status = this.status, id = undefined) {
    try {
      const { onIncident, onPass } = this.told;
      const ms = Date.now() - this.#started;
      const { mode, rules, url, claim } = this;
      // Nearly every response: nobody looks for its id.
      if (onPass && outcome.verdict === 'pass' && action === 'pass') {
        const { verdict, reason, persons, counts, bytes } = outcome;
        onPass({ mode, verdict, action, reason, claim, persons, counts, bytes, ms });
      } else if (onIncident) {
        const would = this.choice(outcome);
        id ??= crypto.randomUUID();
        onIncident(incident(outcome, { id, action, would, status, url, mode, rules, claim, ms }));
      }
    } catch {
      // A log that fails neither opens nor closes the door.
    }
  }
}
