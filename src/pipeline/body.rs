//! One body: what it is, and its way to the scanner.
//!
//! Text goes straight into the scanner's window. What has to be decoded first is a state of its own here: a coding is
//! undone as the bytes arrive and what comes out is a body again; characters of two or four bytes become UTF-8, and
//! findings are given their places in the original bytes; a container is held until its end and opened then
//! ([`document`](super::document)).

use super::hints::Hints;
#[cfg(feature = "documents")]
use super::{document, opened::Opened};
#[cfg(feature = "documents")]
use crate::bytes::Span;
use crate::bytes::{Budget, Unread};
use crate::decode::{Choice, PREFIX, choose};
use crate::grammar::Catalog;
use crate::policy::{Persons, Tally};
use crate::scan::{Declared as Structure, Finding, Key, Patch, Sink, Stream};

/// Makes bodies.
#[derive(Clone, Copy)]
pub(super) struct Maker<'c> {
    pub(super) catalog: &'c Catalog,
    pub(super) key: Key,
}

impl<'c> Maker<'c> {
    /// A body of which nothing is known.
    pub(super) fn body(self) -> Body<'c> {
        Body::new(self.catalog, self.key)
    }
}

/// What all parts of a body share.
pub(super) struct Shared<'c> {
    /// What further bodies within this one are made with.
    #[cfg_attr(not(feature = "documents"), allow(dead_code, reason = "nothing is opened"))]
    pub(super) maker: Maker<'c>,
    pub(super) tally: Tally,
    pub(super) budget: Budget,
    /// Parts met so far; the body itself is part 0.
    pub(super) parts: u32,
    /// Why some part could not be read, the first time.
    pub(super) unread: Option<Unread>,
}

/// Where a body stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Too few bytes to say what the body is.
    Undecided,
    Text,
    /// Nothing of the body needs to be read.
    Settled(Settled),
    /// Being decoded.
    #[cfg(feature = "documents")]
    Opened,
}

/// What is known of a body without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Settled {
    /// Not text: out of scope.
    Pass(&'static str),
    Unread(Unread),
}

/// A body on its way.
pub(super) struct Body<'c> {
    stream: Stream<'c>,
    state: State,
    hints: Hints,
    part: u32,
    /// How it is decoded. INVARIANT: there when the state is `Opened`.
    #[cfg(feature = "documents")]
    opened: Option<Opened<'c>>,
}

/// Counts what passes on its way to the caller's sink, and says which part it is of.
pub(super) struct Counting<'a, S: ?Sized> {
    pub(super) tally: &'a mut Tally,
    pub(super) part: u32,
    pub(super) sink: &'a mut S,
}

impl<S: Sink + ?Sized> Sink for Counting<'_, S> {
    fn finding(&mut self, finding: &Finding) {
        let finding = Finding { part: self.part, ..*finding };
        self.tally.add(&finding);
        self.sink.finding(&finding);
    }

    fn patch(&mut self, patch: Patch) {
        self.sink.patch(patch);
    }
}

impl<'c> Body<'c> {
    /// A body of which nothing is known.
    pub(super) fn new(catalog: &'c Catalog, key: Key) -> Self {
        Self {
            stream: Stream::new(catalog, key),
            state: State::Undecided,
            hints: Hints::new(),
            part: 0,
            #[cfg(feature = "documents")]
            opened: None,
        }
    }

    /// Begins another body; nothing of the one before stays in memory.
    pub(super) fn begin(&mut self, hints: Hints, part: u32) {
        self.stream.reset(hints.structure());
        self.state = State::Undecided;
        self.hints = hints;
        self.part = part;
        #[cfg(feature = "documents")]
        {
            self.opened = None;
        }
    }

    /// Settles a body that was just begun: none of it will be read.
    pub(super) fn refuse(&mut self, unread: Unread) {
        self.state = State::Settled(Settled::Unread(unread));
    }

    /// What is known without reading, if that is all that there is to know.
    pub(super) const fn settled(&self) -> Option<Settled> {
        match self.state {
            State::Settled(settled) => Some(settled),
            _ => None,
        }
    }

    /// Whether the body is text as it stands, so that it can be masked; known once it was decided what it is.
    pub(super) fn is_plain(&self) -> bool {
        self.state == State::Text
    }

    /// Bytes of the body that no finding or patch to come can touch; 0 where it is not plain.
    pub(super) fn released(&self) -> u64 {
        if self.is_plain() { self.stream.released() } else { 0 }
    }

    /// The persons of the text that is being read.
    pub(super) fn persons(&self) -> Persons {
        #[cfg(feature = "documents")]
        if let Some(opened) = &self.opened {
            return opened.persons(&self.stream);
        }
        persons_of(&self.stream)
    }

    /// Free bytes of the window, where a host may write the body's bytes itself; `None` where they do not go there.
    pub(super) fn room(&mut self) -> Option<&mut [u8]> {
        match self.state {
            State::Undecided | State::Text => Some(self.stream.room()),
            _ => None,
        }
    }

