//! Lines of the form `Label: value`, and whether one is the last of its record.

use crate::grammar::{Labels, Lexicon};

/// Bytes in front of a colon in which its label stands, and lines without a label that a record goes on over: stated limits.
const LABEL: usize = 64;
const LOOSE: usize = 2;

/// The labelled values of a line, from `from` on: start, end, what the label says.
pub(super) fn pairs(line: &[u8], mut from: usize, lexicon: &Lexicon) -> Vec<(usize, usize, Labels)> {
    let mut pairs = Vec::new();
    while let Some((start, labels)) = next_label(line, from, lexicon) {
        // The value ends where a label begins that is not the whole rest in front of its colon.
        let colons = (start..line.len()).filter(|&at| line[at] == b':');
        let next = colons.map(|colon| (label_start(line, start, colon), colon));
        let is_label =
            |&(label, colon): &(usize, usize)| label > start && !lexicon.label(&line[label..colon]).is_none();
        let end = next.into_iter().find(is_label).map_or(line.len(), |(label, _)| label);
        pairs.push((start, end, labels));
        from = end;
    }
    pairs
}

/// Behind the colon of the first label from `from` on.
fn next_label(line: &[u8], from: usize, lexicon: &Lexicon) -> Option<(usize, Labels)> {
    (from..line.len()).filter(|&at| line[at] == b':').find_map(|colon| {
        let labels = lexicon.label(&line[label_start(line, from, colon)..colon]);
        (!labels.is_none()).then_some((colon + 1, labels))
    })
}

/// Where the label in front of `colon` begins: behind a comma, a bar, a tab, two blanks.
fn label_start(line: &[u8], from: usize, colon: usize) -> usize {
    let reach = from.max(colon.saturating_sub(LABEL));
    let parts = |at: usize| match line[at] {
        b',' | b'|' | b'\t' | b'\n' => true,
        b' ' => line[at + 1] == b' ',
        _ => false,
    };
    (reach..colon.saturating_sub(1)).rev().find(|&at| parts(at)).map_or(reach, |at| at + 1)
}

/// Whether a line is text: code has no labels.
pub(super) fn is_prose(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    let (first, last) = (line.first().copied().unwrap_or(b'*'), line.last().copied().unwrap_or(b'*'));
    !b"/*.}{<@\"".contains(&first) && !b";{}(),>[*".contains(&last)
}

/// Labelled lines that speak of one person.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Form {
    first: Labels,
    loose: usize,
}

impl Form {
    /// A line ends that says `labels`, and `next` follows: whether the record ends.
    pub(super) fn ends(&mut self, labels: Labels, next: &[u8], lexicon: &Lexicon) -> bool {
        if self.first.is_none() {
            *self = Self { first: labels, loose: 0 };
        }
        self.loose = if labels.is_none() { self.loose + 1 } else { 0 };
        let again = next_label(next, 0, lexicon).is_some_and(|(_, labels)| labels == self.first);
        let ends = self.first.is_none() || next.trim_ascii().is_empty() || self.loose >= LOOSE || again;
        if ends {
            *self = Self::default();
        }
        ends
    }
}
