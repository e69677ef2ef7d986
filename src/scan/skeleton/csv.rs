//! CSV and its kin (TSV, semicolons, bars): a cell is a segment, a row a record, the header labels the columns.
//!
//! Quotes as RFC 4180 has them and the csv crate reads them: a quote opens a cell only at its start, a doubled
//! one inside a quoted cell is a quote. The header is the first of the leading rows of which two cells are labels and
//! none holds a value; titles may stand before it.
//!
//! A table none of whose columns says anything is not walked cell by cell: only its rows are, and the cell of a
//! trigger is found from the separators before it.

use super::{Bare, Ended, FAR, Place, Sight, Skeleton, before, column_at, last};
use crate::bytes::{BLOCK, Span, Window};
use crate::grammar::Labels;
use crate::scan::masks::Near;
use crate::scan::view::Folding;
use crate::simd::{Bits, Block};

/// Columns whose labels are kept; further ones have none.
const COLUMNS: usize = 128;
/// Leading rows among which the header is looked for.
const HEADER_ROWS: u8 = 6;
/// Bytes of a header cell that are read.
const HEADER_CELL: u64 = 200;

/// Where the search for the header stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Header {
    /// Rows looked at so far; labels and values seen in the open one.
    Wanted {
        rows: u8,
        labels: u8,
        values: u8,
    },
    Settled,
}

/// The state.
#[derive(Clone, Debug)]
pub(in crate::scan) struct Csv {
    separator: u8,
    columns: [Labels; COLUMNS],
    header: Header,
    /// Whether a column says something.
    hot: bool,
    /// Which column the open cell is in, and where it begins, by the marks passed.
    column: usize,
    cell: u64,
    quoted: bool,
    /// Behind the last quote that closed a cell's quotes: another one there opens them again.
    closed: u64,
    /// Where the last row ended whose end was not told.
    since: u64,
    /// The block's offset, and its marks that were not passed yet.
    block: u64,
    separators: u64,
    rows: u64,
}

impl Csv {
    /// The state before the first byte of a table with this separator.
    pub(in crate::scan) const fn new(separator: u8) -> Self {
        Self {
            separator,
            columns: [Labels::NONE; COLUMNS],
            header: Header::Wanted { rows: 0, labels: 0, values: 0 },
            hot: false,
            column: 0,
            cell: 0,
            quoted: false,
            closed: 0,
            since: 0,
            block: 0,
            separators: 0,
            rows: 0,
        }
    }

    /// The byte between two cells.
    pub(in crate::scan) const fn separator(&self) -> u8 {
        self.separator
    }

    fn labels(&self) -> Labels {
        match self.header {
            Header::Settled => self.columns.get(self.column).copied().unwrap_or(Labels::NONE),
            Header::Wanted { .. } => Labels::NONE,
        }
    }

    /// The bytes inside quotes, opening quotes included.
    fn quoted_mask(&mut self, near: &Near<'_>, quotes: u64, at: u64) -> u64 {
        let mut inside = if self.quoted { u64::MAX } else { 0 };
        for bit in Bits(quotes) {
            let before = match bit.checked_sub(1) {
                Some(bit) => near.here[bit],
                None if at == 0 => b'\n',
                None => near.left[BLOCK - 1],
            };
            let place = at + bit as u64;
            let begins = || place == 3 && near.here.starts_with(b"\xef\xbb\xbf");
            let ends = before == self.separator || matches!(before, b'\n' | b'\r');
            if self.quoted {
                self.closed = place + 1;
            } else if !ends && (self.closed != place || place == 0) && !begins() {
                continue;
            }
            self.quoted = !self.quoted;
            inside ^= u64::MAX << bit;
        }
        inside
    }

    fn cell_ends(&mut self, at: u64, sight: Sight<'_>) -> Option<(Span, Labels)> {
        let cell = Span::new(self.cell, at);
        match &mut self.header {
            Header::Settled => {
                let labels = self.columns.get(self.column).copied().unwrap_or(Labels::NONE);
                (!labels.is_none()).then_some((cell, labels))
            }
            Header::Wanted { labels, values, .. } => {
                let text = sight.window.bytes(cell.start, cell.end.min(cell.start + HEADER_CELL));
                let found = if cell.len() > FAR { Labels::NONE } else { sight.lexicon.label(text) };
                if !found.is_none() {
                    *labels = labels.saturating_add(1);
                }
                if holds_value(text) {
                    *values = values.saturating_add(1);
                }
                if let Some(column) = self.columns.get_mut(self.column) {
                    *column = found;
                }
                None
            }
        }
    }

