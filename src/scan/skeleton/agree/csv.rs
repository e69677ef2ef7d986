//! Tables against the csv crate: where each field and row begins and ends, and which column a field is in.
//!
//! Departures that are meant: what the header is, the csv crate does not say (any first row is); the rule of
//! `skeleton/csv.rs` is stated here once more, over the parser's fields. A byte-order mark belongs to the first
//! field; in front of an empty line it makes one. Columns past the 128th have no labels.

use csv_core::{ReadFieldResult, ReaderBuilder};

use super::walk::{LEXICON, csv};
use super::{Agreed, Labels};

/// A field of the parser: raw bytes, quotes included.
struct Field {
    start: usize,
    end: usize,
    column: usize,
    /// The last one of its row.
    last: bool,
}

/// The parser's fields: it is fed byte by byte, so the byte with which a field ends is known.
fn fields(body: &[u8], separator: u8) -> Vec<Field> {
    let mut reader = ReaderBuilder::new().delimiter(separator).build();
    let (mut fields, mut output) = (Vec::new(), [0; 64]);
    let (mut start, mut column) = (0, 0);
    let mark = if body.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let mut at = mark;
    loop {
        let (result, read, _) = reader.read_field(&body[at..body.len().min(at + 1)], &mut output);
        // Line ends in front of a row, of which the parser makes nothing.
        if column == 0 && start == at && read == 1 && matches!(body[at], b'\r' | b'\n') {
            start = at + 1;
        }
        match result {
            ReadFieldResult::Field { record_end } => {
                fields.push(Field { start, end: at, column, last: record_end });
                column = if record_end { 0 } else { column + 1 };
                start = at + read;
            }
            ReadFieldResult::End => return fields,
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
        }
        at += read;
    }
}

/// What each column is called, and the field behind the row that says so.
fn header(body: &[u8], fields: &[Field]) -> (Vec<Labels>, usize) {
    let rows = fields.split_inclusive(|field| field.last);
    let mut behind = 0;
    for row in rows.take(6) {
        behind += row.len();
        let text = |field: &Field| &body[field.start..field.end.min(field.start + 200)];
        let label = |f: &Field| if f.end - f.start > 2048 { Labels::NONE } else { LEXICON.label(text(f)) };
        let labels: Vec<Labels> = row.iter().map(label).collect();
        let value = |text: &[u8]| text.contains(&b'@') || text.windows(5).any(|w| w.iter().all(u8::is_ascii_digit));
        let named = labels.iter().filter(|labels| !labels.is_none()).count();
        // A row of one cell is a title.
        let enough = if row.len() == 2 { 1 } else { 2 };
        if named >= enough && !row.iter().any(|f| value(text(f))) {
            return (labels, behind);
        }
    }
    (Vec::new(), fields.len())
}

/// Compares; how much was.
pub(crate) fn compare(body: &[u8], separator: u8) -> Result<Agreed, String> {
    if body.starts_with(b"\xef\xbb\xbf") && matches!(body.get(3), Some(b'\r' | b'\n')) {
        return Ok(Agreed::default());
    }
    let (trace, fields) = (csv(body, separator), fields(body, separator));
    let (labels, named) = header(body, &fields);
    let (mut rows, mut values) = (Vec::new(), Vec::new());
    for (n, field) in fields.iter().enumerate() {
        let said = labels.get(field.column).copied().filter(|_| n >= named && field.column < 128);
        let said = said.unwrap_or(Labels::NONE);
        let expected = Some((field.start as u64, said));
        // The byte that ends a field is asked about too, so that an empty field is.
        for at in field.start..(field.end + 1).min(body.len()) {
            if trace.spots[at].place != expected {
                return Err(format!(
                    "byte {at}, column {}: {:?}, not {expected:?}",
                    field.column, trace.spots[at].place
                ));
            }
        }
        if field.last {
            rows.push(field.end as u64);
        }
        if !said.is_none() {
            values.push((field.start as u64, field.end as u64, said));
        }
    }
    let ended: Vec<u64> = trace.ends.iter().filter(|end| end.record).map(|end| end.at).collect();
    // The end of the body closes what is open, if only an empty row.
    let open = ended.len() > rows.len();
    if ended[..ended.len() - usize::from(open)] != rows {
        return Err(format!("rows end at {ended:?}, not {rows:?}"));
    }
    let body_end = body.len() as u64;
    let mut found: Vec<_> = trace.ends.iter().filter_map(|end| end.value).collect();
    found.retain(|&(start, end, _)| (start, end) != (body_end, body_end));
    values.retain(|&(start, end, _)| (start, end) != (body_end, body_end));
    if found != values {
        let odd = found.iter().zip(&values).position(|(a, b)| a != b).unwrap_or(found.len().min(values.len()));
        return Err(format!(
            "value {odd} of {} and {}: {:?}, {:?}",
            found.len(),
            values.len(),
            found.get(odd),
            values.get(odd)
        ));
    }
    Ok(Agreed { bytes: body.len(), things: fields.len() })
}
