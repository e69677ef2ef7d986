//! XML: an element's name labels its text, one with labelled children is a record; rows of cells are a table's.
//!
//! Spreadsheets and texts of office programs are XML too (`<Row><Cell><Data>`, `<table:table-row><table:table-cell>
//! <text:p>`, `<w:tr><w:tc><w:p>`), and name nothing by their elements: a row there is what it is in a page, with its header
//! or the cell before it as the label, whatever stands between a cell's tags and its text.

use super::super::{Ended, Sight};
use super::content::inner;
use super::marks::TAG;
use super::table::{Says, says};
use super::tags::{Tag, naming};
use super::{Html, LABEL, LONGEST_NAME, Within};
use crate::bytes::Span;
use crate::grammar::Labels;

/// What elements are called that are tables, rows or cells, without their prefix.
const NAMES: [(&str, Tag); 9] = [
    ("row", Tag::Row),
    ("tr", Tag::Row),
    ("table-row", Tag::Row),
    ("cell", Tag::Cell),
    ("tc", Tag::Cell),
    ("table-cell", Tag::Cell),
    ("covered-table-cell", Tag::Cell),
    ("table", Tag::Table),
    ("tbl", Tag::Table),
];

/// What an element of this name is to the text around it.
fn tag(name: &[u8]) -> Tag {
    let local = name.iter().rposition(|&b| b == b':').map_or(name, |at| &name[at + 1..]);
    if !local.first().is_some_and(|b| matches!(b | 0x20, b'r' | b't' | b'c')) {
        return Tag::Inline;
    }
    NAMES.iter().find(|(name, _)| local.eq_ignore_ascii_case(name.as_bytes())).map_or(Tag::Inline, |&(_, tag)| tag)
}

impl Html {
    /// Every tag ends the text before it; a closing one ends the element. Within a cell only its own end does.
    pub(super) fn xml_text_ends(&mut self, at: u64, sight: Sight<'_>) -> Ended {
        let begin = at + 1 + u64::from(self.closing);
        let text = sight.window.bytes(begin, begin + 1 + LONGEST_NAME);
        let sound = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b':' | 0x80..);
        let name = Span::new(begin, begin + text.iter().take_while(sound).count() as u64);
        self.tag = tag(sight.window.bytes(name.start, name.end));
        let mut ended = Ended::default();
        match self.within {
            Within::Cell if self.tag == Tag::Inline => return ended,
            Within::Cell => ended = self.xml_cell_ends(at, sight),
            Within::Element if self.closing => {
                let data = sight.window.bytes(at.saturating_sub(3), at) == b"]]>";
                let value = Span::new(self.content, if data { (at - 3).max(self.content) } else { at });
                if !self.term.is_none() && !value.is_empty() {
                    ended.value = Some((value, self.term));
                    self.labelled_depth = self.term_depth;
                }
            }
            _ => {}
        }
        self.within = Within::Nothing;
        if self.closing {
            // The element around the labelled ones ends: one record.
            if self.depth < self.labelled_depth {
                ended.record = true;
                self.labelled_depth = 0;
            }
            self.depth = self.depth.saturating_sub(1);
            self.term = Labels::NONE;
        } else {
            self.depth = self.depth.saturating_add(1);
            // An element that says nothing by itself is what the one around it says.
            if let Some(own) = self.memo.label(name, sight.window, sight.lexicon) {
                (self.term, self.term_depth) = (own, self.depth);
            }
            self.within = if self.tag == Tag::Cell { Within::Cell } else { Within::Element };
        }
        match (self.tag, self.closing) {
            (Tag::Row, true) => ended.record |= self.tables.end_row(),
            (Tag::Row, false) => self.tables.row(),
            (Tag::Table, true) => {
                self.tables.close();
                ended.record = true;
            }
            (Tag::Table, false) => self.tables.open(),
            _ => {}
        }
        ended
    }

    /// What the place of the open cell says.
    pub(super) fn xml_cell_labels(&self) -> Labels {
        let labels = self.tables.labels();
        if labels.is_none() { self.term } else { labels }
    }

    /// A cell ends at `at`: its text, in whatever tags, is a value, or else a label.
    fn xml_cell_ends(&mut self, at: u64, sight: Sight<'_>) -> Ended {
        let text = inner(Span::new(self.content, at), sight);
        let labels = self.xml_cell_labels();
        let _ = self.tables.cell(false, self.span, || {
            let bytes = sight.window.bytes(text.start, text.end.min(text.start + LABEL));
            if text.len() > LABEL { (Labels::NONE, Says::Value) } else { (sight.lexicon.label(bytes), says(bytes)) }
        });
        Ended { value: (!labels.is_none() && !text.is_empty()).then_some((text, labels)), ..Ended::default() }
    }

    /// A tag ends at `at`.
    pub(super) fn xml_tag_ends(&mut self, at: u64, sight: Sight<'_>) {
        self.segment = at + 1;
        if self.within == Within::Cell && self.tag != Tag::Cell {
            return;
        }
        self.content = at + 1;
        let closed = !self.closing && sight.window.byte(at - 1) == Some(b'/');
        if self.tag == Tag::Cell && !self.closing {
            let (before, span) = columns(sight.window.bytes(self.tag_start.max(at.saturating_sub(TAG)), at));
            self.tables.reach(before);
            self.span = span;
            if closed {
                let _ = self.tables.cell(false, self.span, || (Labels::NONE, Says::Nothing));
            }
        }
        if closed {
            self.depth = self.depth.saturating_sub(1);
            self.within = Within::Nothing;
        } else if !self.closing && self.term.is_none() && self.has_quotes() && at - self.tag_start <= TAG {
            // `<field name="mobile">`
            naming(sight.window.bytes(self.tag_start, at), |text| {
                let own = sight.lexicon.label(text);
                self.term = if own.is_none() { self.term } else { own };
            });
        }
    }
}

/// How many columns stand before the cell of this tag, where it says so (`ss:Index`, from 1 on), and how many are its.
fn columns(tag: &[u8]) -> (usize, usize) {
    let number = |name: &[u8]| {
        let at = tag.windows(name.len()).position(|w| w == name)? + name.len();
        let digits =
            tag[at..].iter().skip_while(|b| matches!(b, b'"' | b'\'')).take(5).take_while(|b| b.is_ascii_digit());
        Some(digits.fold(0, |n, b| n * 10 + usize::from(b - b'0')))
    };
    let before = number(b":Index=").map_or(0, |index| index.saturating_sub(1));
    let merged = number(b":MergeAcross=").map(|more| more + 1);
    (before, merged.or_else(|| number(b":number-columns-repeated=")).unwrap_or(1).max(1))
}

#[cfg(test)]
mod tests {
    use super::{Tag, columns, tag};

    #[test]
    fn rows() {
        for (name, class) in
            [("ss:Cell", Tag::Cell), ("table:table-row", Tag::Row), ("w:tbl", Tag::Table), ("cells", Tag::Inline)]
        {
            assert_eq!(tag(name.as_bytes()), class, "{name}");
        }
        for (text, expected) in [
            ("Cell", (0, 1)),
            ("Cell ss:Index=\"4\"", (3, 1)),
            ("Cell ss:MergeAcross='2' ss:StyleID='s1'", (0, 3)),
            ("table:table-cell table:number-columns-repeated=\"16384\"", (0, 16384)),
            ("Cell ss:Index=", (0, 1)),
        ] {
            assert_eq!(columns(text.as_bytes()), expected, "{text}");
        }
    }
}
