//! One body from its first byte to its verdict: what it is, what is in it, what to do about it.
//!
//! [`Inspection`] is what the hosts hold: the WebAssembly module, the native command, a Rust program. It joins
//! the floors below and adds nothing of its own but the order of their calls.

mod body;
#[cfg(feature = "documents")]
mod document;
mod hints;
#[cfg(feature = "documents")]
mod opened;

use body::{Body, Maker, Settled, Shared};
use hints::Hints;

use crate::bytes::{Budget, Unread};
use crate::grammar::Catalog;
use crate::policy::Tally;
pub use crate::policy::{Thresholds, Verdict};
use crate::scan::{Key, Sink};

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

/// Bytes that a host writes at once where they do not go straight into the scanner's window.
const INPUT: usize = 16 * 1024;

/// The inspection of one body after another: [`Inspection::begin`], then `write` (or `room` and `commit`) as
/// often as wanted, then [`Inspection::end`].
pub struct Inspection<'c> {
    body: Body<'c>,
    shared: Shared<'c>,
    thresholds: Thresholds,
    /// Where the host writes what has to be decoded first.
    input: [u8; INPUT],
    bytes: u64,
    ended: bool,
}

impl<'c> Inspection<'c> {
    /// An inspection by `catalog`, with fingerprints under `key`; ready for a body of which nothing is declared.
    #[must_use]
    pub fn new(catalog: &'c Catalog, key: Key) -> Self {
        let maker = Maker { catalog, key };
        Self {
            body: maker.body(),
            shared: Shared { maker, tally: Tally::default(), budget: Budget::DEFAULT, parts: 0, unread: None },
            thresholds: Thresholds::PUBLIC,
            input: [0; INPUT],
            bytes: 0,
            ended: false,
        }
    }

    /// Begins a body. Nothing of the one before stays in memory.
    pub fn begin(&mut self, declared: Declared<'_>) {
        self.shared.tally = Tally::default();
        self.shared.budget = Budget::DEFAULT;
        self.shared.parts = 0;
        self.shared.unread = None;
        self.input.fill(0);
        self.bytes = 0;
        self.ended = false;
        let hints = Hints::of(declared.content_type, declared.file_name);
        self.begin_coded(hints, declared.content_encoding);
    }

    #[cfg(feature = "documents")]
    fn begin_coded(&mut self, hints: Hints, content_encoding: &str) {
        use crate::decode::coding::{Decoder, parse_encodings};
        match parse_encodings(content_encoding) {
            Ok(codings) if codings.as_slice().is_empty() => self.body.begin(hints, 0),
            Ok(codings) => {
                let decoder = Decoder::stacked(codings.as_slice());
                self.body.begin_coded(hints, 0, decoder, &self.shared);
            }
            Err(unread) => {
                self.body.begin(hints, 0);
                self.body.refuse(unread);
            }
        }
    }

    #[cfg(not(feature = "documents"))]
    fn begin_coded(&mut self, hints: Hints, content_encoding: &str) {
        self.body.begin(hints, 0);
        if !content_encoding.is_empty() && !content_encoding.eq_ignore_ascii_case("identity") {
            self.body.refuse(Unread("encoding"));
        }
    }

    /// Free bytes for the host to write body bytes into; never empty before [`Inspection::end`].
    pub fn room(&mut self) -> &mut [u8] {
        match self.body.room() {
            Some(room) => room,
            None => &mut self.input,
        }
    }

    /// Takes and scans `n` bytes that the host wrote to [`Inspection::room`].
    pub fn commit(&mut self, n: usize, sink: &mut impl Sink) {
        if let Some(room) = self.body.room() {
            let n = n.min(room.len());
            self.bytes += n as u64;
            self.body.commit(n, &mut self.shared, sink);
        } else {
            let n = n.min(INPUT);
            self.bytes += n as u64;
            self.body.write(&self.input[..n], &mut self.shared, sink);
        }
    }

    /// Takes and scans a chunk of any length. Nothing is taken after [`Inspection::end`].
    pub fn write(&mut self, bytes: &[u8], sink: &mut impl Sink) {
        if !self.ended {
            self.bytes += bytes.len() as u64;
            self.body.write(bytes, &mut self.shared, sink);
        }
    }

    /// Ends the body; all that waited becomes final. Further calls do nothing.
    pub fn end(&mut self, sink: &mut impl Sink) {
        if !self.ended {
            self.body.end(&mut self.shared, sink);
            self.ended = true;
        }
    }

    /// The verdict, once nothing to come can change it: the host may stop reading.
    #[must_use]
    pub fn settled(&self) -> Option<Verdict> {
        let outcome = self.outcome();
        let sure = self.ended || self.body.settled().is_some() || outcome.verdict == Verdict::Block;
        sure.then_some(outcome.verdict)
    }

    /// Whether the body can be masked by the patches that its findings come with: text that stands in the body as it is.
    /// Not so under a coding, in a container, in characters of two bytes, or while it is not decided what the body is.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.body.is_plain()
    }

    /// Bytes of a plain body that no finding or patch to come can touch: they may go on, patched.
    #[must_use]
    pub fn released(&self) -> u64 {
        self.body.released()
    }

    /// The answer as far as it is known; final after [`Inspection::end`].
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        let open = self.body.persons();
        let persons = self.shared.tally.persons().and(open).all;
        let (verdict, reason) = match (self.shared.tally.reason(&self.thresholds, open), self.body.settled()) {
            (Some(reason), _) => (Verdict::Block, reason),
            (None, Some(Settled::Unread(Unread(reason)))) => (Verdict::Uninspectable, reason),
            (None, Some(Settled::Pass(reason))) => (Verdict::Pass, reason),
            (None, None) => match self.shared.unread {
                Some(Unread(reason)) => (Verdict::Uninspectable, reason),
                None => (Verdict::Pass, "clean"),
            },
        };
        Outcome { verdict, reason, persons, bytes: self.bytes }
    }
}