    /// Takes `n` bytes that were written to [`Body::room`].
    pub(super) fn commit(&mut self, n: usize, shared: &mut Shared<'c>, sink: &mut dyn Sink) {
        self.stream.commit(n);
        if matches!(self.state, State::Undecided) && self.stream.received() >= PREFIX as u64 {
            self.decide(shared, sink);
        }
        if matches!(self.state, State::Text) {
            self.stream.advance(&mut Counting { tally: &mut shared.tally, part: self.part, sink });
        }
    }

    /// Takes a chunk of any length.
    pub(super) fn write(&mut self, mut bytes: &[u8], shared: &mut Shared<'c>, sink: &mut dyn Sink) {
        while !bytes.is_empty() {
            match self.state {
                State::Undecided | State::Text => {
                    let room = self.stream.room();
                    let n = room.len().min(bytes.len());
                    let (now, later) = bytes.split_at(n);
                    room[..n].copy_from_slice(now);
                    bytes = later;
                    self.commit(n, shared, sink);
                }
                State::Settled(_) => return,
                #[cfg(feature = "documents")]
                State::Opened => {
                    let Self { opened: Some(opened), stream, .. } = self else { return };
                    if let Err(unread) = opened.write(bytes, stream, self.part, shared, sink) {
                        self.refuse(unread);
                    }
                    return;
                }
            }
        }
    }

    /// Ends the body; all that waited becomes final.
    pub(super) fn end(&mut self, shared: &mut Shared<'c>, sink: &mut dyn Sink) {
        if matches!(self.state, State::Undecided) {
            self.decide(shared, sink);
        }
        match self.state {
            State::Text => {
                self.stream.end(&mut Counting { tally: &mut shared.tally, part: self.part, sink });
            }
            #[cfg(feature = "documents")]
            State::Opened => {
                let Self { opened: Some(opened), stream, .. } = self else { return };
                if let Err(unread) = opened.end(stream, &self.hints, self.part, shared, sink) {
                    self.refuse(unread);
                }
            }
            _ => {}
        }
    }

    fn decide(&mut self, shared: &mut Shared<'c>, sink: &mut dyn Sink) {
        // No more than what every chunking has shown by now.
        let prefix = self.stream.prefix();
        let prefix = &prefix[..prefix.len().min(PREFIX)];
        let content_type = self.hints.content_type.as_str();
        let choice = choose(prefix, content_type);
        #[cfg(feature = "documents")]
        let transcoder = if choice == Choice::Text { document::transcoder(prefix, content_type) } else { Ok(None) };
        self.state = match choice {
            Choice::Text => State::Text,
            Choice::Pass(reason) => State::Settled(Settled::Pass(reason)),
            Choice::Uninspectable(reason) => State::Settled(Settled::Unread(Unread(reason))),
            #[cfg(not(feature = "documents"))]
            Choice::Document(_, reason) => State::Settled(Settled::Unread(Unread(reason))),
            #[cfg(feature = "documents")]
            Choice::Document(document, _) => {
                let opened = document::open(document, prefix, &self.hints, shared);
                self.opened(opened.map(Some))
            }
        };
        #[cfg(feature = "documents")]
        if self.state == State::Text {
            self.state = self.opened(transcoder);
        }
        match self.state {
            State::Undecided | State::Text => {}
            // The window must never be full of what nobody scans.
            State::Settled(_) => self.stream.reset(Structure::Other),
            // What is not read as it stands is taken out of the window again.
            #[cfg(feature = "documents")]
            State::Opened => {
                let taken = alloc::vec::Vec::from(self.stream.prefix());
                self.stream.reset(self.hints.structure());
                self.write(&taken, shared, sink);
            }
        }
        #[cfg(not(feature = "documents"))]
        let _ = (shared, sink);
    }
}

#[cfg(feature = "documents")]
impl<'c> Body<'c> {
    /// Begins a body under a coding that was declared.
    pub(super) fn begin_coded(
        &mut self,
        hints: Hints,
        part: u32,
        decoder: crate::decode::coding::Decoder,
        shared: &Shared<'c>,
    ) {
        self.begin(hints.clone(), part);
        self.opened = Some(Opened::coded(decoder, hints, part, shared));
        self.state = State::Opened;
    }

    /// The state of a body that is to be decoded, of one that need not be, of one that can't.
    fn opened(&mut self, opened: Result<Option<Opened<'c>>, Unread>) -> State {
        match opened {
            Ok(None) => State::Text,
            Ok(opened) => {
                self.opened = opened;
                State::Opened
            }
            Err(unread) => State::Settled(Settled::Unread(unread)),
        }
    }
}

/// The persons that a stream has counted.
pub(super) fn persons_of(stream: &Stream<'_>) -> Persons {
    Persons { all: stream.persons(), reachable: stream.reachable(), exposed: stream.exposed() }
}

/// A sink that gives findings other places: those in the original bytes.
#[cfg(feature = "documents")]
pub(super) struct Moved<'a, F> {
    pub(super) place: F,
    pub(super) sink: &'a mut dyn Sink,
}

#[cfg(feature = "documents")]
impl<F: Fn(u64) -> u64> Sink for Moved<'_, F> {
    fn finding(&mut self, finding: &Finding) {
        let Span { start, end } = finding.span;
        let span = Span::new((self.place)(start), (self.place)(end));
        self.sink.finding(&Finding { span, ..*finding });
    }
}
