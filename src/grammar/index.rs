//! Which forms can begin at a token, by its length and its first character: so that a trigger costs a few
//! comparisons however many detectors there are. Built at compile time.
//!
//! A *token* is a run of letters and digits. What a form's first token can be follows from its shape: the
//! elements up to the first separator. So `[2-9]9{3}~9{4}~9{4}` is tried at tokens of four characters only.

use super::detector::{Detector, Pack};
use super::shape::{Op, Shape, class_bit};

/// Tokens of this length and longer share one row.
const LONGEST: usize = 24;
/// What a token begins with: a digit, a letter, or a `+` in front of it.
const KINDS: usize = 3;
const ROWS: usize = (LONGEST + 1) * KINDS;

/// A form of a detector, by their places in the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Index of the detector in the catalogue.
    pub detector: u16,
    /// Index of the form in the detector.
    pub form: u16,
    /// The detector's pack.
    pub pack: Pack,
    /// Lengths that the second, third and fourth token may have, one bit a length; 0 where the form says nothing.
    rest: [u32; 3],
    /// Of the first token: places at which only letters or only digits can stand, one bit a place, and whether letters.
    fixed: u32,
    letters: u32,
}

/// The letters of a token, one bit a place; those behind the 24th are left out.
#[inline]
#[must_use]
pub fn letters(token: &[u8]) -> u32 {
    token.iter().take(LONGEST).enumerate().fold(0, |bits, (i, b)| bits | u32::from(b.is_ascii_alphabetic()) << i)
}

impl Entry {
    /// Whether the first token, whose [`letters`] these are, can begin the form.
    #[inline]
    #[must_use]
    pub const fn begins(&self, letters: u32) -> bool {
        (letters ^ self.letters) & self.fixed == 0
    }

    /// Whether the tokens behind the first, each one joiner from the one before it, have lengths that the form
    /// allows; 0 is no token.
    #[inline]
    #[must_use]
    pub const fn goes_on(&self, lengths: [u8; 3]) -> bool {
        let mut i = 0;
        while i < 3 {
            let len = if (lengths[i] as usize) < LONGEST { lengths[i] as usize } else { LONGEST };
            if self.rest[i] != 0 && self.rest[i] >> len & 1 == 0 {
                return false;
            }
            i += 1;
        }
        true
    }
}

/// The rows of an index. Use [`form_index!`](crate::form_index), which counts the entries.
#[derive(Debug)]
pub struct FormIndex<const N: usize> {
    starts: [u16; ROWS + 1],
    entries: [Entry; N],
}

/// An index without its size, as a catalogue holds it.
#[derive(Clone, Copy, Debug)]
pub struct Forms {
    starts: &'static [u16; ROWS + 1],
    entries: &'static [Entry],
}

impl Forms {
    /// The forms that can begin at a token of `len` characters that begins with `first` (`+` for a token with a
    /// `+` in front of it, whose length does not matter).
    #[inline]
    #[must_use]
    pub fn at(&self, first: u8, len: usize) -> &'static [Entry] {
        let row = row(kind(first), if first == b'+' { 0 } else { len });
        &self.entries[self.starts[row] as usize..self.starts[row + 1] as usize]
    }
}

impl<const N: usize> FormIndex<N> {
    /// Indexes `detectors`, whose forms make `N` entries (see [`count`]).
    #[must_use]
    pub const fn new(detectors: &[Detector]) -> Self {
        let empty = Entry { detector: 0, form: 0, pack: Pack::IntlCore, rest: [0; 3], fixed: 0, letters: 0 };
        let mut index = Self { starts: [0; ROWS + 1], entries: [empty; N] };
        let (mut n, mut row) = (0, 0);
        while row < ROWS {
            index.starts[row] = n as u16;
            let mut d = 0;
            while d < detectors.len() {
                let mut f = 0;
                while f < detectors[d].forms.len() {
                    if begins_in(detectors[d].forms[f].shape, row) {
                        let shape = detectors[d].forms[f].shape;
                        let (fixed, letters) = first_letters(shape);
                        let rest = rest(shape);
                        let (detector, form, pack) = (d as u16, f as u16, detectors[d].pack);
                        index.entries[n] = Entry { detector, form, pack, rest, fixed, letters };
                        n += 1;
                    }
                    f += 1;
                }
                d += 1;
            }
            row += 1;
        }
        index.starts[ROWS] = n as u16;
        index
    }

    /// The index as a catalogue holds it.
    #[must_use]
    pub const fn forms(&'static self) -> Forms {
        Forms { starts: &self.starts, entries: &self.entries }
    }
}

/// Number of entries that the forms of `detectors` make.
#[must_use]
pub const fn count(detectors: &[Detector]) -> usize {
    let (mut n, mut row) = (0, 0);
    while row < ROWS {
        let mut d = 0;
        while d < detectors.len() {
            let mut f = 0;
            while f < detectors[d].forms.len() {
                n += begins_in(detectors[d].forms[f].shape, row) as usize;
                f += 1;
            }
            d += 1;
        }
        row += 1;
    }
    n
}

