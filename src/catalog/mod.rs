//! The catalogue: every identifier as data, one file per region. See `README.md` beside this file for how to
//! add one, `SOURCES.md` for where lists come from.
//!
//! Nothing here loops over text or knows a scanner; a check that fits one identifier only is a small function
//! in that identifier's file.

mod global;
mod india;
mod labels;

use crate::grammar::{Catalog, Detector, Lexicon, LexiconIndex, validate};

/// All detectors of the packs that are on by default.
pub const ALL: &[Detector] =
    &join::<{ india::DETECTORS.len() + global::DETECTORS.len() }>(&[india::DETECTORS, global::DETECTORS]);

// An entry that is wrong stops the build, on its line.
const _: () = validate(ALL);

static INDEX: LexiconIndex = LexiconIndex::new(labels::PHRASES);

/// The default catalogue.
pub static DEFAULT: Catalog = Catalog { detectors: ALL, lexicon: Lexicon { phrases: labels::PHRASES, index: &INDEX } };

/// The detector with this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Detector> {
    ALL.iter().find(|d| d.id == id)
}

const fn join<const N: usize>(regions: &[&[Detector]]) -> [Detector; N] {
    let mut all = [Detector::BASE; N];
    let (mut n, mut r) = (0, 0);
    while r < regions.len() {
        let mut i = 0;
        while i < regions[r].len() {
            all[n] = regions[r][i];
            n += 1;
            i += 1;
        }
        r += 1;
    }
    all
}
