//! Lines and cells of a text: what ends one is told behind it, so what is at hand is kept until then.

use alloc::vec::Vec;

use crate::bytes::events::{BLOCK, CELL, Output, ROW};
use crate::decode::layout::write_line;
use crate::decode::little::utf8;

/// What begins with the next text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Begins {
    Nothing,
    Word,
    Row,
    Block,
}

/// Text that a reader sees, on its way.
pub(super) struct Lines<'o> {
    pub(super) out: &'o mut dyn Output,
    /// The cell or line at hand, in UTF-16.
    pub(super) text: Vec<u16>,
    begins: Begins,
    /// Cells that have ended since the last text of the row.
    cells: u32,
    /// Whether a cell of the row has ended, and whether the last text stood in a table.
    in_row: bool,
    was_table: bool,
}

impl<'o> Lines<'o> {
    pub(super) const fn new(out: &'o mut dyn Output) -> Self {
        Self { out, text: Vec::new(), begins: Begins::Block, cells: 0, in_row: false, was_table: false }
    }

    /// A line or a paragraph ends: in a table only a word does.
    pub(super) fn end_line(&mut self, in_table: bool) {
        self.flush(in_table);
        if in_table || self.in_row {
            self.begins = self.begins.max(Begins::Word);
        } else {
            self.cells = 0;
            self.begins = self.begins.max(Begins::Row);
        }
    }

    /// A page ends, or a section.
    pub(super) fn end_block(&mut self, in_table: bool) {
        self.flush(in_table);
        self.begins = Begins::Block;
    }

    /// A cell ends, of a row or only of a line.
    pub(super) fn end_cell(&mut self, in_table: bool, of_row: bool) {
        self.in_row |= of_row;
        self.flush(in_table);
        self.cells += 1;
    }

    pub(super) fn end_row(&mut self, in_table: bool) {
        self.flush(in_table);
        (self.cells, self.in_row) = (0, false);
        self.begins = self.begins.max(Begins::Row);
    }

    /// Writes the cell or line at hand.
    pub(super) fn flush(&mut self, in_table: bool) {
        if self.text.is_empty() {
            return;
        }
        let in_table = in_table || self.in_row;
        if core::mem::replace(&mut self.was_table, in_table) != in_table {
            self.begins = Begins::Block;
        }
        match core::mem::replace(&mut self.begins, Begins::Nothing) {
            Begins::Block => self.out.write(&[BLOCK, ROW]),
            Begins::Row => self.out.write(&[ROW]),
            Begins::Word if self.cells == 0 => self.out.write(b" "),
            Begins::Word | Begins::Nothing => {}
        }
        for _ in 0..core::mem::take(&mut self.cells) {
            self.out.write(&[CELL]);
        }
        write_units(&self.text, self.out);
        self.text.clear();
    }
}

/// Writes UTF-16 on one line.
pub(super) fn write_units(units: &[u16], out: &mut dyn Output) {
    let mut text = Vec::new();
    utf8(units.iter().copied(), &mut text);
    write_line(&text, out);
}
