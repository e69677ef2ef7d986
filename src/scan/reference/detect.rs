//! What stands in a text: every shape of every detector, tried at every place.

use super::Body;
use super::runs::Run;
use super::visible::{Seen, Spelling, visible};
use crate::bytes::Span;
use crate::grammar::index::KEEP;
use crate::grammar::shape::match_at;
use crate::grammar::{Anchor, Compact, Form, Labels, Match, Role};
use crate::scan::boundary::{Ends, stands_free};
use crate::scan::candidate::{Candidate, is_published, same};
use crate::scan::context::Context;
use crate::scan::finding::Evidence;
use crate::scan::patch::is_masked;
use crate::scan::score::{Scored, score};
use crate::scan::series::{Proof, Series, Tried, Verdict};

/// Longest labelled value that is looked at: a stated limit.
const LONGEST_VALUE: u64 = 480;
/// Bytes behind what a secret begins with, and on both sides of a run in lines for machines, that are read: a stated limit.
pub(super) const REACH: u64 = 320;
/// How much less sure a value is that stands in a record's text without a label.
const UNLABELLED: u8 = 10;

/// A visible text that is looked at.
pub(super) struct Text<'a> {
    pub(super) body: &'a Body<'a>,
    /// What is seen first stands here.
    pub(super) part: Span,
    pub(super) seen: Vec<Seen>,
    pub(super) bytes: Vec<u8>,
    pub(super) labels: Labels,
    pub(super) labelled_only: bool,
    /// Whether markup, escapes and foreign digits are undone in it.
    pub(super) undone: bool,
    /// Whether it is a labelled value, in which nothing ends a segment.
    pub(super) value: bool,
}

impl<'a> Text<'a> {
    pub(super) fn new(body: &'a Body<'a>, seen: Vec<Seen>, part: Span, labels: Labels) -> Self {
        let bytes = seen.iter().map(|seen| seen.byte).collect();
        Self { body, part, seen, bytes, labels, labelled_only: false, undone: false, value: false }
    }

    /// Whether what is first seen at this offset of the body is looked at.
    pub(super) fn is_of_part(&self, at: u64) -> bool {
        self.part.start <= at && at < self.part.end
    }

    /// Where the segment ends for what stands at `from`: at the next byte that ends one.
    fn segment_end(&self, from: usize) -> usize {
        let ends = |seen: &Seen| !self.value && (seen.end || !seen.is_spelled() && self.body.ends(seen.byte));
        self.seen[from..].iter().position(ends).map_or(self.seen.len(), |len| from + len)
    }

    pub(super) fn raw(&self, start: usize, end: usize) -> Span {
        Span::new(self.seen[start].raw.0, self.seen[end - 1].raw.1)
    }

    /// Tries every shape at every place of which `run` is the next run that is worth it, from `from` on. What stood in its lane
    /// before speaks for or against a number that nothing else speaks for; how often one was tried is told.
    pub(super) fn shapes(
        &self,
        from: usize,
        run: &Run,
        list: Option<(&Series, u16)>,
        found: &mut Vec<Candidate>,
    ) -> Vec<Tried> {
        let mut tried = Vec::new();
        let first = self.first(run.start).saturating_sub(1).max(from);
        for start in first..run.end {
            let text = &self.bytes[..self.segment_end(start)];
            for (index, detector) in self.body.detectors() {
                for form in detector.forms {
                    let Some(value) = match_at(form.shape, text, start) else { continue };
                    if value.end <= run.start || !stands_free(text, start, &value, Ends::NONE) {
                        continue;
                    }
                    let compact = value.compact.as_bytes();
                    let verified = form.alone != Form::OTHER && detector.verifies(&value.compact);
                    let proof = Proof::of(detector, form.alone, self.labels, &value);
                    let scores = verified || detector.unverified > 0 && form.alone != Form::OTHER;
                    if !(proof.is_some() || scores) || !(detector.accept)(compact) || (detector.refuse)(compact) {
                        continue;
                    }
                    let list = list.zip(proof).map_or(Verdict::Open, |((series, lane), proof)| {
                        tried.push(Tried::new(index, verified, compact));
                        series.verdict(lane, index, proof)
                    });
                    if scores {
                        // Letters that touch a run are no words.
                        let behind = value.end.max(self.token_end(run.end)).min(text.len());
                        let context = &Context::read(&self.body.catalog.lexicon, text, start, behind);
                        let (alone, labels, found_value) = (form.alone, self.labels, &value);
                        let scored = Scored {
                            detector,
                            alone,
                            found: found_value,
                            value: compact,
                            verified,
                            labels,
                            context,
                            list,
                        };
                        self.offer(index, start, &scored, found);
                    }
                }
            }
        }
        tried
    }

