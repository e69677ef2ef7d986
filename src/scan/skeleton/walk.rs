//! A skeleton's answer for every byte of a body: what the tests hold against real parsers.
//!
//! Only in tests and in fuzzing builds. The skeleton is driven as the scanner drives it, block by block through a
//! real window; only that here every byte is asked about, where the scanner asks at its triggers.

use super::{Csv, Html, Json, Place, Sight, Skeleton};
use crate::bytes::{BLOCK, LOOK_AHEAD, Window};
use crate::grammar::{Group, Labels, Lexicon, LexiconIndex, Phrases};
use crate::scan::masks::Near;
use crate::simd::Block;

/// Where a byte of markup stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Text that people read, or what no markup is.
    Text,
    /// A tag or a declaration, outside of quotes.
    Tag,
    /// A quoted attribute value that begins at this offset.
    Value(u64),
    /// A comment.
    Comment,
    /// The content of an element in which nothing is markup and which people read.
    RawText,
    /// The content of a script.
    Script,
    /// The content of a style.
    Style,
}

/// What a skeleton says of a byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Where the segment begins, and what labels it; nothing where nobody reads.
    pub place: Option<(u64, Labels)>,
    /// The part of the markup.
    pub part: Part,
}

/// What ended with a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// The offset of the mark.
    pub at: u64,
    /// Whether a record did.
    pub record: bool,
    /// The labelled value that did: start, end, labels.
    pub value: Option<(u64, u64, Labels)>,
}

/// A walk through a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// One for each byte; none in a sparse walk.
    pub spots: Vec<Spot>,
    /// In order; the last one is the body's end.
    pub ends: Vec<End>,
}

/// Words that keys, columns and elements of the tests' bodies are called, each with a meaning of its own.
const PHRASES: Phrases = &[
    (Group(20), &["name"]),
    (Group(21), &["age"]),
    (Group(22), &["state", "st"]),
    (Group(23), &["district"]),
    (Group(24), &["type", "kind"]),
    (Group(25), &["title"]),
    (Group(26), &["code", "iso"]),
    (Group(27), &["date"]),
    (Group(28), &["city"]),
    (Group(29), &["total"]),
    (Group(30), &["properties"]),
    (Group(31), &["coordinates", "geometry"]),
    (Group(32), &["a"]),
    (Group(33), &["b"]),
    (Group(34), &["c"]),
    (Group(35), &["d"]),
    (Group(36), &["mobile", "phone"]),
    (Group(37), &["rows", "data"]),
    (Group(38), &["pan", "aadhaar"]),
    (Group(39), &["version", "description"]),
];
static INDEX: LexiconIndex = LexiconIndex::new(PHRASES);
/// The lexicon of the walks.
pub static LEXICON: Lexicon = Lexicon { phrases: PHRASES, index: &INDEX };

/// Whether the text around a tag of this name goes on through it.
#[must_use]
pub fn is_inline(name: &str) -> bool {
    super::is_inline(format!("{name}>").as_bytes())
}

/// Walks a table with this separator.
#[must_use]
pub fn csv(body: &[u8], separator: u8) -> Trace {
    walk(body, || Csv::new(separator), |_| Part::Text)
}

/// Walks JSON.
#[must_use]
pub fn json(body: &[u8]) -> Trace {
    walk(body, Json::new, |_| Part::Text)
}

/// Walks HTML.
#[must_use]
pub fn html(body: &[u8]) -> Trace {
    walk(body, || Html::new(false), Html::part)
}

/// Walks `body` twice, asking for every byte and for none: what ends may not depend on who asks.
fn walk<S: Skeleton>(body: &[u8], new: impl Fn() -> S, part: fn(&S) -> Part) -> Trace {
    let mut trace = Trace { spots: Vec::with_capacity(body.len()), ends: Vec::new() };
    let spot = |skeleton: &S, at: u64, sight: Sight<'_>| Spot {
        place: skeleton.place(at, sight).map(|Place { segment, labels, .. }| (segment, labels)),
        part: part(skeleton),
    };
    let (spots, ends) = (&mut trace.spots, &mut trace.ends);
    step(body, &mut new(), ends, |skeleton, at, sight| spots.push(spot(skeleton, at, sight)));
    let mut sparse = Vec::new();
    unasked(body, &mut new(), &mut sparse);
    assert_eq!(trace.ends, sparse, "what ends depends on the triggers between");
    trace
}

fn unasked<S: Skeleton>(body: &[u8], skeleton: &mut S, ends: &mut Vec<End>) {
    blocks(body, skeleton, ends, |skeleton, at, _, sight, ends| pass(skeleton, BLOCK, at, sight, ends));
}

fn step<S: Skeleton>(body: &[u8], skeleton: &mut S, ends: &mut Vec<End>, mut each: impl FnMut(&S, u64, Sight<'_>)) {
    blocks(body, skeleton, ends, |skeleton, at, len, sight, ends| {
        for bit in 0..len {
            pass(skeleton, bit, at, sight, ends);
            each(skeleton, at + bit as u64, sight);
        }
        pass(skeleton, BLOCK, at, sight, ends);
    });
}

fn pass<S: Skeleton>(skeleton: &mut S, until: usize, at: u64, sight: Sight<'_>, ends: &mut Vec<End>) {
    while let Some(ended) = skeleton.pass(until, at, sight) {
        ends.extend(end(&ended));
    }
}

fn end(ended: &super::Ended) -> Option<End> {
    let value = ended.value.map(|(span, labels)| (span.start, span.end, labels));
    (value.is_some() || ended.record).then_some(End { at: ended.at, record: ended.record, value })
}

/// Calls `each` with the offset and length of every block, as `Blocks::scan` and `Stream::end` do.
fn blocks<S: Skeleton>(
    body: &[u8],
    skeleton: &mut S,
    ends: &mut Vec<End>,
    mut each: impl FnMut(&mut S, u64, usize, Sight<'_>, &mut Vec<End>),
) {
    let mut window = Window::new();
    let (mut at, mut rest) = (0, body);
    loop {
        let room = window.room(at);
        let n = room.len().min(rest.len());
        room[..n].copy_from_slice(&rest[..n]);
        window.commit(n);
        rest = &rest[n..];
        let head = window.head();
        let to = if rest.is_empty() { head } else { head.saturating_sub(LOOK_AHEAD as u64) / 64 * 64 };
        if rest.is_empty() {
            window.pad();
        }
        let sight = Sight { window: &window, lexicon: &LEXICON, idle: false };
        while at < to {
            let left = at.checked_sub(BLOCK as u64).map_or(&[0; BLOCK], |left| window.block(left));
            let near = Near { left, here: window.block(at), right: window.block(at + BLOCK as u64) };
            skeleton.enter(&Block::load(near.here), &near, at, &window);
            each(skeleton, at, ((body.len() as u64 - at) as usize).min(BLOCK), sight, ends);
            at += BLOCK as u64;
        }
        if rest.is_empty() {
            loop {
                let ended = skeleton.end(head, sight);
                ends.extend(end(&ended));
                if ended.record {
                    return;
                }
            }
        }
    }
}
