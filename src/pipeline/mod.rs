//! One body from its first byte to its verdict: what it is, what is in it, what to do about it.
//!
//! [`Inspection`] is what the hosts hold: the WebAssembly module, the native command, a Rust program. It joins
//! the floors below and adds nothing of its own but the order of their calls.

mod body;
#[cfg(feature = "parts")]
mod digits;
#[cfg(feature = "parts")]
mod inner;
#[cfg(feature = "parts")]
mod picture;
#[cfg(feature = "parts")]
mod run;
mod sparing;
mod structure;

use body::{Body, Settled};
#[cfg(feature = "parts")]
use inner::Inner;
use sparing::Sparing;

use crate::bytes::Unread;
use crate::decode::Hints;
#[cfg(all(feature = "parts", not(feature = "documents")))]
use crate::decode::bodies::Bodies;
use crate::grammar::Catalog;
use crate::policy::{Reflected, Tally};
pub use crate::policy::{Thresholds, Verdict};
use crate::scan::{Finding, Key, Sink};

/// What the sender says of a body; empty where it says nothing. Only hints: the bytes have the last word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Declared<'a> {
    /// `Content-Type`, with parameters.
    pub content_type: &'a str,
    /// `Content-Encoding` of the bytes as they are given.
    pub content_encoding: &'a str,
    /// File name, for its ending.
    pub file_name: &'a str,
    /// It is events text ([`events`](crate::bytes::events)) of a walk of ours through a page. Not a hint but a fact: no
    /// sender can say so.
    pub events: bool,
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
    catalog: &'c Catalog,
    key: Key,
    body: Body<'c>,
    /// What comes to light when the body is opened.
    #[cfg(feature = "parts")]
    inner: Inner<'c>,
    tally: Tally,
    thresholds: Thresholds,
    /// Whether contacts that stand alone are masked in the next body.
    spares: bool,
    sparing: Sparing,
    /// What stands in the request that the next body answers.
    reflected: Reflected,
    /// Where the host writes what has to be opened first.
    input: [u8; INPUT],
    bytes: u64,
    ended: bool,
}

impl<'c> Inspection<'c> {
    /// An inspection by `catalog`, with fingerprints under `key`; ready for a body of which nothing is declared.
    #[must_use]
    pub fn new(catalog: &'c Catalog, key: Key) -> Self {
        Self {
            catalog,
            key,
            body: Body::new(catalog, key),
            #[cfg(feature = "parts")]
            inner: Inner::new(catalog, key),
            tally: Tally::default(),
            thresholds: Thresholds::PUBLIC,
            spares: false,
            sparing: Sparing::none(),
            reflected: Reflected::default(),
            input: [0; INPUT],
            bytes: 0,
            ended: false,
        }
    }

    /// Judges the bodies to come by another catalogue, key or line. To be called between bodies: what was read is lost.
    pub fn judge_by(&mut self, catalog: &'c Catalog, key: Key, thresholds: Thresholds) {
        if !core::ptr::eq(self.catalog, catalog) || self.key.0 != key.0 {
            (self.catalog, self.key) = (catalog, key);
            self.body = Body::new(catalog, key);
            #[cfg(feature = "parts")]
            {
                self.inner = Inner::new(catalog, key);
            }
        }
        self.thresholds = thresholds;
    }

    /// Reads what the client has sent (its URL's parameters, a line each): values that stand there do not count in the
    /// next body, as [`Tally`] says.
    pub fn reflect(&mut self, request: &str) {
        let mut reflected = Reflected::default();
        self.begin(Declared { content_type: "text/plain; charset=utf-8", ..Declared::default() });
        let mut take = |finding: &Finding| reflected.add(finding);
        self.write(request.as_bytes(), &mut take);
        self.end(&mut take);
        self.reflected = reflected;
    }

    /// Says of the bodies to come whether masking leaves contacts that stand alone, fewer than the thresholds stop at. To be
    /// called between bodies.
    pub const fn spare_contacts(&mut self, spares: bool) {
        self.spares = spares;
    }

    /// Begins a body. Nothing of the one before stays in memory.
    pub fn begin(&mut self, declared: Declared<'_>) {
        self.tally = Tally::beside(core::mem::take(&mut self.reflected));
        self.sparing.begin(self.spares.then_some(self.thresholds.persons));
        self.input.fill(0);
        self.bytes = 0;
        self.ended = false;
        #[cfg(feature = "parts")]
        self.inner.reset();
        self.body.begin(Hints::of(declared.content_type, declared.file_name), 0, 0);
        if !declared.content_encoding.is_empty() && !declared.content_encoding.eq_ignore_ascii_case("identity") {
            self.body.close("encoding");
        }
        if declared.events {
            self.body.begin_document(0);
        }
        #[cfg(feature = "documents")]
        self.inner.open(&mut self.body, declared.content_encoding);
    }

