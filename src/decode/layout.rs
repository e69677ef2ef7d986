//! How text stands on a page, as the decoders of documents tell it: paragraphs, lines, tables in tables, asides.
//!
//! Cells come out at the columns where they stand, so that a table's header names what is under it. Text that readers
//! see apart from the flow (text boxes, notes, comments) is kept until the end, where it can't tear a row apart.

use alloc::vec::Vec;

use crate::bytes::events::{BLOCK, CELL, Output, ROW, write_text};
use crate::bytes::{Budget, Unread};

/// Columns of a table that are told apart; those behind follow without gaps.
const COLUMNS: u32 = 1024;

/// Bytes that asides may have.
const ASIDES: usize = 16 << 20;

/// Tables and asides within each other.
const FRAMES: usize = 64;

/// Bytes of a cell that is there many times.
const REPEATED: usize = 32 << 10;

/// Text that is kept until the end.
#[derive(Debug, Default)]
pub(super) struct Aside {
    text: Vec<u8>,
    full: bool,
}

impl Output for Aside {
    fn write(&mut self, bytes: &[u8]) {
        self.full |= self.text.len() + bytes.len() > ASIDES;
        if !self.full {
            self.text.extend_from_slice(bytes);
        }
    }
}

impl Aside {
    /// Whether nothing was kept.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty() && !self.full
    }

    /// Writes what was kept.
    pub(super) fn spill(&self, out: &mut dyn Output) -> Result<(), Unread> {
        if self.full {
            return Err(Unread("inflated_bytes"));
        }
        if !self.text.is_empty() {
            out.write(&self.text);
        }
        Ok(())
    }
}

/// The columns of a row.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Columns {
    /// Where the next cell stands.
    pub(super) next: u32,
    /// How many cells have ended.
    ended: u32,
    /// Whether a cell has begun that holds something.
    used: bool,
}

impl Columns {
    /// Ends cells until the next one stands at its column.
    pub(super) fn reach(&mut self, column: u32, out: &mut dyn Output, budget: &mut Budget) -> Result<(), Unread> {
        let column = if column < COLUMNS { column } else { self.ended.saturating_add(u32::from(self.used)) };
        budget.take_steps(u64::from(column.saturating_sub(self.ended)))?;
        while self.ended < column {
            out.write(&[CELL]);
            self.ended += 1;
        }
        self.used = true;
        Ok(())
    }
}

/// Writes text on one line: whatever breaks or moves it becomes a space.
pub(super) fn write_line(text: &[u8], out: &mut dyn Output) {
    let mut pieces = text.split(|&b| matches!(b, b'\n' | b'\r' | b'\t'));
    if let Some(first) = pieces.next() {
        write_text(first, out);
    }
    for piece in pieces {
        out.write(b" ");
        write_text(piece, out);
    }
}

/// Where in a frame text would stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    Aside,
    /// In a table, but in none of its cells.
    #[default]
    Table,
    Cell,
}

/// What text stands in.
#[derive(Debug, Default)]
struct Frame {
    place: Place,
    columns: Columns,
    /// Whether the cell has text, and whether a space belongs before more of it.
    text: bool,
    space: bool,
    /// Whether the cell's text is only how its value looks.
    muted: bool,
    /// Columns that the cell takes, and its text if it is there in each of them.
    columns_wide: u32,
    copy: Option<Vec<u8>>,
}

/// A page that is written from top to bottom.
pub(super) struct Layout<'o> {
    out: &'o mut dyn Output,
    aside: Aside,
    asides: u32,
    frames: Vec<Frame>,
}

impl<'o> Layout<'o> {
    pub(super) fn new(out: &'o mut dyn Output) -> Self {
        Self { out, aside: Aside::default(), asides: 0, frames: Vec::new() }
    }

    /// The page ends: asides come now.
    pub(super) fn end(self) -> Result<(), Unread> {
        self.aside.spill(self.out)
    }

    /// Another document, or passage, or whatever an event says, begins.
    pub(super) fn event(&mut self, event: u8) {
        self.sink().0.write(&[event]);
    }

    /// A paragraph begins: a line of its own, but in a cell only a space.
    pub(super) fn paragraph(&mut self) {
        match self.cell_frame() {
            Some(frame) => frame.space = frame.text,
            None => self.event(ROW),
        }
    }

    /// A line breaks.
    pub(super) fn line(&mut self, budget: &mut Budget) -> Result<(), Unread> {
        self.space_or(ROW, budget)
    }

    /// Text moves on to the next stop.
    pub(super) fn tab(&mut self, budget: &mut Budget) -> Result<(), Unread> {
        self.space_or(CELL, budget)
    }

