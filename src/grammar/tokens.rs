//! What the tokens of a value can be, by its shape: lengths, first characters, where letters stand.

use super::index::LONGEST;
use super::shape::{DIGITS, LETTERS, Op, Shape, class_bit};

/// The lengths of the tokens of a kind that can begin a value of the shape, one bit a length.
pub(super) const fn lengths(shape: Shape, kind: usize) -> u32 {
    let Op::Class { set, .. } = shape[0] else { return 0 };
    match kind {
        0 if set & DIGITS != 0 => first_token(shape) & ((1 << (LONGEST + 1)) - 1),
        1 if set & LETTERS != 0 => first_token(shape) & ((1 << (LONGEST + 1)) - 1),
        2 if set & class_bit(b'+') != 0 => 1,
        _ => 0,
    }
}

/// Digits, or letters, that a value of the shape may begin with in rows of this kind; all where the first element may be
/// missing.
pub(super) const fn first_characters(shape: Shape, kind: usize) -> u32 {
    let Op::Class { set, min, .. } = shape[0] else { return u32::MAX };
    match kind {
        0 if min > 0 => (set & DIGITS) as u32,
        1 if min > 0 => ((set & LETTERS) >> 10) as u32,
        _ => u32::MAX,
    }
}

/// The lengths the first token of a value can have, one bit a length; bit [`LONGEST`] for that and longer.
const fn first_token(shape: Shape) -> u32 {
    let (mut possible, mut ends) = (1u32, 0u32);
    let mut i = 0;
    while i < shape.len() {
        match shape[i] {
            Op::Separator => return ends | possible,
            Op::Gap => ends |= possible,
            Op::Class { set, min, max } => {
                let alphanumeric = DIGITS | LETTERS;
                if set & alphanumeric == 0 {
                    // Punctuation ends a token; an optional one may not be there.
                    if min > 0 {
                        return ends | possible;
                    }
                    ends |= possible;
                } else {
                    if set & !alphanumeric != 0 {
                        return u32::MAX;
                    }
                    let (mut next, mut n) = (0, min);
                    while n <= max {
                        next |= grow(possible, n);
                        n += 1;
                    }
                    possible = next;
                }
            }
        }
        i += 1;
    }
    ends | possible
}

/// Places of the first token at which only letters or only digits can stand, and those with letters. Known up to the
/// first element that may be longer or shorter.
pub(super) const fn first_letters(shape: Shape) -> (u32, u32) {
    let alphanumeric = DIGITS | LETTERS;
    let (mut fixed, mut letters, mut place, mut i, mut parted) = (0u32, 0u32, 0, 0, false);
    while i < shape.len() {
        let (set, min, max) = match shape[i] {
            Op::Class { set, min, max } => (set, min, max),
            // The token may end here. Where it goes on, a letter can't stand where only digits can; where it ends, there
            // are no letters.
            Op::Gap => {
                parted = true;
                i += 1;
                continue;
            }
            Op::Separator => break,
        };
        let mut n = 0;
        while set & alphanumeric == set && n < min && place < LONGEST {
            if set & DIGITS == 0 && !parted || set & !DIGITS == 0 {
                fixed |= 1 << place;
                letters |= ((set & DIGITS == 0) as u32) << place;
            }
            place += 1;
            n += 1;
        }
        // Punctuation in front (`+`) is no part of the token.
        if min != max && !(place == 0 && set & alphanumeric == 0) || min == max && set & alphanumeric == 0 && place > 0
        {
            break;
        }
        i += 1;
    }
    (fixed, letters)
}

/// What joins tokens.
const JOINERS: u64 = class_bit(b' ') | class_bit(b'-') | class_bit(b'.') | class_bit(b'/') | class_bit(b'_');

/// The lengths of the tokens behind the first of a shape, as far as they are bound by single joiners; any where the shape
/// says nothing.
pub(super) const fn rest(shape: Shape) -> [u32; 3] {
    let mut rest = [u32::MAX; 3];
    let (mut i, mut token) = (0, 0);
    while i < shape.len() {
        match shape[i] {
            Op::Class { set, .. } if set & !(DIGITS | LETTERS) == 0 => {}
            // What stands behind it is another token or not.
            Op::Gap => return rest,
            Op::Class { set, min, max } if set & !JOINERS != 0 || min != 1 || max != 1 => return rest,
            Op::Class { .. } | Op::Separator => {
                if token < 3 {
                    let lengths = first_token(shape.split_at(i + 1).1);
                    rest[token] = if lengths == 0 { u32::MAX } else { lengths };
                }
                token += 1;
            }
        }
        i += 1;
    }
    rest
}

