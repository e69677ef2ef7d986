//! A run of digits that spell a body within a text: what it spells is read as a body of its own, and what is found in it
//! is given its place among the digits.
//!
//! Masking goes the same way: the digits that spell a masked byte are overwritten by those that spell the filler, so that
//! the run stays a run of the same length, and what it spells is what masking would have made of it. What is no plain text
//! (a document, wide characters) can't be masked so; it is said that it is there ([`Met::hidden`]). A signed token is left
//! as it is: any change would break it, and it tells its holder of the holder.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::body::{Body, Settled};
use super::digits::Digits;
use crate::bytes::{Span, Unread};
use crate::decode::runs::{Content, Runs, Spelling, Take};
use crate::grammar::Catalog;
use crate::policy::Tally;
use crate::scan::{Finding, Key, Patch, Sink, Stream};

/// Bytes that are spelled before they are read.
const PIECE: usize = 192;
/// Bytes of documents that wait to be opened.
const MOST: usize = 32 << 20;
/// Levels of runs within what runs spell.
pub(super) const LEVELS: u8 = 2;

/// What a run spells that is not read here.
#[derive(Debug)]
pub(super) enum Closed {
    /// A document.
    Document {
        bytes: Vec<u8>,
        /// Why it can't be inspected where nobody opens it.
        reason: &'static str,
        /// The level of what is in it.
        level: u8,
    },
    /// What can't be read, for this reason.
    Unread(Unread),
}

/// Whether this is why a run can't be read that says nothing of the text: bytes of which nobody knows what they are stand
/// in many a text.
pub(super) fn is_of_any_text(unread: Unread) -> bool {
    matches!(unread.0, "unknown_binary" | "charset")
}

/// What was met in runs, beside findings.
#[derive(Debug, Default)]
pub(super) struct Met {
    /// In the order of the body.
    pub(super) closed: Vec<Closed>,
    /// Something was found that patches of the body can't mask.
    pub(super) hidden: bool,
}

impl Met {
    /// Takes over what was met deeper.
    pub(super) fn absorb(&mut self, other: &mut Self) {
        let Self { closed, hidden } = core::mem::take(other);
        self.closed.extend(closed);
        self.hidden |= hidden;
    }

    /// Something can't be read. Directly behind another such, it says nothing new.
    fn note(&mut self, unread: Unread) {
        if !matches!(self.closed.last(), Some(Closed::Unread(_))) {
            self.closed.push(Closed::Unread(unread));
        }
    }

    /// A run's body is settled, if it is.
    fn note_settled(&mut self, settled: Option<Settled>) {
        if let Some(Settled::Unread(unread)) = settled
            && !is_of_any_text(unread)
        {
            self.note(unread);
        }
    }

    /// Bytes of the documents.
    fn held(&self) -> usize {
        let bytes = |closed: &Closed| if let Closed::Document { bytes, .. } = closed { bytes.len() } else { 0 };
        self.closed.iter().map(bytes).sum()
    }
}

/// The runs of a text.
pub(super) struct Spelled<'c> {
    runs: Runs,
    reading: Reading<'c>,
}

/// How what they spell is read.
struct Reading<'c> {
    catalog: &'c Catalog,
    key: Key,
    level: u8,
    /// The last run, or the one that is being read.
    run: Option<Box<Run<'c>>>,
    open: bool,
    met: Met,
}

/// A run being read.
struct Run<'c> {
    body: Body<'c>,
    digits: Digits,
    content: Content,
    /// No finding to come touches what stands before this offset of the text.
    released: u64,
    /// What was spelled and has not been read yet.
    piece: [u8; PIECE],
    made: usize,
    /// A document so far, once it is known to be one.
    document: Option<(Vec<u8>, &'static str)>,
}

impl<'c> Spelled<'c> {
    /// Of a text that stands so many levels deep in runs.
    pub(super) const fn new(catalog: &'c Catalog, key: Key, level: u8) -> Self {
        let met = Met { closed: Vec::new(), hidden: false };
        Self { runs: Runs::new(), reading: Reading { catalog, key, level, run: None, open: false, met } }
    }

    /// Begins another text.
    pub(super) fn reset(&mut self, level: u8) {
        self.runs = Runs::new();
        let Reading { catalog, key, .. } = self.reading;
        self.reading = Reading { catalog, key, level, run: None, open: false, met: Met::default() };
    }

    /// What was met so far.
    pub(super) const fn met(&mut self) -> &mut Met {
        &mut self.reading.met
    }

    /// Takes a chunk of the text, which is of part `part`. Findings and patches go to `sink`, with places in the text.
    pub(super) fn write(&mut self, bytes: &[u8], part: u32, tally: &mut Tally, sink: &mut dyn Sink) {
        let Self { runs, reading } = self;
        let mut taking = Taking { reading, part, tally, sink };
        runs.write(bytes, &mut taking);
        // Not only when a piece is full: what may be released depends on it.
        taking.read();
        if let Some(run) = &mut self.reading.run {
            run.release();
        }
    }

