//! Tables that are drawn in running text: Markdown's, and what `psql` and `mysql` print.
//!
//! ```text
//! | Name | Mobile |
//! |------|--------|
//! | …    | …      |
//! ```
//!
//! The line of dashes makes the line before it a header, whose cells label the columns of the lines behind, up to the
//! first without a bar.

use super::FAR;
use super::lines::{LINE, is_line_end};
use crate::bytes::{BLOCK, LOOK_AHEAD, Span, Window};
use crate::grammar::{Labels, Lexicon};
use crate::scan::steps::steps;

/// Columns whose labels are kept; further ones have none.
const COLUMNS: usize = 32;
/// Bytes behind a place that are read to see whether its line holds a bar.
const NEXT: u64 = 128;
const _: () = assert!(LINE < FAR && NEXT as usize + BLOCK <= LOOK_AHEAD);

/// The open table.
#[derive(Clone, Debug)]
pub(super) struct Bars {
    columns: [Labels; COLUMNS],
    open: bool,
}

impl Bars {
    /// No table.
    pub(super) const fn new() -> Self {
        Self { columns: [Labels::NONE; COLUMNS], open: false }
    }

    /// Whether lines with bars are rows of a table.
    pub(super) const fn is_open(&self) -> bool {
        self.open
    }

    /// A line ends; `head` is the line before it, if that holds a bar.
    pub(super) fn line_ends(&mut self, line: Span, head: Option<Span>, window: &Window, lexicon: &Lexicon) {
        if line.len() > LINE {
            self.open = false;
            return;
        }
        let text = window.bytes(line.start, line.end);
        steps(text.len());
        if !is_rule(text) {
            self.open &= text.contains(&b'|');
        } else if let Some(head) = head.filter(|head| !self.open && head.len() <= LINE) {
            self.columns.fill(Labels::NONE);
            let head = cells(window.bytes(head.start, head.end));
            self.columns.iter_mut().zip(head).for_each(|(column, cell)| *column = lexicon.label(cell));
            self.open = true;
        }
    }

    /// The next cell of the row that begins at or behind `from` and whose column says something: where it stands, and
    /// what it is.
    pub(super) fn next_value(&self, line: Span, from: u64, window: &Window) -> Option<(Span, Labels)> {
        if !self.open || line.len() > LINE {
            return None;
        }
        let text = window.bytes(line.start, line.end);
        if !text.contains(&b'|') {
            return None;
        }
        let mut at = line.start;
        for (column, cell) in cells(text).enumerate() {
            let span = Span::new(at, at + cell.len() as u64);
            at = span.end + 1;
            let labels = self.columns.get(column).copied().unwrap_or(Labels::NONE);
            if span.start >= from && !labels.is_none() && !cell.trim_ascii().is_empty() {
                return Some((span, labels));
            }
        }
        None
    }

    /// Where in its line, which begins at `line`, the cell of the byte at `at` begins, and what its column says.
    pub(super) fn cell(&self, line: u64, at: u64, window: &Window) -> Option<(u64, Labels)> {
        if !self.open || at - line > LINE {
            return None;
        }
        let text = window.bytes(line, at);
        let column = text.iter().filter(|&&b| b == b'|').count();
        let begin = text.iter().rposition(|&b| b == b'|').map_or(0, |bar| bar + 1);
        // A row may begin without a bar; a line in which none follows is no row.
        let rest = || window.bytes(at, at + NEXT).iter().take_while(|b| !is_line_end(**b)).any(|&b| b == b'|');
        (column > 0 || rest()).then(|| (line + begin as u64, self.columns.get(column).copied().unwrap_or(Labels::NONE)))
    }
}

/// The cells of a row. What stands before a bar at its beginning is one, and empty in the header too.
fn cells(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|&b| b == b'|')
}

/// Whether the line is the one below a header: dashes and what joins them.
fn is_rule(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    line.iter().all(|b| matches!(b, b'-' | b'|' | b':' | b'+' | b' ')) && line.windows(2).any(|w| w == b"--")
}

#[cfg(test)]
mod tests {
    use super::is_rule;

    #[test]
    fn rules() {
        for (line, rule) in [
            ("|---|:--:|", true),
            (" --- | --- ", true),
            ("----+----", true),
            ("+---+---+", true),
            ("---", true),
            ("", false),
            ("| - |", false),
            ("|--x--|", false),
        ] {
            assert_eq!(is_rule(line.as_bytes()), rule, "{line}");
        }
    }
}
