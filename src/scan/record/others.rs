//! Several persons in one record: three Aadhaar numbers are three persons, whatever they stand in.
//!
//! A record is what its format parts: a row, an object, a card. Formats that nobody here knows part nothing, and all that
//! they hold of many persons is one record. So what everybody has one of counts them: the kind of which the record
//! has most values. What a person may have several of (accounts, cards, vehicles) does not.

use super::{Candidate, Record, exposes};
use crate::grammar::{Detector, Role, Severity};
use crate::scan::finding::Finding;
use crate::scan::persons::Digest;

impl Record {
    /// Calls `each` for every person beside `person`, of whom the record as a whole was judged to speak: with the digest that
    /// stands for them, and whether they are exposed.
    pub(in crate::scan) fn others(&self, person: Digest, detectors: &[Detector], mut each: impl FnMut(Digest, bool)) {
        let sole = |c: &&Candidate| is_sole(c, detectors);
        let of = |kind: u16| self.iter().filter(move |c| c.detector == kind);
        // The first candidate of each value.
        let first =
            |c: &&Candidate| of(c.detector).find(|other| other.digest == c.digest).is_some_and(|f| f.span == c.span);
        let values = |kind: u16| of(kind).filter(sole).filter(first);
        let mut most = (0, 1);
        for candidate in self.iter().filter(sole).filter(first) {
            let count = values(candidate.detector).count();
            most = if count > most.1 { (candidate.detector, count) } else { most };
        }
        let (kind, count) = most;
        if count == 1 {
            return;
        }
        // One of them is of that person: the first, if nothing else says which.
        let Some(theirs) = values(kind).find(|c| c.digest == person).or_else(|| values(kind).next()) else { return };
        for other in values(kind).filter(|c| c.digest != theirs.digest) {
            each(other.digest, exposes(other, detectors));
        }
    }

    /// Whether there may be others: two values of a kind that a person has one of.
    pub(in crate::scan) fn may_have_others(&self, detectors: &[Detector]) -> bool {
        let kinds = || self.iter().filter(|c| is_sole(c, detectors)).map(|c| c.detector);
        let mut rest = kinds();
        while let Some(kind) = rest.next() {
            if rest.clone().any(|other| other == kind) {
                return true;
            }
        }
        false
    }
}

/// Whether it singles out a person by what nobody has two of.
fn is_sole(candidate: &Candidate, detectors: &[Detector]) -> bool {
    let detector = &detectors[candidate.detector as usize];
    detector.role == Role::Identifier
        && !detector.several
        && candidate.counts(detectors)
        && candidate.score.confidence >= Finding::REPORT
        && candidate.score.severity > Severity::Low
}
