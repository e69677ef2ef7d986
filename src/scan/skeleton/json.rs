//! JSON, NDJSON and event streams of JSON: a string or a number is a segment, its key labels it, an object that is
//! an element of an array is a record.
//!
//! Strings and escapes are exact; what is not JSON between them (`data:` in front of an event, `callback(` in
//! front of a script's object) is passed over. An object inside a record that holds two labelled values of its
//! own is a record too (`{"page": [{"rows": [{person}, …]}]}`).

use super::{Ended, FAR, Place, Sight, Skeleton, first_from};
use crate::bytes::{BLOCK, Span, Window};
use crate::grammar::{Labels, Lexicon};
use crate::scan::view::Folding;
use crate::simd::{Bits, Block, prefix_xor};

/// Levels whose keys are kept; deeper ones are only counted.
const DEPTH: usize = 32;
/// Keys remembered with their labels; a power of two.
const MEMO: usize = 64;
/// Bytes of a key that are read.
const KEY: u64 = 64;

/// A level of the document.
#[derive(Clone, Copy, Debug)]
struct Frame {
    /// Labels that the level's values have when their own key says nothing: those of the key that opened it.
    labels: Labels,
    array: bool,
    /// Labelled values directly in this level.
    labelled: u8,
}

const OUTSIDE: Frame = Frame { labels: Labels::NONE, array: true, labelled: 0 };

/// The state.
#[derive(Clone, Debug)]
pub(in crate::scan) struct Json {
    stack: [Frame; DEPTH],
    depth: usize,
    /// Labels of the value to come or open: its key's.
    labels: Labels,
    /// Whether a key was read and its value is awaited or open.
    valued: bool,
    /// The last string, or where the open one or the bare value begins.
    start: u64,
    string_end: u64,
    memo: [(u64, Labels); MEMO],
    in_string: bool,
    escaped: bool,
    quotes: u64,
    structure: u64,
    strings: u64,
}

impl Json {
    /// The state before the first byte.
    pub(in crate::scan) const fn new() -> Self {
        Self {
            stack: [OUTSIDE; DEPTH],
            depth: 0,
            labels: Labels::NONE,
            valued: false,
            start: 0,
            string_end: 0,
            memo: [(0, Labels::NONE); MEMO],
            in_string: false,
            escaped: false,
            quotes: 0,
            structure: 0,
            strings: 0,
        }
    }

    fn frame(&mut self) -> &mut Frame {
        &mut self.stack[self.depth.min(DEPTH - 1)]
    }

    /// Bytes that a backslash escapes.
    fn escaped_mask(&mut self, backslashes: u64) -> u64 {
        let mut escaped = u64::from(self.escaped);
        for bit in Bits(backslashes) {
            if escaped >> bit & 1 == 0 && bit + 1 < BLOCK {
                escaped |= 1 << (bit + 1);
            }
        }
        let top = BLOCK - 1;
        self.escaped = backslashes >> top & 1 == 1 && escaped >> top & 1 == 0;
        escaped
    }

