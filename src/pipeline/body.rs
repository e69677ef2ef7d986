//! One body: what it is, and its way to the scanner.
//!
//! Text goes straight into the scanner's window. Characters of two or four bytes become UTF-8 first, and findings are
//! given their places in the original bytes. What has to be opened (a coding, a container) waits for somebody who does.

#[cfg(feature = "parts")]
use super::picture::Walk;
#[cfg(feature = "parts")]
use super::run::{Met, Spelled};
use super::structure::{is_told_as_text, structure};
use crate::bytes::{Span, Unread};
#[cfg(feature = "parts")]
use crate::decode::charset::{Charset, ROOM, Transcoder};
#[cfg(feature = "parts")]
use crate::decode::picture::Picture;
use crate::decode::{Choice, Document, Hints, PREFIX, choose};
use crate::grammar::Catalog;
use crate::policy::{Persons, Tally};
use crate::scan::{Declared as Structure, Finding, Key, Patch, Sink, Stream};

/// UTF-8 bytes that are made at once.
#[cfg(feature = "parts")]
const PIECE: usize = 4096;

/// Where a body stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Too few bytes to say what the body is.
    Undecided,
    Text,
    /// Text, once its characters have become UTF-8.
    #[cfg(feature = "parts")]
    Transcoded,
    /// It has to be opened; the word is why it can't be inspected where nobody opens it.
    Closed(&'static str),
    /// It is being opened: what comes to light are bodies of their own.
    #[cfg(feature = "parts")]
    Opened,
    /// A picture, of which only what it says of itself is read.
    #[cfg(feature = "parts")]
    Picture,
    /// Nothing of the body needs to be read.
    Settled(Settled),
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
    /// Once a body has begun it is only restarted: of runs it may still count the persons of those before.
    pub(super) stream: Stream<'c>,
    pub(super) state: State,
    hints: Hints,
    pub(super) part: u32,
    /// Where in the part it begins.
    pub(super) place: u64,
    /// INVARIANT: there when the state is `Transcoded`.
    #[cfg(feature = "parts")]
    transcoder: Option<alloc::boxed::Box<Transcoder>>,
    /// INVARIANT: there when the state is `Picture`.
    #[cfg(feature = "parts")]
    pub(super) picture: Option<alloc::boxed::Box<Walk>>,
    /// What is spelled in the text.
    #[cfg(feature = "parts")]
    spelled: Spelled<'c>,
}

/// Says of what passes on its way to the caller's sink which part it is of, and where in it; and counts it, unless
/// somebody has.
pub(super) struct Placing<'a> {
    pub(super) tally: Option<&'a mut Tally>,
    pub(super) part: u32,
    pub(super) place: &'a dyn Fn(u64) -> u64,
    pub(super) sink: &'a mut dyn Sink,
}

impl Sink for Placing<'_> {
    fn finding(&mut self, finding: &Finding) {
        let span = Span::new((self.place)(finding.span.start), (self.place)(finding.span.end));
        let finding = Finding { part: self.part, span, ..*finding };
        if let Some(tally) = &mut self.tally {
            tally.add(&finding);
        }
        self.sink.finding(&finding);
    }

    // Only a body that is read as it stands is patched.
    fn patch(&mut self, patch: Patch) {
        self.sink.patch(patch);
    }
}

impl<'c> Body<'c> {
    /// A body of which nothing is known.
    pub(super) const fn new(catalog: &'c Catalog, key: Key) -> Self {
        Self {
            stream: Stream::new(catalog, key),
            state: State::Undecided,
            hints: Hints::NONE,
            part: 0,
            place: 0,
            #[cfg(feature = "parts")]
            transcoder: None,
            #[cfg(feature = "parts")]
            picture: None,
            #[cfg(feature = "parts")]
            spelled: Spelled::new(catalog, key, 0),
        }
    }

