//! One sheet: its cells, row by row, whatever order they are in.
//!
//! Programs write cells in the order in which their users did, so the places of all cells of a sheet are noted and put
//! in order, and the cells read again from there. A place takes eight bytes, which is no more than the cell itself. What a
//! chart remembers of the cells that it shows, which may be those of another workbook, stands beside the sheet.

use alloc::vec::Vec;

use super::Book;
use super::beside::beside as read_beside;
use super::record::{BOF, Count, EOF, MALFORMED, Reader, Record};
use crate::bytes::events::{Output, ROW};
use crate::bytes::{Budget, Unread};
use crate::decode::layout::{Aside, Columns, write_line};
use crate::decode::little::{le16, le32, le64};
use crate::decode::xlsx::{day, float};

const FORMULA: u16 = 0x06;
const MULRK: u16 = 0xbd;
const RSTRING: u16 = 0xd6;
const LABELSST: u16 = 0xfd;
const NUMBER: u16 = 0x203;
const LABEL: u16 = 0x204;
const BOOLERR: u16 = 0x205;
const STRING: u16 = 0x207;
const RK: u16 = 0x27e;
/// Another group of a chart's cells follows.
const SIINDEX: u16 = 0x1065;
const FILEPASS: u16 = 0x2f;

/// What numbers of errors show as.
const ERRORS: &[(u8, &[u8])] = &[
    (0x00, b"#NULL!"),
    (0x07, b"#DIV/0!"),
    (0x0f, b"#VALUE!"),
    (0x17, b"#REF!"),
    (0x1d, b"#NAME?"),
    (0x24, b"#NUM!"),
    (0x2a, b"#N/A"),
];

/// Where a cell is on the sheet, and where in the stream its record begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Cell {
    row: u16,
    column: u16,
    at: u32,
}

/// Reads the sheet that begins at a place; what else stands on it goes to `beside`.
pub(super) fn sheet(
    book: &Book<'_>,
    start: usize,
    budget: &mut Budget,
    out: &mut dyn Output,
    beside: &mut Aside,
) -> Result<(), Unread> {
    /// The kind of sheet that is nothing but a chart.
    const CHART: u16 = 0x20;
    let (mut cells, mut chart) = (Vec::new(), Vec::new());
    let (mut at, mut depth, mut formula) = (start, 0_u32, None);
    let mut is_chart = false;
    loop {
        let record = Record::at(book.stream, at).ok_or(MALFORMED)?;
        budget.take_steps(record.steps())?;
        at = record.end();
        let cells = if is_chart || depth > 1 { &mut chart } else { &mut cells };
        match record.kind {
            BOF => {
                is_chart |= depth == 0 && le16(record.body, 2) == Some(CHART);
                depth = depth.saturating_add(1);
            }
            EOF | SIINDEX => {
                write_rows(book, &mut chart, budget, beside)?;
                depth -= u32::from(record.kind == EOF && depth > 0);
                if depth == 0 {
                    break;
                }
            }
            FILEPASS => return Err(Unread("encrypted")),
            NUMBER | RK | LABELSST | LABEL | RSTRING | BOOLERR => cells.push(place(&record)?),
            MULRK => {
                let first = place(&record)?;
                let count = (record.body.len() / 6).saturating_sub(1);
                budget.take_steps(count as u64)?;
                let column = |n: usize| first.column.checked_add(n as u16);
                cells.extend((0..count).map_while(|n| Some(Cell { column: column(n)?, ..first })));
            }
            FORMULA => {
                formula = Some(place(&record)?);
                if !matches!(result(record.body), Some(Value::Behind)) {
                    cells.extend(formula);
                }
            }
            STRING => cells.extend(formula.map(|cell| Cell { at: record.at as u32, ..cell })),
            _ => read_beside(book.stream, &record, book.unicode, beside)?,
        }
    }
    write_rows(book, &mut cells, budget, out)
}

fn place(record: &Record<'_>) -> Result<Cell, Unread> {
    let (row, column) = le16(record.body, 0).zip(le16(record.body, 2)).ok_or(MALFORMED)?;
    Ok(Cell { row, column, at: record.at as u32 })
}

