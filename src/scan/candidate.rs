//! A closer look at one trigger: every form of every detector that could hold it, the best of those that
//! overlap.

use core::cmp::Reverse;

use super::boundary::stands_free;
use super::context::Context;
use super::finding::{Evidence, Finding};
use super::persons::Key;
use super::score::{Score, Scored, score};
use crate::bytes::Span;
use crate::grammar::shape::match_at;
use crate::grammar::{Anchor, Catalog, Compact, Detector, Labels, Match};

/// Bytes left of a run of digits in which a value that holds it may begin: letters before digits.
const LEAD: usize = 24;
/// Confidence under which a match is forgotten at once.
const KEEP: u8 = 35;
/// Matches kept for one trigger.
const MOST: usize = 12;

/// A value found.
#[derive(Clone, Copy)]
pub(super) struct Candidate {
    /// Index of the detector.
    pub(super) detector: u16,
    pub(super) span: Span,
    pub(super) score: Score,
    /// Keyed; equal values of one kind have equal ones.
    pub(super) fingerprint: u64,
}

impl Candidate {
    /// The one order among overlapping candidates (catalogue §1.5): reported before unreported, strong label,
    /// rank, longer span, surer, earlier. Total, so that the order in which forms are tried means nothing.
    pub(super) fn is_better(&self, other: &Self, detectors: &[Detector]) -> bool {
        let key = |c: &Self| {
            let evidence = c.score.evidence;
            (
                c.score.confidence >= Finding::REPORT,
                evidence.has(Evidence::COLUMN) || evidence.has(Evidence::LABEL),
                Reverse(detectors[c.detector as usize].rank),
                c.span.len(),
                c.score.confidence,
                Reverse((c.span.start, c.detector)),
            )
        };
        key(self) > key(other)
    }
}

/// The text a trigger stands in, and what is known of its place.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) catalog: &'a Catalog,
    /// One segment, or the part of it within reach: nothing that it holds is broken by structure.
    pub(super) text: &'a [u8],
    /// Absolute offset of the first byte of `text`.
    pub(super) origin: u64,
    /// What the column, key or element says.
    pub(super) labels: Labels,
    /// The key of the fingerprints.
    pub(super) key: &'a Key,
}

/// The candidates of one trigger: none overlaps another.
#[derive(Default)]
pub(super) struct Candidates {
    items: [Option<Candidate>; MOST],
}

impl Candidates {
    pub(super) fn iter(&self) -> impl Iterator<Item = &Candidate> {
        self.items.iter().flatten()
    }

    /// Keeps `new` unless something better overlaps it; drops what it is better than.
    fn offer(&mut self, new: Candidate, detectors: &[Detector]) {
        let overlaps = |old: &Candidate| old.span.overlaps(&new.span);
        if self.iter().any(|old| overlaps(old) && !new.is_better(old, detectors)) {
            return;
        }
        for slot in &mut self.items {
            if slot.as_ref().is_some_and(overlaps) {
                *slot = None;
            }
        }
        if let Some(free) = self.items.iter_mut().find(|slot| slot.is_none()) {
            *free = Some(new);
        }
    }
}

impl Scene<'_> {
    /// Looks at the run of digits that begins at `at`, a position in the text.
    pub(super) fn around_digits(&self, at: usize) -> Candidates {
        let mut candidates = Candidates::default();
        let run_end = run_end(self.text, at);
        let mut context = None;
        for start in at.saturating_sub(LEAD)..run_end {
            if is_token_start(self.text, start) {
                self.forms_at(start, at, run_end, &mut context, &mut candidates);
            }
        }
        candidates
    }

    fn forms_at<'a>(
        &'a self,
        start: usize,
        run_start: usize,
        run_end: usize,
        context: &mut Option<Context<'a>>,
        candidates: &mut Candidates,
    ) {
        for (index, detector) in self.catalog.detectors.iter().enumerate() {
            for form in detector.forms {
                let Some(found) = match_at(form.shape, self.text, start) else { continue };
                // The value must hold a digit of the run, or it belongs to another trigger.
                if found.end > run_start && stands_free(self.text, start, &found) && detector.passes(&found.compact) {
                    let context = context.get_or_insert_with(|| {
                        Context::read(&self.catalog.lexicon, self.text, start, run_end.max(found.end))
                    });
                    let value = found.compact.as_bytes();
                    let scored =
                        Scored { detector, alone: form.alone, found: &found, value, labels: self.labels, context };
                    self.offer(index, start, &scored, candidates);
                }
            }
        }
    }

    /// Looks at the `@` at `at`, a position in the text.
    pub(super) fn around_at(&self, at: usize) -> Candidates {
        let mut candidates = Candidates::default();
        for (index, detector) in self.catalog.detectors.iter().enumerate() {
            let Anchor::At { find, alone } = detector.anchor else { continue };
            let Some((start, end)) = find(self.text, at) else { continue };
            let value = &self.text[start..end];
            if (detector.accept)(value) {
                let found = Match { end, separator: 0, lower: false, compact: Compact::of(value) };
                let context = &Context::read(&self.catalog.lexicon, self.text, start, end);
                let scored = Scored { detector, alone, found: &found, value, labels: self.labels, context };
                self.offer(index, start, &scored, &mut candidates);
            }
        }
        candidates
    }

    fn offer(&self, index: usize, start: usize, scored: &Scored<'_>, candidates: &mut Candidates) {
        let score = score(scored);
        if score.confidence >= KEEP {
            let span = Span::new(self.origin + start as u64, self.origin + scored.found.end as u64);
            let rank = scored.detector.rank;
            let fingerprint = self.key.fingerprint(rank, scored.found.compact.as_bytes());
            let candidate = Candidate { detector: index as u16, span, score, fingerprint };
            candidates.offer(candidate, self.catalog.detectors);
        }
    }
}

/// The end of the joined run of digits at `at`.
fn run_end(text: &[u8], at: usize) -> usize {
    let digit = |i: usize| text.get(i).is_some_and(u8::is_ascii_digit);
    let mut end = at;
    while digit(end) || end > at && end < text.len() && matches!(text[end], b' ' | b'-' | b'.' | b'/') && digit(end + 1)
    {
        end += 1;
    }
    end
}

/// Whether a value can begin at `at`: a letter or digit that does not continue a word, or a `+` before a digit.
fn is_token_start(text: &[u8], at: usize) -> bool {
    let here = text[at];
    let before = at.checked_sub(1).map_or(b' ', |i| text[i]);
    if here == b'+' {
        return text.get(at + 1).is_some_and(u8::is_ascii_digit);
    }
    here.is_ascii_alphanumeric() && !before.is_ascii_alphanumeric()
}