    /// Free bytes for the host to write body bytes into; never empty before [`Inspection::end`].
    pub fn room(&mut self) -> &mut [u8] {
        #[cfg(all(feature = "parts", not(feature = "documents")))]
        if self.inner.is_opening_run() {
            return &mut self.input;
        }
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
            self.body.commit(n, &mut self.tally, &mut self.sparing.over(sink));
            #[cfg(feature = "documents")]
            self.inner.write(&mut self.body, &[], &mut self.tally, sink);
        } else {
            let n = n.min(INPUT);
            self.bytes += n as u64;
            let rest = self.body.write(&self.input[..n], &mut self.tally, &mut self.sparing.over(sink));
            #[cfg(feature = "documents")]
            self.inner.write(&mut self.body, rest, &mut self.tally, sink);
            #[cfg(not(feature = "documents"))]
            let _ = rest;
        }
        #[cfg(feature = "parts")]
        self.meet(sink);
    }

    /// Takes what was met in runs, and opens what has to be opened of it, if that happens here.
    #[cfg(feature = "parts")]
    fn meet(&mut self, sink: &mut impl Sink) {
        self.inner.meet(self.body.met());
        #[cfg(feature = "documents")]
        self.inner.open_closed(&mut self.tally, sink);
        #[cfg(not(feature = "documents"))]
        let _ = sink;
    }

    /// Takes and scans a chunk of any length. Nothing is taken after [`Inspection::end`].
    pub fn write(&mut self, bytes: &[u8], sink: &mut impl Sink) {
        if !self.ended {
            self.bytes += bytes.len() as u64;
            let rest = self.body.write(bytes, &mut self.tally, &mut self.sparing.over(sink));
            #[cfg(feature = "documents")]
            self.inner.write(&mut self.body, rest, &mut self.tally, sink);
            #[cfg(not(feature = "documents"))]
            let _ = rest;
            #[cfg(feature = "parts")]
            self.meet(sink);
        }
    }

    /// Ends the body; all that waited becomes final. Further calls do nothing.
    pub fn end(&mut self, sink: &mut impl Sink) {
        if !self.ended {
            self.body.end(&mut self.tally, &mut self.sparing.over(sink));
            self.sparing.end();
            #[cfg(feature = "documents")]
            self.inner.end(&mut self.body, &mut self.tally, sink);
            #[cfg(feature = "parts")]
            self.meet(sink);
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

    /// Whether something was found in a plain body that its patches don't mask: in a document or in wide characters that
    /// stand in it as base64. Known before the bytes that it is spelled in are released.
    #[must_use]
    pub const fn has_hidden(&self) -> bool {
        #[cfg(feature = "parts")]
        return self.inner.has_hidden();
        #[cfg(not(feature = "parts"))]
        false
    }

    /// Whether something that stands in the body can't be read, which is known before the bytes that it is spelled in are
    /// released.
    #[must_use]
    pub const fn has_unread(&self) -> bool {
        #[cfg(feature = "parts")]
        return self.inner.unread().is_some();
        #[cfg(not(feature = "parts"))]
        false
    }

    /// Bytes of a plain body that no finding or patch to come can touch: they may go on, patched.
    #[must_use]
    pub fn released(&self) -> u64 {
        self.sparing.released(self.body.released())
    }

    /// The answer as far as it is known; final after [`Inspection::end`].
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        #[cfg(feature = "parts")]
        let (open, unread) = (self.body.persons().and(self.inner.persons()), self.inner.unread());
        #[cfg(not(feature = "parts"))]
        let (open, unread) = (self.body.persons(), None);
        let persons = self.tally.persons().and(open).all;
        let (verdict, reason) = match (self.tally.reason(&self.thresholds, open), self.body.settled()) {
            (Some(reason), _) => (Verdict::Block, reason),
            (None, Some(Settled::Unread(Unread(reason)))) => (Verdict::Uninspectable, reason),
            (None, Some(Settled::Pass(reason))) => (Verdict::Pass, reason),
            (None, None) => match unread {
                Some(Unread(reason)) => (Verdict::Uninspectable, reason),
                None => (Verdict::Pass, "clean"),
            },
        };
        Outcome { verdict, reason, persons, bytes: self.bytes }
    }
}

/// Where bodies are opened in another program: it is given what [`Inspection::hand_over`] gives and the rest of the body,
/// and what comes to light is taken here.
#[cfg(all(feature = "parts", not(feature = "documents")))]
impl Inspection<'_> {
    /// Whether the body has to be opened; as long as nobody does, it is uninspectable.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.body.is_closed()
    }

    /// The body is going to be opened: gives its bytes so far.
    pub fn hand_over(&mut self) -> alloc::vec::Vec<u8> {
        self.body.open().0
    }

    /// Whether documents that stand in the body as base64 wait to be opened: [`Inspection::hand_over_next`].
    #[must_use]
    pub fn has_closed(&self) -> bool {
        self.inner.has_closed()
    }

    /// The next of them is going to be opened: gives its bytes; [`Inspection::shut_next`] ends it.
    pub fn hand_over_next(&mut self) -> Option<alloc::vec::Vec<u8>> {
        self.inner.begin_closed()
    }

    /// It has been opened (`Ok`, or why it could not be read), or there is nobody who opens (`None`).
    pub fn shut_next(&mut self, read: Option<Result<(), Unread>>, sink: &mut impl Sink) {
        self.inner.end_closed(read, &mut self.tally, sink);
    }

    /// Takes `n` bytes that the host wrote to [`Inspection::room`], of the body that came to light last.
    pub fn take_input(&mut self, n: usize, sink: &mut impl Sink) {
        self.inner.taking(&mut self.tally, sink).data(&self.input[..n.min(INPUT)]);
    }

    /// Takes what else comes to light.
    pub fn take(&mut self, take: impl FnOnce(&mut dyn Bodies), sink: &mut impl Sink) {
        take(&mut self.inner.taking(&mut self.tally, sink));
    }

    /// So many bytes of the body were handed over since.
    pub const fn count(&mut self, bytes: u64) {
        self.bytes += bytes;
    }

    /// Opening is over.
    pub fn shut(&mut self, read: Result<(), Unread>, sink: &mut impl Sink) {
        self.inner.opening_over(&mut self.body, read, &mut self.tally, sink);
    }
}
