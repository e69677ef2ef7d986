//! Which paragraphs of a document are in tables: told for ranges of the file, in pages of 512 bytes that a list names.

use alloc::vec::Vec;

use super::MALFORMED;
use crate::bytes::{Budget, Unread};
use crate::decode::little::{le16, le32};

/// Bytes of a page.
const PAGE: usize = 512;

/// Paragraphs in tables that are told apart.
const MOST: usize = 1 << 20;

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    /// In a cell of a table.
    Cell,
    /// A mark that ends a row of a table.
    RowEnd,
}

/// The paragraphs that are in tables, in the order of the file: beginning, end and kind.
pub(super) struct Paragraphs(Vec<(u32, u32, Kind)>);

impl Paragraphs {
    /// Reads the pages that the list names.
    pub(super) fn read(text: &[u8], list: &[u8], budget: &mut Budget) -> Result<Self, Unread> {
        let mut paragraphs = Vec::new();
        let count = list.len().saturating_sub(4) / 8;
        for n in 0..count {
            budget.take_steps(PAGE as u64)?;
            let number = le32(list, (count + 1) * 4 + n * 4).ok_or(MALFORMED)? & 0x3f_ffff;
            let from = (number as usize).checked_mul(PAGE).ok_or(MALFORMED)?;
            let page = text.get(from..).and_then(|from| from.get(..PAGE)).ok_or(MALFORMED)?;
            let runs = usize::from(page.last().copied().unwrap_or(0));
            for run in 0..runs {
                let (start, end, kind) = paragraph(page, runs, run).ok_or(MALFORMED)?;
                let behind = paragraphs.last().is_none_or(|&(_, end, _)| start >= end);
                if kind == Kind::Text || start >= end || !behind {
                    continue;
                }
                if paragraphs.len() == MOST {
                    return Err(Unread("inflated_bytes"));
                }
                paragraphs.push((start, end, kind));
            }
        }
        Ok(Self(paragraphs))
    }

    /// What the paragraph is that has a character at a place of the file.
    pub(super) fn kind(&self, at: u32) -> Kind {
        let behind = self.0.partition_point(|&(start, ..)| start <= at);
        let last = behind.checked_sub(1).and_then(|n| self.0.get(n));
        last.filter(|&&(_, end, _)| at < end).map_or(Kind::Text, |&(.., kind)| kind)
    }
}

/// A paragraph of a page.
fn paragraph(page: &[u8], runs: usize, run: usize) -> Option<(u32, u32, Kind)> {
    let (start, end) = (le32(page, run * 4)?, le32(page, run * 4 + 4)?);
    let place = usize::from(*page.get((runs + 1) * 4 + run * 13)?) * 2;
    if place == 0 {
        return Some((start, end, Kind::Text));
    }
    // A length in pairs, less one for itself; or zero, and one that does without.
    let changes = match usize::from(*page.get(place)?) {
        0 => page.get(place + 2..)?.get(..usize::from(*page.get(place + 1)?) * 2)?,
        pairs => page.get(place + 1..)?.get(..pairs * 2 - 1)?,
    };
    Some((start, end, kind(changes.get(2..).unwrap_or_default())))
}

/// What a paragraph is, by how it differs from its style.
fn kind(mut changes: &[u8]) -> Kind {
    const IN_TABLE: u16 = 0x2416;
    const ROW_END: u16 = 0x2417;
    const DEPTH: u16 = 0x6649;
    let mut kind = Kind::Text;
    while let Some(operation) = le16(changes, 0) {
        let operand = changes.get(2..).unwrap_or_default();
        let first = operand.first().copied().unwrap_or(0);
        match operation {
            ROW_END if first != 0 => return Kind::RowEnd,
            IN_TABLE | DEPTH if first != 0 => kind = Kind::Cell,
            _ => {}
        }
        // Its upper bits tell the size of what it works on.
        let size = match (operation, operation >> 13) {
            (0xd608, _) => usize::from(le16(operand, 0).unwrap_or(0)) + 1,
            // Many tabs: what is behind them is not looked at.
            (0xc615, _) if first == 255 => break,
            (_, 0 | 1) => 1,
            (_, 2 | 4 | 5) => 2,
            (_, 3) => 4,
            (_, 7) => 3,
            _ => usize::from(first) + 1,
        };
        changes = operand.get(size..).unwrap_or_default();
    }
    kind
}
