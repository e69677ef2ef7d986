//! One body on its way through the scanner.

use super::finding::Finding;
use super::look::{Kind, Look};
use super::masks::{Digits, Near};
use super::patch::Patch;
use super::persons::Key;
use super::skeleton::{
    Csv, Declared, Events, FieldKind, Fields, Format, Html, Json, PREFIX, Skeleton, Sql, Text, sniff,
};
use super::steps::steps;
use crate::bytes::{BLOCK, LOOK_AHEAD, Window};
use crate::grammar::Catalog;
use crate::simd::Block;

/// What takes the findings. Any `FnMut(&Finding)` is one.
pub trait Sink {
    /// Takes one final finding.
    fn finding(&mut self, finding: &Finding);

    /// Takes bytes to overwrite if the body is to be masked: those of the finding that was just given. Ascending.
    fn patch(&mut self, _patch: Patch) {}
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
    window: Window,
    declared: Declared,
    structure: Structure,
    blocks: Blocks,
    look: Look<'c>,
    ended: bool,
}

/// The skeleton, once the format is known.
#[derive(Clone)]
#[allow(clippy::large_enum_variant, reason = "nothing allocates, and a stream is one size")]
enum Structure {
    Undecided,
    Text(Text),
    Csv(Csv),
    Json(Json),
    Html(Html),
    Sql(Sql),
    Events(Events),
    Fields(Fields),
}

/// How far the blocks have been read.
#[derive(Clone)]
struct Blocks {
    /// Absolute offset of the next block to scan. INVARIANT: a multiple of [`BLOCK`].
    scanned: u64,
    digits: Digits,
}

