//! Plain text, log lines and scripts: a line is a segment and a record.

use super::{Ended, Place, Sight, Skeleton, before};
use crate::grammar::Labels;
use crate::scan::masks::Near;
use crate::scan::view::Folding;
use crate::simd::Block;

/// The state: where the line began.
#[derive(Clone, Debug)]
pub(in crate::scan) struct Text {
    line: u64,
    /// Line ends of the block that were not passed yet.
    ends: u64,
}

impl Text {
    /// The state before the first byte.
    pub(in crate::scan) const fn new() -> Self {
        Self { line: 0, ends: 0 }
    }
}

impl Skeleton for Text {
    fn enter(&mut self, block: &Block, _near: &Near<'_>, _at: u64) {
        self.ends = block.any(b"\r\n");
    }

    fn pass(&mut self, until: usize, at: u64, _sight: Sight<'_>) -> Option<Ended> {
        let ends = before(self.ends, until);
        if ends == 0 {
            return None;
        }
        self.ends &= self.ends - 1;
        self.line = at + u64::from(ends.trailing_zeros()) + 1;
        Some(Ended { record: true, ..Ended::default() })
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