/// An index of a `const` table of detectors.
#[macro_export]
macro_rules! form_index {
    ($detectors:expr) => {{
        static INDEX: $crate::grammar::FormIndex<{ $crate::grammar::index::count($detectors) }> =
            $crate::grammar::FormIndex::new($detectors);
        INDEX.forms()
    }};
}

const fn kind(first: u8) -> usize {
    if first.is_ascii_digit() {
        0
    } else if first == b'+' {
        2
    } else {
        1
    }
}

const fn row(kind: usize, len: usize) -> usize {
    kind * (LONGEST + 1) + if len < LONGEST { len } else { LONGEST }
}

/// Whether a token of the row can begin a value of the shape.
const fn begins_in(shape: Shape, row: usize) -> bool {
    let (kind, len) = (row / (LONGEST + 1), row % (LONGEST + 1));
    let Op::Class { set, .. } = shape[0] else { return false };
    let digits = (1 << 10) - 1;
    match kind {
        2 => len == 0 && set & class_bit(b'+') != 0,
        0 => set & digits != 0 && first_token(shape) >> len & 1 == 1,
        _ => set & !digits & ((1 << 36) - 1) != 0 && first_token(shape) >> len & 1 == 1,
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
                let alphanumeric = (1 << 36) - 1;
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
const fn first_letters(shape: Shape) -> (u32, u32) {
    let (digits, alphanumeric) = ((1u64 << 10) - 1, (1u64 << 36) - 1);
    let (mut fixed, mut letters, mut place, mut i) = (0u32, 0u32, 0, 0);
    while i < shape.len() {
        let Op::Class { set, min, max } = shape[i] else { break };
        let mut n = 0;
        while set & alphanumeric == set && n < min && place < LONGEST {
            if set & digits == 0 || set & !digits == 0 {
                fixed |= 1 << place;
                letters |= ((set & digits == 0) as u32) << place;
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

/// The lengths of the tokens behind the first of a shape whose tokens are all bound by separators.
const fn rest(shape: Shape) -> [u32; 3] {
    let mut rest = [0; 3];
    let (mut i, mut token) = (0, 0);
    while i < shape.len() {
        match shape[i] {
            Op::Gap => return [0; 3],
            Op::Class { set, .. } if set & !((1 << 36) - 1) != 0 => return [0; 3],
            Op::Class { .. } => {}
            Op::Separator => {
                if token < 3 {
                    rest[token] = first_token(shape.split_at(i + 1).1);
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
    use super::{Entry, first_letters, first_token, letters};
    use crate::grammar::{Detector, Form, Pack};
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

    const DETECTORS: &[Detector] = &[
        Detector { forms: &[Form { shape: shape!("9{4}~9{4}"), alone: 1 }], ..Detector::BASE },
        Detector {
            forms: &[Form { shape: shape!("A{2}9{2}"), alone: 1 }, Form { shape: shape!("[+]9{4}"), alone: 1 }],
            ..Detector::BASE
        },
    ];

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
        ] {
            let rest = super::rest(shape);
            let entry = Entry { detector: 0, form: 0, pack: Pack::IntlCore, rest, fixed: 0, letters: 0 };
            assert_eq!(entry.goes_on(lengths), fits, "{lengths:?}");
        }
    }

    #[test]
    fn letters_of_first_tokens() {
        for (shape, fixed, expected) in [
            (shape!("A{2}9{2}A"), 0b1_1111, 0b1_0011),
            (shape!("A{2}9{1,2}A"), 0b111, 0b011),
            (shape!("A{2}X{2}A"), 0b1_0011, 0b1_0011),
            (shape!("[+]?[9][1]~?9{4}"), 0b11, 0),
            (shape!("[+][9][1]"), 0b11, 0),
            (shape!("A~9{2}"), 1, 1),
            (shape!("A{2}/9{2}"), 0b11, 0b11),
        ] {
            assert_eq!(first_letters(shape), (fixed, expected));
        }
        assert_eq!(letters(b"AB12C"), 0b1_0011);
    }

    #[test]
    fn rows_hold_what_can_begin_there() {
        let forms = crate::form_index!(DETECTORS);
        let places = |entries: &[Entry]| entries.iter().map(|e| (e.detector, e.form)).collect::<Vec<_>>();
        assert_eq!(places(forms.at(b'7', 4)), [(0, 0)]);
        assert_eq!(places(forms.at(b'a', 4)), [(1, 0)]);
        assert_eq!(places(forms.at(b'+', 9)), [(1, 1)]);
        assert!(forms.at(b'7', 5).is_empty() && forms.at(b'a', 500).is_empty());
    }
}
