//! The bodies that come to light when one is opened: each has a stream of its own, and persons are counted for each apart.

use alloc::boxed::Box;
use alloc::collections::VecDeque;
use alloc::vec::Vec;

use super::body::{Body, Settled};
use super::run::{Closed, LEVELS, Met, is_of_any_text};
use crate::bytes::Unread;
use crate::decode::Hints;
#[cfg(feature = "documents")]
use crate::decode::Opening;
use crate::decode::bodies::{Bodies, Origin};
use crate::grammar::Catalog;
use crate::policy::{Persons, Tally};
use crate::scan::{Finding, Key, Patch, Sink};

/// Documents that are opened of those that runs spell.
const MOST_CLOSED: u32 = 64;

/// The bodies within one.
pub(super) struct Inner<'c> {
    catalog: &'c Catalog,
    key: Key,
    /// The open ones, the innermost last.
    open: Vec<Box<Body<'c>>>,
    /// Ended ones, emptied, for the next to begin.
    spare: Vec<Box<Body<'c>>>,
    /// Parts met so far; the body itself is part 0.
    parts: u32,
    /// Why some part could not be read, the first time.
    unread: Option<Unread>,
    /// What runs spell that waits to be opened, in order, a document first; how many of those there were.
    closed: VecDeque<Closed>,
    met: u32,
    /// The one that is being opened.
    run: Option<OpenedRun>,
    /// Something was found that patches of the body can't mask.
    hidden: bool,
    /// What opens the body, if that happens in this program.
    #[cfg(feature = "documents")]
    opening: Option<Box<Opening>>,
}

/// A document that a run spells, being opened.
struct OpenedRun {
    /// How deep in runs what comes to light stands.
    level: u8,
    /// Bodies that were open before.
    before: usize,
    /// Why it can't be inspected where nobody opens it.
    reason: &'static str,
}

impl<'c> Inner<'c> {
    pub(super) const fn new(catalog: &'c Catalog, key: Key) -> Self {
        Self {
            catalog,
            key,
            open: Vec::new(),
            spare: Vec::new(),
            parts: 0,
            unread: None,
            closed: VecDeque::new(),
            met: 0,
            run: None,
            hidden: false,
            #[cfg(feature = "documents")]
            opening: None,
        }
    }

    /// Another body is going to be opened; nothing of the one before stays in memory.
    pub(super) fn reset(&mut self) {
        while let Some(body) = self.open.pop() {
            self.put_away(body);
        }
        (self.parts, self.unread) = (0, None);
        self.closed.clear();
        (self.met, self.run, self.hidden) = (0, None, false);
        #[cfg(feature = "documents")]
        {
            self.opening = None;
        }
    }

    /// Why some part could not be read, the first time.
    pub(super) const fn unread(&self) -> Option<Unread> {
        self.unread
    }

    /// Whether something was found that patches of the body can't mask.
    pub(super) const fn has_hidden(&self) -> bool {
        self.hidden
    }

    /// Takes what was met in the runs of a body.
    pub(super) fn meet(&mut self, met: &mut Met) {
        let Met { closed, hidden } = core::mem::take(met);
        self.hidden |= hidden;
        for mut closed in closed {
            if let Closed::Document { level, .. } = &closed {
                self.met += 1;
                if self.met > MOST_CLOSED {
                    closed = Closed::Unread(Unread("parts"));
                } else if *level > LEVELS {
                    closed = Closed::Unread(Unread("depth"));
                }
            }
            self.closed.push_back(closed);
        }
        self.note_unread();
    }

    /// What comes next can't be read: in the order of the body, so that the first reason does not depend on the chunks.
    fn note_unread(&mut self) {
        while let Some(&Closed::Unread(unread)) = self.closed.front() {
            self.unread.get_or_insert(unread);
            self.closed.pop_front();
        }
    }

    /// Whether documents that runs spell wait to be opened.
    #[cfg(not(feature = "documents"))]
    pub(super) fn has_closed(&self) -> bool {
        !self.closed.is_empty()
    }

    /// Whether one of them is being opened.
    #[cfg(not(feature = "documents"))]
    pub(super) const fn is_opening_run(&self) -> bool {
        self.run.is_some()
    }

    /// The next of them is going to be opened: its bytes.
    pub(super) fn begin_closed(&mut self) -> Option<Vec<u8>> {
        let Closed::Document { bytes, reason, level } = self.closed.pop_front()? else { return None };
        self.run = Some(OpenedRun { level, before: self.open.len(), reason });
        Some(bytes)
    }

    /// It has been opened, as far as it could be read; or there is nobody who opens.
    pub(super) fn end_closed(&mut self, read: Option<Result<(), Unread>>, tally: &mut Tally, sink: &mut dyn Sink) {
        let Some(OpenedRun { before, reason, .. }) = self.run else { return };
        while self.open.len() > before {
            self.taking(tally, sink).end();
        }
        self.run = None;
        if let Err(unread) = read.unwrap_or(Err(Unread(reason)))
            && !is_of_any_text(unread)
        {
            self.unread.get_or_insert(unread);
        }
        self.note_unread();
    }

    /// The persons of the texts that are being read.
    pub(super) fn persons(&self) -> Persons {
        self.open.iter().fold(Persons::default(), |sum, body| sum.and(body.persons()))
    }