    fn key_labels(&mut self, key: Span, at: u64, window: &Window, lexicon: &Lexicon) -> Labels {
        if at - key.start > FAR {
            return Labels::NONE;
        }
        let text = window.bytes(key.start, key.end.min(key.start + KEY));
        let hash =
            text.iter().fold(0xcbf2_9ce4_8422_2325u64, |h, &b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
        let slot = &mut self.memo[(hash ^ hash >> 32) as usize % MEMO];
        if slot.0 != hash {
            *slot = (hash, lexicon.label(text));
        }
        slot.1
    }

    /// A value ends: what stands between its key (or the comma before it) and here.
    fn value_ends(&mut self, at: u64) -> Option<(Span, Labels)> {
        let array = self.frame().array;
        if !self.valued && !array {
            return None;
        }
        let labels = if array { self.frame().labels } else { self.labels };
        let end = if self.string_end > self.start { self.string_end } else { at };
        let value = Span::new(self.start, end);
        if labels.is_none() || value.is_empty() {
            return None;
        }
        let frame = self.frame();
        frame.labelled = frame.labelled.saturating_add(1);
        Some((value, labels))
    }

    fn next_item(&mut self, at: u64) {
        self.valued = false;
        self.labels = Labels::NONE;
        self.start = at + 1;
        self.string_end = 0;
    }

    fn open(&mut self, array: bool, at: u64) {
        let inherited = if self.frame().array { self.frame().labels } else { self.labels };
        self.depth += 1;
        *self.frame() = Frame { labels: inherited, array, labelled: 0 };
        self.next_item(at);
    }

    /// Closes a level; whether a record ends with it.
    fn close(&mut self, at: u64) -> bool {
        let closed = *self.frame();
        self.depth = self.depth.saturating_sub(1);
        if self.depth == 0 {
            self.stack[0] = OUTSIDE;
        }
        let element = self.frame().array;
        self.next_item(at);
        // Nothing of the closed level is the value of the key that opened it.
        self.string_end = 0;
        !closed.array && element && (closed.labelled >= 2 || self.depth <= 1)
    }
}

impl Skeleton for Json {
    fn enter(&mut self, bytes: &[u8; BLOCK], _at: u64) {
        let block = Block::load(bytes);
        let backslashes = block.eq(b'\\');
        let escaped = if backslashes == 0 && !self.escaped { 0 } else { self.escaped_mask(backslashes) };
        self.quotes = block.eq(b'"') & !escaped;
        self.strings = prefix_xor(self.quotes) ^ if self.in_string { u64::MAX } else { 0 };
        // A line end can't stand in a string (RFC 8259 §7): a quote too many is forgotten at the end of its line.
        for bit in Bits(block.eq(b'\n')) {
            if self.strings >> bit & 1 == 1 {
                self.strings ^= u64::MAX << bit;
            }
        }
        self.in_string = self.strings >> (BLOCK - 1) == 1;
        self.structure = block.any(b"{}[]:,\n") & !self.strings;
    }

    fn next(&self, from: usize) -> usize {
        first_from(self.quotes | self.structure, from)
    }

    fn pass(&mut self, bit: usize, at: u64, sight: Sight<'_>) -> Ended {
        let mut ended = Ended::default();
        if self.quotes >> bit & 1 == 1 {
            if self.strings >> bit & 1 == 1 {
                self.start = at + 1;
                self.string_end = 0;
            } else {
                self.string_end = at;
            }
            return ended;
        }
        match sight.window.bytes(at, at + 1) {
            b":" if !self.valued && self.string_end > self.start => {
                let key = Span::new(self.start, self.string_end);
                self.labels = self.key_labels(key, at, sight.window, sight.lexicon);
                self.valued = true;
                self.start = at + 1;
                self.string_end = 0;
            }
            b"," => {
                ended.value = self.value_ends(at);
                self.next_item(at);
            }
            b"{" => self.open(false, at),
            b"[" => self.open(true, at),
            b"}" | b"]" => {
                ended.value = self.value_ends(at);
                ended.record = self.close(at);
            }
            b"\n" if self.depth == 0 => {
                ended.record = true;
                self.next_item(at);
            }
            _ => {}
        }
        ended
    }

    fn place(&self, _at: u64, _sight: Sight<'_>) -> Option<Place> {
        let frame = &self.stack[self.depth.min(DEPTH - 1)];
        let labels = if frame.array { frame.labels } else { self.labels };
        Some(Place { segment: self.start, labels, labelled_only: false })
    }

    fn end(&mut self, at: u64, _sight: Sight<'_>) -> Ended {
        Ended { value: self.value_ends(at), record: true }
    }

    const FOLDING: Folding = Folding { markup: false, escapes: true };

    fn is_end(byte: u8) -> bool {
        matches!(byte, b'"' | b'\n')
    }
}
