//! What a trigger comes to: the best of the candidates that overlap, and the numbers that were tried.

use core::ops::Index;

use super::Candidate;
use crate::bytes::Span;
use crate::grammar::Detector;
use crate::scan::persons::Digest;
use crate::scan::score::Score;
use crate::scan::series::Tried;

/// Matches kept for one trigger: more than can stand within its [`STRIDE`].
const MOST: usize = 32;
/// Numbers of one trigger that are counted.
const TRIED: usize = 8;

/// The candidates of one trigger: none overlaps another.
#[derive(Clone)]
pub(in crate::scan) struct Candidates {
    items: [Candidate; MOST],
    len: usize,
    /// Numbers that have a kind's form and that nothing names: what [`Series`](crate::scan::series::Series) counts.
    tried: [Tried; TRIED],
    tries: usize,
}

const EMPTY: Candidate = Candidate { detector: 0, span: Span::new(0, 0), score: Score::NONE, digest: Digest::NONE };

impl Candidates {
    pub(in crate::scan) const fn new() -> Self {
        Self { items: [EMPTY; MOST], len: 0, tried: [Tried::NONE; TRIED], tries: 0 }
    }

    /// The numbers that were tried.
    pub(in crate::scan) fn tried(&self) -> &[Tried] {
        &self.tried[..self.tries]
    }

    /// A number has the form of a kind.
    pub(in crate::scan) fn try_number(&mut self, tried: Tried) {
        if let Some(free) = self.tried.get_mut(self.tries) {
            *free = tried;
            self.tries += 1;
        }
    }

    fn iter(&self) -> impl Iterator<Item = &Candidate> {
        self.items[..self.len].iter()
    }

    pub(in crate::scan) const fn len(&self) -> usize {
        self.len
    }

    pub(in crate::scan) const fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub(in crate::scan) const fn clear(&mut self) {
        (self.len, self.tries) = (0, 0);
    }

    /// Keeps `new` unless something better overlaps it; drops what it is better than.
    pub(in crate::scan) fn offer(&mut self, new: Candidate, detectors: &[Detector]) {
        let overlaps = |old: &Candidate| old.span.overlaps(&new.span);
        if self.iter().any(|old| overlaps(old) && !new.is_better(old, detectors)) {
            return;
        }
        let mut kept = 0;
        for i in 0..self.len {
            if !overlaps(&self.items[i]) {
                self.items[kept] = self.items[i];
                kept += 1;
            }
        }
        self.len = kept;
        if let Some(free) = self.items.get_mut(kept) {
            *free = new;
            self.len += 1;
        }
    }
}

impl Index<usize> for Candidates {
    type Output = Candidate;

    fn index(&self, i: usize) -> &Candidate {
        &self.items[i]
    }
}
