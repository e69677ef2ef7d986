//! Parts of documents and spreadsheets as `LibreOffice` writes them.
//!
//! A cell's value is told beside the text that shows it, which may be rounded; the value counts.

use super::layout::Layout;
use super::markup::{self, Tag, Token};
use super::xlsx::number;
use super::zip::Data;
use crate::bytes::events::{Output, PART};
use crate::bytes::{Budget, Unread};

/// Spaces that one element may stand for.
const SPACES: u32 = 64;

/// Reads a part.
pub(super) fn odf(data: &Data<'_>, budget: &mut Budget, out: &mut dyn Output) -> Result<(), Unread> {
    let mut text = Text { layout: Layout::new(out), paragraphs: 0, sheets: false };
    markup::read(data, budget, &mut |token, budget| match token {
        Token::Open(tag) => text.open(&tag, budget),
        Token::Close(name) => text.close(name, budget),
        Token::Text(piece) if text.paragraphs > 0 => text.layout.text(piece, budget),
        Token::Text(_) => Ok(()),
    })?;
    text.layout.end()
}

/// Whether a part of this kind says that others are encrypted.
pub(super) fn is_encrypted(manifest: &Data<'_>, budget: &mut Budget) -> Result<bool, Unread> {
    let mut encrypted = false;
    markup::read(manifest, budget, &mut |token, _| {
        encrypted |= matches!(token, Token::Open(tag) if tag.name == b"encryption-data");
        Ok(())
    })?;
    Ok(encrypted)
}

struct Text<'o> {
    layout: Layout<'o>,
    /// Paragraphs within each other.
    paragraphs: u32,
    /// Whether tables are sheets.
    sheets: bool,
}

impl Text<'_> {
    fn open(&mut self, tag: &Tag<'_>, budget: &mut Budget) -> Result<(), Unread> {
        let times = |name: &[u8]| tag.number(name).unwrap_or(1);
        match tag.name {
            b"spreadsheet" => self.sheets = true,
            b"table" => {
                if self.sheets {
                    self.layout.event(PART);
                }
                return self.layout.open_table();
            }
            b"table-row" => self.layout.row(),
            b"table-cell" | b"covered-table-cell" => return self.cell(tag, budget),
            b"p" | b"h" => {
                self.paragraphs += 1;
                self.layout.paragraph();
            }
            b"s" if self.paragraphs > 0 => {
                for _ in 0..times(b"c").min(SPACES) {
                    self.layout.text(b" ", budget)?;
                }
            }
            b"tab" if self.paragraphs > 0 => return self.layout.tab(budget),
            b"line-break" => return self.layout.line(budget),
            b"annotation" | b"note-body" | b"text-box" => return self.layout.open_aside(),
            _ => {}
        }
        Ok(())
    }

    fn cell(&mut self, tag: &Tag<'_>, budget: &mut Budget) -> Result<(), Unread> {
        self.layout.open_cell(tag.number(b"number-columns-repeated").unwrap_or(1));
        let kind = tag.attribute(b"value-type").unwrap_or_default();
        match &*kind {
            b"float" | b"currency" | b"percentage" => {
                let Some(value) = tag.attribute(b"value") else { return Ok(()) };
                let mut told = alloc::vec::Vec::new();
                number(&value, &mut |bytes: &[u8]| told.extend_from_slice(bytes));
                self.layout.text(&told, budget)?;
            }
            b"date" => {
                let Some(value) = tag.attribute(b"date-value") else { return Ok(()) };
                // `2021-03-04T10:20:30`: midnight and seconds tell nothing.
                let (date, time) = value.split_at_checked(10).unwrap_or((&value, b""));
                self.layout.text(date, budget)?;
                if let Some(time) = time.strip_prefix(b"T").filter(|time| !time.starts_with(b"00:00")) {
                    self.layout.text(b" ", budget)?;
                    self.layout.text(time.get(..5).unwrap_or(time), budget)?;
                }
            }
            b"string" => {
                let Some(value) = tag.attribute(b"string-value") else { return Ok(()) };
                self.layout.text(&value, budget)?;
            }
            _ => return Ok(()),
        }
        self.layout.mute();
        Ok(())
    }

    fn close(&mut self, name: &[u8], budget: &mut Budget) -> Result<(), Unread> {
        match name {
            b"p" | b"h" => self.paragraphs = self.paragraphs.saturating_sub(1),
            b"table" => self.layout.close_table(),
            b"table-cell" | b"covered-table-cell" => return self.layout.close_cell(budget),
            b"annotation" | b"note-body" | b"text-box" => self.layout.close_aside(),
            _ => {}
        }
        Ok(())
    }
}
