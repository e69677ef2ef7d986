//! Which forms can begin at a token, by its length and its first character: so that a trigger costs a few
//! comparisons however many detectors there are. Built at compile time.
//!
//! A *token* is a run of letters and digits. What a form's first token can be follows from its shape: the
//! elements up to the first separator. So `[2-9]9{3}~9{4}~9{4}` is tried at tokens of four characters only.
//!
//! The forms are numbered, and a *row* is a set of them, one bit a form: those whose first token may begin with this
//! character, may have this length, those whose second token may have that length, and so on. What fits is what all the
//! rows of an opening hold: a few words to be joined by `and`.

use super::detector::{Detector, Form};
use super::label::Group;
use super::pack::{Pack, Packs};
use super::shape::{LETTERS, class_bit};
use super::tokens::{first_characters, first_letters, lengths, rest};

/// Tokens of this length and longer share one row.
pub(super) const LONGEST: usize = 24;
/// What a token begins with: a digit, a letter, or a `+` in front of it.
const KINDS: usize = 3;
/// First rows of the digits, of the letters and of `+`.
const FIRST: [usize; KINDS] = [0, 10, 36];
/// First rows of the lengths of a first token of each kind; that of one with a `+` in front of it does not matter.
const LENGTHS: [usize; KINDS - 1] = [37, 37 + LONGEST + 1];
/// First rows of the lengths of the three tokens behind it.
const BEHIND: [usize; 3] = {
    let first = LENGTHS[1] + LONGEST + 1;
    [first, first + LONGEST + 1, first + 2 * (LONGEST + 1)]
};
const ROWS: usize = BEHIND[2] + LONGEST + 1;
/// Words of the longest rows there are.
const MOST: usize = 8;

/// How sure a value is that is not forgotten at once.
pub const KEEP: u8 = 35;

/// A form of a detector, by their places in the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Index of the detector in the catalogue.
    pub detector: u16,
    /// Index of the form in the detector.
    pub form: u8,
    /// How sure the form is when nothing names it.
    pub alone: u8,
    /// The pack of the detector.
    pub pack: Pack,
    /// The words that label the detector.
    pub label: Group,
    /// Of the first token: places at which only letters or only digits can stand, one bit a place, and whether letters.
    fixed: u32,
    letters: u32,
}

/// What stands at the beginning of a possible value.
#[derive(Clone, Copy, Debug)]
pub struct Opening {
    rows: [usize; 5],
    letters: u32,
}

/// The rows of a first token that begins with `first` and has this length.
#[inline]
fn first_rows(first: u8, len: usize) -> [usize; 2] {
    let len = len.min(LONGEST);
    match first {
        b'0'..=b'9' => [FIRST[0] + usize::from(first - b'0'), LENGTHS[0] + len],
        b'+' => [FIRST[2]; 2],
        _ => [FIRST[1] + usize::from((first | 0x20).wrapping_sub(b'a')) % 26, LENGTHS[1] + len],
    }
}

impl Opening {
    /// Of a token that begins with `first` (`+` for a token with a `+` in front of it), and of the lengths of the three
    /// tokens behind it, each one joiner from the one before it; 0 is no token.
    #[inline]
    #[must_use]
    pub fn new(first: u8, token: &[u8], behind: [u8; 3]) -> Self {
        let letters =
            token.iter().take(LONGEST).rev().fold(0, |bits, b| bits << 1 | u32::from(class_bit(*b) & LETTERS != 0));
        let [first, len] = first_rows(first, token.len());
        let row = |i: usize| BEHIND[i] + usize::from(behind[i]).min(LONGEST);
        Self { rows: [first, len, row(0), row(1), row(2)], letters }
    }
}

/// The rows of an index, `WORDS` words each. Use [`form_index!`](crate::form_index), which counts.
#[derive(Debug)]
pub struct FormIndex<const FORMS: usize, const WORDS: usize> {
    rows: [[u64; WORDS]; ROWS],
    entries: [Entry; FORMS],
}

/// An index without its size, as a catalogue holds it.
#[derive(Clone, Copy, Debug)]
pub struct Forms {
    rows: &'static [u64],
    words: usize,
    entries: &'static [Entry],
}

/// The forms of the packs that are on: a row of those that count where nothing names them, and one of all.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    rows: [[u64; MOST]; 2],
    /// Words behind which there are none.
    words: usize,
}