/// Writes cells row by row, and forgets them.
fn write_rows(book: &Book<'_>, cells: &mut Vec<Cell>, budget: &mut Budget, out: &mut dyn Output) -> Result<(), Unread> {
    cells.sort_unstable();
    let mut text = Vec::new();
    for row in cells.chunk_by(|a, b| a.row == b.row) {
        let mut columns = Columns::default();
        out.write(&[ROW]);
        for &cell in row {
            budget.take_steps(1)?;
            // A second value of the same cell stands behind the first.
            columns.next = columns.next.max(u32::from(cell.column));
            text.clear();
            let value = value(book, cell, &mut text).ok_or(MALFORMED)?;
            let held = match value {
                Value::Text => &text,
                Value::Shared(number) => book.shared.strings.get(number),
                Value::Number(..) | Value::Word(_) => &b" "[..],
                Value::Behind | Value::Nothing => b"",
            };
            if !held.is_empty() {
                // Few strings can be there many times.
                budget.take_bytes(held.len() as u64)?;
                columns.reach(columns.next, out, budget)?;
                match value {
                    Value::Number(number, style) => {
                        let dates = style.is_some_and(|style| book.shared.styles.is_date(u32::from(style)));
                        if !(dates && day(number, book.shared.from_1904, out)) {
                            float(number, out);
                        }
                    }
                    Value::Word(word) => out.write(word),
                    _ => write_line(held, out),
                }
            }
            columns.next = columns.next.saturating_add(1);
        }
    }
    cells.clear();
    Ok(())
}

/// What a cell shows.
enum Value {
    /// A number, and the style that it has.
    Number(f64, Option<u16>),
    Word(&'static [u8]),
    Shared(usize),
    /// The text that was read.
    Text,
    /// A text in a record of its own.
    Behind,
    Nothing,
}

/// Reads the value of a cell; a text is added to `text`.
fn value(book: &Book<'_>, cell: Cell, text: &mut Vec<u8>) -> Option<Value> {
    let record = Record::at(book.stream, cell.at as usize)?;
    let body = record.body;
    let string = |from: usize, text: &mut Vec<u8>| {
        Reader::new(book.stream, &record, from, book.unicode).string(Count::Word, text).map(|()| Value::Text)
    };
    let style = le16(body, 4);
    match record.kind {
        NUMBER => Some(Value::Number(f64::from_bits(le64(body, 6)?), style)),
        RK => Some(Value::Number(packed(le32(body, 6)?), style)),
        MULRK => {
            let at = 4 + usize::from(cell.column.checked_sub(le16(body, 2)?)?) * 6;
            Some(Value::Number(packed(le32(body, at + 2)?), le16(body, at)))
        }
        LABELSST => Some(Value::Shared(le32(body, 6)? as usize)),
        LABEL | RSTRING => string(6, text),
        STRING => string(0, text),
        BOOLERR => Some(word(*body.get(7)? != 0, *body.get(6)?)),
        FORMULA => result(body),
        _ => None,
    }
}

/// What a formula came to when somebody last saw it.
fn result(formula: &[u8]) -> Option<Value> {
    let result = le64(formula, 6)?;
    let [kind, _, what, .., high, highest] = result.to_le_bytes();
    if (high, highest) != (0xff, 0xff) {
        return Some(Value::Number(f64::from_bits(result), le16(formula, 4)));
    }
    Some(match kind {
        0 => Value::Behind,
        1 | 2 => word(kind == 2, what),
        _ => Value::Nothing,
    })
}

fn word(is_error: bool, value: u8) -> Value {
    let error = || ERRORS.iter().find(|&&(number, _)| number == value).map_or(&b"#ERROR!"[..], |&(_, word)| word);
    Value::Word(match (is_error, value) {
        (true, _) => error(),
        (false, 0) => b"FALSE",
        (false, _) => b"TRUE",
    })
}

/// A number in four bytes: a whole one or the upper half of one of eight, perhaps a hundred times too large.
fn packed(number: u32) -> f64 {
    let unpacked = if number & 2 == 0 {
        f64::from_bits(u64::from(number & !3) << 32)
    } else {
        f64::from(number.cast_signed() >> 2)
    };
    if number & 1 == 0 { unpacked } else { unpacked / 100.0 }
}