    /// Begins another body, which stands at `place` in part `part`; nothing of the one before stays in memory.
    pub(super) fn begin(&mut self, hints: Hints, part: u32, place: u64) {
        self.stream.reset(structure(&hints));
        #[cfg(feature = "parts")]
        {
            (self.transcoder, self.picture) = (None, None);
            self.spelled.reset(0);
        }
        (self.state, self.hints, self.part, self.place) = (State::Undecided, hints, part, place);
    }

    /// Begins the text of a document, as events text.
    pub(super) fn begin_document(&mut self, part: u32) {
        self.begin(Hints::NONE, part, 0);
        self.stream.reset(Structure::Events);
        self.state = State::Text;
    }

    /// Begins another body that a run of the same text spells, at this level; plain text or not known to be. The persons
    /// of the one before are counted still.
    #[cfg(feature = "parts")]
    pub(super) fn begin_run(&mut self, part: u32, level: u8, text: bool) {
        self.stream.restart(Structure::Other);
        (self.transcoder, self.picture) = (None, None);
        self.spelled.reset(level);
        (self.state, self.hints, self.part, self.place) = (State::Undecided, Hints::NONE, part, 0);
        if text {
            self.state = State::Text;
        }
    }

    /// What was just begun stands so many levels deep in runs.
    #[cfg(feature = "parts")]
    pub(super) fn set_level(&mut self, level: u8) {
        self.spelled.reset(level);
    }

    /// What was met in runs.
    #[cfg(feature = "parts")]
    pub(super) const fn met(&mut self) -> &mut Met {
        self.spelled.met()
    }

    /// The persons counted so far are of what `stream` reads.
    #[cfg(feature = "parts")]
    pub(super) fn give_persons(&mut self, stream: &mut Stream<'c>) {
        stream.absorb_persons(&mut self.stream);
    }

    /// Settles a body: no more of it will be read.
    pub(super) fn refuse(&mut self, unread: Unread) {
        self.state = State::Settled(Settled::Unread(unread));
        self.stream.restart(Structure::Other);
    }

    /// A body that was just begun has to be opened, or can't be read for this reason.
    pub(super) fn close(&mut self, reason: &'static str) {
        self.state = State::Closed(reason);
    }

    /// What is known without reading, if that is all that there is to know.
    pub(super) const fn settled(&self) -> Option<Settled> {
        match self.state {
            State::Settled(settled) => Some(settled),
            State::Closed(reason) => Some(Settled::Unread(Unread(reason))),
            _ => None,
        }
    }

    /// Whether the body waits for somebody to open it.
    #[cfg(feature = "parts")]
    pub(super) fn is_closed(&self) -> bool {
        matches!(self.state, State::Closed(_))
    }

    /// Somebody opens the body: hands over its bytes so far, with why it can't be inspected where nobody does. The rest
    /// need not come here.
    #[cfg(feature = "parts")]
    pub(super) fn open(&mut self) -> (alloc::vec::Vec<u8>, &'static str) {
        let first = self.stream.prefix().into();
        self.stream.restart(Structure::Other);
        let State::Closed(reason) = core::mem::replace(&mut self.state, State::Opened) else {
            return (first, "encoding");
        };
        (first, reason)
    }

    /// What is declared of the body.
    #[cfg(feature = "documents")]
    pub(super) const fn hints(&self) -> &Hints {
        &self.hints
    }

    /// Whether the body is text as it stands, so that it can be masked; known once it was decided what it is.
    pub(super) fn is_plain(&self) -> bool {
        self.state == State::Text
    }

    /// Bytes of the body that no finding or patch to come can touch; 0 where it is not plain.
    pub(super) fn released(&self) -> u64 {
        let read = if self.is_plain() { self.stream.released() } else { 0 };
        #[cfg(feature = "parts")]
        let read = self.spelled.held_from().map_or(read, |held| held.min(read));
        read
    }

    /// The persons of the text that is being read.
    pub(super) fn persons(&self) -> Persons {
        let stream = &self.stream;
        Persons { all: stream.persons(), reachable: stream.reachable(), exposed: stream.exposed() }
    }