impl Forms {
    /// The forms of these packs.
    #[must_use]
    pub const fn wanted(self, packs: Packs) -> Wanted {
        let mut wanted = Wanted { rows: [[0; MOST]; 2], words: 0 };
        let mut n = 0;
        while n < self.entries.len() {
            let Entry { pack, alone, .. } = self.entries[n];
            if packs.has(pack) {
                let (word, bit) = (n / 64, 1 << (n % 64));
                wanted.rows[1][word] |= bit;
                if alone >= KEEP {
                    wanted.rows[0][word] |= bit;
                }
                wanted.words = word + 1;
            }
            n += 1;
        }
        wanted
    }

    fn row(self, row: usize, words: usize) -> &'static [u64] {
        &self.rows[row * self.words..][..words]
    }

    /// Whether a form may begin with a token of this length that begins with `first` (`+` for a token with a `+` in front
    /// of it); where `named` is not set, one that counts where nothing names it.
    #[inline]
    #[must_use]
    pub fn may_begin(self, wanted: &Wanted, named: bool, first: u8, len: usize) -> bool {
        let [first, len] = first_rows(first, len).map(|row| self.row(row, wanted.words));
        let wanted = &wanted.rows[usize::from(named)];
        first.iter().zip(len).zip(wanted).any(|((first, len), wanted)| first & len & wanted != 0)
    }

    /// The forms that can stand where this is, of all or of those that count where nothing names them: by packs, and the
    /// surest of each first.
    #[inline]
    pub fn at(self, wanted: &Wanted, named: bool, opening: &Opening) -> impl Iterator<Item = &'static Entry> {
        let letters = opening.letters;
        let words = wanted.words;
        let [first, len, second, third, fourth] = opening.rows.map(|row| self.row(row, words));
        let wanted = &wanted.rows[usize::from(named)];
        let (mut word, mut fitting) = (0, 0);
        core::iter::from_fn(move || {
            loop {
                while fitting == 0 {
                    if word == words {
                        return None;
                    }
                    fitting = wanted[word] & first[word] & len[word] & second[word] & third[word] & fourth[word];
                    word += 1;
                }
                let entry = &self.entries[64 * (word - 1) + fitting.trailing_zeros() as usize];
                fitting &= fitting - 1;
                if (letters ^ entry.letters) & entry.fixed == 0 {
                    return Some(entry);
                }
            }
        })
    }
}

impl<const FORMS: usize, const WORDS: usize> FormIndex<FORMS, WORDS> {
    /// Indexes `detectors`, which have so many forms (see [`count`]), 64 to a word.
    ///
    /// # Panics
    /// With more forms than 512: which stops the build, as indexes are `const`.
    #[must_use]
    pub const fn new(detectors: &[Detector]) -> Self {
        assert!(WORDS <= MOST, "index: too many forms");
        let empty = Entry { detector: 0, form: 0, alone: 0, pack: Pack::In, label: Group::NONE, fixed: 0, letters: 0 };
        let mut index = Self { rows: [[0; WORDS]; ROWS], entries: [empty; FORMS] };
        let (mut n, mut d) = (0, 0);
        while d < detectors.len() {
            let mut f = 0;
            while f < detectors[d].forms.len() {
                let Form { shape, alone } = detectors[d].forms[f];
                let (fixed, letters) = first_letters(shape);
                let Detector { pack, label, .. } = detectors[d];
                index.place(n, Entry { detector: d as u16, form: f as u8, alone, pack, label, fixed, letters });
                n += 1;
                f += 1;
            }
            d += 1;
        }
        let mut n = 0;
        while n < FORMS {
            index.fill(n, detectors);
            n += 1;
        }
        index
    }

    /// Puts a form among the `n` there are: behind those of packs before its own, and those of its own that are as sure.
    const fn place(&mut self, n: usize, entry: Entry) {
        let mut at = n;
        while at > 0 {
            let before = &self.entries[at - 1];
            let (pack, own) = (before.pack as usize, entry.pack as usize);
            if pack < own || pack == own && before.alone >= entry.alone {
                break;
            }
            self.entries[at] = *before;
            at -= 1;
        }
        self.entries[at] = entry;
    }

