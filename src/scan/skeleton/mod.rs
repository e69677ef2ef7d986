//! Structure: where a byte stands. One skeleton per format, fed with every block, never looking at meaning.
//!
//! The bytes of a block are read once as masks; then the scanner walks the block's *marks* (the places where
//! structure changes) and the triggers between them in order.

mod csv;
mod html;
mod json;
mod sniff;
mod text;

pub(super) use csv::Csv;
pub(super) use html::Html;
pub(super) use json::Json;
pub use sniff::{Declared, Format};
pub(super) use sniff::{PREFIX, sniff};
pub(super) use text::Text;

use super::view::Folding;
use crate::bytes::{BLOCK, Span, Window};
use crate::grammar::{Labels, Lexicon};

/// Bytes behind a label's start from which on the label counts as unread: what is farther may or may not be in the
/// window still, and a decision must not depend on that.
const FAR: u64 = 2048;

/// Where a byte stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Absolute offset of the first byte of the segment: text left of it belongs to something else.
    pub(super) segment: u64,
    /// What the column, key or element says.
    pub(super) labels: Labels,
    /// Numbers abound here (scripts, tags): only what a label names is looked at.
    pub(super) labelled_only: bool,
}

/// What a skeleton may look at while it passes a mark.
#[derive(Clone, Copy)]
pub(super) struct Sight<'a> {
    pub(super) window: &'a Window,
    pub(super) lexicon: &'a Lexicon,
}

/// What ended with a mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ended {
    /// A value whose label says something: where it stands, and what.
    pub(super) value: Option<(Span, Labels)>,
    /// The record.
    pub(super) record: bool,
}

/// What the scanner asks of a format.
pub(super) trait Skeleton {
    /// Takes the next block, which begins at the absolute offset `at`.
    fn enter(&mut self, bytes: &[u8; BLOCK], at: u64);

    /// The first mark of the block at bit `from` or behind it; [`BLOCK`] when there is none.
    fn next(&self, from: usize) -> usize;

    /// Goes past the mark at bit `bit`, absolute offset `at`.
    fn pass(&mut self, bit: usize, at: u64, sight: Sight<'_>) -> Ended;

    /// Where the byte at the absolute offset `at`, behind the last mark passed, stands; `None` where nobody reads it.
    fn place(&self, at: u64, sight: Sight<'_>) -> Option<Place>;

    /// The body ends at the absolute offset `at`.
    fn end(&mut self, at: u64, sight: Sight<'_>) -> Ended;

    /// What stands for characters in the format.
    const FOLDING: Folding;

    /// Whether this byte ends a segment.
    fn is_end(byte: u8) -> bool;
}

/// Whether the tag whose name begins `text` is passed through by the text around it.
pub(super) fn is_inline(text: &[u8]) -> bool {
    html::is_inline(text)
}

/// The first set bit of `mask` at `from` or behind it, [`BLOCK`] when there is none.
#[inline]
fn first_from(mask: u64, from: usize) -> usize {
    if from >= BLOCK {
        return BLOCK;
    }
    match mask >> from {
        0 => BLOCK,
        rest => from + rest.trailing_zeros() as usize,
    }
}
