//! Lines of the form `Label: value`, and which lines speak of one person together.
//!
//! A form, a certificate or a contact card is a run of such lines: one record, which ends at an empty line, where its
//! first label comes again, or behind two lines without one. Any other line is a record of its own.

use crate::bytes::{Span, Window};
use crate::grammar::{Labels, Lexicon};
use crate::scan::steps::steps;

/// Bytes of a line in which a label may stand in front of its colon.
const LABEL: usize = 64;
/// Longest line that is read for labels.
pub(super) const LINE: u64 = 1024;
/// Lines without a label that a record of labelled lines may go on over.
const LOOSE: u8 = 2;

/// What the lines so far come to.
#[derive(Clone, Debug)]
pub(super) struct Lines {
    /// What the first labelled line of the open record says; nothing when it has none.
    first: Labels,
    /// Whether a value stood behind that label: else it may be a title's.
    firm: bool,
    loose: u8,
}

impl Lines {
    /// Before the first line.
    pub(super) const fn new() -> Self {
        Self { first: Labels::NONE, firm: false, loose: 0 }
    }

    /// Whether a line whose label said `labels` is a record of its own whatever follows it.
    pub(super) const fn is_idle(&self, labels: Labels) -> bool {
        self.first.is_none() && labels.is_none()
    }

    /// A line ends whose label said `labels`, `firm` if a value stood behind it, and `next` is what follows the line: whether
    /// the record ends too.
    pub(super) fn record_ends(&mut self, labels: Labels, firm: bool, next: &[u8], lexicon: &Lexicon) -> bool {
        if self.first.is_none() || firm && !self.firm && !labels.is_none() {
            (self.first, self.firm) = (labels, firm);
        }
        self.loose = if labels.is_none() { self.loose + 1 } else { 0 };
        let line = next.split(|&b| is_line_end(b)).next().unwrap_or(next);
        let blank = line.trim_ascii().is_empty();
        let again = || pair(line, 0, lexicon).is_some_and(|pair| pair.labels == self.first);
        let ends = self.first.is_none() || blank || self.loose >= LOOSE || again();
        if ends {
            *self = Self::new();
        }
        ends
    }
}

/// A line end, in text or in the events text.
pub(super) const fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r' | 0x1c..=0x1f)
}

/// A label and its value, in a line.
pub(super) struct Pair {
    pub(super) labels: Labels,
    /// Where the value stands in the line: start, end.
    pub(super) value: (usize, usize),
}

/// The first label in `line`, from `from` on, with the value behind its colon.
pub(super) fn pair(line: &[u8], from: usize, lexicon: &Lexicon) -> Option<Pair> {
    let mut at = from;
    steps(line.len().saturating_sub(from));
    loop {
        let colon = at + line.get(at..)?.iter().position(|&b| b == b':')?;
        let start = label_start(line, from, colon);
        let label = &line[start..colon];
        let labels = if label.is_empty() { Labels::NONE } else { lexicon.label(label) };
        if !labels.is_none() {
            let end = value_end(line, colon + 1, lexicon);
            return Some(Pair { labels, value: (colon + 1, end) });
        }
        at = colon + 1;
    }
}

/// Where the label that ends at `colon` begins: behind the last thing that parts texts in front of it.
fn label_start(line: &[u8], from: usize, colon: usize) -> usize {
    let reach = colon.saturating_sub(LABEL).max(from);
    let parts = |i: usize| match line[i] {
        b',' | b';' | b'|' | b'\t' | b'\n' => i + 1 < colon && line[i] != b';',
        b' ' => i + 1 < colon && line[i + 1] == b' ',
        _ => false,
    };
    (reach..colon).rev().find(|&i| parts(i)).map_or(reach, |i| i + 1)
}

/// Where the value that begins at `start` ends: at the next label of the line, or with the line.
fn value_end(line: &[u8], start: usize, lexicon: &Lexicon) -> usize {
    let mut at = start;
    while let Some(colon) = line[at..].iter().position(|&b| b == b':').map(|i| at + i) {
        let label = label_start(line, start, colon);
        if label > start && !lexicon.label(&line[label..colon]).is_none() {
            return label;
        }
        at = colon + 1;
    }
    line.len()
}

