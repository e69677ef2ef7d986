//! Two yardsticks for the scanner's speed, over the same bytes in the same host: a vector pass that only looks for
//! digits, capitals and `@` (the *floor*), and twenty patterns of personal data in one regex-automata meta engine,
//! which is what a Rust programmer would reach for, the checksums of three of them tested on each match.
//!
//! JavaScript copies a chunk to [`input`] and calls [`floor`] or [`meta`]; each returns a count, so that no work can
//! be left out.

use std::cell::RefCell;
use std::sync::LazyLock;

use core::arch::wasm32::{u8x16_bitmask, u8x16_eq, u8x16_le, u8x16_splat, u8x16_sub, v128, v128_load};
use regex_automata::meta::Regex;
use regex_automata::util::syntax;

const CHUNK: usize = 64 * 1024;

thread_local! {
    static INPUT: RefCell<Box<[u8; CHUNK]>> = RefCell::new(Box::new([0; CHUNK]));
}

/// Address of the input, 64 KiB.
#[unsafe(no_mangle)]
pub extern "C" fn input() -> *mut u8 {
    INPUT.with_borrow_mut(|input| input.as_mut_ptr())
}

/// Digits, capitals and `@` among the first `len` bytes of the input: a mask of each for every 64 bytes, which is the
/// least that a scanner must know of them.
#[unsafe(no_mangle)]
pub extern "C" fn floor(len: usize) -> u32 {
    INPUT.with_borrow(|input| {
        let (digit, nine) = (u8x16_splat(b'0'), u8x16_splat(9));
        let (capital, last, at) = (u8x16_splat(b'A'), u8x16_splat(25), u8x16_splat(b'@'));
        let mut count = 0;
        for block in input[..len.min(CHUNK)].as_chunks::<64>().0 {
            let (mut digits, mut capitals, mut ats) = (0u64, 0u64, 0u64);
            for (i, part) in block.as_chunks::<16>().0.iter().enumerate() {
                // SAFETY: a part is 16 bytes long, and wasm loads need no alignment.
                let bytes: v128 = unsafe { v128_load(part.as_ptr().cast()) };
                digits |= u64::from(u8x16_bitmask(u8x16_le(u8x16_sub(bytes, digit), nine))) << (16 * i);
                capitals |= u64::from(u8x16_bitmask(u8x16_le(u8x16_sub(bytes, capital), last))) << (16 * i);
                ats |= u64::from(u8x16_bitmask(u8x16_eq(bytes, at))) << (16 * i);
            }
            count += digits.count_ones() + capitals.count_ones() + ats.count_ones();
        }
        count
    })
}

/// As a careful author writes them: bounded where values are, `\b` at both ends, no captures.
const PATTERNS: [&str; 20] = [
    r"\b[2-9][0-9]{3}[ -]?[0-9]{4}[ -]?[0-9]{4}\b",
    r"\b[A-Z]{3}[ABCFGHJLPT][A-Z][0-9]{4}[A-Z]\b",
    r"\b(?:91[ -]?|0)?[6-9][0-9]{4}[ -]?[0-9]{5}\b",
    r"\b[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}\b",
    r"\b[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}\b",
    r"\b[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}\b",
    r"\b[0-9]{3}-[0-9]{2}-[0-9]{4}\b",
    r"\b[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}\b",
    r"\b(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}\b",
    r"\b[2-9][0-9]{2}[ .-][2-9][0-9]{2}[ .-][0-9]{4}\b",
    r"\b[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][1-9A-Z]Z[0-9A-Z]\b",
    r"\b[A-Z]{4}0[A-Z0-9]{6}\b",
    r"\b[A-Za-z0-9._-]{2,}@(?:ok[a-z]{3,9}|ybl|ibl|axl|upi|paytm|apl)\b",
    r"\b[A-Z]{3}[0-9]{7}\b",
    r"\b[A-PR-WY][1-9][0-9]{6}\b",
    r"\b[A-Z]{2}[ -]?[0-9]{1,2}[ -]?[A-Z]{1,3}[ -]?[0-9]{4}\b",
    r"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][0-9]{6}[A-D]\b",
    r"\b[0-3][0-9][/-][01][0-9][/-](?:19|20)[0-9]{2}\b",
    r"\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\b",
    r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b",
];

static META: LazyLock<Regex> = LazyLock::new(|| {
    Regex::builder()
        .syntax(syntax::Config::new().unicode(false).utf8(false))
        // Room for all states: the default of 2 MiB is filled and emptied again and again.
        .configure(Regex::config().hybrid_cache_capacity(64 << 20))
        .build_many(&PATTERNS)
        .expect("they parse")
});

/// Matches of the twenty patterns, their checksums tested, in the first `len` bytes of the input.
#[unsafe(no_mangle)]
pub extern "C" fn meta(len: usize) -> u32 {
    INPUT.with_borrow(|input| {
        let input = &input[..len.min(CHUNK)];
        let passes = |found: &regex_automata::Match| check(found.pattern().as_usize(), &input[found.range()]);
        META.find_iter(input).filter(passes).count() as u32
    })
}

/// The checksum of the pattern, where it has one.
fn check(pattern: usize, value: &[u8]) -> bool {
    let digits: Vec<u8> = value.iter().filter(|b| b.is_ascii_digit()).map(|b| b - b'0').collect();
    match pattern {
        0 => verhoeff(&digits),
        4 => luhn(&digits),
        5 => mod97(value),
        _ => true,
    }
}

fn luhn(digits: &[u8]) -> bool {
    let doubled = |d: u8| if d > 4 { 2 * d - 9 } else { 2 * d };
    let sum: u32 =
        digits.iter().rev().enumerate().map(|(i, &d)| u32::from(if i % 2 == 1 { doubled(d) } else { d })).sum();
    sum % 10 == 0
}

fn verhoeff(digits: &[u8]) -> bool {
    const STEP: [u8; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
    let product = |a: u8, b: u8| match (a < 5, b < 5) {
        (true, true) => (a + b) % 5,
        (true, false) => 5 + (a + b - 5) % 5,
        (false, true) => 5 + (a - b) % 5,
        (false, false) => (a + 5 - b) % 5,
    };
    digits.iter().rev().enumerate().fold(0, |sum, (i, &d)| product(sum, (0..i % 8).fold(d, |d, _| STEP[d as usize]))) == 0
}

fn mod97(value: &[u8]) -> bool {
    let digit = |rest: u32, d: u32| (rest * 10 + d) % 97;
    value[4..].iter().chain(&value[..4]).fold(0, |rest, &b| match b {
        b'0'..=b'9' => digit(rest, u32::from(b - b'0')),
        _ => {
            let letter = u32::from(b - b'A') + 10;
            digit(digit(rest, letter / 10), letter % 10)
        }
    }) == 1
}
