//! One sheet, row by row.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::{Workbook, number};
use crate::bytes::events::{Output, ROW};
use crate::bytes::{Budget, Unread};
use crate::decode::layout::{Aside, Columns, write_line};
use crate::decode::markup::{self, Tag, Token};
use crate::decode::zip::Data;

/// Bytes of a cell; Excel itself knows 32,767 characters.
const CELL_TEXT: usize = 1 << 20;

/// The text of a cell or of a shared string, while its runs come in.
#[derive(Debug, Default)]
pub(super) struct CellText {
    text: Vec<u8>,
    in_text: bool,
    /// Whether text only tells how to say other text.
    phonetic: bool,
}

impl CellText {
    /// An element begins.
    pub(super) fn open(&mut self, name: &[u8]) {
        match name {
            b"t" | b"v" => self.in_text = !self.phonetic,
            b"rPh" => self.phonetic = true,
            _ => {}
        }
    }

    /// An element ends.
    pub(super) fn close(&mut self, name: &[u8]) {
        match name {
            b"t" | b"v" => self.in_text = false,
            b"rPh" => self.phonetic = false,
            _ => {}
        }
    }

    /// Some text.
    pub(super) fn text(&mut self, text: &[u8]) -> Result<(), Unread> {
        if self.in_text { hold(&mut self.text, text) } else { Ok(()) }
    }

    /// What came in.
    pub(super) fn take(&mut self) -> Vec<u8> {
        let text = core::mem::take(&mut self.text);
        match unescape(&text) {
            Cow::Borrowed(_) => text,
            Cow::Owned(text) => text,
        }
    }
}

/// What the value of a cell is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Number,
    Date,
    Shared,
    Boolean,
    Text,
}

/// Reads a sheet; headers, footers and what else stands beside it goes to `beside`.
pub(in crate::decode) fn sheet(
    data: &Data<'_>,
    workbook: &Workbook,
    budget: &mut Budget,
    out: &mut dyn Output,
    beside: &mut Aside,
) -> Result<(), Unread> {
    let mut sheet = Sheet::new(workbook);
    markup::read(data, budget, &mut |token, budget| sheet.token(&token, budget, out, beside))
}

struct Sheet<'w> {
    workbook: &'w Workbook,
    columns: Columns,
    kind: Kind,
    in_cell: bool,
    in_formula: bool,
    beside: bool,
    cell: CellText,
    formula: Vec<u8>,
}

impl<'w> Sheet<'w> {
    fn new(workbook: &'w Workbook) -> Self {
        Self {
            workbook,
            columns: Columns::default(),
            kind: Kind::Number,
            in_cell: false,
            in_formula: false,
            beside: false,
            cell: CellText::default(),
            formula: Vec::new(),
        }
    }

    fn token(
        &mut self,
        token: &Token<'_>,
        budget: &mut Budget,
        out: &mut dyn Output,
        beside: &mut Aside,
    ) -> Result<(), Unread> {
        match *token {
            Token::Open(tag) => {
                // A cell or row that nobody ended ends here.
                if matches!(tag.name, b"c" | b"row") {
                    self.close_cell(budget, out)?;
                }
                self.open(&tag, out, beside);
            }
            Token::Close(b"c") => return self.close_cell(budget, out),
            Token::Close(b"f") => self.in_formula = false,
            Token::Close(name) => {
                self.cell.close(name);
                self.beside = false;
            }
            Token::Text(text) if self.in_formula => return hold(&mut self.formula, text),
            Token::Text(text) if self.in_cell => return self.cell.text(text),
            Token::Text(text) if self.beside => write_line(text, beside),
            Token::Text(_) => {}
        }
        Ok(())
    }

    fn open(&mut self, tag: &Tag<'_>, out: &mut dyn Output, beside: &mut Aside) {
        match tag.name {
            b"row" => {
                self.columns = Columns::default();
                out.write(&[ROW]);
            }
            b"c" => self.open_cell(tag),
            b"f" => self.in_formula = self.in_cell,
            b"oddHeader" | b"evenHeader" | b"firstHeader" | b"oddFooter" | b"evenFooter" | b"firstFooter"
            | b"formula1" => {
                self.beside = true;
                beside.write(&[ROW]);
            }
            b"hyperlink" => {
                for name in [&b"display"[..], b"tooltip"] {
                    if let Some(text) = tag.attribute(name) {
                        beside.write(&[ROW]);
                        write_line(&text, beside);
                    }
                }
            }
            name => self.cell.open(name),
        }
    }