    fn space_or(&mut self, event: u8, budget: &mut Budget) -> Result<(), Unread> {
        if self.cell_frame().is_some() {
            return self.text(b" ", budget);
        }
        self.event(event);
        Ok(())
    }

    /// Some text.
    pub(super) fn text(&mut self, text: &[u8], budget: &mut Budget) -> Result<(), Unread> {
        let (out, frame) = self.sink();
        match frame.filter(|frame| frame.place == Place::Cell) {
            Some(frame) if frame.muted => {}
            Some(frame) => {
                if !frame.text {
                    frame.columns.reach(frame.columns.next, out, budget)?;
                }
                if core::mem::take(&mut frame.space) {
                    out.write(b" ");
                }
                frame.text = true;
                write_line(text, out);
                if let Some(copy) = frame.copy.as_mut().filter(|copy| copy.len() + text.len() < REPEATED) {
                    copy.extend_from_slice(text);
                }
            }
            None => write_line(text, out),
        }
        Ok(())
    }

    /// A table begins.
    pub(super) fn open_table(&mut self) -> Result<(), Unread> {
        self.push(Frame::default())?;
        self.event(BLOCK);
        Ok(())
    }

    /// The table ends.
    pub(super) fn close_table(&mut self) {
        if self.frames.pop_if(|frame| frame.place != Place::Aside).is_some() {
            self.event(BLOCK);
        }
    }

    /// A row of the table begins.
    pub(super) fn row(&mut self) {
        if let Some(frame) = self.frames.last_mut().filter(|frame| frame.place != Place::Aside) {
            *frame = Frame::default();
            self.event(ROW);
        }
    }

    /// Some columns are left out.
    pub(super) fn skip(&mut self, columns: u32) {
        if let Some(frame) = self.frames.last_mut() {
            frame.columns.next = frame.columns.next.saturating_add(columns);
        }
    }

    /// A cell of the row begins, that is there in so many columns.
    pub(super) fn open_cell(&mut self, repeated: u32) {
        if let Some(frame) = self.frames.last_mut().filter(|frame| frame.place != Place::Aside) {
            let columns = frame.columns;
            let copy = (repeated > 1).then(Vec::new);
            *frame = Frame { columns, place: Place::Cell, columns_wide: repeated.max(1), copy, ..Frame::default() };
        }
    }

    /// The cell is wider than one column.
    pub(super) fn widen(&mut self, columns: u32) {
        if let Some(frame) = self.cell_frame() {
            frame.columns_wide = columns.max(1);
        }
    }

    /// The cell's value has been written: what follows is how it looks.
    pub(super) fn mute(&mut self) {
        if let Some(frame) = self.cell_frame() {
            frame.muted = true;
        }
    }

    /// The cell ends.
    pub(super) fn close_cell(&mut self, budget: &mut Budget) -> Result<(), Unread> {
        let (out, frame) = self.sink();
        let Some(frame) = frame.filter(|frame| frame.place == Place::Cell) else { return Ok(()) };
        let first = frame.columns.next;
        frame.place = Place::Table;
        frame.columns.next = first.saturating_add(frame.columns_wide);
        let Some(copy) = frame.copy.take().filter(|copy| !copy.is_empty()) else { return Ok(()) };
        for column in first.saturating_add(1)..frame.columns.next.min(COLUMNS) {
            budget.take_bytes(copy.len() as u64)?;
            frame.columns.reach(column, out, budget)?;
            write_line(&copy, out);
        }
        Ok(())
    }

    /// What follows stands apart from the flow.
    pub(super) fn open_aside(&mut self) -> Result<(), Unread> {
        self.push(Frame { place: Place::Aside, ..Frame::default() })?;
        self.asides += 1;
        self.event(BLOCK);
        Ok(())
    }

    /// Back to the flow. Tables that were left open in the aside end with it.
    pub(super) fn close_aside(&mut self) {
        if let Some(at) = self.frames.iter().rposition(|frame| frame.place == Place::Aside) {
            self.frames.truncate(at);
            self.asides -= 1;
        }
    }

    fn push(&mut self, frame: Frame) -> Result<(), Unread> {
        if self.frames.len() == FRAMES {
            return Err(Unread("depth"));
        }
        self.frames.push(frame);
        Ok(())
    }

    /// The innermost frame, if it is a table in one of whose cells we are.
    fn cell_frame(&mut self) -> Option<&mut Frame> {
        self.frames.last_mut().filter(|frame| frame.place == Place::Cell)
    }

    /// Where text goes, and what it stands in.
    fn sink(&mut self) -> (&mut dyn Output, Option<&mut Frame>) {
        let out: &mut dyn Output = if self.asides > 0 { &mut self.aside } else { self.out };
        (out, self.frames.last_mut())
    }
}
