//! The events text of decoders and page walks: rows of cells, lines of text, names with their values.
//!
//! A row of several cells under a header is a record, and the header labels its columns; the header is looked for
//! anew at the start of each part and passage, and the old one holds until another is found. In a row without one a
//! cell that is a label speaks of the cell behind it. A row of one cell is a line of text and is read like one.

use super::lines::{LINE, Lines, next_value};
use super::{Ended, FAR, Place, Sight, Skeleton, before};
use crate::bytes::events::{BLOCK, CELL, LABEL, PART, ROW, VALUE};
use crate::bytes::{LOOK_AHEAD, Span, Window};
use crate::grammar::Labels;
use crate::scan::masks::Near;
use crate::scan::view::{Fielded, Folding};
use crate::simd::Block;

/// Columns whose labels are kept; further ones have none.
const COLUMNS: usize = 128;
/// Rows of a passage among which the header is looked for.
const HEADER_ROWS: u8 = 8;
/// Bytes of a cell that are read as a label.
const LONGEST_LABEL: u64 = 160;
/// Bytes behind a line that are read to see whether its record goes on.
const NEXT: u64 = 128;
const _: () = assert!(NEXT as usize + 64 <= LOOK_AHEAD);

/// What the open cell is, beside one of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Within {
    Cell,
    /// The name of a value.
    Label,
    /// The value of that name.
    Value,
}

/// The state.
#[derive(Clone, Debug)]
pub(in crate::scan) struct Events {
    columns: [Labels; COLUMNS],
    /// Labels of the open row's cells, which become the columns' if it turns out to be the header.
    row: [Labels; COLUMNS],
    /// Rows of the passage so far; of the open row the labels and values.
    rows: u8,
    labels: u8,
    values: u8,
    column: usize,
    /// What the cell before says, if it is a label.
    before: Labels,
    within: Within,
    /// What the name of the open value says.
    name: Labels,
    /// Where the open cell begins, and how far it has been read for labels in its text.
    cell: u64,
    read: u64,
    /// What the first label in the line says, and whether a value stands behind it in the line.
    line: Labels,
    firm: bool,
    lines: Lines,
    /// Marks of the block that were not passed yet.
    marks: u64,
}

impl Events {
    /// The state before the first byte.
    pub(in crate::scan) const fn new() -> Self {
        Self {
            columns: [Labels::NONE; COLUMNS],
            row: [Labels::NONE; COLUMNS],
            rows: 0,
            labels: 0,
            values: 0,
            column: 0,
            before: Labels::NONE,
            within: Within::Cell,
            name: Labels::NONE,
            cell: 0,
            read: 0,
            line: Labels::NONE,
            firm: false,
            lines: Lines::new(),
            marks: 0,
        }
    }

    /// What the place of the open cell says.
    fn cell_labels(&self) -> Labels {
        if self.within == Within::Value {
            return self.name;
        }
        let column = self.columns.get(self.column).copied().unwrap_or(Labels::NONE);
        if column.is_none() { self.before } else { column }
    }

    /// The next value that ends with the cell at `at`, before the event `mark`.
    fn value(&mut self, at: u64, mark: u8, sight: Sight<'_>) -> Option<(Span, Labels)> {
        let cell = Span::new(self.cell, at);
        if self.within == Within::Label || self.read >= at || cell.len() > LINE {
            return None;
        }
        // A row of one cell is a line of text, whatever its column is called.
        let line = self.column == 0 && !matches!(mark, CELL);
        let labels = if line && self.within == Within::Cell { Labels::NONE } else { self.cell_labels() };
        if !labels.is_none() && self.read == self.cell {
            self.read = at;
            return Some((cell, labels));
        }
        let (value, labels) = next_value(cell, self.read, sight.window, sight.lexicon)?;
        self.read = value.end;
        if self.line.is_none() {
            (self.line, self.firm) = (labels, true);
        }
        Some((value, labels))
    }

    /// The cell ends: what its text says as a label.
    fn cell_ends(&mut self, at: u64, sight: Sight<'_>) {
        let cell = Span::new(self.cell, at);
        let text = sight.window.bytes(cell.start, cell.end.min(cell.start + LONGEST_LABEL));
        let own = if cell.len() > FAR { Labels::NONE } else { sight.lexicon.label(text) };
        match self.within {
            Within::Label => self.name = own,
            Within::Value => self.name = Labels::NONE,
            Within::Cell => {
                let value = super::csv::holds_value(text) || cell.len() > LONGEST_LABEL;
                // What only parts a label from its value, or nothing: the label speaks of what comes behind it.
                let says_nothing = !text.iter().any(|b| b.is_ascii_alphanumeric() || !b.is_ascii());
                if !says_nothing {
                    self.before = if value { Labels::NONE } else { own };
                }
                if self.column == 0 && self.line.is_none() && !value {
                    self.line = own;
                }
                self.labels = self.labels.saturating_add(u8::from(!own.is_none()));
                self.values = self.values.saturating_add(u8::from(value));
                if let Some(slot) = self.row.get_mut(self.column) {
                    *slot = own;
                }
            }
        }
    }