/// Whether a line of text can hold a label: not one of code.
pub(super) fn is_prose(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    !matches!(line.last(), None | Some(b';' | b'{' | b'}' | b'(' | b')' | b',' | b'>' | b'[' | b'*'))
        && !matches!(line.first(), Some(b'/' | b'*' | b'.' | b'}' | b'{' | b'<' | b'@' | b'"'))
}

/// The next labelled value of the line `[line, end)`, from `from` on: where it stands in the body, and what it is.
pub(super) fn next_value(line: Span, from: u64, window: &Window, lexicon: &Lexicon) -> Option<(Span, Labels)> {
    let text = window.bytes(line.start, line.end);
    let pair = pair(text, (from - line.start) as usize, lexicon)?;
    Some((Span::new(line.start + pair.value.0 as u64, line.start + pair.value.1 as u64), pair.labels))
}

#[cfg(test)]
mod tests {
    use super::{Lines, is_prose, pair};
    use crate::grammar::{Group, Labels, Lexicon, LexiconIndex, Phrases};

    const NAME: Group = Group(20);
    const AGE: Group = Group(21);
    const PHRASES: Phrases = &[(NAME, &["name", "fn"]), (AGE, &["age"])];
    static INDEX: LexiconIndex = LexiconIndex::new(PHRASES);
    const TOY: Lexicon = Lexicon { phrases: PHRASES, index: &INDEX };

    fn labels(group: Group) -> Labels {
        let mut labels = Labels::NONE;
        labels.add(group);
        labels
    }

    #[test]
    fn pairs() {
        for (line, expected) in [
            ("Name: Asha Rao", &[(NAME, " Asha Rao")][..]),
            ("Name : Asha   Age : 45", &[(NAME, " Asha  "), (AGE, " 45")]),
            ("1. Name: Asha, Age: 45", &[(NAME, " Asha,"), (AGE, " 45")]),
            ("FN;CHARSET=UTF-8:Asha", &[(NAME, "Asha")]),
            ("10:30 Name: Asha", &[(NAME, " Asha")]),
            ("10:30 at the clinic", &[]),
            ("no label", &[]),
            ("", &[]),
        ] {
            let (mut found, mut from) = (Vec::new(), 0);
            while let Some(pair) = pair(line.as_bytes(), from, &TOY) {
                found.push((pair.labels, &line[pair.value.0..pair.value.1]));
                from = pair.value.1;
            }
            let expected: Vec<_> = expected.iter().map(|&(group, value)| (labels(group), value)).collect();
            assert_eq!(found, expected, "{line}");
        }
    }

    #[test]
    fn records_of_lines() {
        for (lines, ends) in [
            (&["x", "y", "z"][..], &[true, true, true][..]),
            (&["Name: a", "Age: 1", "Name: b", "Age: 2"], &[false, true, false, false]),
            (&["Name: a", "", "b"], &[true, true, true]),
            (&["Name: a", "street", "town", "Age: 4"], &[false, false, true, false]),
            (&["x", "Name: a", "Age: 2"], &[true, false, false]),
        ] {
            let mut state = Lines::new();
            let found: Vec<_> = (0..lines.len())
                .map(|i| {
                    let labels = pair(lines[i].as_bytes(), 0, &TOY).map_or(Labels::NONE, |pair| pair.labels);
                    state.record_ends(labels, true, lines[i + 1..].join("\n").as_bytes(), &TOY)
                })
                .collect();
            let last = lines.len() - 1;
            assert_eq!(found[..last], ends[..last], "{lines:?}");
        }
    }

    #[test]
    fn a_title_that_reads_like_a_label_does_not_begin_the_next_record() {
        let mut state = Lines::new();
        assert!(!state.record_ends(labels(AGE), false, b"Name: a", &TOY));
        assert!(!state.record_ends(labels(NAME), true, b"Age: 1", &TOY));
        assert!(state.record_ends(labels(AGE), true, b"Name: b", &TOY));
    }

    #[test]
    fn code_has_no_labels() {
        for (line, prose) in
            [("Name: Asha", true), ("name: \"x\",", false), ("// name: x", false), ("a.name = b;", false), ("", false)]
        {
            assert_eq!(is_prose(line.as_bytes()), prose, "{line}");
        }
    }
}
