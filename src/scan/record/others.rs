//! Several persons in one record: three Aadhaar numbers are three persons, whatever they stand in.
//!
//! A record is what its format parts: a row, an object, a card. Formats that nobody here knows part nothing, and all that
//! they hold of many persons is one record. So the values count them, those of the kind of which the record has most. Of
//! some kinds nobody has two; of what reaches a person, of accounts, cards and vehicles nobody has four in one place, where
//! a label says of each that it is one: lists of addresses in running text are of those who wrote it.

use super::{Candidate, Record, exposes};
use crate::grammar::{Detector, Role, Severity};
use crate::scan::finding::{Evidence, Finding};
use crate::scan::persons::Digest;

/// Values of a kind of which a person may have several that may be one person's.
const SEVERAL: usize = 3;

impl Record {
    /// Calls `each` for every person beside `person`, of whom the record as a whole was judged to speak: with the digest that
    /// stands for them, and whether they are exposed.
    pub(in crate::scan) fn others(&self, person: Digest, detectors: &[Detector], mut each: impl FnMut(Digest, bool)) {
        let sure = |c: &&Candidate| counts_persons(c, detectors);
        let of = |kind: u16| self.iter().filter(move |c| c.detector == kind);
        // The first candidate of each value.
        let first =
            |c: &&Candidate| of(c.detector).find(|other| other.digest == c.digest).is_some_and(|f| f.span == c.span);
        let values = |kind: u16| of(kind).filter(sure).filter(first);
        let mut most = (0, 0);
        for candidate in self.iter().filter(sure).filter(first) {
            let count = values(candidate.detector).count();
            let theirs = most_of_one(&detectors[candidate.detector as usize]);
            most = if count > most.1.max(theirs) { (candidate.detector, count) } else { most };
        }
        let (kind, count) = most;
        if count == 0 {
            return;
        }
        // One of them is of that person: the first, if nothing else says which.
        let Some(theirs) = values(kind).find(|c| c.digest == person).or_else(|| values(kind).next()) else { return };
        for other in values(kind).filter(|c| c.digest != theirs.digest) {
            // What the record says beside it need not be of them.
            let own = detectors[kind as usize].role == Role::Identifier;
            each(other.digest, own && exposes(other, detectors));
        }
    }

    /// Whether there may be others: two values of a kind of which a person has one, or as many of one of which a person may
    /// have several.
    pub(in crate::scan) fn may_have_others(&self, detectors: &[Detector]) -> bool {
        let kinds = || self.iter().filter(|c| counts_persons(c, detectors)).map(|c| c.detector);
        kinds().any(|kind| kinds().filter(|&other| other == kind).count() > most_of_one(&detectors[kind as usize]))
    }
}

/// Whether a person may have several values of a kind.
fn is_several(detector: &Detector) -> bool {
    detector.role == Role::Contact || detector.several
}

/// How many values of a kind may be one person's.
fn most_of_one(detector: &Detector) -> usize {
    if is_several(detector) { SEVERAL } else { 1 }
}

/// Whether values of its kind tell persons apart, and this one is sure to be one.
fn counts_persons(candidate: &Candidate, detectors: &[Detector]) -> bool {
    let detector = &detectors[candidate.detector as usize];
    let evidence = candidate.score.evidence;
    // An address that a page links to be written to is no row of a list.
    let linked = detector.role == Role::Contact && evidence.has(Evidence::PUBLISHED);
    let named = !linked && evidence.has_any(&[Evidence::COLUMN, Evidence::LABEL, Evidence::NEAR, Evidence::LIST]);
    matches!(detector.role, Role::Identifier | Role::Contact)
        && (named || !is_several(detector))
        && candidate.counts(detectors)
        && candidate.score.confidence >= Finding::REPORT
        && candidate.score.severity > Severity::Low
}
