//! Spreadsheets as Excel wrote them until 2007: the stream of a workbook, in the forms of 1993 to 1997 and since.
//!
//! The first part of the stream has what its sheets share and where they are; it is read first, the sheets then row by
//! row. A sheet counts if the list of sheets names it, though it be hidden, and also if it merely stands in the stream.
//! Held are the shared strings, and where the cells of one sheet stand.

mod beside;
mod pivot;
mod record;
mod sheet;
#[cfg(test)]
mod tests;
#[cfg(test)]
pub(in crate::decode) mod writer;

use alloc::vec::Vec;

use super::layout::Aside;
use super::little::{le16, le32};
use super::xlsx::{STYLES, Strings, Styles, Workbook, shows_date};
use crate::bytes::events::{Output, PART};
use crate::bytes::{Budget, Unread};
pub(super) use pivot::pivot;
use record::{BOF, Count, EOF, MALFORMED, Reader, Record};

/// Versions of the format.
const VERSION_5: u16 = 0x500;
const VERSION_8: u16 = 0x600;

/// What the sheets of a workbook share, and the stream that they stand in.
struct Book<'a> {
    stream: &'a [u8],
    unicode: bool,
    shared: Workbook,
}

/// Reads the stream of a workbook.
pub(super) fn xls(stream: &[u8], budget: &mut Budget, out: &mut dyn Output) -> Result<(), Unread> {
    let first = Record::at(stream, 0).filter(|first| first.kind == BOF).ok_or(Unread("office"))?;
    let unicode = match le16(first.body, 0) {
        Some(VERSION_8) => true,
        Some(VERSION_5) => false,
        _ => return Err(Unread("office")),
    };
    let mut beside = Aside::default();
    let mut globals = Globals { book: Book { stream, unicode, shared: Workbook::default() }, ..Globals::default() };
    let behind = globals.read(budget, &mut beside)?;
    let Globals { mut book, mut sheets, formats, dates } = globals;
    book.shared.styles = Styles::of(&formats, dates);
    let mut listed = sheets.clone();
    listed.sort_unstable();
    unlisted(stream, behind, budget, |start| {
        if listed.binary_search(&start).is_err() {
            sheets.push(start);
        }
    })?;
    for start in sheets {
        budget.take_part()?;
        out.write(&[PART]);
        sheet::sheet(&book, start, budget, out, &mut beside)?;
    }
    if !beside.is_empty() {
        out.write(&[PART]);
        beside.spill(out)?;
    }
    Ok(())
}

impl Default for Book<'_> {
    fn default() -> Self {
        Self { stream: &[], unicode: true, shared: Workbook::default() }
    }
}

/// The first part of the stream, while it is read.
#[derive(Default)]
struct Globals<'a> {
    book: Book<'a>,
    /// Where sheets begin.
    sheets: Vec<usize>,
    /// The format of each style, and which of the workbook's own formats show dates.
    formats: Vec<u32>,
    dates: Vec<(u32, bool)>,
}

impl Globals<'_> {
    /// Reads it; gives where it ends.
    fn read(&mut self, budget: &mut Budget, beside: &mut Aside) -> Result<usize, Unread> {
        let Book { stream, unicode, .. } = self.book;
        let mut at = 0;
        loop {
            let record = Record::at(stream, at).ok_or(MALFORMED)?;
            budget.take_steps(record.steps())?;
            at = record.end();
            match record.kind {
                EOF => return Ok(at),
                // What programs ask for a password for.
                0x2f => return Err(Unread("encrypted")),
                0x22 => self.book.shared.from_1904 |= le16(record.body, 0) == Some(1),
                0x85 => self.listed(&record)?,
                0xe0 if self.formats.len() < STYLES => {
                    self.formats.push(u32::from(le16(record.body, 2).ok_or(MALFORMED)?));
                }
                0x41e if self.dates.len() < STYLES => {
                    let format = le16(record.body, 0).ok_or(MALFORMED)?;
                    let mut code = Vec::new();
                    let count = if unicode { Count::Word } else { Count::Byte };
                    // Some writers mix the versions up: a format that can't be read shows no dates.
                    let _ = Reader::new(stream, &record, 2, unicode).string(count, &mut code);
                    self.dates.push((u32::from(format), shows_date(&code)));
                }
                0xfc => strings(stream, &record, &mut self.book.shared.strings, budget)?,
                _ => beside::beside(stream, &record, unicode, beside)?,
            }
        }
    }

    /// A sheet of the list: where it begins, and what kind of sheet it is.
    fn listed(&mut self, record: &Record<'_>) -> Result<(), Unread> {
        /// A sheet of program text, which stands elsewhere.
        const PROGRAM: u8 = 6;
        let start = le32(record.body, 0).ok_or(MALFORMED)? as usize;
        if Record::at(self.book.stream, start).is_some_and(|record| record.kind == BOF) {
            self.sheets.push(start);
        } else if record.body.get(5) != Some(&PROGRAM) {
            return Err(MALFORMED);
        }
        Ok(())
    }
}

/// Reads the shared strings: all that are there. How many there are is told, but not all writers count right.
fn strings(stream: &[u8], record: &Record<'_>, strings: &mut Strings, budget: &mut Budget) -> Result<(), Unread> {
    let told = le32(record.body, 4).ok_or(MALFORMED)?;
    let mut reader = Reader::new(stream, record, 8, true);
    let mut text = Vec::new();
    let mut number = 0;
    while !reader.is_empty() {
        budget.take_steps(1)?;
        text.clear();
        match reader.string(Count::Word, &mut text) {
            Some(()) => strings.push(&text)?,
            None if number < told => return Err(MALFORMED),
            None => break,
        }
        number += 1;
    }
    Ok(())
}

/// Tells where sheets stand in the stream behind each other.
fn unlisted(stream: &[u8], mut at: usize, budget: &mut Budget, mut found: impl FnMut(usize)) -> Result<(), Unread> {
    let mut depth = 0_usize;
    while let Some(record) = Record::at(stream, at) {
        budget.take_steps(1)?;
        match record.kind {
            BOF => {
                if depth == 0 {
                    found(at);
                }
                depth += 1;
            }
            // Behind the last sheet there may be anything.
            _ if depth == 0 => break,
            EOF => depth -= 1,
            _ => {}
        }
        at = record.end();
    }
    if depth > 0 { Err(MALFORMED) } else { Ok(()) }
}
