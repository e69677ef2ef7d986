//! JSON, NDJSON and event streams of JSON: a string or a number is a segment, its key labels it, an object that is
//! an element of an array is a record.
//!
//! Strings and escapes are exact; what is not JSON between them (`data:` in front of an event, `callback(` in
//! front of a script's object) is passed over. An object inside a record that holds two labelled values of its
//! own is a record too (`{"page": [{"rows": [{person}, …]}]}`). A key that says nothing by itself (`value`, `no`)
//! takes the meaning of the key above it, or else of the value beside it that names it (`{"key": "mobile", "value": …}`).
//! Arrays of values under an array of names are a table's rows, and records.
//!
//! Only brackets and colons are walked; commas where a value is labelled, line ends outside of everything. Where a
//! key, a value or the string of a trigger begins is found from the quotes before it.

use super::beside::{beside, names_next};
use super::headed::Headed;
use super::memo::{Memo, hash};
use super::quoted::ends_string;
use super::{Ended, FAR, Place, Sight, Skeleton, before, last};
use crate::bytes::{BLOCK, Span, Window};
use crate::grammar::{Labels, Lexicon};
use crate::scan::masks::Near;
use crate::scan::view::Folding;
use crate::simd::{Bits, Block, prefix_xor};

/// Levels whose keys are kept; deeper ones are only counted.
const DEPTH: usize = 32;

/// Bytes in front of a value in which its key is looked for.
const KEY: u64 = 64;

/// A level of the document.
#[derive(Clone, Copy, Debug)]
struct Frame {
    /// What the key that opened the level says: the labels of an array's elements, and of neutral keys.
    labels: Labels,
    array: bool,
    /// Labelled values directly in this level.
    labelled: u8,
    /// Whether it is the name of a value and the value, one of many that are said of somebody; or a list of those.
    pair: bool,
    /// Elements that have ended, as far as they are counted: in a table's rows.
    ended: u16,
    /// Behind the bracket.
    begin: u64,
}

const OUTSIDE: Frame = Frame { labels: Labels::NONE, array: true, labelled: 0, pair: false, ended: 0, begin: 0 };

/// The last two quotes before some place, absolute: what a string behind them would be.
#[derive(Clone, Copy, Debug, Default)]
struct Quotes {
    open: u64,
    close: u64,
}

/// The state.
#[derive(Clone, Debug)]
pub(in crate::scan) struct Json {
    stack: [Frame; DEPTH],
    depth: usize,
    /// Labels of the value to come or open: in an object its key's, in an array the array's.
    labels: Labels,
    /// Where the open value begins: behind its colon, comma or bracket.
    value: u64,
    memo: Memo,
    headed: Headed,
    in_string: bool,
    escaped: bool,
    /// The last quotes, and the last mark of structure, before the block.
    quotes_before: Quotes,
    mark_before: Option<u64>,
    /// The block's offset and classes.
    block: u64,
    quotes: u64,
    strings: u64,
    structure: u64,
    colons: u64,
    commas: u64,
    lines: u64,
    /// Structure that was not passed yet.
    waiting: u64,
}

impl Json {
    /// The state before the first byte.
    pub(in crate::scan) const fn new() -> Self {
        Self {
            stack: [OUTSIDE; DEPTH],
            depth: 0,
            labels: Labels::NONE,
            value: 0,
            memo: Memo::new(),
            headed: Headed::NONE,
            in_string: false,
            escaped: false,
            quotes_before: Quotes { open: 0, close: 0 },
            mark_before: None,
            block: 0,
            quotes: 0,
            strings: 0,
            structure: 0,
            colons: 0,
            commas: 0,
            lines: 0,
            waiting: 0,
        }
    }

    fn frame(&self) -> &Frame {
        &self.stack[self.depth.min(DEPTH - 1)]
    }

