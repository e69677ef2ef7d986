//! The open record: findings wait here until nothing can change them any more.
//!
//! A record is what speaks of one person: a line, a row, an object. When it ends its findings are final. A
//! record that holds more findings than there is room for is closed early, at the same place for every
//! chunking.

use super::candidate::Candidate;
use super::finding::Finding;
use crate::bytes::LOOK_BEHIND;
use crate::grammar::{Detector, Severity};

/// Findings that wait in one record.
const MOST: usize = 24;

const EMPTY: Option<Candidate> = None;

/// The findings of the open record.
#[derive(Clone)]
pub(super) struct Record {
    /// INVARIANT: the first `len` are `Some`, ascending by start, none overlapping another.
    pending: [Option<Candidate>; MOST],
    len: usize,
}

impl Record {
    pub(super) const fn new() -> Self {
        Self { pending: [EMPTY; MOST], len: 0 }
    }

    /// Whether the next finding would not fit.
    pub(super) const fn is_full(&self) -> bool {
        self.len == MOST
    }

    /// Where the first finding that waits begins.
    pub(super) fn start(&self) -> Option<u64> {
        self.iter().next().map(|c| c.span.start)
    }

    /// Whether the first finding that waits has become final by distance: its bytes leave the window soon.
    pub(super) fn is_ripe(&self, scanned: u64) -> bool {
        self.start().is_some_and(|start| start + LOOK_BEHIND as u64 <= scanned)
    }

    /// Adds a finding; of those that overlap the better stays.
    pub(super) fn push(&mut self, new: Candidate, detectors: &[Detector]) {
        let overlaps = |old: &Candidate| old.span.overlaps(&new.span);
        if self.iter().any(|old| overlaps(old) && !new.is_better(old, detectors)) {
            return;
        }
        let mut kept = 0;
        for i in 0..self.len {
            if !self.pending[i].as_ref().is_some_and(overlaps) {
                self.pending.swap(kept, i);
                kept += 1;
            }
        }
        self.len = kept;
        if self.is_full() {
            return;
        }
        let at = self.iter().take_while(|c| c.span.start < new.span.start).count();
        self.pending[self.len] = Some(new);
        self.len += 1;
        self.pending[at..self.len].rotate_right(1);
    }

    /// The findings that wait, ascending.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Candidate> {
        self.pending[..self.len].iter().flatten()
    }

    /// The key of the person whom the record speaks of: the fingerprint of the best identifier that counts.
    pub(super) fn person(&self, detectors: &[Detector]) -> Option<u64> {
        self.iter()
            .filter(|c| c.score.confidence >= Finding::REPORT && c.score.severity > Severity::Low)
            .min_by_key(|c| (detectors[c.detector as usize].rank, c.span.start))
            .map(|c| c.fingerprint)
    }

    /// Forgets what waited; the next record begins.
    pub(super) fn clear(&mut self) {
        self.pending[..self.len].fill(EMPTY);
        self.len = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::{Candidate, Record};
    use crate::bytes::Span;
    use crate::grammar::{Detector, Severity};
    use crate::scan::finding::Evidence;
    use crate::scan::score::Score;

    const DETECTORS: &[Detector] = &[Detector { rank: 1, ..Detector::BASE }, Detector { rank: 2, ..Detector::BASE }];

    fn candidate(detector: u16, start: u64, end: u64) -> Candidate {
        let score = Score { confidence: 90, severity: Severity::High, evidence: Evidence::default() };
        Candidate { detector, span: Span::new(start, end), score, fingerprint: start }
    }

    #[test]
    fn findings_wait_in_order_and_the_better_of_two_stays() {
        let mut record = Record::new();
        for c in [candidate(1, 30, 40), candidate(1, 0, 10), candidate(0, 5, 15), candidate(1, 12, 20)] {
            record.push(c, DETECTORS);
        }
        assert!(record.iter().map(|c| c.span.start).eq([5, 30]));
        assert_eq!(record.person(DETECTORS), Some(5));
        record.clear();
        assert_eq!((record.iter().count(), record.start()), (0, None));
    }

    #[test]
    fn a_full_record_says_so() {
        let mut record = Record::new();
        for i in 0..24 {
            assert!(!record.is_full());
            record.push(candidate(0, i * 10, i * 10 + 5), DETECTORS);
        }
        assert!(record.is_full());
    }
}
