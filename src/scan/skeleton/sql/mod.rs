//! SQL dumps: a row of an `INSERT` is a record, a value in it a segment, and its column's name labels it.
//!
//! The names come from the statement itself (`INSERT INTO t (a, b) VALUES …`, `COPY t (a, b) FROM stdin`) or from the
//! `CREATE TABLE` of the same table before it. Between statements a line is a segment and a record, as in plain text.
//! Strings end as `MySQL` and the standard have them: a doubled quote and a quote behind a backslash belong to them.

mod statement;

use self::statement::{Statement, column_name, is_begun, is_values};
use super::memo::hash;
use super::{Bare, Ended, FAR, Place, Sight, Skeleton, before, column_at};
use crate::bytes::{Span, Window};
use crate::grammar::Labels;
use crate::scan::masks::Near;
use crate::scan::view::Folding;
use crate::simd::Block;

pub(super) use self::statement::is_dump;

/// Columns whose labels are kept; further ones have none.
const COLUMNS: usize = 128;
/// Bytes of a statement, in front of its first bracket, that are read.
const HEAD: u64 = 512;
/// Bytes of a column's definition that are read.
const NAME: u64 = 128;
/// Bytes of the next line that are read to see whether a statement begins there.
const NEXT: u64 = 16;

/// Where in a dump a byte stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Between statements, or in one that holds no rows.
    Outside,
    /// In the brackets with the names of columns.
    Names(Statement),
    /// Behind the names, or between two rows.
    Between(Statement),
    /// In a row.
    Row,
    /// In the lines behind a `COPY`.
    Copied,
}

/// The state.
#[derive(Clone, Debug)]
pub(in crate::scan) struct Sql {
    part: Part,
    columns: [Labels; COLUMNS],
    /// Whether a column says something.
    hot: bool,
    /// Of which table the columns are, by the hash of its name.
    table: u64,
    column: usize,
    /// Brackets open within a row or a definition.
    depth: u32,
    /// Where the open statement begins.
    statement: u64,
    /// Where the open item begins: a value, without its quote; a line outside of statements.
    item: u64,
    /// Where the string of the open item ended, if it is one.
    closed: Option<u64>,
    /// The quote of the open string.
    quote: Option<u8>,
    /// The byte here is behind a backslash.
    escaped: Option<u64>,
    /// The last block that began among rows whose columns say something: no record's text is read from before it,
    /// since it has been released.
    since: u64,
    /// Marks of the block that were not passed yet.
    marks: u64,
}

impl Sql {
    /// The state before the first byte.
    pub(in crate::scan) const fn new() -> Self {
        Self {
            part: Part::Outside,
            columns: [Labels::NONE; COLUMNS],
            hot: false,
            table: 0,
            column: 0,
            depth: 0,
            statement: 0,
            item: 0,
            closed: None,
            quote: None,
            escaped: None,
            since: 0,
            marks: 0,
        }
    }

    /// The labels of the open value.
    fn labels(&self) -> Labels {
        match self.part {
            Part::Row | Part::Copied => self.columns.get(self.column).copied().unwrap_or(Labels::NONE),
            _ => Labels::NONE,
        }
    }

    fn go(&mut self, part: Part, item: u64) {
        (self.part, self.column, self.depth, self.quote) = (part, 0, 0, None);
        self.next_item(item);
    }

    fn next_item(&mut self, at: u64) {
        (self.item, self.closed) = (at, None);
    }

    fn go_outside(&mut self, at: u64) {
        self.go(Part::Outside, at);
        self.statement = at;
    }

    /// A bracket opens at `at`, and no other is open.
    fn open(&mut self, at: u64, sight: Sight<'_>) {
        match self.part {
            Part::Outside if at - self.statement <= HEAD => {
                let Some((statement, table)) = Statement::of(sight.window.bytes(self.statement, at)) else { return };
                let table = hash(table);
                if statement != Statement::Rows || table != self.table {
                    (self.columns, self.hot, self.table) = ([Labels::NONE; COLUMNS], false, table);
                }
                let rows = statement == Statement::Rows;
                self.go(if rows { Part::Row } else { Part::Names(statement) }, at + 1);
            }
            Part::Between(Statement::Insert | Statement::Rows)
                if at - self.item <= HEAD && is_values(sight.window.bytes(self.item, at)) =>
            {
                self.go(Part::Row, at + 1);
            }
            _ => {}
        }
    }

    /// A column's name ends.
    fn name_ends(&mut self, at: u64, sight: Sight<'_>) {
        let definition = sight.window.bytes(self.item, at.min(self.item + NAME));
        if at - self.item <= FAR
            && let Some(name) = column_name(definition)
        {
            if let Some(column) = self.columns.get_mut(self.column) {
                *column = sight.lexicon.label(name);
                self.hot |= !column.is_none();
            }
            self.column += 1;
        }
        self.next_item(at + 1);
    }

    /// A value ends.
    fn value_ends(&mut self, at: u64, sight: Sight<'_>) -> Option<(Span, Labels)> {
        let labels = self.labels();
        let value = Span::new(self.item, self.closed.unwrap_or(at));
        let is_string = self.closed.is_some();
        self.column += 1;
        self.next_item(at + 1);
        if labels.is_none() || value.len() > FAR {
            return None;
        }
        // `NULL`, `\N` and calls say nothing.
        let text = sight.window.bytes(value.start, value.end);
        let says = match self.part {
            Part::Copied => text != b"\\N",
            _ => is_string || text.iter().any(u8::is_ascii_digit),
        };
        says.then_some((value, labels))
    }

