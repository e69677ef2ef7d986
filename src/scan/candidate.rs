//! A closer look at one trigger: every form of every detector that could hold it, the best of those that
//! overlap.

mod kept;
mod published;
mod words;

pub(super) use kept::Candidates;
pub(super) use published::is_published;
use words::Words;

use core::cmp::Reverse;

use super::boundary::{Ends, stands_free};
use super::context::Context;
use super::finding::{Evidence, Finding};
use super::literal::Hooks;
use super::patch::is_masked;
use super::persons::{Digest, Key};
use super::run::{Run, STRIDE, first_token, run_end, token_len, token_len_before, tokens_behind};
use super::score::{Score, Scored, score};
use super::series::{Proof, Series, Tried, Verdict};
use super::steps::steps;
use super::view::{Folding, View, ends_folded, follows_escape, is_escape, is_folded};
use crate::bytes::Span;
use crate::grammar::index::{Entry, KEEP, Opening, Wanted};
use crate::grammar::shape::{is_of_token, match_at};
use crate::grammar::{Anchor, Catalog, Compact, Detector, Form, Labels, Match, Own, Role};

/// How much less sure a value is that stands in a record's text without a label.
const UNLABELLED: u8 = 10;

/// A value found.
#[derive(Clone, Copy)]
pub(super) struct Candidate {
    /// Index of the detector.
    pub(super) detector: u16,
    pub(super) span: Span,
    pub(super) score: Score,
    /// Keyed; equal values of one kind have equal ones.
    pub(super) digest: Digest,
}

impl Candidate {
    /// Whether it says something of somebody: no sample, no row of digits, no firm, no key.
    pub(super) fn counts(&self, detectors: &[Detector]) -> bool {
        let evidence = self.score.evidence;
        let nobodys = evidence.has(Evidence::TEST_VALUE) || evidence.has(Evidence::SEQUENCE);
        !matches!(detectors[self.detector as usize].role, Role::Body | Role::Secret) && !nobodys
    }

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

/// Of a value that which is the same in all ways of writing it: of a telephone number what stands behind its country's
/// code or zero.
pub(super) fn same<'v>(detector: &Detector, compact: &'v [u8]) -> &'v [u8] {
    const NATIONAL: usize = 10;
    let number = detector.role == Role::Contact && compact.len() > NATIONAL && compact.iter().all(u8::is_ascii_digit);
    &compact[if number { compact.len() - NATIONAL } else { 0 }..]
}

/// The text a trigger stands in, and what is known of its place.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) catalog: &'a Catalog,
    /// The forms of its packs that are on.
    pub(super) wanted: &'a Wanted,
    /// The text within reach. It begins in the trigger's segment and may go on behind it.
    pub(super) text: &'a [u8],
    /// The view that the text is of, when it is not the body's own.
    pub(super) view: Option<&'a View>,
    /// The bytes that behind the trigger end its segment.
    pub(super) ends: Ends,
    /// Absolute offset of the first byte of `text`.
    pub(super) origin: u64,
    /// What the column, key or element says.
    pub(super) labels: Labels,
    /// Whether a candidate that no label names is dropped.
    pub(super) labelled_only: bool,
    /// The key of the fingerprints.
    pub(super) key: &'a Key,
    /// What stood in its place before; nothing where a label speaks for itself.
    pub(super) list: Option<List<'a>>,
}

/// The numbers that stood in a place before.
#[derive(Clone, Copy)]
pub(super) struct List<'a> {
    pub(super) series: &'a Series,
    /// Asked only where a number has a kind's form.
    pub(super) lane: &'a dyn Fn() -> u16,
    /// Whether it is a page: there lists of telephones are mostly published, so that only check digits speak.
    pub(super) page: bool,
}

impl<'a> Scene<'a> {
    /// A text of the body as it stands, of whose place nothing is known.
    pub(super) const fn plain(
        catalog: &'a Catalog,
        wanted: &'a Wanted,
        key: &'a Key,
        text: &'a [u8],
        origin: u64,
    ) -> Self {
        let (labels, labelled_only) = (Labels::NONE, false);
        Self { catalog, wanted, text, view: None, ends: Ends::NONE, origin, labels, labelled_only, key, list: None }
    }