    /// Puts the form `n` into its rows.
    const fn fill(&mut self, n: usize, detectors: &[Detector]) {
        let Entry { detector, form, .. } = self.entries[n];
        let shape = detectors[detector as usize].forms[form as usize].shape;
        let mut kind = 0;
        while kind < KINDS {
            let lengths = lengths(shape, kind);
            if lengths != 0 {
                let characters = if kind + 1 < KINDS { FIRST[kind + 1] - FIRST[kind] } else { 1 };
                self.add(n, FIRST[kind], characters, first_characters(shape, kind));
            }
            if kind < LENGTHS.len() {
                self.add(n, LENGTHS[kind], LONGEST + 1, lengths);
            }
            kind += 1;
        }
        let rest = rest(shape);
        let mut i = 0;
        while i < rest.len() {
            self.add(n, BEHIND[i], LONGEST + 1, rest[i]);
            i += 1;
        }
    }

    /// Puts the form `n` into those of `count` rows from `first` on of which `bits` says so.
    const fn add(&mut self, n: usize, first: usize, count: usize, bits: u32) {
        let mut i = 0;
        while i < count {
            self.rows[first + i][n / 64] |= (bits as u64 >> i & 1) << (n % 64);
            i += 1;
        }
    }

    /// The index as a catalogue holds it.
    #[must_use]
    pub const fn forms(&'static self) -> Forms {
        Forms { rows: self.rows.as_flattened(), words: WORDS, entries: &self.entries }
    }
}

/// How many forms `detectors` have.
#[must_use]
pub const fn count(detectors: &[Detector]) -> usize {
    let (mut forms, mut d) = (0, 0);
    while d < detectors.len() {
        forms += detectors[d].forms.len();
        d += 1;
    }
    forms
}

/// An index of a `const` table of detectors.
#[macro_export]
macro_rules! form_index {
    ($detectors:expr) => {{
        const COUNT: usize = $crate::grammar::index::count($detectors);
        static INDEX: $crate::grammar::FormIndex<COUNT, { COUNT.div_ceil(64) }> =
            $crate::grammar::FormIndex::new($detectors);
        INDEX.forms()
    }};
}

#[cfg(test)]
mod tests {
    use super::{KEEP, Opening};
    use crate::grammar::{Detector, Form, Pack, Packs};
    use crate::shape;

    const DETECTORS: &[Detector] = &[
        Detector {
            forms: &[Form { shape: shape!("A9{3}"), alone: 1 }, Form { shape: shape!("A{1,2}9{2,3}"), alone: 2 }],
            pack: Pack::Uk,
            ..Detector::BASE
        },
        Detector { forms: &[Form { shape: shape!("9{4}~9{4}"), alone: 1 }], ..Detector::BASE },
        Detector {
            forms: &[Form { shape: shape!("A{2}9{2}"), alone: 1 }, Form { shape: shape!("[+]9{4}"), alone: KEEP }],
            ..Detector::BASE
        },
    ];

    #[test]
    fn only_what_fits_is_met_by_packs_and_the_surest_first() {
        let forms = crate::form_index!(DETECTORS);
        let (all, core) = (forms.wanted(Packs::ALL), forms.wanted(Packs::NONE.with(Pack::IntlCore)));
        for (first, token, behind, expected) in [
            (b'7', "7777", [4, 0, 0], &[(1, 0)][..]),
            (b'7', "7777", [5, 0, 0], &[]),
            (b'7', "77777", [4, 0, 0], &[]),
            (b'7', "7777", [0, 0, 0], &[]),
            (b'a', "ab12", [0, 0, 0], &[(2, 0), (0, 1)]),
            (b'a', "a123", [3, 9, 99], &[(0, 1), (0, 0)]),
            (b'A', "A123", [0, 0, 0], &[(0, 1), (0, 0)]),
            (b'a', "a12b", [0, 0, 0], &[(0, 1)]),
            (b'+', "777777777", [0, 0, 0], &[(2, 1)]),
        ] {
            let opening = Opening::new(first, token.as_bytes(), behind);
            let found: Vec<_> = forms.at(&all, true, &opening).map(|e| (e.detector, e.form)).collect();
            assert_eq!(found, expected, "{token} {behind:?}");
            let ours = found.iter().filter(|(detector, _)| *detector > 0).count();
            assert_eq!(forms.at(&core, true, &opening).count(), ours, "{token}");
            let sure = expected == [(2, 1)];
            assert_eq!(forms.at(&all, false, &opening).count(), usize::from(sure), "{token}");
            assert_eq!(forms.may_begin(&all, false, first, token.len()), sure, "{token}");
            assert!(expected.is_empty() || forms.may_begin(&all, true, first, token.len()), "{token}");
        }
        assert!(!forms.may_begin(&all, true, b'a', 500));
    }
}
