/**
 * Salted digests of texts: to know a text again without keeping it.
 *
 * 53 bits of two multiplying hashes (cyrb53, public domain). The salt is random and dies with the page, and a digest
 * never leaves it; a keyed cryptographic one would be asynchronous for every row of a page.
 */

/** @returns {number} */
export function newSalt() {
  return crypto.getRandomValues(new Uint32Array(1))[0];
}

/**
 * @param {string} text
 * @param {number} salt
 * @returns {number}
 */
export function digest(text, salt) {
  let a = 0xdeadbeef ^ salt;
  let b = 0x41c6ce57 ^ salt;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}
