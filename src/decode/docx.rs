//! Parts of documents and presentations as Word and `PowerPoint` write them.
//!
//! Both mark paragraphs, runs and tables up by the same local names. Only what stands in a run's text is text; lengths
//! and positions, which look like telephone numbers, are not. Deleted text is still there for whoever has the file.

use super::layout::Layout;
use super::markup::{self, Tag, Token};
use super::zip::Data;
use crate::bytes::events::{BLOCK, Output};
use crate::bytes::{Budget, Unread};

/// Columns that a cell may be wide.
const SPAN: u32 = 64;

/// Reads a part.
pub(super) fn docx(data: &Data<'_>, budget: &mut Budget, out: &mut dyn Output) -> Result<(), Unread> {
    let mut words = Words { layout: Layout::new(out), in_text: false, in_run: false, phonetic: false };
    markup::read(data, budget, &mut |token, budget| match token {
        Token::Open(tag) => words.open(&tag, budget),
        Token::Close(name) => words.close(name, budget),
        Token::Text(text) if words.in_text && !words.phonetic => words.layout.text(text, budget),
        Token::Text(_) => Ok(()),
    })?;
    words.layout.end()
}

struct Words<'o> {
    layout: Layout<'o>,
    in_text: bool,
    in_run: bool,
    phonetic: bool,
}

impl Words<'_> {
    fn open(&mut self, tag: &Tag<'_>, budget: &mut Budget) -> Result<(), Unread> {
        let columns = |name: &[u8]| tag.number(name).unwrap_or(1).min(SPAN);
        match tag.name {
            b"t" | b"delText" => self.in_text = true,
            b"r" => self.in_run = true,
            b"p" => self.layout.paragraph(),
            b"tab" | b"ptab" if self.in_run => return self.layout.tab(budget),
            // Presentations break lines between runs.
            b"br" | b"cr" => return self.layout.line(budget),
            b"noBreakHyphen" => return self.layout.text(b"-", budget),
            b"tbl" => return self.layout.open_table(),
            b"tr" => self.layout.row(),
            b"tc" => self.layout.open_cell(1),
            b"gridSpan" => self.layout.widen(columns(b"val")),
            b"gridBefore" => self.layout.skip(columns(b"val")),
            b"comment" | b"footnote" | b"endnote" | b"sp" => self.layout.event(BLOCK),
            b"txbxContent" => return self.layout.open_aside(),
            b"rPh" => self.phonetic = true,
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &[u8], budget: &mut Budget) -> Result<(), Unread> {
        match name {
            b"t" | b"delText" => self.in_text = false,
            b"r" => self.in_run = false,
            b"tbl" => self.layout.close_table(),
            b"tc" => return self.layout.close_cell(budget),
            b"txbxContent" => self.layout.close_aside(),
            b"rPh" => self.phonetic = false,
            _ => {}
        }
        Ok(())
    }
}
