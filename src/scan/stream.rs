//! One body on its way through the scanner.

use super::candidate::{Candidates, Scene};
use super::finding::{Finding, Mask};
use super::masks::{Masks, Neighbours};
use super::persons::{Distinct, Key};
use super::record::Record;
use super::skeleton::{Skeleton, Text};
use crate::bytes::{BLOCK, LOOK_AHEAD, LOOK_BEHIND, Window};
use crate::grammar::Catalog;
use crate::simd::{Bits, Block};

/// Visible bytes left of a trigger that a candidate may use.
const REACH_LEFT: u64 = 320;
/// Visible bytes right of a trigger that a candidate may use: less than the look-ahead, or chunking would show.
const REACH_RIGHT: u64 = 320;
const _: () = assert!(REACH_RIGHT + BLOCK as u64 <= LOOK_AHEAD as u64);

/// What takes the findings. Any `FnMut(&Finding)` is one.
pub trait Sink {
    /// Takes one final finding.
    fn finding(&mut self, finding: &Finding);
}

impl<F: FnMut(&Finding) + ?Sized> Sink for F {
    fn finding(&mut self, finding: &Finding) {
        self(finding);
    }
}

/// The scanner of one body: fixed memory, [`Stream::write`] (or [`Stream::room`] and [`Stream::commit`], where
/// the host writes into the window itself) as often as wanted, then [`Stream::end`].
///
/// ```
/// use dwarpal::{catalog, scan::{Key, Stream}};
/// let mut stream = Stream::new(&catalog::DEFAULT, Key([0; 16]));
/// let mut kinds = Vec::new();
/// let mut sink = |finding: &dwarpal::scan::Finding| kinds.push(finding.kind);
/// stream.write(b"Aadhaar: 2341 23", &mut sink);
/// stream.write(b"41 2346\n", &mut sink);
/// stream.end(&mut sink);
/// assert_eq!(kinds, ["in_aadhaar"]);
/// ```
#[derive(Clone)]
pub struct Stream<'c> {
    catalog: &'c Catalog,
    key: Key,
    window: Window,
    /// Absolute offset of the next block to scan. INVARIANT: a multiple of [`BLOCK`].
    scanned: u64,
    neighbours: Neighbours,
    skeleton: Text,
    record: Record,
    persons: Distinct,
    ended: bool,
}

