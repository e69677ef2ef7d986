/**
 * What a filter has done, in numbers: the text that Prometheus reads.
 *
 * Why only sums by words of our own (modes, verdicts, kinds): a label that a visitor can choose, such as a path, is both
 * a way to fill a memory and a way to write into a log.
 */

/** @typedef {import('./incident.js').Incident} Incident */

/** @type {Record<string, string>} name and what it counts */
const HELP = {
  dwarpal_responses_total: 'Responses by what held, what was found and what was done.',
  dwarpal_audience_claims_total: 'Responses whose origin said for whom they are, by what came of it.',
  dwarpal_findings_total: 'Values found, by kind.',
  dwarpal_persons_total: 'Distinct persons in responses that were not let through as they were.',
  dwarpal_bytes_total: 'Bytes read until the decision.',
  dwarpal_milliseconds_total: 'From the head of a response until the decision.',
  dwarpal_verdicts_remembered_total: 'Looks at the verdict cache.',
};

export class Counters {
  /** @type {Map<string, number>} by name with labels */
  #sums = new Map();
  #verdicts;

  /** @param {import('./cache.js').VerdictCache} [verdicts] whose hits are told */
  constructor(verdicts) {
    this.#verdicts = verdicts;
  }

  /** @param {Incident | import('./door.js').Passed} incident or what a plain pass comes to */
  count = ({ mode, verdict, action, reason, claim, counts, persons, bytes, ms }) => {
    this.#add(`dwarpal_responses_total{mode="${mode}",verdict="${verdict}",action="${action}",reason="${reason}"}`, 1);
    if (claim !== 'none') this.#add(named('dwarpal_audience_claims_total', { claim }), 1);
    this.#add('dwarpal_bytes_total', bytes);
    this.#add('dwarpal_milliseconds_total', ms);
    if (verdict === 'block') this.#add('dwarpal_persons_total', persons);
    for (const kind in counts) this.#add(named('dwarpal_findings_total', { kind }), counts[kind]);
  };

  /** @returns {string} in the exposition format 0.0.4 */
  text() {
    const { hits = 0, misses = 0, wrong = 0 } = this.#verdicts ?? {};
    const remembered = { hit: hits, miss: misses, wrong };
    const sums = new Map(this.#sums);
    for (const [look, count] of Object.entries(remembered)) {
      sums.set(named('dwarpal_verdicts_remembered_total', { look }), count);
    }
    return Object.entries(HELP)
      .flatMap(([name, help]) => [
        `# HELP ${name} ${help}`,
        `# TYPE ${name} counter`,
        ...[...sums].filter(([key]) => key.split('{')[0] === name).map(([key, sum]) => `${key} ${sum}`),
      ])
      .map((line) => `${line}\n`)
      .join('');
  }

  /** @param {string} key a name with its labels, which are words @param {number} by */
  #add(key, by) {
    this.#sums.set(key, (this.#sums.get(key) ?? 0) + by);
  }
}

/** @param {string} name @param {Record<string, string>} labels whose values are words */
function named(name, labels) {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return pairs.length ? `${name}{${pairs.join(',')}}` : name;
}