/// The promise of the crate: a stream has a fixed size, and it is small.
const _: () = assert!(size_of::<Stream<'_>>() <= 40 * 1024);
/// The format is decided before the first block is scanned, and the window holds what it is decided on.
const _: () = assert!(PREFIX > BLOCK + LOOK_AHEAD);

impl<'c> Stream<'c> {
    /// A stream at the start of a body of which nothing is declared. Fingerprints are made under `key`.
    #[must_use]
    pub const fn new(catalog: &'c Catalog, key: Key) -> Self {
        Self {
            window: Window::new(),
            declared: Declared::Other,
            structure: Structure::Undecided,
            blocks: Blocks::new(),
            look: Look::new(catalog, key),
            ended: false,
        }
    }

    /// Begins another body with the same catalogue and key. Nothing of the last one stays in memory.
    pub fn reset(&mut self, declared: Declared) {
        self.restart(declared);
        self.look.forget_persons();
    }

    /// The same, but the persons that were counted are counted still: the bodies are of one.
    pub fn restart(&mut self, declared: Declared) {
        self.window.reset();
        self.declared = declared;
        self.structure = Structure::Undecided;
        self.blocks = Blocks::new();
        self.look.restart();
        self.ended = false;
    }

    /// Free bytes of the window for the host to write body bytes into; never empty before [`Stream::end`].
    pub fn room(&mut self) -> &mut [u8] {
        self.window.room(self.blocks.scanned)
    }

    /// Takes the `n` bytes that the host wrote to [`Stream::room`], without scanning them yet.
    pub fn commit(&mut self, n: usize) {
        if !self.ended {
            self.window.commit(n);
        }
    }

    /// Scans what can be scanned.
    pub fn advance(&mut self, sink: &mut (impl Sink + ?Sized)) {
        if matches!(self.structure, Structure::Undecided) {
            // Of events text there is nothing to find out.
            if !matches!(self.declared, Declared::Events) && self.window.head() < PREFIX as u64 {
                return;
            }
            self.decide();
        }
        let scannable = self.window.head().saturating_sub(LOOK_AHEAD as u64) / BLOCK as u64 * BLOCK as u64;
        self.scan_to(scannable, sink);
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
        if matches!(self.structure, Structure::Undecided) {
            self.decide();
        }
        self.window.pad();
        self.scan_to(self.window.head(), sink);
        let (at, sight) = (self.window.head(), self.look.sight(&self.window));
        loop {
            let (ended, running) = match &mut self.structure {
                Structure::Undecided => return,
                Structure::Text(text) => (text.end(at, sight), text.is_running()),
                Structure::Csv(csv) => (csv.end(at, sight), csv.is_running()),
                Structure::Json(json) => (json.end(at, sight), json.is_running()),
                Structure::Html(html) => (html.end(at, sight), html.is_running()),
                Structure::Sql(sql) => (sql.end(at, sight), sql.is_running()),
                Structure::Events(events) => (events.end(at, sight), events.is_running()),
                Structure::Fields(fields) => (fields.end(at, sight), fields.is_running()),
            };
            self.look.ended(&ended, running, &self.window, sink);
            if ended.record {
                break;
            }
        }
        self.look.close_record(&self.window, sink);
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

    /// The structure that was decided on, once it was.
    #[must_use]
    pub const fn format(&self) -> Option<Format> {
        match &self.structure {
            Structure::Undecided => None,
            Structure::Text(_) => Some(Format::Text),
            Structure::Csv(csv) => Some(Format::Csv(csv.separator())),
            Structure::Json(_) => Some(Format::Json),
            Structure::Html(html) => Some(if html.is_xml() { Format::Xml } else { Format::Html }),
            Structure::Sql(_) => Some(Format::Sql),
            Structure::Events(_) => Some(Format::Events),
            Structure::Fields(fields) => Some(match fields.kind() {
                FieldKind::Form => Format::Form,
                FieldKind::Card => Format::Card,
            }),
        }
    }

    /// Bytes of the body that no finding to come can touch: behind the last byte received by the look-behind and the
    /// look-ahead at most, and by the first 2 KiB until the format is decided.
    #[must_use]
    pub fn released(&self) -> u64 {
        if self.ended { self.window.head() } else { self.look.released(self.blocks.scanned, self.is_running()) }
    }

    fn is_running(&self) -> bool {
        match &self.structure {
            Structure::Undecided => true,
            Structure::Text(text) => text.is_running(),
            Structure::Csv(csv) => csv.is_running(),
            Structure::Json(json) => json.is_running(),
            Structure::Html(html) => html.is_running(),
            Structure::Sql(sql) => sql.is_running(),
            Structure::Events(events) => events.is_running(),
            Structure::Fields(fields) => fields.is_running(),
        }
    }

    /// Distinct persons whose records have been closed: exact up to 256, then within a few percent.
    #[must_use]
    pub fn persons(&self) -> u32 {
        self.look.persons()
    }

    /// Counts the persons whom another stream under the same key has counted, which has counted none then: they are of the
    /// same body.
    pub fn absorb_persons(&mut self, other: &mut Self) {
        self.look.absorb_persons(&mut other.look);
    }

    /// Distinct persons whom somebody can reach or single out; no more than 64 are counted.
    #[must_use]
    pub const fn reachable(&self) -> u32 {
        self.look.reachable()
    }

    /// Distinct persons with an attribute of high severity among them; no more than 64 are counted.
    #[must_use]
    pub const fn exposed(&self) -> u32 {
        self.look.exposed()
    }

    fn decide(&mut self) {
        let format = sniff(self.prefix(), self.declared);
        let is_end = match format {
            Format::Text => Text::is_end,
            Format::Csv(_) => Csv::is_end,
            Format::Json => Json::is_end,
            Format::Html | Format::Xml => Html::is_end,
            Format::Sql => Sql::is_end,
            Format::Events => Events::is_end,
            Format::Form => Fields::ends_in_form,
            Format::Card => Fields::is_end,
        };
        self.look.set_format(format, is_end);
        self.structure = match format {
            Format::Text => Structure::Text(Text::new()),
            Format::Csv(separator) => Structure::Csv(Csv::new(separator)),
            Format::Json => Structure::Json(Json::new()),
            Format::Html => Structure::Html(Html::new(false)),
            Format::Xml => Structure::Html(Html::new(true)),
            Format::Sql => Structure::Sql(Sql::new()),
            Format::Events => Structure::Events(Events::new()),
            Format::Form => Structure::Fields(Fields::new(FieldKind::Form)),
            Format::Card => Structure::Fields(Fields::new(FieldKind::Card)),
        };
    }

    fn scan_to(&mut self, to: u64, sink: &mut (impl Sink + ?Sized)) {
        let Self { window, blocks, look, .. } = self;
        match &mut self.structure {
            Structure::Undecided => {}
            Structure::Text(text) => blocks.scan(to, text, window, look, sink),
            Structure::Csv(csv) => blocks.scan(to, csv, window, look, sink),
            Structure::Json(json) => blocks.scan(to, json, window, look, sink),
            Structure::Html(html) => blocks.scan(to, html, window, look, sink),
            Structure::Sql(sql) => blocks.scan(to, sql, window, look, sink),
            Structure::Events(events) => blocks.scan(to, events, window, look, sink),
            Structure::Fields(fields) => blocks.scan(to, fields, window, look, sink),
        }
    }
}

impl Blocks {
    const fn new() -> Self {
        Self { scanned: 0, digits: Digits::NONE }
    }

    /// Scans all blocks that begin before `to`.
    fn scan<S: Skeleton>(
        &mut self,
        to: u64,
        skeleton: &mut S,
        window: &Window,
        look: &mut Look<'_>,
        sink: &mut (impl Sink + ?Sized),
    ) {
        let (mut left, mut here) = (&[0; BLOCK], window.block(self.scanned));
        if self.scanned == 0 {
            self.digits.shift(here);
        } else {
            left = window.block(self.scanned - BLOCK as u64);
        }
        while self.scanned < to {
            let at = self.scanned;
            let right = window.block(at + BLOCK as u64);
            self.digits.shift(right);
            self.block(at, &Near { left, here, right }, skeleton, window, look, sink);
            self.scanned = at + BLOCK as u64;
            look.ripen(self.scanned, window, sink);
            (left, here) = (here, right);
        }
    }

    /// Walks the marks and the triggers of a block in order.
    #[inline]
    fn block<S: Skeleton>(
        &mut self,
        at: u64,
        near: &Near<'_>,
        skeleton: &mut S,
        window: &Window,
        look: &mut Look<'_>,
        sink: &mut (impl Sink + ?Sized),
    ) {
        let block = Block::load(near.here);
        steps(BLOCK);
        skeleton.enter(&block, near, at, window);
        let triggers = self.digits.triggers(near, &block, !S::TELLS_TAGS);
        let literals = look.hooks(near, &block);
        let mut waiting = triggers.digits | triggers.at | triggers.fold | literals;
        let mut sight = look.sight(window);
        loop {
            let bit = waiting.trailing_zeros() as usize;
            // A byte can be both (`<` behind a digit): what it splits is looked at first.
            while let Some(ended) = skeleton.pass(bit, at, sight) {
                steps(1);
                look.begin(skeleton.since());
                look.ended(&ended, skeleton.is_running(), window, sink);
                if let Some(split) = ended.split {
                    look.trigger(split, Kind::Fold, skeleton, window, sink);
                }
                sight = look.sight(window);
            }
            look.begin(skeleton.since());
            if bit == BLOCK {
                return;
            }
            waiting &= waiting - 1;
            let place = at + bit as u64;
            if literals >> bit & 1 == 1 {
                look.trigger(place, Kind::Literal, skeleton, window, sink);
            }
            if triggers.at >> bit & 1 == 1 {
                look.trigger(place, Kind::At, skeleton, window, sink);
            } else if triggers.fold >> bit & 1 == 1 {
                look.trigger(place, Kind::Fold, skeleton, window, sink);
            } else if triggers.digits >> bit & 1 == 1 {
                look.trigger(place, Kind::Digits, skeleton, window, sink);
            }
            sight = look.sight(window);
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    //! A toy catalogue for the tests of the floor: the scanner knows no other.

    use crate::grammar::{Catalog, Detector, Form, Group, Lexicon, LexiconIndex, Pack, Packs, Phrases};

    const KEY: Group = Group(20);
    const PHRASES: Phrases = &[(KEY, &["key", "key no"]), (Group(21), &["colour"]), (Group(22), &["sr"])];
    static INDEX: LexiconIndex = LexiconIndex::new(PHRASES);
    const DETECTORS: &[Detector] = &[Detector {
        id: "toy",
        forms: &[Form { shape: crate::shape!("9{9}"), alone: 0 }],
        labelled: 90,
        label: KEY,
        ..Detector::BASE
    }];

    /// One kind, of nine digits, that only its label makes sure.
    pub(in crate::scan) static CATALOG: Catalog = Catalog {
        detectors: DETECTORS,
        forms: crate::form_index!(DETECTORS),
        values: &[],
        ats: &[],
        runs: &[],
        number: 1,
        own: None,
        literals: &[],
        thorough: false,
        in_records: &[],
        lexicon: Lexicon { phrases: PHRASES, index: &INDEX },
        packs: Packs::NONE.with(Pack::IntlCore),
    };
}
