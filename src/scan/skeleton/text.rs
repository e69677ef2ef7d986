//! Plain text and log lines: a line is a segment and a record.

use super::{Place, Skeleton};
use crate::grammar::Labels;
use crate::simd::Block;

/// The state: where the line began.
#[derive(Clone, Debug)]
pub(in crate::scan) struct Text {
    line: u64,
}

impl Text {
    /// The state before the first byte.
    pub(in crate::scan) const fn new() -> Self {
        Self { line: 0 }
    }
}

impl Skeleton for Text {
    fn enter(&mut self, block: &Block, _at: u64) -> u64 {
        block.eq(b'\n')
    }

    fn pass(&mut self, at: u64) -> bool {
        self.line = at + 1;
        true
    }

    fn place(&self) -> Place {
        Place { segment: self.line, labels: Labels::NONE }
    }

    fn segment_len(&self, text: &[u8]) -> usize {
        text.iter().position(|&b| b == b'\n').unwrap_or(text.len())
    }
}
