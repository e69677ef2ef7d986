//! What happens at a trigger, at the end of a labelled value and at the end of a record.

mod row;
mod special;

use special::{begins_zone, ends_name, folding_at, goes_on_unseen, is_number};

use core::cell::OnceCell;

use super::boundary::Ends;
use super::candidate::{Candidates, List, Scene};
use super::finding::{Finding, Mask};
use super::literal::Hooks;
use super::masks::Near;
use super::meanings::Meanings;
use super::patch::{Filler, patches};
use super::persons::{Distinct, Few, Key};
use super::record::Record;
use super::series::Series;
use super::skeleton::{Bare, Ended, Format, Sight, Skeleton};
use super::steps::steps;
use super::stream::Sink;
use super::view::{Fielded, Folding, View, is_folded, run_around};
use crate::bytes::{BLOCK, LOOK_AHEAD, LOOK_BEHIND, Span, Window};
use crate::grammar::index::Wanted;
use crate::grammar::{Catalog, Labels, Role};
use crate::simd::Block;

/// Bytes left of a trigger that a candidate may use.
const REACH_LEFT: u64 = 320;
/// Bytes right of a trigger that a candidate may use: less than the look-ahead, or chunking would show.
const REACH_RIGHT: u64 = 320;
const _: () = assert!(REACH_RIGHT as usize + BLOCK <= LOOK_AHEAD);
const _: () = assert!(LOOK_BEHIND as u64 > 2 * REACH_LEFT);

/// Bytes of a value under a label that is looked at: the view holds as many.
const LONGEST_VALUE: u64 = 480;

/// Bytes of a record, up to its end, in which attributes are looked for in running text.
const RECORD: u64 = 2048;
/// Persons whom a verdict may hang on that are counted.
const COUNTED: usize = 64;

/// What a trigger is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A run of digits begins.
    Digits,
    /// An `@`.
    At,
    /// A digit may be split or folded here.
    Fold,
    /// The hook of a literal.
    Literal,
}

/// The meaning of a body so far: the open record and the persons counted.
#[derive(Clone)]
pub(super) struct Look<'c> {
    catalog: &'c Catalog,
    /// The forms of its packs that are on.
    wanted: Wanted,
    key: Key,
    record: Record,
    /// Whether the format has numbers that must stay numbers.
    scripted: bool,
    /// Whether it is a page.
    page: bool,
    /// The bytes that end a segment of the format.
    ends: Ends,
    /// What stands for characters in a labelled value of the format.
    folding: Folding,
    /// The bytes that begin such, and the bracket that closes a prefix: most values have none.
    marks: Ends,
    /// Where the open record began: behind the one before.
    begun: u64,
    /// Where the record ends that is being closed, if it is a row that nothing explains.
    row: Option<(u64, Bare)>,
    persons: Distinct,
    /// Of those, the ones whom somebody can reach or single out, and the ones with an attribute of high severity.
    reachable: Few<COUNTED>,
    exposed: Few<COUNTED>,
    view: View,
    candidates: Candidates,
    meanings: Meanings,
    /// Numbers that nothing names, by column or key.
    series: Series,
    hooks: Hooks,
    /// Values before this offset have been looked at in the view.
    viewed: u64,
    /// The end of the last finding that was told of.
    told: u64,
    /// Up to here the last secret reached that was told of: of several lines, it may reach behind its record.
    covered: u64,
}

impl<'c> Look<'c> {
    pub(super) const fn new(catalog: &'c Catalog, key: Key) -> Self {
        Self {
            catalog,
            wanted: catalog.forms.wanted(catalog.packs),
            key,
            record: Record::new(),
            scripted: false,
            page: false,
            ends: Ends::NONE,
            folding: Folding::ALL,
            marks: Ends::NONE,
            begun: 0,
            row: None,
            persons: Distinct::new(),
            reachable: Few::new(),
            exposed: Few::new(),
            view: View::new(),
            candidates: Candidates::new(),
            meanings: Meanings::new(),
            series: Series::new(),
            hooks: Hooks::new(catalog.literals, catalog.detectors, catalog.packs),
            viewed: 0,
            told: 0,
            covered: 0,
        }
    }

