/**
 * `--format jsonl`: one JSON object a file, for programs. Keys stand in alphabetical order.
 */

/** @returns {import('./index.js').Format} */
export function jsonl() {
  return {
    begin: () => '',
    file: (path, { bytes, counts, findings, persons, reason, verdict }) => {
      const listed = findings.map(({ confidence, end, evidence, kind, masked, part, severity, start }) => {
        // In a part of a container a place is one in that part's text.
        const place = part === 0 ? { start, end } : { start: null, end: null };
        return { confidence, end: place.end, evidence, kind, masked, part, severity, start: place.start };
      });
      return `${JSON.stringify({ bytes, counts, findings: listed, path, persons, reason, verdict })}\n`;
    },
    finish: () => '',
  };
}
