//! What the structure of a body comes to: the segments that are looked at, and what ends where.

use crate::bytes::Span;
use crate::grammar::Labels;

/// A text that is looked at by itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Segment {
    pub(super) span: Span,
    /// Only what is seen first in this part of it is looked at.
    pub(super) part: Span,
    pub(super) labels: Labels,
    /// Only what a label names counts.
    pub(super) labelled_only: bool,
}

/// What ends with a byte of the body.
#[derive(Clone, Copy, Debug)]
pub(super) enum End {
    /// A value whose label says something.
    Value(Span, Labels),
    /// A record; `running` if its text is read for what no label names.
    Record { running: bool },
}

/// The structure of a body, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Structure {
    pub(super) segments: Vec<Segment>,
    pub(super) ends: Vec<(u64, End)>,
}

impl Structure {
    /// A part of a segment in which `labels` say what is.
    pub(super) fn part(&mut self, span: Span, from: u64, upto: u64, labels: Labels) {
        if from < upto {
            self.segments.push(Segment { span, part: Span::new(from, upto), labels, labelled_only: false });
        }
    }

    pub(super) fn end(&mut self, at: u64, end: End) {
        self.ends.push((at, end));
    }
}
