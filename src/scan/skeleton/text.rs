//! Plain text, log lines and scripts: a line is a segment and a record.

use super::{Ended, Place, Sight, Skeleton, first_from};
use crate::bytes::BLOCK;
use crate::grammar::Labels;
use crate::scan::view::Folding;
use crate::simd::Block;

/// The state: where the line began.
#[derive(Clone, Debug)]
pub(in crate::scan) struct Text {
    line: u64,
    ends: u64,
}

impl Text {
    /// The state before the first byte.
    pub(in crate::scan) const fn new() -> Self {
        Self { line: 0, ends: 0 }
    }
}

impl Skeleton for Text {
    fn enter(&mut self, bytes: &[u8; BLOCK], _at: u64) {
        self.ends = Block::load(bytes).any(b"\r\n");
    }

    fn next(&self, from: usize) -> usize {
        first_from(self.ends, from)
    }

    fn pass(&mut self, _bit: usize, at: u64, _sight: Sight<'_>) -> Ended {
        self.line = at + 1;
        Ended { record: true, ..Ended::default() }
    }

    fn place(&self, _at: u64, _sight: Sight<'_>) -> Option<Place> {
        Some(Place { segment: self.line, labels: Labels::NONE, labelled_only: false })
    }

    fn end(&mut self, _at: u64, _sight: Sight<'_>) -> Ended {
        Ended { record: true, ..Ended::default() }
    }

    const FOLDING: Folding = Folding { markup: false, escapes: true };

    fn is_end(byte: u8) -> bool {
        matches!(byte, b'\n' | b'\r')
    }
}