    /// A value without a shape: `[start, end)` of the text.
    fn whole(
        &self,
        index: u16,
        (start, end): (usize, usize),
        alone: u8,
        context: &Context<'_>,
        found: &mut Vec<Candidate>,
    ) {
        let detector = &self.body.catalog.detectors[index as usize];
        let value = &self.bytes[start..end];
        if !is_masked(value) && (detector.accept)(value) && !(detector.refuse)(value) {
            let value_match = Match { end, separator: 0, lower: false, compact: Compact::of(value) };
            let verified = detector.verifies(&value_match.compact);
            let (labels, list) = (self.labels, Verdict::Open);
            let scored = Scored { detector, alone, found: &value_match, value, verified, labels, context, list };
            self.offer(index, start, &scored, found);
        }
    }

    /// The values around the `@` at `at`.
    pub(super) fn around_at(&self, at: usize, found: &mut Vec<Candidate>) {
        let text = &self.bytes[..self.segment_end(at)];
        for (index, detector) in self.body.detectors() {
            let Anchor::At { find, alone } = detector.anchor else { continue };
            if let Some((start, end)) = find(text, at)
                && !self.is_escaped(start)
            {
                let context = Context::read(&self.body.catalog.lexicon, text, start, end);
                self.whole(index, (start, end), alone, &context, found);
            }
        }
    }

    /// Whether what stands in the clear at `start` begins with a letter of an escape.
    fn is_escaped(&self, start: usize) -> bool {
        let Some(seen) = start.checked_sub(1).map(|before| self.seen[before]).filter(|_| !self.undone) else {
            return false;
        };
        let span = Span::new(seen.raw.0, (seen.raw.0 + 12).min(self.body.bytes.len() as u64));
        let unit = visible(self.body.bytes, span, self.body.spelling).first().map_or(1, |unit| unit.raw.1 - unit.raw.0);
        matches!(seen.byte, b'%' | b'\\') && unit > 1
    }

    /// The values around the literals that begin at `at`.
    pub(super) fn around_literal(&self, at: usize, found: &mut Vec<Candidate>) {
        for (index, detector) in self.body.detectors() {
            let Anchor::Literal { texts, find, alone } = detector.anchor else { continue };
            if !texts.iter().any(|text| self.bytes[at..].starts_with(text.as_bytes())) {
                continue;
            }
            let reach = self.seen.partition_point(|seen| seen.raw.1 <= self.seen[at].raw.0 + REACH);
            if let Some((start, end)) = find(&self.bytes[..reach], at) {
                let text = &self.bytes[..self.segment_end(end)];
                let context = Context::read(&self.body.catalog.lexicon, text, start, end);
                self.whole(index, (start, end), alone, &context, found);
            }
        }
    }

