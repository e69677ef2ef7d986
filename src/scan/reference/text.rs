//! Running text, line by line: labelled lines, and tables that are drawn with bars.

use super::Body;
use super::lines::{Form, is_prose, pairs};
use super::structure::{End, Structure};
use crate::bytes::Span;
use crate::grammar::Labels;

/// Longest line that is read for labels, bytes of the next one that are, columns of a drawn table that have labels, and bytes
/// of a line of which the line above speaks: stated limits.
const LINE: u64 = 1024;
const NEXT: usize = 128;
const COLUMNS: usize = 32;
const NEAR: u64 = 32;

/// Reads text.
pub(super) fn read(body: &Body<'_>) -> Structure {
    let mut structure = Structure::default();
    let (mut form, mut table, mut above): (_, Option<Vec<Labels>>, _) = (Form::default(), None, Labels::NONE);
    let mut head: Option<Span> = None;
    let lines = lines(body.bytes);
    for &line in &lines {
        let text = slice(body, line);
        segments(body, line, above, table.as_deref(), &mut structure);
        let (values, labels, alone) = values(body, line, above, table.as_deref());
        for (span, labels) in values {
            structure.end(line.end, End::Value(span, labels));
        }
        if line.end == body.bytes.len() as u64 {
            break;
        }
        table = table_behind(body, line, head, table);
        head = text.contains(&b'|').then_some(line);
        if table.is_some() {
            form = Form::default();
        }
        if form.ends(labels, next(body, line), body.lexicon()) {
            structure.end(line.end, End::Record { running: true });
        }
        above = alone;
    }
    structure.end(body.bytes.len() as u64, End::Record { running: true });
    structure
}

/// The lines; of `\r\n` the second byte is none's. The last one ends with the body.
fn lines(text: &[u8]) -> Vec<Span> {
    let (mut lines, mut start) = (Vec::new(), 0);
    for (at, &byte) in text.iter().enumerate() {
        if byte == b'\n' && at == start && at > 0 && text[at - 1] == b'\r' {
            start = at + 1;
        } else if matches!(byte, b'\n' | b'\r') {
            lines.push(Span::new(start as u64, at as u64));
            start = at + 1;
        }
    }
    lines.push(Span::new(start as u64, text.len() as u64));
    lines
}

fn slice<'a>(body: &Body<'a>, span: Span) -> &'a [u8] {
    &body.bytes[span.start as usize..span.end as usize]
}

/// What is read of the line behind one that ends with a byte of its own.
fn next<'a>(body: &Body<'a>, line: Span) -> &'a [u8] {
    let rest = &body.bytes[line.end as usize..];
    let rest = rest.strip_prefix(b"\r\n").unwrap_or(&rest[1..]);
    let rest = &rest[..rest.len().min(NEXT)];
    rest.split(|&b| matches!(b, b'\n' | b'\r' | 0x1c..=0x1f)).next().unwrap_or(rest)
}

/// The cells of a line.
fn cells(text: &[u8], start: u64) -> Vec<Span> {
    let mut at = start;
    let span = |cell: &[u8]| {
        let span = Span::new(at, at + cell.len() as u64);
        at = span.end + 1;
        span
    };
    text.split(|&b| b == b'|').map(span).collect()
}

/// The table behind a line: a rule under a line with bars begins one, a line without a bar ends it.
fn table_behind(body: &Body<'_>, line: Span, head: Option<Span>, table: Option<Vec<Labels>>) -> Option<Vec<Labels>> {
    let text = slice(body, line);
    let trimmed = text.trim_ascii();
    let rule = trimmed.iter().all(|b| b"-|:+ ".contains(b)) && trimmed.windows(2).any(|two| two == b"--");
    match (table, head) {
        _ if line.len() > LINE => None,
        (Some(table), _) if rule || text.contains(&b'|') => Some(table),
        (None, Some(head)) if rule && head.len() <= LINE => {
            let cells = cells(slice(body, head), head.start);
            Some(cells.iter().take(COLUMNS).map(|&cell| body.lexicon().label(slice(body, cell))).collect())
        }
        _ => None,
    }
}

/// The texts of a line: its cells in a table, each up to the line's end, since words behind a value are read over a bar.
fn segments(body: &Body<'_>, line: Span, above: Labels, table: Option<&[Labels]>, structure: &mut Structure) {
    let text = slice(body, line);
    let plain = |from: u64, upto: u64, structure: &mut Structure| {
        let near = upto.min(line.start + NEAR).max(from);
        structure.part(line, from, near, above);
        structure.part(line, near, upto, Labels::NONE);
    };
    let Some(table) = table.filter(|_| text.contains(&b'|')) else { return plain(line.start, line.end, structure) };
    for (column, cell) in cells(text, line.start).into_iter().enumerate() {
        let labels = table.get(column).copied().unwrap_or(Labels::NONE);
        // Whether a line that begins without a bar is a row shows in so many bytes; of one too long nothing shows.
        let from = if column == 0 { cell.start.max(cell.end.saturating_sub(NEXT as u64 - 1)) } else { cell.start };
        let upto = cell.end.min(line.start + LINE + 1).max(from);
        plain(cell.start, from, structure);
        structure.part(Span::new(cell.start, line.end), from, upto, labels);
        plain(upto, cell.end, structure);
    }
}

/// The labelled values of a line, what its first label says of it, and what it says of the next line.
fn values(
    body: &Body<'_>,
    line: Span,
    above: Labels,
    table: Option<&[Labels]>,
) -> (Vec<(Span, Labels)>, Labels, Labels) {
    let text = slice(body, line);
    let mut values = Vec::new();
    if line.len() > LINE {
        return (values, Labels::NONE, Labels::NONE);
    }
    let table = table.filter(|_| text.contains(&b'|'));
    for (cell, &labels) in cells(text, line.start).into_iter().zip(table.unwrap_or(&[])) {
        if !labels.is_none() && !slice(body, cell).trim_ascii().is_empty() {
            values.push((cell, labels));
        }
    }
    if !values.is_empty() {
        return (values, Labels::NONE, Labels::NONE);
    }
    if !above.is_none() && !line.is_empty() && !text.contains(&b':') {
        return (vec![(line, above)], above, Labels::NONE);
    }
    if table.is_some() || !is_prose(text) {
        return (values, Labels::NONE, Labels::NONE);
    }
    let pairs = pairs(text, 0, body.lexicon());
    let labels = pairs.first().map_or(Labels::NONE, |&(_, _, labels)| labels);
    let mut alone = Labels::NONE;
    for (start, end, labels) in pairs {
        let value = Span::new(line.start + start as u64, line.start + end as u64);
        values.push((value, labels));
        if slice(body, value).trim_ascii().is_empty() {
            alone = labels;
        }
    }
    (values, labels, alone)
}
