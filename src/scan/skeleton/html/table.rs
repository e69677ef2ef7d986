//! Tables: which column a cell is in, and what the column or the cell before it says.

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
    first_row: true,
};

impl Table {
    #[inline]
    fn labels(&self) -> Labels {
        let column = self.columns.get(self.column).copied().unwrap_or(Labels::NONE);
        if column.is_none() { self.before } else { column }
    }
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
        table.before = Labels::NONE;
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
    /// whether it holds a value, where that may matter: cells of the first row label columns, a row's first cell the one
    /// behind it.
    #[inline]
    pub(super) fn cell(&mut self, header: bool, span: usize, own: impl FnOnce() -> (Labels, bool)) -> Labels {
        let table = &mut self.stack[self.depth.min(NESTED - 1)];
        let labels = table.labels();
        let may_label = header || !table.headed && (table.first_row || table.column == 0);
        let (own, holds_value) = if may_label { own() } else { (Labels::NONE, true) };
        if !own.is_none() || self.labelled {
            self.row.iter_mut().skip(table.column).take(span).for_each(|slot| *slot = own);
            self.labelled = true;
        }
        table.before = if holds_value { Labels::NONE } else { own };
        // A row may have more cells than a byte counts: then it is no header.
        table.labelled = table.labelled.saturating_add(u8::from(!own.is_none()));
        table.values = table.values.saturating_add(u8::from(holds_value));
        table.headers = table.headers.saturating_add(u8::from(header));
        table.cells = table.cells.saturating_add(1);
        table.column = table.column.saturating_add(span);
        labels
    }

    /// A row ends; whether it was a record of its own (a row under a header, or one of more than two cells).
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
        let record = table.cells > 0 && (table.headed || table.cells > 2);
        table.before = Labels::NONE;
        (table.column, table.cells, table.labelled, table.values, table.headers) = (0, 0, 0, 0, 0);
        record
    }
}