    /// The row ends at `at`: whether a record does.
    fn row_ends(&mut self, at: u64, mark: u8, sight: Sight<'_>) -> bool {
        let cells = self.column + 1;
        let header = self.rows < HEADER_ROWS
            && self.values == 0
            && cells > 2
            && self.labels >= 2
            && usize::from(self.labels) * 2 >= cells.min(usize::from(u8::MAX));
        self.rows = self.rows.saturating_add(1);
        let headed = self.columns.iter().take(cells).any(|column| !column.is_none());
        let ends = if header {
            self.columns = self.row;
            self.columns[cells.min(COLUMNS)..].fill(Labels::NONE);
            self.rows = HEADER_ROWS;
            true
        } else if cells > 1 && headed {
            true
        } else {
            let next = sight.window.bytes(at + 1, at + 1 + NEXT);
            self.lines.record_ends(self.line, self.firm || cells > 1, next, sight.lexicon)
        };
        if matches!(mark, BLOCK | PART) {
            self.rows = 0;
        }
        if mark == PART {
            self.columns = [Labels::NONE; COLUMNS];
        }
        let ends = ends || matches!(mark, PART);
        if ends {
            self.lines = Lines::new();
        }
        self.row[..cells.min(COLUMNS)].fill(Labels::NONE);
        (self.labels, self.values, self.column) = (0, 0, 0);
        (self.before, self.line, self.firm, self.name) = (Labels::NONE, Labels::NONE, false, Labels::NONE);
        ends
    }
}

impl Skeleton for Events {
    fn enter(&mut self, block: &Block, _near: &Near<'_>, _at: u64, _window: &Window) {
        self.marks = block.range(PART, CELL) | block.range(LABEL, VALUE);
    }

    fn pass(&mut self, until: usize, at: u64, sight: Sight<'_>) -> Option<Ended> {
        loop {
            let marks = before(self.marks, until);
            if marks == 0 {
                return None;
            }
            let at = at + u64::from(marks.trailing_zeros());
            let mark = sight.window.byte(at).unwrap_or(ROW);
            if let value @ Some(_) = self.value(at, mark, sight) {
                return Some(Ended { value, at, ..Ended::default() });
            }
            self.marks &= self.marks - 1;
            self.cell_ends(at, sight);
            let record = match mark {
                CELL => {
                    self.column += 1;
                    false
                }
                ROW | BLOCK | PART => self.row_ends(at, mark, sight),
                _ => false,
            };
            self.within = match mark {
                LABEL => Within::Label,
                VALUE => Within::Value,
                _ => Within::Cell,
            };
            (self.cell, self.read) = (at + 1, at + 1);
            if record {
                return Some(Ended { record, at, ..Ended::default() });
            }
        }
    }

    fn place(&self, _at: u64, _sight: Sight<'_>) -> Option<Place> {
        Some(Place { segment: self.cell, labels: self.cell_labels(), labelled_only: false })
    }

    fn lane(&self, _at: u64, _sight: Sight<'_>) -> u16 {
        self.column as u16
    }

    fn end(&mut self, at: u64, sight: Sight<'_>) -> Ended {
        let value = self.value(at, PART, sight);
        Ended { record: value.is_none(), value, at, ..Ended::default() }
    }

    fn folding(&self) -> Folding {
        Folding { markup: false, tags: false, escapes: false, percents: false, fields: Fielded::No }
    }

    fn is_running(&self) -> bool {
        true
    }

    fn is_end(byte: u8) -> bool {
        matches!(byte, PART..=CELL | LABEL | VALUE | b'\n' | b'\t')
    }
}

#[cfg(test)]
mod tests {
    use super::super::Declared;
    use crate::bytes::events::{BLOCK, CELL, LABEL, PART, ROW, VALUE};
    use crate::scan::{Finding, Key, Stream};

    /// Kinds found in an events text, in which `{` … stand for the control bytes.
    fn kinds(text: &str) -> Vec<&'static str> {
        let marks = [('§', PART), ('¶', BLOCK), ('/', ROW), ('|', CELL), ('<', LABEL), ('>', VALUE)];
        let text: Vec<u8> = text
            .chars()
            .flat_map(|c| {
                marks.iter().find(|(mark, _)| *mark == c).map_or_else(|| c.to_string().into_bytes(), |m| vec![m.1])
            })
            .collect();
        let scan = |size: usize| {
            let mut found = Vec::new();
            let mut stream = Stream::new(&crate::scan::stream::tests::CATALOG, Key([1; 16]));
            stream.reset(Declared::Events);
            let mut sink = |finding: &Finding| found.push(finding.kind);
            text.chunks(size).for_each(|chunk| stream.write(chunk, &mut sink));
            stream.end(&mut sink);
            found
        };
        let whole = scan(text.len());
        assert_eq!(scan(1), whole);
        whole
    }

    #[test]
    fn rows() {
        for (text, expected) in [
            ("§/Sr|Key no|Colour/1|934188261|red/2|934188262|blue", &["toy", "toy"][..]),
            ("§/a title/Sr|Key no|Colour/1|934188261|red", &["toy"]),
            ("§/Key no|934188261/Colour|red", &["toy"]),
            ("§/Sr|Key no|Colour/1|934188261|red¶/2|934188262|blue", &["toy", "toy"]),
            ("§/Sr|Key no|Colour/1|934188261|red§/2|934188262|blue", &["toy"]),
            ("¶<key>934188261", &["toy"]),
            ("¶<colour>934188261", &[]),
            ("¶/Key: 934188261/other", &["toy"]),
            ("¶/nothing 934188261", &[]),
        ] {
            assert_eq!(kinds(text), expected, "{text}");
        }
    }
}