    fn row_ends(&mut self) {
        if let Header::Wanted { rows, labels, values } = self.header {
            // A row of one cell is a title, whatever it says.
            let enough = if self.column == 2 { 1 } else { 2 };
            if labels >= enough && values == 0 {
                self.header = Header::Settled;
                // A row before may have had more cells.
                self.columns[self.column.min(COLUMNS)..].fill(Labels::NONE);
                self.hot = self.columns.iter().any(|column| !column.is_none());
            } else if rows + 1 == HEADER_ROWS {
                self.columns = [Labels::NONE; COLUMNS];
                self.header = Header::Settled;
            } else {
                self.header = Header::Wanted { rows: rows + 1, labels: 0, values: 0 };
            }
        }
        self.column = 0;
    }
}

impl Csv {
    /// Whether every cell is walked: under a header that says something, and while the header is looked for.
    fn walks(&self) -> bool {
        self.hot || matches!(self.header, Header::Wanted { .. })
    }

    /// Steps over the separators before bit `until`, all of one row.
    fn step_over(&mut self, until: usize) {
        let separators = before(self.separators, until);
        if let Some(bit) = last(separators) {
            self.column += separators.count_ones() as usize;
            self.cell = self.block + bit as u64 + 1;
            self.separators ^= separators;
        }
    }
}

impl Csv {
    /// Rows of which nobody wants to know end before bit `until`.
    fn rows_end(&mut self, until: usize) {
        let rows = before(self.rows, until);
        let Some(bit) = last(rows) else { return };
        self.rows ^= rows;
        self.separators &= !(u64::MAX >> (BLOCK - 1 - bit));
        self.since = self.block + bit as u64;
        (self.column, self.cell) = (0, self.since + 1);
    }
}

/// Whether a cell is a value and no name of a column: five digits in a row, or an address.
pub(super) fn holds_value(cell: &[u8]) -> bool {
    cell.windows(5).any(|w| w.iter().all(u8::is_ascii_digit)) || cell.contains(&b'@')
}

impl Skeleton for Csv {
    fn enter(&mut self, block: &Block, near: &Near<'_>, at: u64, _window: &Window) {
        self.step_over(BLOCK);
        self.block = at;
        let quotes = block.eq(b'"');
        let inside =
            if quotes == 0 { if self.quoted { u64::MAX } else { 0 } } else { self.quoted_mask(near, quotes, at) };
        self.separators = block.eq(self.separator) & !inside;
        self.rows = block.any(b"\r\n") & !inside;
    }

    fn pass(&mut self, until: usize, at: u64, sight: Sight<'_>) -> Option<Ended> {
        if sight.idle && !self.walks() {
            self.rows_end(until);
            return None;
        }
        loop {
            let marks = if self.walks() { self.separators | self.rows } else { self.rows };
            let bit = before(marks, until).trailing_zeros() as usize;
            if bit == BLOCK {
                return None;
            }
            self.step_over(bit);
            let (at, mark) = (at + bit as u64, 1 << bit);
            let row = self.rows & mark != 0;
            self.rows &= !mark;
            self.separators &= !mark;
            // Of `\r\n` the first ends the row, and the second an empty one that counts for nothing.
            if row && self.column == 0 && self.cell == at {
                self.cell = at + 1;
                continue;
            }
            let value = if self.walks() { self.cell_ends(at, sight) } else { None };
            self.cell = at + 1;
            self.column += 1;
            if row {
                self.row_ends();
            }
            if row || value.is_some() {
                let bare = (row && !self.hot).then_some(Bare::Cells);
                return Some(Ended { value, record: row, at, bare, ..Ended::default() });
            }
        }
    }

    fn place(&self, at: u64, _sight: Sight<'_>) -> Option<Place> {
        let separators = before(self.separators, (at - self.block) as usize);
        let segment = last(separators).map_or(self.cell, |bit| self.block + bit as u64 + 1);
        Some(Place { segment, labels: self.labels(), labelled_only: false })
    }

    fn lane(&self, at: u64, sight: Sight<'_>) -> u16 {
        column_at(at, sight, |b| matches!(b, b'\n' | b'\r'), |b| b == self.separator)
    }

    fn end(&mut self, at: u64, sight: Sight<'_>) -> Ended {
        self.step_over(BLOCK);
        let bare = (!self.hot).then_some(Bare::Cells);
        Ended { value: self.cell_ends(at, sight), record: true, at, bare, ..Ended::default() }
    }

    fn since(&self) -> u64 {
        self.since
    }

    fn folding(&self) -> Folding {
        Folding { escapes: false, ..Folding::ALL }
    }

    // Of the first rows, too: one that proves to be no header is read as those behind it are.
    fn is_running(&self) -> bool {
        !self.hot
    }

    fn is_end(byte: u8) -> bool {
        matches!(byte, b'\n' | b'\r' | b'"' | b'\t' | b';' | b',' | b'|')
    }
}
