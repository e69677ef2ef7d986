//! Literals: what a value begins with, or holds, that nothing else does (`ghp_`, `-----BEGIN`).
//!
//! A detector with [`Anchor::Literal`] names them; a catalogue lists them all. The scanner looks for one byte of each, the
//! seldom ones, in every block, so it is told how often a byte stands in pages.

use super::detector::{Anchor, Detector};

/// A literal and the detector that is tried where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Literal {
    /// What stands there: 3 to [`Literal::LONGEST`] bytes.
    pub text: &'static str,
    /// Index of the detector in the catalogue.
    pub detector: u16,
}

impl Literal {
    /// Fewest bytes: a shorter one stands anywhere.
    pub const SHORTEST: usize = 3;
    /// Most bytes.
    pub const LONGEST: usize = 32;

    /// How many literals `detectors` have.
    #[must_use]
    pub const fn count(detectors: &[Detector]) -> usize {
        let (mut n, mut i) = (0, 0);
        while i < detectors.len() {
            if let Anchor::Literal { texts, .. } = detectors[i].anchor {
                n += texts.len();
            }
            i += 1;
        }
        n
    }

    /// The `N` literals of `detectors`.
    ///
    /// # Panics
    /// (which stops the build) on one that is too short or too long.
    #[must_use]
    pub const fn list<const N: usize>(detectors: &[Detector]) -> [Self; N] {
        let mut list = [Self { text: "", detector: 0 }; N];
        let (mut n, mut i) = (0, 0);
        while i < detectors.len() {
            if let Anchor::Literal { texts, .. } = detectors[i].anchor {
                let mut t = 0;
                while t < texts.len() {
                    assert!(Self::SHORTEST <= texts[t].len() && texts[t].len() <= Self::LONGEST, "literal: bad length");
                    list[n] = Self { text: texts[t], detector: i as u16 };
                    n += 1;
                    t += 1;
                }
            }
            i += 1;
        }
        list
    }
}

/// About how many of 1,000 bytes of pages and data are this one; 12 where it was not measured, as in other scripts.
#[must_use]
pub const fn frequency(byte: u8) -> u8 {
    match byte {
        b'$' | b'\\' | b'^' | b'`' | b'~' | 0..=8 | 11 | 12 | 14..=31 | 127 => 1,
        b'J' | b'K' | b'Q' | b'X' | b'Z' | b'Y' | b'G' | b'j' | b'z' | b'q' | b'V' | b'W' | b'U' => 2,
        b'_' | b'I' | b'x' | b'B'..=b'T' | b'k' => 4,
        b'A' | b'w' | b'v' | b'b' | b'=' => 6,
        b'0'..=b'9' | b'-' | b'.' | b'f' | b'g' | b'm' | b'u' | b'p' | b'h' | b'y' | 0x80.. => 12,
        _ => 40,
    }
}
