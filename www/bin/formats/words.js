/**
 * Words that more than one form uses.
 */

/** @param {import('./index.js').Totals} totals */
export function summaryOf({ pass, block, uninspectable, unread }) {
  const rest = unread > 0 ? `, ${unread} could not be read` : '';
  return `${pass} passed, ${block} blocked, ${uninspectable} not inspectable${rest}`;
}

/** @param {number} count @returns {string} how many persons a file exposes; empty for none */
export function personsOf(count) {
  if (count === 0) return '';
  return count === 1 ? '1 person' : `about ${count} persons`;
}

/** @type {Record<string, string>} */
const RECORDS = {
  person_record: 'Record of a person',
  health_record: 'Health record of a person',
  public_contact: 'Contact of an office',
};

/**
 * What a kind is called in words.
 *
 * @param {string} kind
 * @param {(kind: string) => string} titleOf of the catalogue
 */
export function titled(kind, titleOf) {
  return RECORDS[kind] ?? (kind.startsWith('custom:') ? 'Of your own' : titleOf(kind));
}

/**
 * @param {import('./index.js').Report} report
 * @returns {Array<{kind: string, count: number, severity: string, masked: string}>} by kind, each with a sample if one
 *   is listed
 */
export function kindsOf({ counts, findings }) {
  return Object.entries(counts).map(([kind, count]) => {
    const { severity = '', masked = '' } = findings.find((finding) => finding.kind === kind) ?? {};
    return { kind, count, severity, masked };
  });
}