    /// Looks at the run of digits that begins at `at`, a position in the text. Says whether a value may go on, in front
    /// or behind, in something that `text` does not show.
    pub(super) fn around_digits(&self, at: usize, folding: Folding, candidates: &mut Candidates) -> bool {
        let len = token_len(self.text, at);
        // All there is of its segment, mostly a table's cell: what nothing names is seldom worth more.
        let whole = at == 0 && self.text.get(len).is_none_or(|&b| self.ends.has(b)) && self.labels.is_none();
        if whole && !self.catalog.forms.may_begin(self.wanted, false, self.text[0], len) {
            let rest = &self.text[len..];
            return is_folded(rest, folding) || is_escape(rest, folding);
        }
        let first = first_token(self.text, at);
        let digits = run_end(self.text, at);
        let behind = digits + token_len(self.text, digits);
        let run = Run { start: at, end: behind };
        let token = at - token_len_before(self.text, at);
        let mut words = self.words_near(token, behind, &run);
        let mut start = first;
        while start < digits && start <= at + STRIDE {
            let len = token_len(self.text, start);
            let before = start.checked_sub(1).map(|i| self.text[i]);
            // Within a longer word (a hash, a picture's bytes) nothing stands free.
            if !before.is_some_and(|b| is_of_token(b) || b == b'_') {
                self.forms_at(start, self.text[start], len, &run, &mut words, candidates);
            }
            if before == Some(b'+') {
                self.forms_at(start - 1, b'+', len, &run, &mut words, candidates);
            }
            start += len;
            start += self.text[start..].iter().take_while(|&&b| !is_of_token(b)).count();
        }
        let (before, rest) = (&self.text[..first], &self.text[behind..]);
        let escaped = || is_escape(&self.text[first.saturating_sub(1)..], folding) || is_escape(rest, folding);
        candidates.is_empty() && (is_folded(rest, folding) || ends_folded(before, folding) || escaped())
    }

    fn forms_at(
        &self,
        start: usize,
        first: u8,
        len: usize,
        run: &Run,
        words: &mut Words<'a>,
        candidates: &mut Candidates,
    ) {
        let may_name = |words: &Words<'_>| !self.labels.is_none() || words.may_name_something();
        let named = may_name(words);
        let forms = self.catalog.forms;
        if !forms.may_begin(self.wanted, named, first, len) {
            return;
        }
        let token = start + usize::from(first == b'+');
        let opening = Opening::new(first, &self.text[token..token + len], tokens_behind(self.text, token + len));
        for entry in forms.at(self.wanted, named, &opening) {
            steps(1);
            if entry.alone >= KEEP || may_name(words) {
                self.form_at(start, entry, run, words, candidates);
            }
        }
    }

    /// Tries a form at `start`, where by its tokens it may stand.
    fn form_at(&self, start: usize, entry: &Entry, run: &Run, words: &mut Words<'a>, candidates: &mut Candidates) {
        // Where nothing names it, a form that says little by itself is not worth its matching. The words are read for
        // the first such form that fits, and spare the others their matching.
        let sure = entry.alone >= KEEP || self.labels.has(entry.label);
        if !sure && !words.may_name(entry.label) {
            return;
        }
        let detector = &self.catalog.detectors[entry.detector as usize];
        let form = &detector.forms[entry.form as usize];
        let Some(found) = match_at(form.shape, self.text, start) else { return };
        // The value must hold a digit of the run, or it belongs to another trigger.
        if found.end <= run.start || !stands_free(self.text, start, &found, self.ends) {
            return;
        }
        if !sure && !self.is_named(words, run, detector.label) {
            return;
        }
        let value = found.compact.as_bytes();
        let verified = entry.alone != Form::OTHER && detector.verifies(&found.compact);
        // A number that nothing names: what do those before it say?
        let proof = Proof::of(detector, entry.alone, self.labels, &found);
        let scored = verified || detector.unverified > 0 && entry.alone != Form::OTHER;
        if !(scored || proof.is_some()) || !(detector.accept)(value) || (detector.refuse)(value) {
            return;
        }
        let list = self.list.zip(proof).filter(|(list, proof)| *proof == Proof::Check || !list.page);
        let list = list.map_or(Verdict::Open, |(List { series, lane, .. }, proof)| {
            candidates.try_number(Tried::new(entry.detector, verified, value));
            series.verdict(lane(), entry.detector, proof)
        });
        if scored {
            let context = self.words(words, run, start, run.end.max(found.end)).unwrap_or(&Context::NONE);
            let (alone, labels) = (form.alone, self.labels);
            let scored = Scored { detector, alone, found: &found, value, verified, labels, context, list };
            self.offer(entry.detector, start, &scored, candidates);
        }
    }

    /// Looks at the text as a whole: a value whose label says what it is, one of `kinds`.
    pub(super) fn whole_value(&self, kinds: &[u16], candidates: &mut Candidates) {
        for &index in kinds {
            let detector = &self.catalog.detectors[index as usize];
            let Anchor::Value(part) = detector.anchor else { continue };
            if !self.labels.has(detector.label) || !self.catalog.packs.has(detector.pack) {
                continue;
            }
            let Some((start, end)) = part(self.text) else { continue };
            self.whole(index, start, end, 0, &Context::NONE, candidates);
        }
    }

    /// Looks in the text of a record for what no label points at: of each kind the first, or in the thorough mode all.
    pub(super) fn in_record(&self, candidates: &mut Candidates) {
        for &index in self.catalog.in_records {
            let detector = &self.catalog.detectors[index as usize];
            let Some(find) = detector.in_record else { continue };
            if !self.catalog.packs.has(detector.pack) {
                continue;
            }
            let alone = detector.labelled.saturating_sub(UNLABELLED);
            let mut from = 0;
            while let Some((start, end)) = find(self.text, from) {
                self.whole(index, start, end, alone, &Context::NONE, candidates);
                // One is enough for a record; in the thorough mode they are wanted for themselves.
                if !self.catalog.thorough {
                    break;
                }
                from = end.max(from + 1);
            }
        }
    }