    fn frame_mut(&mut self) -> &mut Frame {
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

    /// The last two quotes before bit `until` of the block, or before the block.
    fn quotes(&self, until: usize) -> Quotes {
        let quotes = before(self.quotes, until);
        let Some(close) = last(quotes) else { return self.quotes_before };
        let open = last(before(quotes, close)).map_or(self.quotes_before.close, |bit| self.block + bit as u64);
        Quotes { open, close: self.block + close as u64 }
    }

    /// The last mark of structure before bit `until`.
    fn mark(&self, until: usize) -> Option<u64> {
        last(before(self.structure, until)).map_or(self.mark_before, |bit| Some(self.block + bit as u64))
    }

    /// Marks that mean nothing now: commas where no value is labelled, line ends inside of something.
    #[inline]
    fn ignored(&self) -> u64 {
        let commas = if self.labels.is_none() && !self.in_row() { self.commas } else { 0 };
        let lines = if self.depth > 0 { self.lines } else { 0 };
        commas | lines
    }

    fn key_labels(&mut self, key: Span, at: u64, window: &Window, lexicon: &Lexicon) -> Labels {
        if at - key.start > FAR {
            return Labels::NONE;
        }
        let own = self.memo.label(key, window, lexicon);
        own.unwrap_or_else(|| {
            let above = self.frame().labels;
            if !above.is_none() {
                return above;
            }
            let labels = beside(key.start - 1, window, lexicon);
            self.frame_mut().pair |= !labels.is_none();
            labels
        })
    }

    /// A colon at `at`, bit `bit`: the string before it is the key of the value that begins.
    fn colon(&mut self, bit: usize, at: u64, sight: Sight<'_>) {
        let key = self.quotes(bit);
        // Not `a ? "b" : c`, and no string of an earlier value. Only line ends may stand between a key and its colon.
        let mark = self.mark(bit).filter(|&mark| mark < key.open || !only_lines(key.close, at, sight));
        let behind = mark.is_none_or(|mark| key.open > mark && sight.window.byte(mark) != Some(b':'));
        if self.frame().array || !behind || key.close <= key.open {
            return;
        }
        self.labels = self.key_labels(Span::new(key.open + 1, key.close), at, sight.window, sight.lexicon);
        self.value = at + 1;
    }

    /// A value ends: what stands between its key (or the comma before it) and here.
    fn value_ends(&mut self, bit: usize, at: u64, sight: Sight<'_>) -> Option<(Span, Labels)> {
        let labels = self.labels;
        if labels.is_none() {
            return None;
        }
        let string = self.quotes(bit);
        let value = if string.open >= self.value && string.close > string.open {
            Span::new(string.open + 1, string.close)
        } else {
            Span::new(self.value, at)
        };
        // Behind an array or an object nothing but blanks is left; and nothing as long is a number.
        let blank = || at > self.value + FAR || sight.window.bytes(value.start, value.end).trim_ascii().is_empty();
        if value.is_empty() || value.start == self.value && blank() {
            return None;
        }
        let frame = self.frame_mut();
        frame.labelled = frame.labelled.saturating_add(1);
        Some((value, labels))
    }

    /// Whether the open level is a row of a table.
    #[inline]
    fn in_row(&self) -> bool {
        self.headed.is_open()
            && self.frame().array
            && self.depth > 1
            && self.stack[(self.depth - 1).min(DEPTH - 1)].array
    }

    fn next_item(&mut self, at: u64) {
        let frame = self.frame();
        self.labels = if frame.array { frame.labels } else { Labels::NONE };
        if self.labels.is_none() && self.in_row() {
            self.labels = self.headed.labels(self.frame().ended);
        }
        self.value = at + 1;
    }

    fn open(&mut self, array: bool, at: u64) {
        let labels = self.labels;
        self.depth += 1;
        *self.frame_mut() = Frame { labels, array, begin: at + 1, ..OUTSIDE };
        self.next_item(at);
    }

    /// Where the array closes that opens at bit `bit`, if it does before the next mark but commas and line ends and nothing in
    /// it says or names anything: a pair of coordinates, mostly.
    #[inline]
    fn plain_array(&self, bit: usize, marks: u64, sight: Sight<'_>) -> Option<usize> {
        if !self.labels.is_none() || self.headed.is_open() || self.depth == 0 {
            return None;
        }
        let close = (marks & !(self.commas | self.lines)).trailing_zeros() as usize;
        let last = sight.window.byte(self.block + close as u64 - 1);
        let digit = last.is_some_and(|byte| byte.is_ascii_digit());
        (close < BLOCK && close > bit + 1 && digit && sight.window.byte(self.block + close as u64) == Some(b']'))
            .then_some(close)
    }

    /// Closes a level; whether a record ends with it.
    fn close(&mut self, at: u64, sight: Sight<'_>) -> bool {
        let (closed, row) = (*self.frame(), self.in_row());
        // The names of columns are nobody's.
        let names = closed.array
            && (1..DEPTH).contains(&self.depth)
            && self.headed.read(closed.begin, at, self.depth, sight.window, sight.lexicon);
        self.depth = self.depth.saturating_sub(1);
        if closed.pair {
            // What pairs say is said of who the list of them is of.
            let frame = self.frame_mut();
            frame.labelled = frame.labelled.saturating_add(closed.labelled);
            frame.pair |= frame.array;
        }
        self.headed.left(self.depth);
        if self.depth == 0 {
            self.stack[0] = OUTSIDE;
        }
        // Nothing of the closed level is the value of the key that opened it.
        self.next_item(at);
        names
            || row && closed.labelled > 0
            || !closed.array && !closed.pair && self.frame().array && (closed.labelled >= 2 || self.depth <= 1)
    }
}

/// The bits above bit `bit`.
#[inline]
const fn after(bit: usize) -> u64 {
    !(u64::MAX >> (BLOCK - 1 - bit))
}

/// Whether there are blanks and line ends only between a key's closing quote and its colon; far from it the key
/// says nothing in any case.
fn only_lines(close: u64, colon: u64, sight: Sight<'_>) -> bool {
    colon > close && colon - close <= FAR && sight.window.bytes(close + 1, colon).trim_ascii().is_empty()
}

impl Json {
    /// Begins a document within another one: at bit `from` of the block that begins at `at`.
    pub(super) fn begin(&mut self, block: &Block, at: u64, from: u32, window: &Window) {
        let memo = core::mem::replace(&mut self.memo, Memo::new());
        let begin = at + u64::from(from);
        let before = begin.saturating_sub(1);
        let quotes_before = Quotes { open: before, close: before };
        *self = Self { memo, value: begin, quotes_before, ..Self::new() };
        self.read(block, at, u64::MAX.checked_shl(from).unwrap_or(0), window);
    }

