/**
 * Bodies made for measuring: the same bytes on every machine, nobody's data.
 */

/** A small generator of pseudo-random numbers (xorshift32): below `n`. */
function random(/** @type {number} */ seed) {
  let state = seed;
  return (/** @type {number} */ n) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % n;
  };
}

const bytes = (/** @type {string[]} */ lines) => new TextEncoder().encode(`${lines.join('\n')}\n`);

const WORDS =
  'the clinic reports district health service notice centre public online apply form list state office water road school open from until year month payment scheme village block'.split(
    ' ',
  );

/** Pages of prose, links, lists and tables without anybody's data. */
export function pages() {
  const next = random(7);
  const words = (/** @type {number} */ n) => Array.from({ length: n }, () => WORDS[next(WORDS.length)]).join(' ');
  const page = () => {
    const lines = ['<!DOCTYPE html>', '<html lang="en"><head><meta charset="utf-8"><title>Notices</title></head><body>'];
    for (let i = 0; i < 400; i++) {
      const id = next(90_000) + 10_000;
      lines.push(
        `<div class="card card-${i} shadow-sm"><h3 id="n${id}"><a href="/notice/${id}?page=${next(9)}" class="link">${words(5)}</a></h3>`,
        `<p class="text-muted">${words(30)}. ${words(22)} &amp; ${words(9)}.</p><span>17/04/2021</span></div>`,
      );
      if (i % 20 === 0) {
        lines.push('<table class="table"><tr><th>District</th><th>Tests</th><th>Date</th></tr>');
        for (let row = 0; row < 12; row++) lines.push(`<tr><td>${words(1)}</td><td>${next(9000)}</td><td>2021-04-17</td></tr>`);
        lines.push('</table>');
      }
    }
    return bytes([...lines, '</body></html>']);
  };
  return Array.from({ length: 40 }, page);
}

/** Scripts and data as sites serve them. */
export function scripts() {
  const next = random(11);
  const word = () => WORDS[next(WORDS.length)];
  const script = () =>
    bytes(
      Array.from(
        { length: 4000 },
        () => `function ${word()}${next(99)}(e,t){var n="${word()}-${word()}";return e.${word()}>${next(999)}?t["${word()}"]:n+e[${next(9)}]}`,
      ),
    );
  const data = () =>
    bytes([
      JSON.stringify(
        Array.from({ length: 4000 }, () => ({ id: next(1e6), title: `${word()} ${word()}`, district: word(), lat: next(1e6) / 1e4, tags: [word(), word()] })),
      ),
    ]);
  return Array.from({ length: 8 }, (_, i) => (i % 2 ? script() : data()));
}

/** A table of numbers: 70 of 100 bytes are digits. */
export function numbers(/** @type {number} */ rows) {
  const next = random(3);
  const lines = ['station,day,reading,lat,lon,count,level,code'];
  for (let i = 0; i < rows; i++) {
    const day = `2021-0${1 + next(9)}-${10 + next(18)}`;
    const cells = [next(90_000) + 10_000, day, `${next(900)}.${next(9000)}`, `18.${next(900_000)}`, `73.${next(900_000)}`];
    lines.push([...cells, next(9_000_000), next(900), next(1e5)].join(','));
  }
  return bytes(lines);
}

const D = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
  [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
  [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
  [4, 0, 1, 2, 3, 9, 5, 6, 7, 8],
  [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
  [6, 5, 9, 8, 7, 1, 0, 4, 3, 2],
  [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
  [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
  [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
];
const STEP = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

/** The digits with their Verhoeff check digit. */
function verhoeff(/** @type {string} */ digits) {
  const check = (/** @type {string} */ number) =>
    [...number].reverse().reduce((sum, digit, i) => {
      let permuted = Number(digit);
      for (let n = 0; n < i % 8; n++) permuted = STEP[permuted];
      return D[sum][permuted];
    }, 0);
  for (let last = 0; last < 10; last++) if (check(digits + last) === 0) return digits + last;
  return digits;
}

/** The digits with their Luhn check digit. */
function luhn(/** @type {string} */ digits) {
  const sum = [...digits].reverse().reduce((all, digit, i) => {
    const value = Number(digit) * (i % 2 ? 1 : 2);
    return all + (value > 9 ? value - 9 : value);
  }, 0);
  return digits + ((10 - (sum % 10)) % 10);
}

const NAMES = ['Asha', 'Ravi', 'Noor', 'Meena', 'Gopal', 'Farah', 'Tenzin', 'Lakshmi'];
const SURNAMES = ['Rao', 'Kulkarni', 'Das', 'Iyer', 'Khan', 'Patil', 'Bora', 'Menon'];

/** A table of made-up people, ten identifying values a row. */
export function dense(/** @type {number} */ rows) {
  const next = random(5);
  const digits = (/** @type {number} */ n) => Array.from({ length: n }, () => next(10)).join('');
  const letter = () => String.fromCharCode(65 + next(26));
  const lines = ['Name,Age,Gender,Mobile,Email,Aadhaar,PAN,Card,Address,Bank account,IFSC,Result'];
  for (let i = 0; i < rows; i++) {
    const [name, surname] = [NAMES[next(8)], SURNAMES[next(8)]];
    lines.push(
      [
        `${name} ${surname}`,
        18 + next(70),
        next(2) ? 'M' : 'F',
        `${6 + next(4)}${digits(9)}`,
        `${name.toLowerCase()}.${digits(4)}@mail.co.in`,
        verhoeff(`${2 + next(8)}${digits(10)}`),
        `${letter()}${letter()}${letter()}P${surname[0]}${1000 + next(9000)}${letter()}`,
        luhn(`4${digits(14)}`),
        `"${1 + next(99)}, MG Road, Pune - 4110${10 + next(40)}"`,
        `${1 + next(9)}${digits(10)}`,
        `SBIN00${10_000 + next(90_000)}`,
        next(3) ? 'Negative' : 'Positive',
      ].join(','),
    );
  }
  return bytes(lines);
}