    fn offer(&self, index: u16, start: usize, scored: &Scored<'_>, found: &mut Vec<Candidate>) {
        let mut score = score(scored);
        let labelled = score.evidence.has_any(&[Evidence::COLUMN, Evidence::LABEL, Evidence::NEAR, Evidence::LIST]);
        if score.confidence >= KEEP.max(scored.detector.least) && (labelled || !self.labelled_only) {
            let printed = &self.bytes[start..scored.found.end];
            if scored.detector.role == Role::Contact && is_published(&self.bytes[..start], printed) {
                score.evidence.add(Evidence::PUBLISHED);
            }
            let span = self.raw(start, scored.found.end);
            let value = same(scored.detector, scored.found.compact.as_bytes());
            let digest = self.body.key.digest(scored.detector.rank, value);
            // Of those that overlap the better stays, one behind the other.
            let (new, detectors) = (Candidate { detector: index, span, score, digest }, self.body.catalog.detectors);
            if !found.iter().any(|old| old.span.overlaps(&span) && !new.is_better(old, detectors)) {
                found.retain(|old| !old.span.overlaps(&span));
                found.push(new);
            }
        }
    }
}

/// The lines for machines of a body, each with the place of the run that told of them.
pub(super) fn zones(body: &Body<'_>) -> Vec<(u64, Candidate)> {
    let mut all = Vec::new();
    let digit = |at: usize| body.bytes.get(at).is_some_and(u8::is_ascii_digit);
    for at in (0..body.bytes.len()).filter(|&at| (at..at + 7).all(digit) && !(at > 0 && digit(at - 1))) {
        if !matches!(body.bytes.get(at + 7), Some(b'M' | b'F' | b'X' | b'<' | b'&')) {
            continue;
        }
        let at = at as u64;
        let span = Span::new(at.saturating_sub(REACH), (at + REACH).min(body.bytes.len() as u64));
        let mut found = Vec::new();
        for seen in [plain(body, span), visible(body.bytes, span, body.spelling)] {
            let text = Text::new(body, seen, span, Labels::NONE);
            let here = text.seen.partition_point(|seen| seen.raw.1 <= at);
            if !found.is_empty() {
                break;
            }
            for (index, detector) in body.detectors() {
                if let Anchor::Run { find, alone } = detector.anchor
                    && let Some(zone) = find(&text.bytes, here)
                {
                    text.whole(index, zone, alone, &Context::NONE, &mut found);
                }
            }
        }
        all.extend(found.into_iter().map(|candidate| (at, candidate)));
    }
    all
}

/// The bytes of the body as they stand.
pub(super) fn plain(body: &Body<'_>, span: Span) -> Vec<Seen> {
    let seen = |at: u64| Seen { byte: body.bytes[at as usize], raw: (at, at + 1), odd: false, end: false };
    (span.start..span.end).map(seen).collect()
}

/// The candidates of a labelled value.
pub(super) fn value(body: &Body<'_>, span: Span, labels: Labels) -> Vec<Candidate> {
    if span.len() > LONGEST_VALUE {
        return Vec::new();
    }
    let spelling = Spelling { escapes: true, ..body.spelling };
    let text = Text { value: true, ..Text::new(body, visible(body.bytes, span, spelling), span, labels) };
    let mut found = Vec::new();
    for (index, detector) in body.detectors().filter(|(_, detector)| labels.has(detector.label)) {
        if let Anchor::Value(part) = detector.anchor
            && let Some(part) = part(&text.bytes)
        {
            text.whole(index, part, 0, &Context::NONE, &mut found);
        }
    }
    if text.bytes.contains(&b')')
        && let Some(run) = text.runs().first()
    {
        // A bracket cuts the digits: no run has to be worth it.
        text.shapes(0, run, None, &mut found);
    }
    found
}

/// What no label points at in the text of a record: of each kind the first, or in the thorough mode all.
pub(super) fn in_record(body: &Body<'_>, span: Span) -> Vec<Candidate> {
    let text = Text::new(body, plain(body, span), span, Labels::NONE);
    let mut found = Vec::new();
    for (index, detector) in body.detectors() {
        let Some(find) = detector.in_record else { continue };
        let mut from = 0;
        while let Some((start, end)) = find(&text.bytes, from) {
            text.whole(index, (start, end), detector.labelled.saturating_sub(UNLABELLED), &Context::NONE, &mut found);
            if !body.catalog.thorough {
                break;
            }
            from = end.max(from + 1);
        }
    }
    found
}