    /// Reads the classes of the bytes of a block that `mask` has.
    fn read(&mut self, block: &Block, at: u64, mask: u64, window: &Window) {
        self.block = at;
        let backslashes = block.eq(b'\\') & mask;
        let escaped = if backslashes == 0 && !self.escaped { 0 } else { self.escaped_mask(backslashes) };
        self.quotes = block.eq(b'"') & !escaped & mask;
        self.lines = block.eq(b'\n') & mask;
        self.strings = prefix_xor(self.quotes) ^ if self.in_string { u64::MAX } else { 0 };
        // A line end can't stand in a string (RFC 8259 §7), and does. Where the next quote does not end the string, a
        // quote was too many: it is forgotten at the end of its line.
        if self.lines & self.strings != 0 {
            for bit in Bits(self.lines) {
                if self.strings >> bit & 1 == 1 && !ends_string(window, at + bit as u64 + 1) {
                    self.strings ^= u64::MAX << bit;
                }
            }
        }
        self.in_string = self.strings >> (BLOCK - 1) == 1;
        self.commas = block.eq(b',');
        self.colons = block.eq(b':');
        // With the bit of lower case set, brackets are braces.
        let structure = block.lower_case().any(b"{}") | self.colons | self.commas | self.lines;
        self.structure = structure & !self.strings & mask;
        self.waiting = self.structure;
    }
}

impl Skeleton for Json {
    fn enter(&mut self, block: &Block, _near: &Near<'_>, at: u64, window: &Window) {
        (self.quotes_before, self.mark_before) = (self.quotes(BLOCK), self.mark(BLOCK));
        self.read(block, at, u64::MAX, window);
    }

