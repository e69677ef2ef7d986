//! One body from its first byte to its verdict: what it is, what is in it, what to do about it.
//!
//! [`Inspection`] is what the hosts hold: the WebAssembly module, the native command, a Rust program. It joins
//! the floors below and adds nothing of its own but the order of their calls.

use crate::decode::{Choice, PREFIX, choose};
use crate::grammar::Catalog;
use crate::policy::{Persons, Tally};
pub use crate::policy::{Thresholds, Verdict};
use crate::scan::{Declared as Structure, Finding, Key, Sink, Stream};

/// What the sender says of a body; empty where it says nothing. Only hints: the bytes have the last word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Declared<'a> {
    /// `Content-Type`, with parameters.
    pub content_type: &'a str,
    /// `Content-Encoding` of the bytes as they are given.
    pub content_encoding: &'a str,
    /// File name, for its ending.
    pub file_name: &'a str,
}

/// What the declared type, or else the file's ending, says of the structure.
fn hint(declared: &Declared<'_>) -> Structure {
    let kind = declared.content_type.split(';').next().unwrap_or("").trim();
    let holds =
        |text: &str, word: &str| text.as_bytes().windows(word.len()).any(|w| w.eq_ignore_ascii_case(word.as_bytes()));
    let says = |words: &[&str]| {
        words.iter().any(|word| holds(kind, word)) || {
            let ending = declared.file_name.rsplit('.').next().unwrap_or("");
            words.iter().any(|word| ending.eq_ignore_ascii_case(word))
        }
    };
    if says(&["csv", "tsv", "tab-separated"]) {
        Structure::Table
    } else if says(&["json", "ndjson", "jsonl", "event-stream"]) {
        Structure::Json
    } else if says(&["html", "htm", "xhtml"]) {
        Structure::Html
    } else if says(&["xml", "svg", "rss"]) {
        Structure::Xml
    } else {
        Structure::Other
    }
}

/// The answer for one body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What to do.
    pub verdict: Verdict,
    /// Why, as a word that policies and dashboards can hold.
    pub reason: &'static str,
    /// Distinct persons found.
    pub persons: u32,
    /// Bytes read.
    pub bytes: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Too few bytes to say what the body is.
    Undecided,
    Text,
    /// Nothing of the body needs to be read.
    Settled(Verdict, &'static str),
}

/// The inspection of one body after another: [`Inspection::begin`], then `write` (or `room` and `commit`) as
/// often as wanted, then [`Inspection::end`].
#[derive(Clone)]
pub struct Inspection<'c> {
    stream: Stream<'c>,
    thresholds: Thresholds,
    tally: Tally,
    state: State,
    encoded: bool,
    bytes: u64,
    ended: bool,
}

/// Counts what passes on its way to the caller's sink.
struct Counting<'a, S: ?Sized> {
    tally: &'a mut Tally,
    sink: &'a mut S,
}

impl<S: Sink + ?Sized> Sink for Counting<'_, S> {
    fn finding(&mut self, finding: &Finding) {
        self.tally.add(finding);
        self.sink.finding(finding);
    }
}

impl<'c> Inspection<'c> {
    /// An inspection by `catalog`, with fingerprints under `key`; ready for a body of which nothing is declared.
    #[must_use]
    pub fn new(catalog: &'c Catalog, key: Key) -> Self {
        Self {
            stream: Stream::new(catalog, key),
            thresholds: Thresholds::PUBLIC,
            tally: Tally::default(),
            state: State::Undecided,
            encoded: false,
            bytes: 0,
            ended: false,
        }
    }

    /// Begins a body. Nothing of the one before stays in memory.
    pub fn begin(&mut self, declared: Declared<'_>) {
        self.stream.reset(hint(&declared));
        self.tally = Tally::default();
        self.state = State::Undecided;
        self.encoded = !matches!(choose(b" ", declared.content_encoding), Choice::Text);
        self.bytes = 0;
        self.ended = false;
    }

    /// Free bytes for the host to write body bytes into; never empty before [`Inspection::end`].
    pub fn room(&mut self) -> &mut [u8] {
        self.stream.room()
    }

    /// Takes and scans `n` bytes that the host wrote to [`Inspection::room`].
    pub fn commit(&mut self, n: usize, sink: &mut (impl Sink + ?Sized)) {
        let n = n.min(self.stream.room().len());
        self.bytes += n as u64;
        if let State::Settled(..) = self.state {
            return;
        }
        self.stream.commit(n);
        if self.bytes >= PREFIX as u64 {
            self.decide();
        }
        if self.state == State::Text {
            self.stream.advance(&mut Counting { tally: &mut self.tally, sink });
        }
    }

    /// Takes and scans a chunk of any length. Nothing is taken after [`Inspection::end`].
    pub fn write(&mut self, mut bytes: &[u8], sink: &mut (impl Sink + ?Sized)) {
        while !bytes.is_empty() && !self.ended {
            let room = self.room();
            let n = room.len().min(bytes.len());
            let (now, later) = bytes.split_at(n);
            room[..n].copy_from_slice(now);
            bytes = later;
            self.commit(n, sink);
        }
    }

    /// Ends the body; all that waited becomes final. Further calls do nothing.
    pub fn end(&mut self, sink: &mut (impl Sink + ?Sized)) {
        if self.ended {
            return;
        }
        self.decide();
        if self.state == State::Text {
            self.stream.end(&mut Counting { tally: &mut self.tally, sink });
        }
        self.ended = true;
    }

    /// The verdict, once nothing to come can change it: the host may stop reading.
    #[must_use]
    pub fn settled(&self) -> Option<Verdict> {
        match self.state {
            State::Settled(verdict, _) => Some(verdict),
            State::Text if self.reason().is_some() => Some(Verdict::Block),
            _ => self.ended.then_some(Verdict::Pass),
        }
    }

    /// The answer as far as it is known; final after [`Inspection::end`].
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        let (verdict, reason) = match (self.state, self.reason()) {
            (State::Settled(verdict, reason), _) => (verdict, reason),
            (_, Some(reason)) => (Verdict::Block, reason),
            _ => (Verdict::Pass, "clean"),
        };
        Outcome { verdict, reason, persons: self.stream.persons(), bytes: self.bytes }
    }

    fn reason(&self) -> Option<&'static str> {
        self.tally.reason(&self.thresholds, self.open_persons())
    }

    /// The persons of the part that is being read.
    fn open_persons(&self) -> Persons {
        let stream = &self.stream;
        Persons { all: stream.persons(), reachable: stream.reachable(), exposed: stream.exposed() }
    }

    fn decide(&mut self) {
        if self.state == State::Undecided {
            let encoding = if self.encoded { "unread" } else { "" };
            self.state = match choose(self.stream.prefix(), encoding) {
                Choice::Text => State::Text,
                Choice::Pass(reason) => State::Settled(Verdict::Pass, reason),
                Choice::Uninspectable(reason) => State::Settled(Verdict::Uninspectable, reason),
            };
            if let State::Settled(..) = self.state {
                // What comes is counted and not looked at: the window must never be full of what nobody scans.
                self.stream.reset(Structure::Other);
            }
        }
    }
}