/// The promise of the crate: a stream has a fixed size, and it is small.
const _: () = assert!(size_of::<Stream<'_>>() <= 40 * 1024);

impl<'c> Stream<'c> {
    /// A stream at the start of a body. Fingerprints are made under `key`.
    #[must_use]
    pub const fn new(catalog: &'c Catalog, key: Key) -> Self {
        Self {
            catalog,
            key,
            window: Window::new(),
            scanned: 0,
            neighbours: Neighbours::new(),
            skeleton: Text::new(),
            record: Record::new(),
            persons: Distinct::new(),
            ended: false,
        }
    }

    /// Begins another body with the same catalogue and key. Nothing of the last one stays in memory.
    pub fn reset(&mut self) {
        self.window.reset();
        self.scanned = 0;
        self.neighbours = Neighbours::new();
        self.skeleton = Text::new();
        self.record.clear();
        self.persons.clear();
        self.ended = false;
    }

    /// Free bytes of the window for the host to write body bytes into; never empty before [`Stream::end`].
    pub fn room(&mut self) -> &mut [u8] {
        self.window.room(self.scanned)
    }

    /// Takes the `n` bytes that the host wrote to [`Stream::room`], without scanning them yet.
    pub fn commit(&mut self, n: usize) {
        if !self.ended {
            self.window.commit(n);
        }
    }

    /// Scans what can be scanned.
    pub fn advance(&mut self, sink: &mut (impl Sink + ?Sized)) {
        while self.scanned + (BLOCK + LOOK_AHEAD) as u64 <= self.window.head() {
            self.block(sink);
        }
    }

    /// Takes and scans a chunk of any length. Nothing is taken after [`Stream::end`].
    pub fn write(&mut self, mut bytes: &[u8], sink: &mut (impl Sink + ?Sized)) {
        while !bytes.is_empty() && !self.ended {
            let room = self.room();
            let n = room.len().min(bytes.len());
            let (now, later) = bytes.split_at(n);
            room[..n].copy_from_slice(now);
            bytes = later;
            self.commit(n);
            self.advance(sink);
        }
    }

    /// Ends the body: scans the rest, and all that waited becomes final. Further calls do nothing.
    pub fn end(&mut self, sink: &mut (impl Sink + ?Sized)) {
        if self.ended {
            return;
        }
        self.window.pad();
        while self.scanned < self.window.head() {
            self.block(sink);
        }
        self.close_record(sink);
        self.ended = true;
    }

    /// Bytes received, in all.
    #[must_use]
    pub const fn received(&self) -> u64 {
        self.window.head()
    }

    /// The first bytes of the body, as long as no more than the window's room has been received.
    #[must_use]
    pub fn prefix(&self) -> &[u8] {
        self.window.bytes(0, self.window.head())
    }

    /// Bytes of the body that no finding to come can touch. Never less than `scanned - LOOK_BEHIND`.
    #[must_use]
    pub fn released(&self) -> u64 {
        if self.ended {
            return self.window.head();
        }
        // A trigger of the next block may reach back for its value.
        let reach = self.scanned.saturating_sub(REACH_LEFT);
        self.record.start().map_or(reach, |start| start.min(reach))
    }

    /// Distinct persons whose records have been closed: exact up to 256, then within a few percent.
    #[must_use]
    pub fn persons(&self) -> u32 {
        self.persons.count()
    }

    fn block(&mut self, sink: &mut (impl Sink + ?Sized)) {
        let at = self.scanned;
        if at == 0 {
            self.neighbours.shift(Masks::of(self.window.block(0)));
        }
        let block = Block::load(self.window.block(at));
        self.neighbours.shift(Masks::of(self.window.block(at + BLOCK as u64)));
        let triggers = self.neighbours.triggers();
        let marks = self.skeleton.enter(&block, at);
        for bit in Bits(marks | triggers.digits | triggers.at) {
            let place = at + bit as u64;
            if marks >> bit & 1 == 1 {
                if self.skeleton.pass(place) {
                    self.close_record(sink);
                }
            } else {
                self.look(place, triggers.at >> bit & 1 == 1, sink);
            }
        }
        self.scanned = at + BLOCK as u64;
        if self.record.is_ripe(self.scanned) {
            self.close_record(sink);
        }
    }

    fn look(&mut self, at: u64, is_at_sign: bool, sink: &mut (impl Sink + ?Sized)) {
        let place = self.skeleton.place();
        let origin = place.segment.max(at.saturating_sub(REACH_LEFT)).max(self.window.base());
        let here = (at - origin) as usize;
        let text = self.window.bytes(origin, at + REACH_RIGHT);
        let text = &text[..here + self.skeleton.segment_len(&text[here..])];
        let scene = Scene { catalog: self.catalog, text, origin, labels: place.labels, key: &self.key };
        let candidates = if is_at_sign { scene.around_at(here) } else { scene.around_digits(here) };
        self.keep(&candidates, sink);
    }

    fn keep(&mut self, candidates: &Candidates, sink: &mut (impl Sink + ?Sized)) {
        for candidate in candidates.iter() {
            if self.record.is_full() {
                self.close_record(sink);
            }
            self.record.push(*candidate, self.catalog.detectors);
        }
    }

    fn close_record(&mut self, sink: &mut (impl Sink + ?Sized)) {
        if let Some(person) = self.record.person(self.catalog.detectors) {
            self.persons.insert(person);
        }
        for candidate in self.record.iter().filter(|c| c.score.confidence >= Finding::REPORT) {
            sink.finding(&Finding {
                kind: self.catalog.detectors[candidate.detector as usize].id,
                span: candidate.span,
                confidence: candidate.score.confidence,
                severity: candidate.score.severity,
                evidence: candidate.score.evidence,
                mask: Mask::of(self.window.bytes(candidate.span.start, candidate.span.end)),
                fingerprint: candidate.fingerprint,
            });
        }
        self.record.clear();
    }
}

/// How long a finding may wait is bounded by what the window keeps.
const _: () = assert!(LOOK_BEHIND as u64 > 2 * REACH_LEFT);