    fn open_cell(&mut self, tag: &Tag<'_>) {
        if let Some(column) = tag.attribute(b"r").as_deref().and_then(column) {
            // Cells in no order stand behind each other, as if their columns were not told.
            self.columns.next = self.columns.next.max(column);
        }
        let is_date = || self.workbook.styles.is_date(tag.number(b"s").unwrap_or(0));
        self.kind = match tag.attribute(b"t").as_deref() {
            Some(b"s") => Kind::Shared,
            Some(b"b") => Kind::Boolean,
            None | Some(b"n" | b"") if is_date() => Kind::Date,
            None | Some(b"n" | b"") => Kind::Number,
            Some(_) => Kind::Text,
        };
        self.in_cell = true;
        self.cell = CellText::default();
        self.formula.clear();
    }

    fn close_cell(&mut self, budget: &mut Budget, out: &mut dyn Output) -> Result<(), Unread> {
        if !core::mem::take(&mut self.in_cell) {
            return Ok(());
        }
        self.in_formula = false;
        let mut text = self.cell.take();
        if text.is_empty() {
            // A formula whose value is not told may hold it, as `="9876543210"` does.
            core::mem::swap(&mut text, &mut self.formula);
            self.kind = Kind::Text;
        }
        let shared = match self.kind {
            Kind::Shared => self.shared(&text),
            _ => &text,
        };
        if !shared.is_empty() {
            // Few strings can be there many times.
            budget.take_bytes(shared.len() as u64)?;
            self.columns.reach(self.columns.next, out, budget)?;
            match self.kind {
                Kind::Number => number(shared, out),
                Kind::Date => super::number::date(shared, self.workbook.from_1904, out),
                Kind::Boolean => out.write(if shared.trim_ascii() == b"1" { b"TRUE" } else { b"FALSE" }),
                Kind::Shared | Kind::Text => write_line(shared, out),
            }
        }
        self.columns.next = self.columns.next.saturating_add(1);
        Ok(())
    }

    fn shared(&self, text: &[u8]) -> &'w [u8] {
        let number = core::str::from_utf8(text.trim_ascii()).ok().and_then(|text| text.parse().ok());
        number.map(|number| self.workbook.strings.get(number)).unwrap_or_default()
    }
}

/// The column of a cell's name: 2 for `C7`.
fn column(name: &[u8]) -> Option<u32> {
    let letters = name.iter().take_while(|b| b.is_ascii_alphabetic()).take(4);
    let column = letters.fold(0, |column, b| column * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1);
    column.checked_sub(1)
}

fn hold(held: &mut Vec<u8>, text: &[u8]) -> Result<(), Unread> {
    if held.len() + text.len() > CELL_TEXT {
        return Err(Unread("inflated_bytes"));
    }
    held.extend_from_slice(text);
    Ok(())
}

/// Text with the characters that Excel writes as `_x000D_` in their places.
fn unescape(text: &[u8]) -> Cow<'_, [u8]> {
    let escape = |from: &[u8]| {
        let hex = from.strip_prefix(b"_x")?.get(..4).filter(|_| from.get(6) == Some(&b'_'))?;
        let code = core::str::from_utf8(hex).ok().filter(|_| hex.iter().all(u8::is_ascii_hexdigit))?;
        char::from_u32(u32::from_str_radix(code, 16).ok()?)
    };
    if !text.windows(2).any(|two| two == b"_x") {
        return Cow::Borrowed(text);
    }
    let mut plain = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((&first, behind)) = rest.split_first() {
        if let Some(c) = escape(rest) {
            plain.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            rest = rest.get(7..).unwrap_or_default();
        } else {
            plain.push(first);
            rest = behind;
        }
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::{column, unescape};

    #[test]
    fn columns_are_read_from_names() {
        for (name, expected) in [
            ("A1", Some(0)),
            ("c7", Some(2)),
            ("AA10", Some(26)),
            ("XFD1", Some(16383)),
            ("7", None),
            ("", None),
            ("ZZZZZZZZZZ", Some(475_253)),
        ] {
            assert_eq!(column(name.as_bytes()), expected, "{name}");
        }
    }

    #[test]
    fn escaped_characters_are_read() {
        for (text, expected) in
            [("a_x000D_b", "a\rb"), ("2341_x0032_", "23412"), ("_x00", "_x00"), ("_xZZZZ_", "_xZZZZ_")]
        {
            assert_eq!(String::from_utf8_lossy(&unescape(text.as_bytes())), expected);
        }
    }
}