    /// Begins another body; the persons stay.
    pub(super) fn restart(&mut self) {
        self.record.clear();
        self.begun = 0;
        self.view = View::new();
        self.series = Series::new();
        self.viewed = 0;
        self.told = 0;
        self.covered = 0;
    }

    /// No person has been counted.
    pub(super) fn forget_persons(&mut self) {
        self.persons.clear();
        self.reachable = Few::new();
        self.exposed = Few::new();
    }

    /// The body has this format, and `is_end` says what ends its segments.
    pub(super) fn set_format(&mut self, format: Format, is_end: fn(u8) -> bool) {
        self.ends = Ends::of(is_end);
        let fields = match format {
            Format::Form => Fielded::Form,
            Format::Card => Fielded::Card,
            _ => Fielded::No,
        };
        self.folding = Folding { tags: format != Format::Xml, fields, ..Folding::ALL };
        self.marks = Ends::of(|byte| byte == b')' || self.folding.begins(byte));
        self.scripted = matches!(format, Format::Json | Format::Html | Format::Sql);
        self.page = format == Format::Html;
    }

    /// What a skeleton may look at.
    pub(super) fn sight<'a>(&self, window: &'a Window) -> Sight<'a>
    where
        'c: 'a,
    {
        Sight { window, lexicon: &self.catalog.lexicon, idle: self.record.is_idle() && !self.catalog.thorough }
    }

    /// Where in the middle block a literal may stand.
    #[inline]
    pub(super) fn hooks(&self, near: &Near<'_>, block: &Block) -> u64 {
        self.hooks.find(near, block)
    }

    /// Records have ended up to `since`, while nothing waited for it.
    #[inline]
    pub(super) fn begin(&mut self, since: u64) {
        self.begun = self.begun.max(since);
    }

    /// Looks at the trigger at the absolute offset `at`.
    pub(super) fn trigger<S: Skeleton>(
        &mut self,
        at: u64,
        kind: Kind,
        skeleton: &S,
        window: &Window,
        sink: &mut (impl Sink + ?Sized),
    ) {
        let folding = if kind == Kind::Fold { folding_at(at, skeleton.folding(), window) } else { skeleton.folding() };
        // What can't be part of an address in front of an `@` (`@param`), what folds to nothing: nothing to look at.
        match kind {
            Kind::At if !at.checked_sub(1).and_then(|at| window.byte(at)).is_some_and(ends_name) => return,
            Kind::Fold if at < self.viewed || !is_folded(window.bytes(at, at + REACH_RIGHT), folding) => {
                return;
            }
            Kind::Literal if !self.is_literal(at, window) => return,
            _ => {}
        }
        let sight = self.sight(window);
        let Some(place) = skeleton.place(at, sight) else { return };
        let origin = place.segment.max(at.saturating_sub(REACH_LEFT)).max(window.base());
        let here = (at - origin) as usize;
        let raw = window.bytes(origin, at + REACH_RIGHT);
        steps(raw.len());
        let known = OnceCell::new();
        let lane = || *known.get_or_init(|| skeleton.lane(at, sight));
        let scene = Scene {
            ends: self.ends,
            labels: place.labels,
            labelled_only: place.labelled_only && kind != Kind::Literal,
            list: Some(List { series: &self.series, lane: &lane, page: self.page }),
            ..Scene::plain(self.catalog, &self.wanted, &self.key, raw, origin)
        };
        let candidates = &mut self.candidates;
        candidates.clear();
        // In clear text nothing found means nothing there, unless the token goes on behind something unseen.
        let folded = match kind {
            Kind::Digits => scene.around_digits(here, folding, candidates),
            Kind::At => {
                scene.around_at(here, folding, candidates);
                candidates.is_empty()
            }
            Kind::Literal => {
                let hidden = scene.around_literal(here, &self.hooks, folding, candidates);
                candidates.is_empty() && (hidden || goes_on_unseen(&raw[here..]))
            }
            Kind::Fold => true,
        };
        if folded && kind == Kind::Literal {
            self.view.fold(raw, here, folding, self.ends);
            steps(raw.len());
            let scene = Scene { text: self.view.text(), view: Some(&self.view), ends: Ends::NONE, ..scene };
            scene.around_literal(self.view.position(here), &self.hooks, folding, candidates);
        } else if folded && at >= self.viewed {
            candidates.clear();
            self.view.fold(raw, here, folding, self.ends);
            steps(raw.len());
            let text = self.view.text();
            let position = self.view.position(here);
            let scene = Scene { text, view: Some(&self.view), ends: Ends::NONE, ..scene };
            if text.get(position) == Some(&b'@') {
                scene.around_at(position, folding, candidates);
            } else if let Some(run) = run_around(text, position) {
                if run.digits >= 7 || run.digits == 4 {
                    scene.around_digits(run.start, folding, candidates);
                }
                // Once is enough for a run, whatever came of it: each of its digits may be a trigger.
                self.viewed = origin + self.view.raw(run.start, run.end).1 as u64;
            }
        }
        for &tried in candidates.tried() {
            self.series.count(lane(), tried);
        }
        if kind == Kind::Digits && begins_zone(&raw[here..]) {
            self.zone(at, folding, window);
        }
        self.keep(window, sink);
    }

    /// Takes note of what ended with a mark; `running` text is read for attributes of its record.
    #[inline]
    pub(super) fn ended(&mut self, ended: &Ended, running: bool, window: &Window, sink: &mut (impl Sink + ?Sized)) {
        if let Some((span, labels)) = ended.value {
            self.value(span, labels, window, sink);
        }
        if ended.record {
            if running && (self.catalog.thorough || self.record.speaks_of_somebody(self.catalog.detectors)) {
                self.sweep(ended.at, window, sink);
            }
            self.row = ended.bare.filter(|_| running && ended.at - self.begun <= RECORD).map(|bare| (ended.at, bare));
            self.close_record(window, sink);
            self.row = None;
            self.begun = ended.at;
        }
    }

    /// Looks in the text of the record, which ends at `at`, for what no label points at.
    fn sweep(&mut self, at: u64, window: &Window, sink: &mut (impl Sink + ?Sized)) {
        let begin = self.begun.max(at.saturating_sub(RECORD));
        let text = window.bytes(begin, at);
        steps(text.len());
        let scene = Scene::plain(self.catalog, &self.wanted, &self.key, text, begin);
        self.candidates.clear();
        scene.in_record(&mut self.candidates);
        self.keep(window, sink);
    }

    /// Looks at a value whose label says something.
    fn value(&mut self, span: Span, labels: Labels, window: &Window, sink: &mut (impl Sink + ?Sized)) {
        self.record.note(labels);
        if span.len() > LONGEST_VALUE {
            return;
        }
        let raw = window.bytes(span.start, span.end);
        steps(raw.len());
        let mut scene = Scene { labels, ..Scene::plain(self.catalog, &self.wanted, &self.key, raw, span.start) };
        let marked = raw.iter().any(|&b| self.marks.has(b));
        if marked && raw.iter().any(|&b| self.folding.begins(b)) {
            self.view.fold(raw, raw.len(), self.folding, Ends::NONE);
            scene = Scene { text: self.view.text(), view: Some(&self.view), ..scene };
        }
        self.candidates.clear();
        scene.whole_value(self.meanings.of(labels, self.catalog), &mut self.candidates);
        // `(07837) 892376`: a bracket cuts the run, so that neither part is one that triggers.
        if marked
            && scene.text.contains(&b')')
            && let Some(first) = scene.text.iter().position(u8::is_ascii_digit)
        {
            scene.around_digits(first, self.folding, &mut self.candidates);
        }
        self.keep(window, sink);
    }

    /// Closes the record if what waits in it has become final by distance.
    pub(super) fn ripen(&mut self, scanned: u64, window: &Window, sink: &mut (impl Sink + ?Sized)) {
        if self.record.is_ripe(scanned) {
            self.close_record(window, sink);
        }
    }

    /// The record ends: its findings are final.
    pub(super) fn close_record(&mut self, window: &Window, sink: &mut (impl Sink + ?Sized)) {
        if self.record.is_empty() {
            self.record.clear();
            return;
        }
        let verdict = self.record.judge(self.catalog.detectors, self.catalog.thorough);
        if let Some(person) = verdict.person {
            self.persons.insert(person);
            if verdict.reachable {
                self.reachable.insert(person);
            }
            if verdict.exposed {
                self.exposed.insert(person);
            }
            if self.record.may_have_others(self.catalog.detectors) {
                let Self { record, persons, reachable, exposed, .. } = self;
                record.others(person, self.catalog.detectors, |other, is_exposed| {
                    persons.insert(other);
                    reachable.insert(other);
                    if is_exposed {
                        exposed.insert(other);
                    }
                });
            }
        }
        let row = self.row.filter(|_| verdict.finding.is_some_and(|record| record.kind != Finding::PUBLIC_CONTACT));
        for candidate in self.record.iter().filter(|c| c.score.confidence >= Finding::REPORT) {
            let raw = window.bytes(candidate.span.start, candidate.span.end);
            sink.finding(&Finding {
                kind: self.catalog.detectors[candidate.detector as usize].id,
                part: 0,
                span: candidate.span,
                confidence: candidate.score.confidence,
                severity: candidate.score.severity,
                evidence: candidate.score.evidence,
                mask: Mask::of(raw),
                digest: candidate.digest,
            });
            let detector = &self.catalog.detectors[candidate.detector as usize];
            self.told = self.told.max(candidate.span.end);
            if detector.role == Role::Secret {
                self.covered = candidate.span.end;
            }
            if row.is_none() && candidate.score.is_private() {
                let number = self.scripted && is_number(candidate.span, window);
                let filler = if number { Filler::Digit } else { Filler::Letter };
                let view = (&mut self.view, self.folding);
                patches(raw, candidate.span.start, filler, view, &mut |patch| sink.patch(patch));
            }
        }
        if let Some(finding) = verdict.finding {
            sink.finding(&finding);
        }
        if let Some((end, bare)) = row {
            row::patches(window.bytes(self.begun, end), self.begun, bare, &mut |patch| sink.patch(patch));
        }
        self.record.clear();
    }

    /// Bytes that no finding to come can touch, with all blocks before `scanned` read.
    pub(super) fn released(&self, scanned: u64, running: bool) -> u64 {
        // A trigger of the next block may reach back for its value, a value that ends there for its beginning.
        let reach = scanned.saturating_sub(if REACH_LEFT > LONGEST_VALUE { REACH_LEFT } else { LONGEST_VALUE });
        // Running text is read once more when its record ends.
        let reach = if running { reach.min(self.begun.max(scanned.saturating_sub(RECORD))) } else { reach };
        self.record.start().map_or(reach, |start| start.min(reach))
    }

    /// Counts the persons that another look has counted, which has counted none then.
    pub(super) fn absorb_persons(&mut self, other: &mut Self) {
        self.persons.absorb(&mut other.persons);
        self.reachable.absorb(&mut other.reachable);
        self.exposed.absorb(&mut other.exposed);
    }

    pub(super) fn persons(&self) -> u32 {
        self.persons.count()
    }

    pub(super) const fn reachable(&self) -> u32 {
        self.reachable.count()
    }

    pub(super) const fn exposed(&self) -> u32 {
        self.exposed.count()
    }

    /// Puts the candidates of a trigger or a value into the record.
    fn keep(&mut self, window: &Window, sink: &mut (impl Sink + ?Sized)) {
        for i in 0..self.candidates.len() {
            if self.candidates[i].span.start < self.covered {
                continue;
            }
            if self.record.is_full() {
                self.close_record(window, sink);
            }
            self.record.push(self.candidates[i], self.catalog.detectors);
        }
    }
}
