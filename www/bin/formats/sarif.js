/**
 * `--format sarif`: SARIF 2.1.0 (OASIS, 2020), which code hosts and audit tools read.
 *
 * Results are written as they come; the rules that they name stand behind them, when it is known which they are. Keys
 * stand in alphabetical order.
 */

import { version } from '../version.js';
import { titled } from './words.js';

/** The rule of a file that cannot be read. */
const UNINSPECTABLE = 'uninspectable';

/** The harm of a value in SARIF's three levels. @type {Record<string, string>} */
const LEVELS = { critical: 'error', high: 'error', medium: 'warning', low: 'note' };

/** @param {(kind: string) => string} titleOf @returns {import('./index.js').Format} */
export function sarif(titleOf) {
  /** @type {Map<string, string>} */
  const rules = new Map();
  /** @param {string} ruleId @param {string} level @param {string} text @param {object} location @param {object} properties */
  const result = (ruleId, level, text, location, properties) => {
    const comma = rules.size === 0 ? '' : ',';
    rules.set(ruleId, level);
    const locations = [{ physicalLocation: location }];
    return `${comma}\n${JSON.stringify({ level, locations, message: { text }, properties, ruleId })}`;
  };
  return {
    begin: () => '{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"results":[',
    file: (path, { findings, reason, verdict }) => {
      const artifactLocation = { uri: uriOf(path) };
      const results = [];
      if (verdict === 'uninspectable') {
        results.push(result(UNINSPECTABLE, 'warning', `This file cannot be read: ${reason}`, { artifactLocation }, {}));
      }
      for (const { confidence, end, evidence, kind, masked, part, severity, start } of findings) {
        const region = part === 0 ? { region: { byteLength: end - start, byteOffset: start } } : {};
        const properties = { confidence, evidence, part, severity };
        const text = `${titled(kind, titleOf)}: ${masked}`;
        results.push(result(kind, LEVELS[severity], text, { artifactLocation, ...region }, properties));
      }
      return results.join('');
    },
    finish: ({ unread }) => {
      const listed = [...rules.keys()].sort().map((id) => ({
        defaultConfiguration: { level: rules.get(id) },
        id,
        shortDescription: { text: id === UNINSPECTABLE ? 'A file that cannot be read' : titled(id, titleOf) },
      }));
      const driver = JSON.stringify({ name: 'dwarpal', rules: listed, version });
      return `\n],"invocations":[{"executionSuccessful":${unread === 0}}],"tool":{"driver":${driver}}}]}\n`;
    },
  };
}

/**
 * A path as a URI reference (RFC 3986): unreserved characters and slashes stay, every other byte is written as %XX.
 *
 * @param {string} path
 */
function uriOf(path) {
  return encodeURIComponent(path)
    .replaceAll('%2F', '/')
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
