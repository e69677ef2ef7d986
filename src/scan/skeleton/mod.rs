//! Structure: where a byte stands. One skeleton per format, fed with every block, never looking at meaning.
//!
//! The bytes of a block are read once as masks; then the scanner walks the block's *marks* (the places where
//! structure changes) and the triggers between them in order.

#[cfg(all(test, not(target_arch = "wasm32")))]
mod agree;
mod bars;
mod beside;
mod csv;
mod events;
mod fields;
mod headed;
mod html;
mod json;
mod lines;
mod memo;
mod quoted;
mod sniff;
mod sql;
mod text;
#[cfg(any(test, fuzzing))]
#[cfg_attr(not(fuzzing), allow(unreachable_pub, reason = "the fuzz targets, crates of their own, reach it"))]
pub mod walk;

pub(super) use csv::Csv;
pub(super) use events::Events;
pub(super) use fields::{Fields, Kind as FieldKind};
pub(super) use html::Html;
pub(super) use json::Json;
pub use sniff::{Declared, Format};
pub(super) use sniff::{PREFIX, sniff};
pub(super) use sql::Sql;
pub(super) use text::Text;

use super::masks::Near;
use super::steps::steps;
use super::view::Folding;
use crate::bytes::{BLOCK, Span, Window};
use crate::grammar::{Labels, Lexicon};
use crate::simd::Block;

/// Bytes behind a label's start from which on the label counts as unread: what is farther may or may not be in the
/// window still, and a decision must not depend on that.
const FAR: u64 = 2048;

/// Bytes of a row in front of a cell in which its column is counted.
const ROW: u64 = 512;

/// A label in a block or a line of its own speaks of what stands so near to the next one's beginning.
const NEAR: u64 = 32;

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
    /// Whether nothing waits for the end of the open record: then it need not be told.
    pub(super) idle: bool,
}

/// What ended with a mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ended {
    /// A value whose label says something: where it stands, and what.
    pub(super) value: Option<(Span, Labels)>,
    /// The record.
    pub(super) record: bool,
    /// The absolute offset of the mark it ended with.
    pub(super) at: u64,
    /// Something that a reader doesn't see, between a digit and what may be more of the value: where it began.
    pub(super) split: Option<u64>,
    /// The record is a row of values of which nothing says what they are.
    pub(super) bare: Option<Bare>,
}

/// How a row is written that no header explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bare {
    /// Cells between separators.
    Cells,
    /// Literals of a language: strings in quotes, numbers, words of the language.
    Literals,
}

impl Ended {
    /// Whether anything ended.
    pub(super) const fn is_some(&self) -> bool {
        self.record || self.value.is_some() || self.split.is_some()
    }

    /// What ended, if anything did.
    pub(super) const fn some(self) -> Option<Self> {
        if self.is_some() { Some(self) } else { None }
    }
}

/// What the scanner asks of a format.
///
/// A skeleton steps over everything that means nothing to it by itself: [`Skeleton::pass`] comes back only when
/// something ended that somebody may want to look at.
pub(super) trait Skeleton {
    /// Whether it tells where a tag may split a value ([`Ended::split`]): it walks the tags in any case.
    const TELLS_TAGS: bool = false;

    /// Takes the next block, which begins at the absolute offset `at`.
    fn enter(&mut self, block: &Block, near: &Near<'_>, at: u64, window: &Window);

    /// Goes on through the block that begins at `at`, over the marks before bit `until`, up to and over the first
    /// with which something ended; `None` when there is none.
    fn pass(&mut self, until: usize, at: u64, sight: Sight<'_>) -> Option<Ended>;

    /// Where the byte at the absolute offset `at`, behind the last mark passed, stands; `None` where nobody reads it.
    fn place(&self, at: u64, sight: Sight<'_>) -> Option<Place>;

    /// Which column, or what key, the byte at the absolute offset `at` is under: what has the same number is a list.
    fn lane(&self, _at: u64, _sight: Sight<'_>) -> u16 {
        0
    }

    /// The body ends at the absolute offset `at`; asked again until a record has ended.
    fn end(&mut self, at: u64, sight: Sight<'_>) -> Ended;

    /// Where the last record ended whose end was not told, since the scanner was idle.
    fn since(&self) -> u64 {
        0
    }

    /// What stands for characters in the format.
    fn folding(&self) -> Folding;

    /// Whether records hold running text, in which people write what a table has columns for.
    fn is_running(&self) -> bool;

    /// Whether this byte ends a segment.
    fn is_end(byte: u8) -> bool;
}

/// Whether the tag whose name begins `text` is passed through by the text around it.
pub(super) fn is_inline(text: &[u8]) -> bool {
    html::is_inline(text)
}

/// The column of the cell at `at` in a table that is not walked, since its columns say nothing: so many separators behind
/// the row's beginning, or behind where a row of [`ROW`] bytes would begin.
fn column_at(at: u64, sight: Sight<'_>, begins: fn(u8) -> bool, parts: impl Fn(u8) -> bool) -> u16 {
    let before = sight.window.bytes(at.saturating_sub(ROW), at);
    steps(before.len());
    before.iter().rev().take_while(|&&b| !begins(b)).filter(|&&b| parts(b)).count() as u16
}

/// The bits of `mask` before bit `until`.
#[inline]
const fn before(mask: u64, until: usize) -> u64 {
    if until < BLOCK { mask & ((1 << until) - 1) } else { mask }
}

/// The highest set bit, if any is set.
#[inline]
const fn last(mask: u64) -> Option<usize> {
    if mask == 0 { None } else { Some(BLOCK - 1 - mask.leading_zeros() as usize) }
}