    /// A value without a shape: the part `[start, end)` of the text.
    fn whole(
        &self,
        index: u16,
        start: usize,
        end: usize,
        alone: u8,
        context: &Context<'_>,
        candidates: &mut Candidates,
    ) {
        let detector = &self.catalog.detectors[index as usize];
        let value = &self.text[start..end];
        if !is_masked(value) && (detector.accept)(value) && !(detector.refuse)(value) {
            let found = Match { end, separator: 0, lower: false, compact: Compact::of(value) };
            let verified = detector.verifies(&found.compact);
            let (labels, list) = (self.labels, Verdict::Open);
            let scored = Scored { detector, alone, found: &found, value, verified, labels, context, list };
            self.offer(index, start, &scored, candidates);
        }
    }

    /// Looks at the `@` at `at`, a position in the text.
    pub(super) fn around_at(&self, at: usize, folding: Folding, candidates: &mut Candidates) {
        for &index in self.catalog.ats {
            let detector = &self.catalog.detectors[index as usize];
            let Anchor::At { find, alone } = detector.anchor else { continue };
            if !self.catalog.packs.has(detector.pack) {
                continue;
            }
            let Some((start, end)) = find(self.text, at) else { continue };
            // What is escaped in front of it is none of it: `\nasha@…` is looked at where that is undone.
            if start > 0 && self.view.is_none() && is_escape(&self.text[start - 1..], folding) {
                continue;
            }
            self.whole(index, start, end, alone, &self.context(start, end), candidates);
        }
    }

    /// Looks at the run of seven digits at `at`, a position in the text.
    #[inline(never)]
    pub(super) fn around_run(&self, at: usize, candidates: &mut Candidates) {
        for &index in self.catalog.runs {
            let detector = &self.catalog.detectors[index as usize];
            let Anchor::Run { find, alone } = detector.anchor else { continue };
            if !self.catalog.packs.has(detector.pack) {
                continue;
            }
            let Some((start, end)) = find(self.text, at) else { continue };
            self.whole(index, start, end, alone, &Context::NONE, candidates);
        }
    }

    /// Looks at the literals whose hook stands at `at`, a position in the text; whether a value may be there that `text` does
    /// not show: one of the deployment's own, which may stand on both sides of its literal, or one behind what is spelled out.
    #[inline(never)]
    pub(super) fn around_literal(
        &self,
        at: usize,
        hooks: &Hooks,
        folding: Folding,
        candidates: &mut Candidates,
    ) -> bool {
        let mut hidden = false;
        for (literal, index) in hooks.literals_at(self.catalog.literals, self.text, at) {
            let detector = &self.catalog.detectors[index as usize];
            let before = &self.text[..literal];
            hidden |= ends_folded(before, folding) || follows_escape(before, folding);
            let (found, alone) = match (detector.anchor, self.catalog.own) {
                (Anchor::Literal { find, alone, .. }, _) => (find(self.text, literal), alone),
                (Anchor::Own { kind, alone }, Some(own)) => {
                    hidden = true;
                    (own.find(kind, self.text, literal), alone)
                }
                _ => continue,
            };
            let Some((start, end)) = found else { continue };
            self.whole(index, start, end, alone, &self.context(start, end), candidates);
        }
        hidden
    }

    fn offer(&self, index: u16, start: usize, scored: &Scored<'_>, candidates: &mut Candidates) {
        let mut score = score(scored);
        let labelled = score.evidence.has_any(&[Evidence::COLUMN, Evidence::LABEL, Evidence::NEAR, Evidence::LIST]);
        if score.confidence >= KEEP && (labelled || !self.labelled_only) {
            let allowed = |own: &dyn Own| {
                let (compact, printed) = (scored.found.compact.as_bytes(), &self.text[start..scored.found.end]);
                own.allows(printed, compact, &|| self.key.hmac(compact))
            };
            if score.confidence < scored.detector.least || self.catalog.own.is_some_and(allowed) {
                return;
            }
            let printed = &self.text[start..scored.found.end];
            if scored.detector.role == Role::Contact && is_published(&self.text[..start], printed) {
                score.evidence.add(Evidence::PUBLISHED);
            }
            let (start, end) = self.view.map_or((start, scored.found.end), |view| view.raw(start, scored.found.end));
            let span = Span::new(self.origin + start as u64, self.origin + end as u64);
            let digest = self.key.digest(scored.detector.rank, same(scored.detector, scored.found.compact.as_bytes()));
            candidates.offer(Candidate { detector: index, span, score, digest }, self.catalog.detectors);
        }
    }
}
