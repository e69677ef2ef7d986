//! Documents as Word wrote them until 2007.
//!
//! The text stands in pieces, which a list in another stream puts in order: the body, then notes, headers, comments and
//! boxes. Marks in it end paragraphs and cells. Which paragraphs are in a table, and which of them only ends a row,
//! stands elsewhere ([`paragraphs`]). Deleted text that was not yet taken out is text.

mod paragraphs;
#[cfg(test)]
mod tests;

use alloc::borrow::Cow;
use alloc::vec::Vec;

use self::paragraphs::{Kind, Paragraphs};
use super::charset::windows_1252;
use super::layout::Layout;
use super::little::{le16, le32, utf8};
use crate::bytes::events::{BLOCK, Output, PART};
use crate::bytes::{Budget, Unread};

const MALFORMED: Unread = Unread("malformed");

/// With which a document begins that was written since 1997.
const MAGIC: u16 = 0xa5ec;
const VERSION: u16 = 193;

/// Where in the beginning of a document the lists of paragraphs and pieces are told: place and size.
const PARAGRAPHS: usize = 0x102;
const PIECES: usize = 0x1a2;

/// Reads a document: its stream, and that stream of the same folder in which its lists are.
pub(super) fn doc<'t>(
    text: &[u8],
    table: impl FnOnce(&str, &mut Budget) -> Result<Cow<'t, [u8]>, Unread>,
    budget: &mut Budget,
    out: &mut dyn Output,
) -> Result<(), Unread> {
    let old = le16(text, 0) != Some(MAGIC) || le16(text, 2).is_none_or(|version| version < VERSION);
    if old {
        return Err(Unread("office"));
    }
    let flags = le16(text, 10).ok_or(MALFORMED)?;
    if flags & 0x100 != 0 {
        return Err(Unread("encrypted"));
    }
    let table = table(if flags & 0x200 == 0 { "0Table" } else { "1Table" }, budget)?;
    let list = |at: usize| {
        let (from, len) = le32(text, at).zip(le32(text, at + 4))?;
        table.get(from as usize..)?.get(..len as usize)
    };
    let paragraphs = Paragraphs::read(text, list(PARAGRAPHS).ok_or(MALFORMED)?, budget)?;
    let pieces = pieces(list(PIECES).ok_or(MALFORMED)?).ok_or(MALFORMED)?;
    out.write(&[PART]);
    let mut words = Words {
        layout: Layout::new(out),
        paragraphs,
        kind: None,
        in_table: false,
        in_row: false,
        in_cell: false,
        units: Vec::new(),
    };
    let count = pieces.len().saturating_sub(4) / 12;
    for n in 0..count {
        let (first, end) = le32(pieces, n * 4).zip(le32(pieces, n * 4 + 4)).ok_or(MALFORMED)?;
        let place = le32(pieces, (count + 1) * 4 + n * 8 + 2).ok_or(MALFORMED)?;
        let len = end.checked_sub(first).ok_or(MALFORMED)? as usize;
        words.piece(text, place, len, budget)?;
    }
    words.layout.end()
}

/// The list of pieces, behind changes that were not yet made.
fn pieces(mut list: &[u8]) -> Option<&[u8]> {
    while let Some(behind) = list.strip_prefix(&[1]) {
        list = behind.get(2 + usize::from(le16(behind, 0)?)..)?;
    }
    let behind = list.strip_prefix(&[2])?;
    behind.get(4..)?.get(..le32(behind, 0)? as usize)
}

/// The document, while its pieces come in.
struct Words<'o> {
    layout: Layout<'o>,
    paragraphs: Paragraphs,
    /// What the paragraph is that has begun.
    kind: Option<Kind>,
    in_table: bool,
    in_row: bool,
    in_cell: bool,
    units: Vec<u16>,
}

impl Words<'_> {
    /// A piece: so many characters, of one byte each or of two.
    fn piece(&mut self, text: &[u8], place: u32, len: usize, budget: &mut Budget) -> Result<(), Unread> {
        const NARROW: u32 = 1 << 30;
        let narrow = place & NARROW != 0;
        let from = if narrow { (place & (NARROW - 1)) / 2 } else { place } as usize;
        let width = if narrow { 1 } else { 2 };
        let bytes = len.checked_mul(width).and_then(|len| text.get(from..)?.get(..len)).ok_or(MALFORMED)?;
        // Many pieces can be the same bytes.
        budget.take_bytes(bytes.len() as u64)?;
        budget.take_steps(len as u64 + 1)?;
        for (at, unit) in (from..).step_by(width).zip(bytes.chunks_exact(width)) {
            let unit = match *unit {
                // All of them have one unit.
                [byte] => windows_1252(byte) as u16,
                [low, high] => u16::from_le_bytes([low, high]),
                _ => continue,
            };
            self.unit(unit, at as u32, budget)?;
        }
        self.flush(budget)
    }

    fn unit(&mut self, unit: u16, at: u32, budget: &mut Budget) -> Result<(), Unread> {
        let kind = match self.kind {
            Some(kind) => kind,
            None => self.begin(at, budget)?,
        };
        if unit >= 0x20 {
            self.units.push(unit);
            return Ok(());
        }
        match unit {
            // A hyphen at which lines don't break.
            0x1e => self.units.push(u16::from(b'-')),
            // A page that ends, or a section.
            0x0c => {
                self.end_paragraph(budget)?;
                if !self.in_cell {
                    self.layout.event(BLOCK);
                }
            }
            0x0d => self.end_paragraph(budget)?,
            0x07 => {
                self.end_paragraph(budget)?;
                match kind {
                    Kind::Text => self.layout.tab(budget)?,
                    Kind::Cell => {
                        self.layout.close_cell(budget)?;
                        self.in_cell = false;
                    }
                    Kind::RowEnd => self.in_row = false,
                }
            }
            0x0b => {
                self.flush(budget)?;
                self.layout.line(budget)?;
            }
            0x09 => {
                self.flush(budget)?;
                self.layout.tab(budget)?;
            }
            // Fields: what computes the text, and the text.
            0x13..=0x15 => self.units.push(u16::from(b' ')),
            // Pictures, references to notes, hyphens that don't show.
            _ => {}
        }
        Ok(())
    }

    /// A paragraph begins.
    fn begin(&mut self, at: u32, budget: &mut Budget) -> Result<Kind, Unread> {
        let kind = self.paragraphs.kind(at);
        self.kind = Some(kind);
        if self.in_cell && kind != Kind::Cell {
            self.layout.close_cell(budget)?;
            self.in_cell = false;
        }
        match kind {
            Kind::Text => {
                if core::mem::take(&mut self.in_table) {
                    self.layout.close_table();
                    self.in_row = false;
                }
                self.layout.paragraph();
            }
            Kind::Cell => {
                if !core::mem::replace(&mut self.in_table, true) {
                    self.layout.open_table()?;
                }
                if !core::mem::replace(&mut self.in_row, true) {
                    self.layout.row();
                }
                if core::mem::replace(&mut self.in_cell, true) {
                    self.layout.paragraph();
                } else {
                    self.layout.open_cell(1);
                }
            }
            Kind::RowEnd => {}
        }
        Ok(kind)
    }

    fn end_paragraph(&mut self, budget: &mut Budget) -> Result<(), Unread> {
        self.kind = None;
        self.flush(budget)
    }

    /// Writes what came in.
    fn flush(&mut self, budget: &mut Budget) -> Result<(), Unread> {
        if self.units.is_empty() {
            return Ok(());
        }
        let mut text = Vec::new();
        utf8(self.units.drain(..), &mut text);
        self.layout.text(&text, budget)
    }
}
