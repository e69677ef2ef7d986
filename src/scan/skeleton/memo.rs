//! What the last keys and names said, so that the tenth object with the same keys asks the lexicon nothing.

use crate::bytes::{Span, Window};
use crate::grammar::{Labels, Lexicon};

/// Names remembered with their labels; a power of two.
const SLOTS: usize = 64;
/// Bytes of a name that are read.
const LONGEST: u64 = 64;

/// Names that say nothing by themselves, and mean what the one above them says.
const NEUTRAL: [&[u8]; 11] =
    [b"value", b"val", b"no", b"number", b"num", b"text", b"#text", b"_text", b"$", b"content", b"answer"];
/// Types that databases put around values, so written: those of `DynamoDB`, Firestore and `MongoDB`. A small `n` is a count.
const TYPES: [&[u8]; 6] = [b"S", b"N", b"stringValue", b"integerValue", b"$numberLong", b"$numberInt"];
/// Bit of a hash that says that the name is neutral, in a slot.
const IS_NEUTRAL: u64 = 2;

/// The memory.
#[derive(Clone, Debug)]
pub(super) struct Memo {
    slots: [(u64, Labels); SLOTS],
}

impl Memo {
    /// Nothing remembered.
    pub(super) const fn new() -> Self {
        Self { slots: [(0, Labels::NONE); SLOTS] }
    }

    /// What the name says; `None` if it is neutral.
    #[inline]
    pub(super) fn label(&mut self, name: Span, window: &Window, lexicon: &Lexicon) -> Option<Labels> {
        let text = window.bytes(name.start, name.end.min(name.start + LONGEST));
        let hash = hash(text);
        let slot = &mut self.slots[(hash >> 58) as usize % SLOTS];
        if slot.0 & !IS_NEUTRAL != hash {
            *slot = read(hash, text, lexicon);
        }
        (slot.0 & IS_NEUTRAL == 0).then_some(slot.1)
    }
}

/// What a slot holds for a name.
#[inline(never)]
fn read(hash: u64, text: &[u8], lexicon: &Lexicon) -> (u64, Labels) {
    let labels = lexicon.label(text);
    let is_neutral = || NEUTRAL.iter().any(|name| text.eq_ignore_ascii_case(name)) || TYPES.contains(&text);
    let neutral = labels.is_none() && is_neutral();
    (if neutral { hash | IS_NEUTRAL } else { hash }, labels)
}

/// Names are short: eight bytes a step. Never 0, which is an empty slot, and without the bit of neutral names.
#[inline]
pub(super) fn hash(text: &[u8]) -> u64 {
    let (words, rest) = text.as_chunks::<8>();
    let tail = rest.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte));
    let words = words.iter().map(|word| u64::from_le_bytes(*word)).chain([tail]);
    words.fold(text.len() as u64, |hash, word| {
        let hash = (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        hash ^ hash >> 29
    }) & !IS_NEUTRAL
        | 1
}
