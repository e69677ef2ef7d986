//! Tables, cell by cell: quotes as RFC 4180 has them, a header that labels the columns.

use super::Body;
use super::structure::{End, Structure};
use crate::bytes::Span;
use crate::grammar::Labels;

/// Columns whose labels are kept, rows among which the header is looked for, bytes of a header's cell that are read, and
/// from which on it says nothing: stated limits.
const COLUMNS: usize = 128;
const HEADER_ROWS: usize = 6;
const HEADER_CELL: usize = 200;
const FAR: u64 = 2048;

/// A row: its cells, and where it ends; nothing where the body does.
struct Row {
    cells: Vec<Span>,
    end: Option<u64>,
}

/// Reads a table with this separator.
pub(super) fn read(body: &Body<'_>, separator: u8) -> Structure {
    let rows = rows(body.bytes, separator);
    let mut structure = Structure::default();
    let (mut columns, mut wanted): (Vec<Labels>, _) = (Vec::new(), true);
    for (n, row) in rows.iter().enumerate() {
        for (column, cell) in row.cells.iter().enumerate() {
            let labels = if wanted { Labels::NONE } else { columns.get(column).copied().unwrap_or(Labels::NONE) };
            structure.part(*cell, cell.start, cell.end, labels);
            if !labels.is_none() {
                structure.end(cell.end, End::Value(*cell, labels));
            }
        }
        if wanted && row.end.is_some() {
            if let Some(labels) = header(body, row) {
                (columns, wanted) = (labels, false);
            } else if n + 1 == HEADER_ROWS {
                wanted = false;
            }
        }
        let running = columns.iter().all(|column| column.is_none());
        structure.end(row.end.unwrap_or(body.bytes.len() as u64), End::Record { running });
    }
    structure
}

fn rows(text: &[u8], separator: u8) -> Vec<Row> {
    let (mut rows, mut cells, mut cell) = (Vec::new(), Vec::new(), 0);
    // Whether the byte stands in quotes, and behind the last quote that closed some.
    let (mut quoted, mut closed) = (false, None);
    for (at, &byte) in text.iter().enumerate() {
        match byte {
            b'"' if quoted => (quoted, closed) = (false, Some(at + 1)),
            b'"' => {
                let mark = at == 3 && text.starts_with(b"\xef\xbb\xbf");
                let begins = at == 0 || [separator, b'\n', b'\r'].contains(&text[at - 1]);
                quoted = begins || mark || closed == Some(at);
            }
            _ if quoted => {}
            b'\r' | b'\n' if cells.is_empty() && cell == at => cell = at + 1,
            b'\r' | b'\n' => {
                cells.push(Span::new(cell as u64, at as u64));
                rows.push(Row { cells: core::mem::take(&mut cells), end: Some(at as u64) });
                cell = at + 1;
            }
            _ if byte == separator => {
                cells.push(Span::new(cell as u64, at as u64));
                cell = at + 1;
            }
            _ => {}
        }
    }
    cells.push(Span::new(cell as u64, text.len() as u64));
    rows.push(Row { cells, end: None });
    rows
}

/// What the row says of the columns, if it is the header: two labels, or one beside another cell, and no value.
fn header(body: &Body<'_>, row: &Row) -> Option<Vec<Labels>> {
    let text =
        |cell: &Span| &body.bytes[cell.start as usize..(cell.end as usize).min(cell.start as usize + HEADER_CELL)];
    let label = |cell: &Span| if cell.len() > FAR { Labels::NONE } else { body.lexicon().label(text(cell)) };
    let five = |text: &[u8]| text.windows(5).any(|five| five.iter().all(u8::is_ascii_digit));
    let labels: Vec<Labels> = row.cells.iter().map(label).collect();
    let named = labels.iter().filter(|labels| !labels.is_none()).count();
    let values = row.cells.iter().any(|cell| five(text(cell)) || text(cell).contains(&b'@'));
    let enough = if row.cells.len() == 2 { 1 } else { 2 };
    (named >= enough && !values).then(|| labels.into_iter().take(COLUMNS).collect())
}
