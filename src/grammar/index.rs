//! Which forms can begin at a token, by its length and its first character: so that a trigger costs a few
//! comparisons however many detectors there are. Built at compile time.
//!
//! A *token* is a run of letters and digits. What a form's first token can be follows from its shape: the
//! elements up to the first separator. So `[2-9]9{3}~9{4}~9{4}` is tried at tokens of four characters only.

use super::detector::{Detector, Form};
use super::label::Group;
use super::pack::Pack;
use super::tokens::{first_characters, first_letters, lengths, rest};

/// Tokens of this length and longer share one row.
pub(super) const LONGEST: usize = 24;
/// What a token begins with: a digit, a letter, or a `+` in front of it.
const KINDS: usize = 3;
/// A row holds the forms of one pack: those of packs that are off are never met.
const PACKS: usize = Pack::ALL.len();
const ROWS: usize = (LONGEST + 1) * KINDS * PACKS;

/// A form of a detector, by their places in the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Index of the detector in the catalogue.
    pub detector: u16,
    /// Index of the form in the detector.
    pub form: u8,
    /// How sure the form is when nothing names it; a row begins with the surest.
    pub alone: u8,
    /// The words that label the detector.
    pub label: Group,
    /// Characters that the first token may begin with in rows of each kind: digits from `0`, or letters from `A`, one bit
    /// each.
    first: [u32; KINDS],
    /// Lengths that the second, third and fourth token may have, one bit a length.
    rest: [u32; 3],
    /// Of the first token: places at which only letters or only digits can stand, one bit a place, and whether letters.
    fixed: u32,
    letters: u32,
}

/// What stands at the beginning of a possible value.
#[derive(Clone, Copy, Debug)]
pub struct Opening {
    kind: usize,
    first: u32,
    letters: u32,
    rest: [u32; 3],
}

impl Opening {
    /// Of a token that begins with `first` (`+` for a token with a `+` in front of it), and of the lengths of the three
    /// tokens behind it, each one joiner from the one before it; 0 is no token.
    #[inline]
    #[must_use]
    pub fn new(first: u8, token: &[u8], behind: [u8; 3]) -> Self {
        let kind = kind(first);
        let bit = match kind {
            0 => first - b'0',
            1 => (first | 0x20).wrapping_sub(b'a'),
            _ => 0,
        };
        let letters =
            token.iter().take(LONGEST).rev().fold(0, |bits, b| bits << 1 | u32::from(b.is_ascii_alphabetic()));
        Self { kind, first: 1 << (bit & 31), letters, rest: behind.map(|len| 1 << (len as usize).min(LONGEST)) }
    }
}

impl Entry {
    /// Whether the form can stand where this is.
    #[inline]
    #[must_use]
    pub const fn fits(&self, opening: &Opening) -> bool {
        let [second, third, fourth] = self.rest;
        self.first[opening.kind] & opening.first != 0
            && (opening.letters ^ self.letters) & self.fixed == 0
            && second & opening.rest[0] != 0
            && third & opening.rest[1] != 0
            && fourth & opening.rest[2] != 0
    }
}

/// The rows of an index: places in a table of forms. Use [`form_index!`](crate::form_index), which counts both.
#[derive(Debug)]
pub struct FormIndex<const FORMS: usize, const PLACES: usize> {
    starts: [u16; ROWS + 1],
    places: [u16; PLACES],
    entries: [Entry; FORMS],
}

/// An index without its size, as a catalogue holds it.
#[derive(Clone, Copy, Debug)]
pub struct Forms {
    starts: &'static [u16; ROWS + 1],
    places: &'static [u16],
    entries: &'static [Entry],
}

impl Forms {
    /// The forms of the pack that can begin at a token of `len` characters that begins with `first` (`+` for a token
    /// with a `+` in front of it, whose length does not matter).
    #[inline]
    pub fn at(self, first: u8, len: usize, pack: Pack) -> impl Iterator<Item = &'static Entry> {
        let row = row(kind(first), if first == b'+' { 0 } else { len }) + pack as usize;
        let places = &self.places[self.starts[row] as usize..self.starts[row + 1] as usize];
        places.iter().map(move |&place| &self.entries[place as usize])
    }
}

impl<const FORMS: usize, const PLACES: usize> FormIndex<FORMS, PLACES> {
    /// Indexes `detectors`, which have so many forms that begin in so many rows (see [`count`]).
    #[must_use]
    pub const fn new(detectors: &[Detector]) -> Self {
        let (first, rest_of) = ([0; KINDS], [0; 3]);
        let label = Group::NONE;
        let empty = Entry { detector: 0, form: 0, alone: 0, label, first, rest: rest_of, fixed: 0, letters: 0 };
        let mut index = Self { starts: [0; ROWS + 1], places: [0; PLACES], entries: [empty; FORMS] };
        let (mut n, mut d) = (0, 0);
        while d < detectors.len() {
            let mut f = 0;
            while f < detectors[d].forms.len() {
                let Form { shape, alone } = detectors[d].forms[f];
                let (fixed, letters) = first_letters(shape);
                let (detector, form, label) = (d as u16, f as u8, detectors[d].label);
                let mut entry = Entry { detector, form, alone, label, first, rest: rest(shape), fixed, letters };
                let mut kind = 0;
                while kind < KINDS {
                    entry.first[kind] = first_characters(shape, kind);
                    kind += 1;
                }
                index.entries[n] = entry;
                n += 1;
                f += 1;
            }
            d += 1;
        }
        index.fill(detectors)
    }

