//! Tables: which column a cell is in, and what the column or the cell before it says.
//!
//! In a table without a header a label stands in front of its value: in the row's first cell, behind its number
//! (`1 | Mobile | : | 98…`), or behind another label's value (`Name | Asha | Mobile | 98…`). Such rows are of one record.

use super::super::csv::holds_value;
use crate::grammar::Labels;

/// Tables within tables that are kept apart; deeper ones share the last.
const NESTED: usize = 4;
/// Columns of a table whose labels are kept.
const COLUMNS: usize = 32;

#[derive(Clone, Copy, Debug)]
struct Table {
    columns: [Labels; COLUMNS],
    column: usize,
    cells: u8,
    /// A header row was read.
    headed: bool,
    /// Of the open row: cells that are labels, cells that hold values, `<th>` cells.
    labelled: u8,
    values: u8,
    headers: u8,
    /// The last cell's text, if it is a label: it speaks of the cell behind it.
    before: Labels,
    /// Whether the open cell may be such a label.
    leads: bool,
    /// Labels with their values in the open row.
    pairs: u8,
    first_row: bool,
}

const EMPTY: Table = Table {
    columns: [Labels::NONE; COLUMNS],
    column: 0,
    cells: 0,
    headed: false,
    labelled: 0,
    values: 0,
    headers: 0,
    before: Labels::NONE,
    leads: true,
    pairs: 0,
    first_row: true,
};

impl Table {
    #[inline]
    fn labels(&self) -> Labels {
        let column = self.columns.get(self.column).copied().unwrap_or(Labels::NONE);
        if column.is_none() { self.before } else { column }
    }
}

/// What a cell's text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// A value and no name of a column.
    Value,
    Words,
    /// The number of a row, or a short value.
    Number,
    /// Blanks, a colon, a dash.
    Nothing,
}

/// What this text of a cell is.
pub(super) fn says(text: &[u8]) -> Says {
    if holds_value(text) {
        return Says::Value;
    }
    let (mut says, mut at) = (Says::Nothing, 0);
    while let Some(&byte) = text.get(at) {
        let reference = text[at..].iter().take(8).position(|&b| b == b';').filter(|_| byte == b'&');
        match byte {
            b'0'..=b'9' => says = Says::Number,
            0x80.. => return Says::Words,
            _ if byte.is_ascii_alphabetic() => return Says::Words,
            _ => {}
        }
        at += 1 + reference.unwrap_or(0);
    }
    says
}

/// The open tables.
#[derive(Clone, Debug)]
pub(super) struct Tables {
    stack: [Table; NESTED],
    depth: usize,
    /// Labels of the open row, which become the columns' if it turns out to be the header, and whether there are any.
    row: [Labels; COLUMNS],
    labelled: bool,
}

impl Tables {
    pub(super) const fn new() -> Self {
        Self { stack: [EMPTY; NESTED], depth: 0, row: [Labels::NONE; COLUMNS], labelled: false }
    }

    fn top(&mut self) -> &mut Table {
        &mut self.stack[self.depth.min(NESTED - 1)]
    }

    pub(super) fn open(&mut self) {
        self.depth += 1;
        *self.top() = EMPTY;
    }

    pub(super) fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    pub(super) fn row(&mut self) {
        if self.labelled {
            self.row = [Labels::NONE; COLUMNS];
            self.labelled = false;
        }
        let table = self.top();
        (table.column, table.cells, table.labelled, table.values, table.headers) = (0, 0, 0, 0, 0);
        (table.before, table.leads, table.pairs) = (Labels::NONE, true, 0);
    }

    /// So many columns stand before the open cell: those that nothing was said of are empty.
    pub(super) fn reach(&mut self, columns: usize) {
        let table = self.top();
        table.column = table.column.max(columns);
    }

    /// What the open cell's column, or else the cell before it, says.
    pub(super) fn labels(&self) -> Labels {
        self.stack[self.depth.min(NESTED - 1)].labels()
    }

    /// The open cell's column.
    pub(super) fn column(&self) -> usize {
        self.stack[self.depth.min(NESTED - 1)].column
    }

    /// A cell ends. What its column, or else the cell before it, says; `own` gives what its text says as a label and
    /// what it is, where that may matter: cells of the first row label columns, others the one behind them.
    #[inline]
    pub(super) fn cell(&mut self, header: bool, span: usize, own: impl FnOnce() -> (Labels, Says)) -> Labels {
        let table = &mut self.stack[self.depth.min(NESTED - 1)];
        let labels = table.labels();
        let may_label = header || !table.headed && (table.first_row || table.leads);
        let (mut own, says) = if may_label || !table.before.is_none() { own() } else { (Labels::NONE, Says::Value) };
        if !may_label {
            own = Labels::NONE;
        }
        if !own.is_none() || self.labelled {
            self.row.iter_mut().skip(table.column).take(span).for_each(|slot| *slot = own);
            self.labelled = true;
        }
        let of_label = !table.before.is_none() && own.is_none();
        // Nothing names a column `45`.
        let holds_value = says == Says::Value || !may_label || of_label && says == Says::Number;
        if says != Says::Nothing {
            table.pairs = table.pairs.saturating_add(u8::from(of_label));
            table.leads = of_label || table.leads && says == Says::Number;
            table.before = if holds_value { Labels::NONE } else { own };
        }
        // A row may have more cells than a byte counts: then it is no header.
        table.labelled = table.labelled.saturating_add(u8::from(!own.is_none()));
        table.values = table.values.saturating_add(u8::from(holds_value));
        table.headers = table.headers.saturating_add(u8::from(header));
        table.cells = table.cells.saturating_add(1);
        table.column = table.column.saturating_add(span);
        labels
    }

    /// A row ends; whether it was a record of its own (a row under a header, or one of more than two cells that are no labels
    /// with their values).
    pub(super) fn end_row(&mut self) -> bool {
        let Self { stack, depth, row, .. } = self;
        let table = &mut stack[(*depth).min(NESTED - 1)];
        let all_headers = table.headers == table.cells && table.cells > 1;
        let leading =
            table.first_row && table.labelled >= 2 && table.labelled >= table.cells.div_ceil(2) && table.cells > 2;
        if (all_headers || leading) && table.values == 0 && table.labelled > 0 {
            table.columns = *row;
            table.headed = true;
        }
        // Over a header there may be titles, each a row of one cell.
        table.first_row &= table.cells <= 1;
        let record = table.cells > 0 && (table.headed || table.cells > 2 && table.pairs == 0);
        (table.before, table.leads, table.pairs) = (Labels::NONE, true, 0);
        (table.column, table.cells, table.labelled, table.values, table.headers) = (0, 0, 0, 0, 0);
        record
    }
}

#[cfg(test)]
mod tests {
    use super::{Says, says};

    #[test]
    fn texts_of_cells() {
        for (text, expected) in [
            ("Mobile", Says::Words),
            ("नाम", Says::Words),
            ("98765", Says::Value),
            ("12.", Says::Number),
            (" : ", Says::Nothing),
            ("&nbsp;:&nbsp;", Says::Nothing),
            ("&nbspx;y", Says::Words),
            ("R & D", Says::Words),
            ("", Says::Nothing),
        ] {
            assert_eq!(says(text.as_bytes()), expected, "{text}");
        }
    }
}
