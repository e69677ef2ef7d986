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

#[cfg(test)]
mod tests {
    use crate::bytes::Unread;
    use crate::decode::zip::tests::told;
    use crate::decode::zip::writer::archive;

    const CELL: &str = "<table:table-cell office:value-type";

    fn content(body: &str) -> Result<String, Unread> {
        let content = format!("<office:document-content>{body}</office:document-content>");
        told(&archive(&[("mimetype", "application/x"), ("content.xml", &content)]))
    }

    #[test]
    fn sheets() {
        let row = |cells: &str| {
            let row = format!("<table:table-row>{cells}</table:table-row>");
            content(&format!("<office:spreadsheet><table:table>{row}</table:table></office:spreadsheet>"))
        };
        for (cells, expected) in [
            ("<table-cell><p>a</p><p>b</p></table-cell><table-cell/><table-cell><p>c</p></table-cell>", "a b||c"),
            ("<table-cell number-columns-repeated='3'/><table-cell><p>c</p></table-cell>", "|||c"),
            ("<table-cell number-columns-repeated='2'><p>a</p></table-cell><table-cell><p>b</p></table-cell>", "a|a|b"),
            ("<table-cell number-columns-repeated='99999999'/><table-cell><p>c</p></table-cell>", "c"),
            (&format!("{CELL}='float' office:value='2.34123412346E11'><p>2E11</p></table-cell>"), "234123412346"),
            (&format!("{CELL}='date' office:date-value='2021-03-04'><p>4/3</p></table-cell>"), "2021-03-04"),
            (&format!("{CELL}='date' office:date-value='2021-03-04T10:20:30'/>"), "2021-03-04 10:20"),
            (&format!("{CELL}='string' office:string-value='a'/><table-cell><p>b</p></table-cell>"), "a|b"),
            ("<table-cell><p>a<s c='2'/>b</p><annotation><p>note</p></annotation></table-cell>", "a  b"),
        ] {
            let note = if cells.contains("note") { "=/note" } else { "" };
            assert_eq!(row(cells), Ok(format!("##=/{expected}={note}")), "{cells}");
        }
    }

    #[test]
    fn texts() {
        for (body, expected) in [
            ("<text:p>Name<text:tab/>Asha<text:line-break/>x</text:p><text:h>y</text:h>", "/Name|Asha/x/y"),
            ("<number>9876543210</number>", ""),
            ("<p>a<note><note-body><p>n</p></note-body></note>b</p>", "/ab=/n"),
            ("<table><table-row><table-cell><p>a</p></table-cell></table-row></table><p>b</p>", "=/a=/b"),
        ] {
            assert_eq!(content(body), Ok(if expected.is_empty() { String::new() } else { format!("#{expected}") }));
        }
    }

    #[test]
    fn encrypted_parts_are_told() {
        let manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>";
        let files = [("mimetype", "x"), ("content.xml", "noise"), ("META-INF/manifest.xml", manifest)];
        assert_eq!(told(&archive(&files)), Err(Unread("encrypted")));
    }
}