const fn grow(lengths: u32, by: u8) -> u32 {
    let (mut grown, mut len) = (0, 0);
    while len <= LONGEST {
        if lengths >> len & 1 == 1 {
            let to = len + by as usize;
            grown |= 1 << if to < LONGEST { to } else { LONGEST };
        }
        len += 1;
    }
    grown
}

#[cfg(test)]
mod tests {
    use super::{first_characters, first_letters, first_token, rest};
    use crate::shape;

    #[test]
    fn first_tokens() {
        for (shape, lengths) in [
            (shape!("9{4}~9{4}"), &[4][..]),
            (shape!("9{12}"), &[12]),
            (shape!("9{14,19}"), &[14, 15, 16, 17, 18, 19]),
            (shape!("[9][1]~?[6-9]9{4}~?9{5}"), &[2, 7, 12]),
            (shape!("A{2}/9{2}"), &[2]),
            (shape!("A[.]?9"), &[1, 2]),
            (shape!("X{30}"), &[24]),
        ] {
            assert_eq!(first_token(shape), lengths.iter().fold(0, |bits, len| bits | 1 << len));
        }
    }

    #[test]
    fn the_tokens_behind_the_first_are_known() {
        for (shape, lengths, fits) in [
            (shape!("9{4}~9{4}~9{4}"), [4, 4, 0], true),
            (shape!("9{4}~9{4}~9{4}"), [4, 4, 9], true),
            (shape!("9{4}~9{4}~9{4}"), [4, 0, 0], false),
            (shape!("9{4}~9{4}~9{4}~9{4}"), [4, 4, 0], false),
            (shape!("A{2}~9{1,2}~9{4}"), [1, 4, 0], true),
            (shape!("9{12}"), [9, 9, 9], true),
            (shape!("[9][1]~?9{10}"), [9, 9, 9], true),
            (shape!("9{4}/9{5}/9{5}"), [4, 5, 0], false),
            (shape!("9{4}/9{5}/9{5}"), [5, 5, 0], true),
            (shape!("9{4}~9{5}[)]?~9{5}"), [5, 9, 9], true),
            (shape!("9{4}~9{5}~?9{5}"), [4, 9, 9], false),
            (shape!("9{4}~9{5}~?9{5}"), [10, 0, 0], true),
        ] {
            let goes_on = rest(shape).iter().zip(lengths).all(|(rest, len)| rest >> len & 1 == 1);
            assert_eq!(goes_on, fits, "{lengths:?}");
        }
    }

    #[test]
    fn letters_of_first_tokens() {
        for (shape, fixed, expected) in [
            (shape!("A{2}9{2}A"), 0b1_1111, 0b1_0011),
            (shape!("A{2}9{1,2}A"), 0b111, 0b011),
            (shape!("A{2}X{2}A"), 0b1_0011, 0b1_0011),
            (shape!("[+]?[9][1]~?9{4}"), 0b11_1111, 0),
            (shape!("[+][9][1]"), 0b11, 0),
            (shape!("A~9{2}"), 1, 1),
            (shape!("A{2}~?9{2}~?A"), 0b1111, 0b11),
            (shape!("A{2}/9{2}"), 0b11, 0b11),
        ] {
            assert_eq!(first_letters(shape), (fixed, expected));
        }
    }

    #[test]
    fn first_characters_are_known() {
        for (shape, kind, begins) in [
            (shape!("[6-9]9{9}"), 0, 0b11_1100_0000),
            (shape!("[6-9]?9{9}"), 0, u32::MAX),
            (shape!("[AC]9{9}"), 1, 0b101),
            (shape!("[A2]9{9}"), 0, 0b100),
            (shape!("[+]9{4}"), 2, u32::MAX),
        ] {
            assert_eq!(first_characters(shape, kind), begins);
        }
    }
}