    /// Takes what opening brings to light, and gives the findings to `sink`.
    pub(super) fn taking<'a>(&'a mut self, tally: &'a mut Tally, sink: &'a mut dyn Sink) -> Taking<'a, 'c> {
        Taking { inner: self, tally, sink }
    }

    /// Opening `body` is over: it has read all, or gives up for this reason.
    pub(super) fn opening_over(
        &mut self,
        body: &mut Body<'c>,
        read: Result<(), Unread>,
        tally: &mut Tally,
        sink: &mut dyn Sink,
    ) {
        let mut taking = self.taking(tally, sink);
        while !taking.inner.open.is_empty() {
            taking.end();
        }
        if let Err(unread) = read {
            body.refuse(unread);
        }
    }

    fn put_away(&mut self, mut body: Box<Body<'c>>) {
        body.begin(Hints::NONE, 0, 0);
        self.spare.push(body);
    }
}

#[cfg(feature = "documents")]
impl<'c> Inner<'c> {
    /// Begins to open `body` if it has to be; gives its bytes so far.
    pub(super) fn open(&mut self, body: &mut Body<'c>, content_encoding: &str) -> Vec<u8> {
        if body.is_closed() {
            match Opening::new(body.hints().clone(), content_encoding) {
                Ok(opening) => {
                    self.opening = Some(Box::new(opening));
                    return body.open().0;
                }
                Err(unread) => body.refuse(unread),
            }
        }
        Vec::new()
    }

    /// Hands on what `body` leaves of a chunk, if it has to be opened.
    pub(super) fn write(&mut self, body: &mut Body<'c>, rest: &[u8], tally: &mut Tally, sink: &mut dyn Sink) {
        // What it is its first bytes have shown: nothing of it is declared.
        let first = self.open(body, "");
        for bytes in [&first, rest] {
            let Some(mut opening) = self.opening.take() else { return };
            match opening.write(bytes, &mut self.taking(tally, sink)) {
                Ok(()) => self.opening = Some(opening),
                Err(unread) => self.opening_over(body, Err(unread), tally, sink),
            }
        }
    }

    /// `body` has ended.
    pub(super) fn end(&mut self, body: &mut Body<'c>, tally: &mut Tally, sink: &mut dyn Sink) {
        self.write(body, &[], tally, sink);
        if let Some(mut opening) = self.opening.take() {
            let read = opening.end(&mut self.taking(tally, sink));
            self.opening_over(body, read, tally, sink);
        }
    }

    /// Opens the documents that runs spell.
    pub(super) fn open_closed(&mut self, tally: &mut Tally, sink: &mut dyn Sink) {
        while let Some(bytes) = self.begin_closed() {
            let mut opening = Opening::within_text();
            let mut taking = self.taking(tally, sink);
            let read = opening.write(&bytes, &mut taking).and_then(|()| opening.end(&mut taking));
            self.end_closed(Some(read), tally, sink);
        }
    }
}

/// What takes the bodies.
pub(super) struct Taking<'a, 'c> {
    inner: &'a mut Inner<'c>,
    tally: &'a mut Tally,
    sink: &'a mut dyn Sink,
}

impl Bodies for Taking<'_, '_> {
    fn begin(&mut self, origin: Origin<'_>) {
        let inner = &mut *self.inner;
        let mut body = inner.spare.pop().unwrap_or_else(|| Box::new(Body::new(inner.catalog, inner.key)));
        match origin {
            Origin::Decoded(hints) => body.begin(hints.clone(), 0, 0),
            Origin::File(hints, Some(place)) => body.begin(hints.clone(), 0, place),
            Origin::File(hints, None) => {
                inner.parts += 1;
                body.begin(hints.clone(), inner.parts, 0);
            }
            Origin::Document => {
                inner.parts += 1;
                body.begin_document(inner.parts);
            }
        }
        if let Some(OpenedRun { level, .. }) = inner.run {
            body.set_level(level);
        }
        inner.open.push(body);
    }

    fn data(&mut self, bytes: &[u8]) {
        let Self { inner, tally, sink } = self;
        if let Some(body) = inner.open.last_mut() {
            body.write(bytes, tally, &mut Noting { hidden: &mut inner.hidden, sink: *sink });
        }
    }

    fn end(&mut self) {
        let Some(mut body) = self.inner.open.pop() else { return };
        body.end(self.tally, &mut Noting { hidden: &mut self.inner.hidden, sink: self.sink });
        self.inner.meet(body.met());
        self.tally.add_persons(body.persons());
        if let Some(Settled::Unread(unread)) = body.settled() {
            self.unread(unread);
        }
        self.inner.put_away(body);
    }

    fn unread(&mut self, unread: Unread) {
        self.inner.unread.get_or_insert(unread);
    }
}

/// Notes that something was found that patches of the body can't mask.
struct Noting<'a> {
    hidden: &'a mut bool,
    sink: &'a mut dyn Sink,
}

impl Sink for Noting<'_> {
    fn finding(&mut self, finding: &Finding) {
        self.sink.finding(finding);
    }

    fn patch(&mut self, _: Patch) {
        *self.hidden = true;
    }
}