    /// The text ends.
    pub(super) fn end(&mut self, part: u32, tally: &mut Tally, sink: &mut dyn Sink) {
        let Self { runs, reading } = self;
        runs.end(&mut Taking { reading, part, tally, sink });
    }

    /// The persons met so far are of the text.
    pub(super) fn give_persons(&mut self, stream: &mut Stream<'c>) {
        if let Some(run) = &mut self.reading.run {
            run.body.give_persons(stream);
        }
    }

    /// The first byte that a finding in a run may touch.
    pub(super) fn held_from(&self) -> Option<u64> {
        self.reading.run.as_ref().filter(|_| self.reading.open).map(|run| run.released.max(run.digits.begin()))
    }
}

struct Taking<'a, 'c> {
    reading: &'a mut Reading<'c>,
    part: u32,
    tally: &'a mut Tally,
    sink: &'a mut dyn Sink,
}

impl Take for Taking<'_, '_> {
    fn begin(&mut self, spelling: Spelling, content: Content) {
        let reading = &mut *self.reading;
        if reading.level == LEVELS {
            reading.met.note(Unread("depth"));
            return;
        }
        let (catalog, key, level) = (reading.catalog, reading.key, reading.level + 1);
        let run = reading.run.get_or_insert_with(|| Box::new(Run::new(catalog, key)));
        run.body.begin_run(self.part, level, content != Content::Other);
        run.digits.begin_run(spelling);
        (run.content, run.made, run.document, run.released) = (content, 0, None, 0);
        reading.open = true;
    }

    fn digit(&mut self, digit: u8, at: u64) {
        let Reading { run: Some(run), open: true, .. } = &mut *self.reading else { return };
        if let Some(byte) = run.digits.push(digit, at) {
            run.piece[run.made] = byte;
            run.made += 1;
            if run.made == PIECE {
                self.read();
            }
        }
    }

    fn end(&mut self) {
        self.read();
        let Reading { run: Some(run), open: open @ true, met, level, .. } = &mut *self.reading else { return };
        *open = false;
        let Run { body, digits, content, document, .. } = &mut **run;
        if document.is_none() {
            body.end(self.tally, &mut Mapped { digits, content: *content, hidden: &mut met.hidden, sink: self.sink });
            // A short document is known for one only now.
            if body.is_closed() {
                *document = Some(body.open());
            }
        }
        met.absorb(body.met());
        if let Some((bytes, reason)) = document.take() {
            met.closed.push(Closed::Document { bytes, reason, level: *level + 1 });
        } else {
            met.note_settled(body.settled());
        }
    }
}

impl Taking<'_, '_> {
    /// Reads what has been spelled so far. Of what is settled the rest is not.
    fn read(&mut self) {
        let Reading { run: Some(run), open: open @ true, met, .. } = &mut *self.reading else { return };
        let Run { body, digits, content, piece, made, document, .. } = &mut **run;
        let bytes = &piece[..core::mem::take(made)];
        let mut mapped = Mapped { digits, content: *content, hidden: &mut met.hidden, sink: self.sink };
        let rest = body.write(bytes, self.tally, &mut mapped);
        if body.is_closed() {
            *document = Some(body.open());
        }
        if let Some((held, _)) = document {
            if held.len() + rest.len() + met.held() > MOST {
                *document = None;
                met.note(Unread("held_bytes"));
                *open = false;
            } else {
                held.extend_from_slice(rest);
            }
        }
        met.absorb(body.met());
        met.note_settled(body.settled());
        *open &= body.settled().is_none();
    }
}

impl<'c> Run<'c> {
    fn new(catalog: &'c Catalog, key: Key) -> Self {
        let body = Body::new(catalog, key);
        let (digits, content, piece) = (Digits::new(), Content::Other, [0; PIECE]);
        Self { body, digits, content, released: 0, piece, made: 0, document: None }
    }

    /// Lets go what no finding to come can touch: of a text; of something else only its end does.
    fn release(&mut self) {
        if self.content != Content::Other
            && let Some(place) = self.digits.place_of(self.body.released())
        {
            self.released = place;
        }
    }
}

/// Gives findings and patches of what is spelled their places among the digits.
struct Mapped<'a> {
    digits: &'a mut Digits,
    content: Content,
    hidden: &'a mut bool,
    sink: &'a mut dyn Sink,
}

impl Sink for Mapped<'_> {
    fn finding(&mut self, finding: &Finding) {
        let (start, end) = self.digits.span_of(finding.span.start, finding.span.end);
        self.sink.finding(&Finding { span: Span::new(start, end), ..*finding });
    }

    fn patch(&mut self, patch: Patch) {
        match self.content {
            Content::Text => {
                for at in patch.start..patch.start + u64::from(patch.len) {
                    self.digits.spell(at, patch.filler.byte(), &mut |patch| self.sink.patch(patch));
                }
            }
            // It is the holder's own, and what it says counts like anything else.
            Content::Token => {}
            Content::Other => *self.hidden = true,
        }
    }
}
