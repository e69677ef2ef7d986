/**
 * People who do not exist, for the leaky origin.
 *
 * Why a generator: a demo of a leak needs rows that look like the leak to a filter, and must not be one. Every
 * surname means "sample", "specimen" or "imaginary" in some Indian language, every place is made up, and every
 * number is random but for its form: Aadhaar numbers carry a right check digit, or a filter would rightly doubt
 * them. The seed is fixed, so every run serves the same rows.
 */

/**
 * @typedef {object} Person
 * @property {string} srfId specimen referral form number: 13 digits
 * @property {string} name
 * @property {number} age
 * @property {'Female' | 'Male' | 'Transgender'} gender
 * @property {string} mobile ten digits
 * @property {string} aadhaar twelve digits, printed in fours
 * @property {string} pan
 * @property {string} address
 * @property {'Positive' | 'Negative' | 'Inconclusive'} result of the RT-PCR test
 */

const GIVEN = {
  Female: [
    'Asha',
    'Bhavna',
    'Chitra',
    'Deepa',
    'Farida',
    'Gauri',
    'Harpreet',
    'Ila',
    'Jaya',
    'Kavya',
    'Lalita',
    'Meena',
  ],
  Male: ['Arjun', 'Bilal', 'Chandan', 'Dev', 'Eknath', 'Farhan', 'Gopal', 'Hari', 'Imran', 'Joseph', 'Kiran', 'Lokesh'],
  Transgender: ['Roshni', 'Kajal', 'Sonu', 'Jyoti'],
};
const SURNAMES = ['Namuna', 'Udaharan', 'Kalpit', 'Kalpanik', 'Maadhiri', 'Namoona', 'Misaal', 'Udaharana'];
const STREETS = ['Kalpit Marg', 'Namuna Lane', 'Udaharan Road', 'Misaal Gali', 'Kalpana Nagar'];
const TOWNS = ['Kalpitpur', 'Namunabad', 'Udaharan Nagar', 'Misaalganj'];

/**
 * @param {number} count
 * @param {number} [seed]
 * @returns {Person[]}
 */
export function people(count, seed = 2021) {
  const random = generator(seed);
  return Array.from({ length: count }, (_, index) => person(random, index));
}

/** @param {(below: number) => number} random @param {number} index @returns {Person} */
function person(random, index) {
  /** @template T @param {readonly T[]} list @returns {T} */
  const pick = (list) => list[random(list.length)];
  const digits = (/** @type {number} */ count) => Array.from({ length: count }, () => random(10)).join('');
  const letters = (/** @type {number} */ count) =>
    Array.from({ length: count }, () => String.fromCharCode(65 + random(26))).join('');

  const chance = random(100);
  const gender = chance < 48 ? 'Female' : chance < 97 ? 'Male' : 'Transgender';
  const surname = pick(SURNAMES);
  const aadhaar = withCheckDigit(`${2 + random(8)}${digits(10)}`);
  const verdict = random(100);
  return {
    srfId: `2799${String(100000000 + index * 7 + random(7)).slice(0, 9)}`,
    name: `${pick(GIVEN[gender])} ${surname}`,
    age: 1 + random(90),
    gender,
    mobile: `${6 + random(4)}${digits(9)}`,
    aadhaar: aadhaar.replace(/(\d{4})(?=\d)/g, '$1 '),
    // The fourth letter P stands for a natural person, the fifth for the surname.
    pan: `${letters(3)}P${surname[0]}${1 + random(9)}${digits(3)}${letters(1)}`,
    address: `${1 + random(240)} ${pick(STREETS)}, Ward ${1 + random(40)}, ${pick(TOWNS)} ${110001 + random(90)}`,
    result: verdict < 22 ? 'Positive' : verdict < 96 ? 'Negative' : 'Inconclusive',
  };
}

/**
 * Verhoeff's check digit: multiplication in the dihedral group of the pentagon, with a permutation for each place.
 *
 * @param {string} digits without their check digit
 */
export function withCheckDigit(digits) {
  const step = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
  const permuted = (/** @type {number} */ digit, /** @type {number} */ times) => {
    for (let i = 0; i < times % 8; i += 1) digit = step[digit];
    return digit;
  };
  let sum = 0;
  [...digits].reverse().forEach((digit, place) => {
    sum = product(sum, permuted(Number(digit), place + 1));
  });
  return digits + Array.from('0123456789').find((digit) => product(sum, Number(digit)) === 0);
}

/** @param {number} a @param {number} b of the pentagon's ten symmetries: turns 0–4, reflections 5–9 */
function product(a, b) {
  if (a < 5) return b < 5 ? (a + b) % 5 : 5 + ((a + b - 5) % 5);
  return b < 5 ? 5 + ((a - b) % 5) : (a - b + 5) % 5;
}

/**
 * Mulberry32: small, good enough, the same everywhere.
 *
 * @param {number} seed
 * @returns {(below: number) => number} whole numbers from 0
 */
function generator(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
