//! Plain text, log lines and scripts: a line is a segment, and a record unless it is one of a run of labelled ones; in a
//! drawn table a cell is a segment and a line a record.

use super::bars::Bars;
use super::lines::{LINE, Lines, is_prose, next_value};
use super::{Ended, NEAR, Place, Sight, Skeleton, before, column_at, last};
use crate::bytes::{LOOK_AHEAD, Span, Window};
use crate::grammar::Labels;
use crate::scan::masks::Near;
use crate::scan::view::Folding;
use crate::simd::Block;

/// Bytes behind a line that are read to see whether its record goes on.
const NEXT: u64 = 128;
const _: () = assert!(NEXT as usize + 64 <= LOOK_AHEAD);

/// The state.
#[derive(Clone, Debug)]
pub(in crate::scan) struct Text {
    /// Where the open line began, and how far it has been read for labels.
    line: u64,
    read: u64,
    /// What the first label of the open line says, as far as it was read.
    labels: Labels,
    /// What the open line says of the next, if a label is all there is of it; and what the one before says of it.
    alone: Labels,
    above: Labels,
    lines: Lines,
    bars: Bars,
    /// Whether the open line holds a colon, and a bar.
    colon: bool,
    bar: bool,
    /// The line before the open one, if that holds a bar.
    head: Option<Span>,
    /// Where the last record ended whose end was not told.
    since: u64,
    /// Marks of the block that were not passed yet.
    ends: u64,
    colons: u64,
    bar_marks: u64,
}

impl Text {
    /// The state before the first byte.
    pub(in crate::scan) const fn new() -> Self {
        Self {
            line: 0,
            read: 0,
            labels: Labels::NONE,
            alone: Labels::NONE,
            above: Labels::NONE,
            lines: Lines::new(),
            bars: Bars::new(),
            colon: false,
            bar: false,
            head: None,
            since: 0,
            ends: 0,
            colons: 0,
            bar_marks: 0,
        }
    }

    /// The next labelled value of the line that ends at `at`.
    fn value(&mut self, at: u64, sight: Sight<'_>) -> Option<(Span, Labels)> {
        let line = Span::new(self.line, at);
        if self.bar
            && let Some((value, labels)) = self.bars.next_value(line, self.read, sight.window)
        {
            self.read = value.end;
            return Some((value, labels));
        }
        // What lies between the bytes of a line end is no line that could be spoken of.
        let spoken = !self.above.is_none() && !line.is_empty() && line.len() <= LINE;
        if spoken && !self.colon && self.read == line.start {
            (self.read, self.labels) = (at, self.above);
            return Some((line, self.above));
        }
        if self.bar && self.bars.is_open()
            || !self.colon
            || line.len() > LINE
            || self.read == line.start && !is_prose(sight.window.bytes(line.start, at))
        {
            return None;
        }
        let (value, labels) = next_value(line, self.read, sight.window, sight.lexicon)?;
        if self.labels.is_none() {
            self.labels = labels;
        }
        self.read = value.end;
        if sight.window.bytes(value.start, value.end).trim_ascii().is_empty() {
            self.alone = labels;
        }
        Some((value, labels))
    }

    /// The line ends at `at`; whether its record does.
    fn line_ends(&mut self, at: u64, sight: Sight<'_>) -> bool {
        // Of `\r\n` the second ends nothing.
        if at == self.line
            && sight.window.byte(at) == Some(b'\n')
            && at.checked_sub(1).and_then(|at| sight.window.byte(at)) == Some(b'\r')
        {
            (self.line, self.read) = (at + 1, at + 1);
            return false;
        }
        let line = Span::new(self.line, at);
        if self.bar || self.head.is_some() || self.bars.is_open() {
            self.bars.line_ends(line, self.head, sight.window, sight.lexicon);
            self.head = self.bar.then_some(line);
        }
        if self.bars.is_open() {
            self.lines = Lines::new();
        }
        let ends = self.lines.is_idle(self.labels) || {
            let behind = at + 1 + u64::from(sight.window.bytes(at, at + 2) == b"\r\n");
            let next = sight.window.bytes(behind, behind + NEXT);
            self.lines.record_ends(self.labels, true, next, sight.lexicon)
        };
        (self.line, self.read, self.labels) = (at + 1, at + 1, Labels::NONE);
        (self.colon, self.bar) = (false, false);
        self.above = core::mem::take(&mut self.alone);
        ends
    }
}

impl Skeleton for Text {
    fn enter(&mut self, block: &Block, _near: &Near<'_>, _at: u64, _window: &Window) {
        self.colon |= self.colons != 0;
        self.bar |= self.bar_marks != 0;
        self.ends = block.any(b"\r\n");
        self.colons = block.eq(b':');
        self.bar_marks = block.eq(b'|');
    }

    fn pass(&mut self, until: usize, at: u64, sight: Sight<'_>) -> Option<Ended> {
        loop {
            let ends = before(self.ends, until);
            if ends == 0 {
                return None;
            }
            if sight.idle
                && !self.colon
                && !self.bar
                && self.head.is_none()
                && self.above.is_none()
                && self.lines.is_idle(self.labels)
            {
                // Lines without a colon or a bar, up to the first that has one.
                let plain = before(ends, (self.colons | self.bar_marks).trailing_zeros() as usize);
                if let Some(bit) = last(plain) {
                    self.ends ^= plain;
                    self.since = at + bit as u64;
                    (self.line, self.read) = (self.since + 1, self.since + 1);
                    continue;
                }
            }
            let bit = ends.trailing_zeros();
            let colons = before(self.colons, bit as usize);
            self.colon |= colons != 0;
            self.colons ^= colons;
            let bars = before(self.bar_marks, bit as usize);
            self.bar |= bars != 0;
            self.bar_marks ^= bars;
            let at = at + u64::from(bit);
            if let value @ Some(_) = self.value(at, sight) {
                return Some(Ended { value, at, ..Ended::default() });
            }
            self.ends &= self.ends - 1;
            if !self.line_ends(at, sight) {
                continue;
            }
            if !sight.idle {
                return Some(Ended { record: true, at, ..Ended::default() });
            }
            self.since = at;
        }
    }

    fn place(&self, at: u64, sight: Sight<'_>) -> Option<Place> {
        let own = if at.saturating_sub(self.line) < NEAR { self.above } else { Labels::NONE };
        let (segment, labels) = self.bars.cell(self.line, at, sight.window).unwrap_or((self.line, own));
        Some(Place { segment, labels, labelled_only: false })
    }

    fn lane(&self, at: u64, sight: Sight<'_>) -> u16 {
        column_at(at, sight, |b| matches!(b, b'\n' | b'\r'), |b| matches!(b, b',' | b'\t' | b';' | b'|'))
    }

    fn end(&mut self, at: u64, sight: Sight<'_>) -> Ended {
        self.colon |= self.colons != 0;
        self.bar |= self.bar_marks != 0;
        let value = self.value(at, sight);
        Ended { record: value.is_none(), value, at, ..Ended::default() }
    }

    fn since(&self) -> u64 {
        self.since
    }

    fn folding(&self) -> Folding {
        Folding::ALL
    }

    fn is_running(&self) -> bool {
        true
    }

    fn is_end(byte: u8) -> bool {
        matches!(byte, b'\n' | b'\r')
    }
}
