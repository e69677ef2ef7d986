//! The catalogue: every identifier as data, one file per region. See `README.md` beside this file for how to
//! add one, `SOURCES.md` for where lists come from.
//!
//! Nothing here loops over text or knows a scanner; a check that fits one identifier only is a small function
//! in that identifier's file.

mod apac;
mod dates;
mod device;
mod europe;
mod given_names;
mod global;
mod iban;
mod india;
mod labels;
mod latam;
mod mea;
mod mrz;
mod person;
mod phone;
mod prose;
mod secrets;
mod uk;
mod us;
mod values;

use crate::grammar::{Catalog, Detector, Lexicon, LexiconIndex, Literal, Packs, Tried, validate};

/// All detectors, also of the packs that are off by default.
pub const ALL: &[Detector] = &join::<{ count(REGIONS) }>(REGIONS);

/// The regions' tables; a new region is one line here.
const REGIONS: &[&[Detector]] = &[
    india::DETECTORS,
    global::DETECTORS,
    person::DETECTORS,
    us::DETECTORS,
    uk::DETECTORS,
    iban::DETECTORS,
    europe::centre::DETECTORS,
    europe::west::DETECTORS,
    europe::north::DETECTORS,
    europe::east::DETECTORS,
    india::identity::DETECTORS,
    india::health::DETECTORS,
    india::welfare::DETECTORS,
    india::business::DETECTORS,
    device::DETECTORS,
    phone::DETECTORS,
    latam::DETECTORS,
    apac::east::DETECTORS,
    apac::south::DETECTORS,
    mea::DETECTORS,
    mrz::DETECTORS,
    secrets::access::DETECTORS,
    secrets::tokens::DETECTORS,
];

// An entry that is wrong stops the build, on its line.
const _: () = validate(ALL);

static INDEX: LexiconIndex = LexiconIndex::new(labels::ALL);

/// The number of this catalogue, which policies name: one more with every release that has new kinds, each of which says
/// `since` when it is there. A policy that names an older one reports them and blocks nothing for their sake.
pub const NUMBER: u16 = 1;

/// The default catalogue.
pub static DEFAULT: Catalog = Catalog {
    detectors: ALL,
    forms: crate::form_index!(ALL),
    values: &Tried::Values.places::<{ Tried::Values.count(ALL) }>(ALL),
    ats: &Tried::Ats.places::<{ Tried::Ats.count(ALL) }>(ALL),
    runs: &Tried::Runs.places::<{ Tried::Runs.count(ALL) }>(ALL),
    literals: &Literal::list::<{ Literal::count(ALL) }>(ALL),
    thorough: false,
    number: NUMBER,
    own: None,
    in_records: &Tried::InRecords.places::<{ Tried::InRecords.count(ALL) }>(ALL),
    lexicon: Lexicon { phrases: labels::ALL, index: &INDEX },
    packs: Packs::DEFAULT,
};

/// The kinds that can be found, each as its first entry: a kind that is written in ways with rules of their own has
/// several, which stand together.
pub fn kinds() -> impl Iterator<Item = &'static Detector> {
    ALL.chunk_by(|a, b| a.id == b.id).map(|entries| &entries[0])
}

/// The first entry of the kind with this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Detector> {
    ALL.iter().find(|d| d.id == id)
}

const fn count(regions: &[&[Detector]]) -> usize {
    let (mut n, mut r) = (0, 0);
    while r < regions.len() {
        n += regions[r].len();
        r += 1;
    }
    n
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