    /// Fills the rows: first how many places each has, then where it begins, then the places.
    const fn fill(mut self, detectors: &[Detector]) -> Self {
        let mut next = [0; ROWS + 1];
        let mut pass = 0;
        while pass < 2 {
            let mut n = 0;
            while n < FORMS {
                let detector = &detectors[self.entries[n].detector as usize];
                let shape = detector.forms[self.entries[n].form as usize].shape;
                let mut kind = 0;
                while kind < KINDS {
                    let mut lengths = lengths(shape, kind);
                    while lengths != 0 {
                        let row = row(kind, lengths.trailing_zeros() as usize) + detector.pack as usize;
                        lengths &= lengths - 1;
                        if pass == 1 {
                            self.place(n, self.starts[row] as usize, next[row] as usize);
                        }
                        next[row] += 1;
                    }
                    kind += 1;
                }
                n += 1;
            }
            if pass == 0 {
                let mut row = 0;
                while row < ROWS {
                    self.starts[row + 1] = self.starts[row] + next[row];
                    row += 1;
                }
                next = self.starts;
            }
            pass += 1;
        }
        self
    }

    /// Puts the form `n` into the row that begins at `start`, behind those that are surer; `at` is its first free place.
    const fn place(&mut self, n: usize, start: usize, mut at: usize) {
        while at > start && self.entries[self.places[at - 1] as usize].alone < self.entries[n].alone {
            self.places[at] = self.places[at - 1];
            at -= 1;
        }
        self.places[at] = n as u16;
    }

    /// The index as a catalogue holds it.
    #[must_use]
    pub const fn forms(&'static self) -> Forms {
        Forms { starts: &self.starts, places: &self.places, entries: &self.entries }
    }
}

/// How many forms `detectors` have, and in how many rows they begin in all.
#[must_use]
pub const fn count(detectors: &[Detector]) -> (usize, usize) {
    let (mut forms, mut places, mut d) = (0, 0, 0);
    while d < detectors.len() {
        let mut f = 0;
        while f < detectors[d].forms.len() {
            let mut kind = 0;
            while kind < KINDS {
                places += lengths(detectors[d].forms[f].shape, kind).count_ones() as usize;
                kind += 1;
            }
            forms += 1;
            f += 1;
        }
        d += 1;
    }
    (forms, places)
}

/// An index of a `const` table of detectors.
#[macro_export]
macro_rules! form_index {
    ($detectors:expr) => {{
        const COUNT: (usize, usize) = $crate::grammar::index::count($detectors);
        static INDEX: $crate::grammar::FormIndex<{ COUNT.0 }, { COUNT.1 }> =
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

/// The first pack's row of a kind and a length; the other packs' follow.
const fn row(kind: usize, len: usize) -> usize {
    (kind * (LONGEST + 1) + if len < LONGEST { len } else { LONGEST }) * PACKS
}

#[cfg(test)]
mod tests {
    use super::Opening;
    use crate::grammar::{Detector, Form, Pack};
    use crate::shape;

    const DETECTORS: &[Detector] = &[
        Detector { forms: &[Form { shape: shape!("9{4}~9{4}"), alone: 1 }], ..Detector::BASE },
        Detector {
            forms: &[Form { shape: shape!("A{2}9{2}"), alone: 1 }, Form { shape: shape!("[+]9{4}"), alone: 1 }],
            ..Detector::BASE
        },
        Detector { forms: &[Form { shape: shape!("A9{3}"), alone: 1 }], pack: Pack::Uk, ..Detector::BASE },
    ];

    #[test]
    fn openings() {
        let opening = |first: &[u8]| Opening::new(first[0], first, [0, 4, 99]);
        assert_eq!([opening(b"7").first, opening(b"c").first, opening(b"C").first], [1 << 7, 0b100, 0b100]);
        assert_eq!(opening(b"AB12C").letters, 0b1_0011);
        assert_eq!(opening(b"7").rest, [1, 1 << 4, 1 << 24]);
    }

    #[test]
    fn rows_hold_what_can_begin_there() {
        let forms = crate::form_index!(DETECTORS);
        let places =
            |first, len, pack| forms.at(first, len, pack).map(|e| (e.detector, u16::from(e.form))).collect::<Vec<_>>();
        assert_eq!(places(b'7', 4, Pack::IntlCore), [(0, 0)]);
        assert_eq!(places(b'a', 4, Pack::IntlCore), [(1, 0)]);
        assert_eq!(places(b'a', 4, Pack::Uk), [(2, 0)]);
        assert_eq!(places(b'+', 9, Pack::IntlCore), [(1, 1)]);
        assert!(places(b'7', 5, Pack::IntlCore).is_empty() && places(b'a', 500, Pack::IntlCore).is_empty());
    }
}