    /// Free bytes of the window, where a host may write the body's bytes itself; `None` where they do not go there.
    pub(super) fn room(&mut self) -> Option<&mut [u8]> {
        match self.state {
            State::Undecided | State::Text => Some(self.stream.room()),
            _ => None,
        }
    }

    /// Takes `n` bytes that were written to [`Body::room`].
    pub(super) fn commit(&mut self, n: usize, tally: &mut Tally, sink: &mut dyn Sink) {
        #[cfg(feature = "parts")]
        if self.is_plain() {
            let at = self.place;
            let mut placing = Placing { tally: None, part: self.part, place: &|offset| at + offset, sink };
            self.spelled.write(&self.stream.room()[..n], self.part, tally, &mut placing);
            self.spelled.give_persons(&mut self.stream);
        }
        self.stream.commit(n);
        if matches!(self.state, State::Undecided) && self.stream.received() >= PREFIX as u64 {
            self.decide(tally, sink);
        }
        if matches!(self.state, State::Text) {
            let at = self.place;
            let place = &|offset| at + offset;
            self.stream.advance(&mut Placing { tally: Some(tally), part: self.part, place, sink });
        }
    }

    /// Takes a chunk of any length, as far as it is wanted; what is left belongs to whoever opens the body.
    pub(super) fn write<'b>(&mut self, mut bytes: &'b [u8], tally: &mut Tally, sink: &mut dyn Sink) -> &'b [u8] {
        while !bytes.is_empty() {
            match self.state {
                State::Undecided | State::Text => {
                    let room = self.stream.room();
                    let n = room.len().min(bytes.len());
                    let (now, later) = bytes.split_at(n);
                    room[..n].copy_from_slice(now);
                    bytes = later;
                    self.commit(n, tally, sink);
                }
                #[cfg(feature = "parts")]
                State::Transcoded => {
                    self.transcode(bytes, tally, sink);
                    return &[];
                }
                #[cfg(feature = "parts")]
                State::Picture => {
                    self.walk_picture(bytes, tally, sink);
                    return &[];
                }
                #[cfg(feature = "parts")]
                State::Opened => return bytes,
                State::Closed(_) => return bytes,
                State::Settled(_) => return &[],
            }
        }
        bytes
    }

    /// Ends the body; all that waited becomes final.
    pub(super) fn end(&mut self, tally: &mut Tally, sink: &mut dyn Sink) {
        if matches!(self.state, State::Undecided) {
            self.decide(tally, sink);
        }
        let (part, at) = (self.part, self.place);
        match self.state {
            State::Text => {
                let place = &|offset| at + offset;
                #[cfg(feature = "parts")]
                {
                    self.spelled.end(part, tally, &mut Placing { tally: None, part, place, sink });
                    self.spelled.give_persons(&mut self.stream);
                }
                self.stream.end(&mut Placing { tally: Some(tally), part, place, sink });
            }
            #[cfg(feature = "parts")]
            State::Transcoded => {
                let Self { transcoder: Some(transcoder), stream, spelled, .. } = self else { return };
                let mut last = [0; ROOM];
                let made = transcoder.finish(&mut last);
                let place = &|offset| at + transcoder.raw(offset);
                let mut placing = Placing { tally: None, part, place, sink };
                spelled.write(&last[..made], part, tally, &mut placing);
                spelled.end(part, tally, &mut placing);
                spelled.give_persons(stream);
                placing.tally = Some(tally);
                stream.write(&last[..made], &mut placing);
                stream.end(&mut placing);
            }
            #[cfg(feature = "parts")]
            State::Picture => self.end_picture(tally, sink),
            _ => {}
        }
    }

    fn decide(&mut self, tally: &mut Tally, sink: &mut dyn Sink) {
        // No more than what every chunking has shown by now.
        let prefix = self.stream.prefix();
        let prefix = &prefix[..prefix.len().min(PREFIX)];
        match choose(prefix, self.hints.content_type()) {
            Choice::Text => self.decide_charset(false, tally, sink),
            Choice::Document(Document::Wide, _) => self.decide_charset(true, tally, sink),
            Choice::Document(_, reason) => self.state = State::Closed(reason),
            Choice::Uninspectable(reason) => self.refuse(Unread(reason)),
            // By its first bytes it is no text, but who has it will see it as one.
            Choice::Pass(_) if !prefix.is_empty() && is_told_as_text(&self.hints) => self.begin_text(tally, sink),
            Choice::Pass(reason) => {
                #[cfg(feature = "parts")]
                if let Some(picture) = Picture::begins(prefix) {
                    return self.begin_picture(picture, tally, sink);
                }
                self.state = State::Settled(Settled::Pass(reason));
                // What a picture says of itself stands at its beginning; the window must never be full of what follows.
                let mut first = [0; PREFIX];
                let len = prefix.len();
                first[..len].copy_from_slice(prefix);
                self.stream.restart(Structure::Other);
                let at = self.place;
                let mut unmasked = |finding: &Finding| sink.finding(finding);
                let mut placing =
                    Placing { tally: Some(tally), part: self.part, place: &|offset| at + offset, sink: &mut unmasked };
                self.stream.write(&first[..len], &mut placing);
                self.stream.end(&mut placing);
            }
        }
    }

    /// The body is text; `wide` if in units of more than one byte.
    #[cfg(not(feature = "parts"))]
    fn decide_charset(&mut self, wide: bool, _tally: &mut Tally, _sink: &mut dyn Sink) {
        if wide {
            self.refuse(Unread("charset"));
        } else {
            self.state = State::Text;
        }
    }

    #[cfg(not(feature = "parts"))]
    fn begin_text(&mut self, _tally: &mut Tally, _sink: &mut dyn Sink) {
        self.state = State::Text;
    }

    /// The body is text; `wide` if in units of more than one byte.
    #[cfg(feature = "parts")]
    fn decide_charset(&mut self, wide: bool, tally: &mut Tally, sink: &mut dyn Sink) {
        let prefix = self.stream.prefix();
        match Charset::decide(&prefix[..prefix.len().min(PREFIX)], self.hints.content_type()) {
            Ok(charset) if charset.needs_transcoding() => {
                self.transcoder = Some(Transcoder::new(charset).into());
                self.state = State::Transcoded;
                // What is not read as it stands is taken out of the window again.
                let taken = alloc::vec::Vec::from(self.stream.prefix());
                self.stream.restart(structure(&self.hints));
                self.transcode(&taken, tally, sink);
            }
            Ok(_) if wide => self.refuse(Unread("charset")),
            Ok(_) => self.begin_text(tally, sink),
            Err(unread) => self.refuse(unread),
        }
    }

    /// The body is text as it stands.
    #[cfg(feature = "parts")]
    fn begin_text(&mut self, tally: &mut Tally, sink: &mut dyn Sink) {
        self.state = State::Text;
        // What comes later is read on its way into the window.
        let at = self.place;
        let mut placing = Placing { tally: None, part: self.part, place: &|offset| at + offset, sink };
        self.spelled.write(self.stream.prefix(), self.part, tally, &mut placing);
        self.spelled.give_persons(&mut self.stream);
    }

    #[cfg(feature = "parts")]
    fn transcode(&mut self, mut bytes: &[u8], tally: &mut Tally, sink: &mut dyn Sink) {
        let Self { transcoder: Some(transcoder), stream, spelled, part, place: at, .. } = self else { return };
        let (part, at) = (*part, *at);
        let mut piece = [0; PIECE];
        loop {
            let (taken, made) = transcoder.push(bytes, &mut piece);
            bytes = &bytes[taken..];
            let transcoder = &**transcoder;
            let place = &|offset| at + transcoder.raw(offset);
            let mut placing = Placing { tally: None, part, place, sink: &mut *sink };
            spelled.write(&piece[..made], part, tally, &mut placing);
            spelled.give_persons(stream);
            placing.tally = Some(&mut *tally);
            stream.write(&piece[..made], &mut placing);
            if bytes.is_empty() || taken == 0 && made == 0 {
                return;
            }
        }
    }
}
