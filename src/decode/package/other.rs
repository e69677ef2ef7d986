//! Marked-up parts that have no form of their own here: all their text, and the attributes that hold values.
//!
//! Among them are the properties of a document (who wrote it), targets of links (`mailto:`), forms' data, and the cache
//! of a pivot table, which keeps every row of a list that the workbook no longer shows.

use crate::bytes::events::{BLOCK, CELL, Output, ROW};
use crate::bytes::{Budget, Unread};
use crate::decode::layout::write_line;
use crate::decode::markup::{self, Tag, Token};
use crate::decode::xlsx::number;
use crate::decode::zip::Data;

/// Reads a part.
pub(super) fn other(data: &Data<'_>, budget: &mut Budget, out: &mut dyn Output) -> Result<(), Unread> {
    let mut part = Other { records: false, first: false, begins: true, out };
    markup::read(data, budget, &mut |token, _| {
        match token {
            Token::Open(tag) => part.open(&tag),
            Token::Close(_) => part.begins = true,
            Token::Text(text) => part.text(text),
        }
        Ok(())
    })
}

/// Whether a workbook's days are counted from 1904.
pub(super) fn counts_from_1904(data: &Data<'_>, budget: &mut Budget) -> Result<bool, Unread> {
    let mut from_1904 = false;
    markup::read(data, budget, &mut |token, _| {
        from_1904 |= matches!(token, Token::Open(tag) if tag.name == b"workbookPr" && tag.is_true(b"date1904"));
        Ok(())
    })?;
    Ok(from_1904)
}

struct Other<'o> {
    /// Whether values are cells of a row.
    records: bool,
    /// Whether the next one is the row's first.
    first: bool,
    /// Whether text begins a row: nothing came since the last tag.
    begins: bool,
    out: &'o mut dyn Output,
}

impl Other<'_> {
    fn open(&mut self, tag: &Tag<'_>) {
        self.begins = true;
        let external = || tag.attribute(b"TargetMode").is_some_and(|mode| mode.eq_ignore_ascii_case(b"external"));
        match tag.name {
            b"pivotCacheRecords" => self.records = true,
            b"r" if self.records => {
                self.out.write(&[ROW]);
                self.first = true;
            }
            b"x" if self.records => self.cell(),
            b"s" | b"n" | b"d" => self.value(tag),
            b"cacheField" => {
                self.out.write(&[BLOCK]);
                self.attribute(tag, b"name");
            }
            b"person" => self.attribute(tag, b"displayName"),
            b"Relationship" if external() => self.attribute(tag, b"Target"),
            _ => {}
        }
    }

    /// A value of a pivot table's cache.
    fn value(&mut self, tag: &Tag<'_>) {
        let Some(value) = tag.attribute(b"v") else { return };
        if self.records {
            self.cell();
        } else {
            self.out.write(&[ROW]);
        }
        if tag.name == b"n" { number(&value, self.out) } else { write_line(&value, self.out) }
    }

    /// The next cell of a record begins.
    fn cell(&mut self) {
        if !core::mem::take(&mut self.first) {
            self.out.write(&[CELL]);
        }
    }

    fn attribute(&mut self, tag: &Tag<'_>, name: &[u8]) {
        if let Some(value) = tag.attribute(name) {
            self.out.write(&[ROW]);
            write_line(&value, self.out);
        }
    }

    fn text(&mut self, text: &[u8]) {
        let blank = text.iter().all(u8::is_ascii_whitespace);
        if core::mem::take(&mut self.begins) {
            if blank {
                self.begins = true;
                return;
            }
            self.out.write(&[ROW]);
        }
        write_line(text, self.out);
    }
}