    fn pass(&mut self, until: usize, at: u64, sight: Sight<'_>) -> Option<Ended> {
        let mut marks = before(self.waiting, until);
        loop {
            let now = marks & !self.ignored();
            if now == 0 {
                return None;
            }
            let bit = now.trailing_zeros() as usize;
            marks &= after(bit);
            self.waiting &= after(bit);
            let at = at + bit as u64;
            if self.colons >> bit & 1 == 1 {
                self.colon(bit, at, sight);
                continue;
            }
            let (value, record) = match sight.window.byte(at) {
                Some(b'{') => {
                    self.open(false, at);
                    continue;
                }
                Some(b'[') => {
                    if let Some(close) = self.plain_array(bit, marks, sight) {
                        marks &= after(close);
                        self.waiting &= after(close);
                        self.next_item(self.block + close as u64);
                    } else {
                        self.open(true, at);
                    }
                    continue;
                }
                Some(b',') => {
                    let value = self.value_ends(bit, at, sight);
                    let frame = self.frame_mut();
                    frame.ended = frame.ended.saturating_add(1);
                    let named = |(value, _): &(Span, Labels)| names_next(*value, at, sight.window, sight.lexicon);
                    let value = value.filter(|value| self.frame().array || !named(value));
                    self.next_item(at);
                    (value, false)
                }
                Some(b'\n') => {
                    self.next_item(at);
                    (None, true)
                }
                _ => (self.value_ends(bit, at, sight), self.close(at, sight)),
            };
            // No text runs in JSON: nobody asks where a record began.
            if value.is_some() || record && !sight.idle {
                return Some(Ended { value, record, at, ..Ended::default() });
            }
        }
    }

    fn place(&self, at: u64, _sight: Sight<'_>) -> Option<Place> {
        let bit = (at - self.block) as usize;
        let segment = if self.strings >> bit & 1 == 1 {
            self.quotes(bit).close + 1
        } else {
            let string = self.quotes(bit);
            self.mark(bit).map_or(self.value, |mark| if string.open > mark { string.open + 1 } else { mark + 1 })
        };
        Some(Place { segment, labels: self.labels, labelled_only: false })
    }

    fn lane(&self, at: u64, sight: Sight<'_>) -> u16 {
        let segment = self.place(at, sight).map_or(at, |place| place.segment);
        key_before(sight.window.bytes(segment.saturating_sub(KEY), segment)).map_or(0, |key| (hash(key) >> 48) as u16)
    }

    fn end(&mut self, at: u64, sight: Sight<'_>) -> Ended {
        Ended { value: self.value_ends(BLOCK, at, sight), record: true, at, ..Ended::default() }
    }

    fn folding(&self) -> Folding {
        Folding::ALL
    }

    fn is_running(&self) -> bool {
        false
    }

    fn is_end(byte: u8) -> bool {
        matches!(byte, b'"' | b'\n')
    }
}

/// The key of the value in front of which `before` ends, with or without its quote.
fn key_before(before: &[u8]) -> Option<&[u8]> {
    let colon = before.strip_suffix(b"\"").unwrap_or(before).trim_ascii_end();
    let name = colon.strip_suffix(b":")?.trim_ascii_end().strip_suffix(b"\"")?;
    name.rsplit(|&b| b == b'"').next()
}
