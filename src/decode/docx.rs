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

#[cfg(test)]
mod tests {
    use crate::decode::zip::tests::told;
    use crate::decode::zip::writer::archive;

    fn part(name: &str, xml: &str) -> String {
        told(&archive(&[("[Content_Types].xml", "<Types/>"), (name, xml)])).expect("a document")
    }

    #[test]
    fn parts_of_documents() {
        let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
        let table = format!("<w:tbl><w:tr>{}{}</w:tr><w:tr>{}</w:tr></w:tbl>", cell("a"), cell("b"), cell("c"));
        let nested = format!("<w:tbl><w:tr><w:tc>{table}</w:tc></w:tr></w:tbl>");
        for (body, expected) in [
            ("<w:p><w:r><w:t>23</w:t></w:r><w:r><w:t>41</w:t></w:r></w:p><w:p/>", "/2341/"),
            ("<w:p><w:r><w:t>Name</w:t><w:tab/><w:t>Asha</w:t><w:br/><w:t>x</w:t></w:r></w:p>", "/Name|Asha/x"),
            ("<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:delText>gone</w:delText></w:r></w:p>", "/gone"),
            ("<w:p><w:r><wp:posOffset>9876543210</wp:posOffset></w:r></w:p>", "/"),
            (&*table, "=/a|b/c="),
            (&*nested, "=/=/a|b/c=="),
            (
                "<w:tbl><w:tr><w:tc><w:gridSpan w:val='2'/><w:t>a</w:t></w:tc><w:tc><w:t>b</w:t></w:tc></w:tr></w:tbl>",
                "=/a||b=",
            ),
            ("<w:tbl><w:tr><w:tc><w:p><w:t>a</w:t></w:p><w:p><w:t>b</w:t></w:p></w:tc></w:tr></w:tbl>", "=/a b="),
            ("<w:p><w:t>a</w:t><w:txbxContent><w:p><w:t>box</w:t></w:p></w:txbxContent><w:t>b</w:t></w:p>", "/ab=/box"),
            ("</w:tbl></w:tc></w:txbxContent><w:tr/><w:tc/><w:t>a</w:t>", "a"),
        ] {
            let xml = format!("<w:document><w:body>{body}</w:body></w:document>");
            assert_eq!(part("word/document.xml", &xml), format!("#{expected}"), "{body}");
        }
    }

    #[test]
    fn headers_notes_and_slides() {
        for (name, xml, expected) in [
            ("word/header1.xml", "<w:hdr><w:p><w:t>head</w:t></w:p></w:hdr>", "#/head"),
            ("word/comments.xml", "<w:comments><w:comment><w:p><w:t>c</w:t></w:p></w:comment></w:comments>", "#=/c"),
            ("ppt/slides/s.xml", "<p:sld><p:sp><a:p><a:r><a:t>a</a:t></a:r><a:br/></a:p></p:sp></p:sld>", "#=/a/"),
        ] {
            assert_eq!(part(name, xml), expected, "{name}");
        }
    }

    #[test]
    fn tables_within_tables_end_at_a_depth() {
        let xml = format!("<document>{}</document>", "<tbl><tr><tc>".repeat(10_000));
        let read = told(&archive(&[("[Content_Types].xml", "<Types/>"), ("d.xml", &xml)]));
        assert_eq!(read, Err(crate::bytes::Unread("depth")));
    }
}