    /// A quote that may begin or end a string.
    fn quote(&mut self, quote: u8, at: u64) {
        if self.quote == Some(quote) {
            (self.quote, self.closed) = (None, Some(at));
        } else if self.quote.is_none() && matches!(self.part, Part::Row | Part::Names(_)) {
            self.quote = Some(quote);
            let doubled = self.closed.is_some_and(|closed| closed + 1 == at);
            if self.part == Part::Row && self.depth == 0 && !doubled {
                self.item = at + 1;
            }
            self.closed = None;
        }
    }

    /// A bracket closes at `at`.
    fn close(&mut self, at: u64, sight: Sight<'_>) -> Option<Ended> {
        match self.part {
            Part::Row | Part::Names(_) if self.depth > 0 => {
                self.depth -= 1;
                None
            }
            Part::Row => {
                let value = self.value_ends(at, sight);
                self.go(Part::Between(Statement::Rows), at + 1);
                let bare = (!self.hot).then_some(Bare::Literals);
                Some(Ended { value, record: true, at, bare, ..Ended::default() })
            }
            Part::Names(statement) => {
                self.name_ends(at, sight);
                if statement == Statement::Create {
                    self.go_outside(at + 1);
                } else {
                    self.go(Part::Between(statement), at + 1);
                }
                None
            }
            _ => None,
        }
    }

    /// A line ends at `at`.
    fn line_ends(&mut self, at: u64, sight: Sight<'_>) -> Option<Ended> {
        let begun = |from: u64| is_begun(sight.window.bytes(from, from + NEXT));
        let mut value = None;
        match self.part {
            Part::Copied if sight.window.bytes(self.item, self.item + 2) == b"\\." => self.go_outside(at + 1),
            Part::Copied => {
                value = self.value_ends(at, sight);
                self.column = 0;
            }
            Part::Between(Statement::Copy) => {
                self.go(Part::Copied, at + 1);
                return None;
            }
            Part::Outside => {
                self.next_item(at + 1);
                if !begun(self.statement) || at - self.statement > HEAD {
                    self.statement = at + 1;
                }
            }
            // A string that lost its end must not swallow the statements behind it.
            _ if self.quote.is_some() && begun(at + 1) => self.go_outside(at + 1),
            _ => return None,
        }
        let bare = (self.part == Part::Copied && !self.hot).then_some(Bare::Cells);
        Some(Ended { value, record: true, at, bare, ..Ended::default() })
    }

    /// The mark `byte` at `at`, outside of strings unless it is a quote or a line's end.
    fn mark(&mut self, byte: u8, at: u64, sight: Sight<'_>) -> Option<Ended> {
        match byte {
            b'(' if matches!(self.part, Part::Row | Part::Names(_)) => self.depth += 1,
            b'(' => self.open(at, sight),
            b')' => return self.close(at, sight),
            b',' if self.depth == 0 && matches!(self.part, Part::Names(_)) => self.name_ends(at, sight),
            b',' if self.depth > 0 || self.part != Part::Row => {}
            b'\t' if self.part != Part::Copied => {}
            b',' | b'\t' => {
                let value = self.value_ends(at, sight)?;
                return Some(Ended { value: Some(value), at, ..Ended::default() });
            }
            b';' if matches!(self.part, Part::Between(Statement::Insert | Statement::Rows)) => self.go_outside(at + 1),
            b';' if self.part == Part::Outside => self.statement = at + 1,
            _ => {}
        }
        None
    }
}

impl Skeleton for Sql {
    fn enter(&mut self, block: &Block, _near: &Near<'_>, at: u64, _window: &Window) {
        if !self.is_running() {
            self.since = at;
        }
        self.marks = block.any(b"'\"`\\(),;\t\r\n");
    }

    fn pass(&mut self, until: usize, at: u64, sight: Sight<'_>) -> Option<Ended> {
        loop {
            let marks = before(self.marks, until);
            if marks == 0 {
                return None;
            }
            self.marks &= self.marks - 1;
            let at = at + u64::from(marks.trailing_zeros());
            let byte = sight.window.byte(at).unwrap_or(0);
            let ended = match byte {
                _ if self.escaped == Some(at) && byte != b'\n' => None,
                b'\n' => self.line_ends(at, sight),
                b'\\' if self.quote.is_some() => {
                    self.escaped = Some(at + 1);
                    None
                }
                b'\'' | b'"' | b'`' => {
                    self.quote(byte, at);
                    None
                }
                _ if self.quote.is_some() => None,
                _ => self.mark(byte, at, sight),
            };
            if ended.is_some() {
                return ended;
            }
        }
    }

    fn place(&self, _at: u64, _sight: Sight<'_>) -> Option<Place> {
        Some(Place { segment: self.item, labels: self.labels(), labelled_only: false })
    }

    fn lane(&self, at: u64, sight: Sight<'_>) -> u16 {
        column_at(at, sight, |b| matches!(b, b'\n' | b'\r' | b'('), |b| matches!(b, b',' | b'\t'))
    }

    fn end(&mut self, at: u64, sight: Sight<'_>) -> Ended {
        let value = if matches!(self.part, Part::Row | Part::Copied) { self.value_ends(at, sight) } else { None };
        Ended { value, record: true, at, ..Ended::default() }
    }

    fn since(&self) -> u64 {
        self.since
    }

    fn folding(&self) -> Folding {
        Folding::ALL
    }

    fn is_running(&self) -> bool {
        !self.hot || self.part == Part::Outside
    }

    fn is_end(byte: u8) -> bool {
        matches!(byte, b'\'' | b'\n' | b'\r' | b'\t' | b'(' | b')')
    }
}
