//! Structure: where a byte stands. One skeleton per format, fed with every block, never looking at meaning.

mod text;

pub(super) use text::Text;

use crate::grammar::Labels;
use crate::simd::Block;

/// Where a byte stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Absolute offset of the first byte of the segment: text left of it belongs to something else.
    pub(super) segment: u64,
    /// What the column, key or element says.
    pub(super) labels: Labels,
}

/// What a scanner asks of a format.
///
/// For each block in order: [`Skeleton::enter`], then, ascending, [`Skeleton::pass`] for each mark and
/// [`Skeleton::place`] for each trigger in between.
pub(super) trait Skeleton {
    /// Takes the next block, which begins at the absolute offset `at`. Returns its marks: the positions at
    /// which structure changes.
    fn enter(&mut self, block: &Block, at: u64) -> u64;

    /// Goes past the mark at the absolute offset `at`. Returns whether a record ends with it.
    fn pass(&mut self, at: u64) -> bool;

    /// Where the bytes behind the last mark passed stand.
    fn place(&self) -> Place;

    /// How much of `text`, which begins inside a segment, belongs to that segment; in bytes.
    fn segment_len(&self, text: &[u8]) -> usize;
}
