/**
 * Between a string and its UTF-8: where a byte stands in the string, and a masked copy of a string that UTF-8 cannot
 * carry.
 *
 * Why: the engine reads UTF-8. A lone surrogate has no UTF-8 (`TextEncoder` writes U+FFFD for it, three bytes), and a
 * string that holds one must come back with it.
 */

/** What `TextEncoder` writes for a lone surrogate takes as many bytes as any other character from U+0800 on. */
const LONE = /\p{Surrogate}/u;

/**
 * @param {string} text
 * @param {number[]} wanted byte offsets into its UTF-8, in any order, each the start of a character or the end
 * @returns {Map<number, number>} the UTF-16 offset of each
 */
export function utf16Offsets(text, wanted) {
  const offsets = new Map();
  const ascending = [...new Set(wanted)].sort((a, b) => a - b);
  let bytes = 0;
  let units = 0;
  for (const offset of ascending) {
    while (bytes < offset && units < text.length) {
      const [width, length] = characterAt(text, units);
      bytes += length;
      units += width;
    }
    offsets.set(offset, units);
  }
  return offsets;
}

/**
 * The string that masked UTF-8 stands for, everything else as it was.
 *
 * @param {string} text
 * @param {Uint8Array} masked its UTF-8, some characters overwritten with ASCII, byte for byte
 * @returns {string}
 */
export function maskedText(text, masked) {
  const decoded = new TextDecoder('utf-8', { ignoreBOM: true }).decode(masked);
  return LONE.test(text) ? withLoneSurrogates(text, masked) : decoded;
}

/** @param {string} text @param {Uint8Array} masked */
function withLoneSurrogates(text, masked) {
  const pieces = [];
  let bytes = 0;
  let units = 0;
  while (units < text.length) {
    const [width, length] = characterAt(text, units);
    // What is overwritten is ASCII from its first byte on.
    const kept = masked[bytes] >= 0x80;
    pieces.push(
      kept ? text.slice(units, units + width) : String.fromCharCode(...masked.subarray(bytes, bytes + length)),
    );
    bytes += length;
    units += width;
  }
  return pieces.join('');
}

/**
 * @param {string} text
 * @param {number} at
 * @returns {[width: number, length: number]} in UTF-16 units and in bytes of UTF-8
 */
function characterAt(text, at) {
  const code = /** @type {number} */ (text.codePointAt(at));
  if (code < 0x80) return [1, 1];
  if (code < 0x800) return [1, 2];
  return code < 0x10000 ? [1, 3] : [2, 4];
}
