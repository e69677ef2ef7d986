//! What the last keys and names said, so that the tenth object with the same keys asks the lexicon nothing.

use crate::bytes::{Span, Window};
use crate::grammar::{Labels, Lexicon};

/// Names remembered with their labels; a power of two.
const SLOTS: usize = 64;
/// Bytes of a name that are read.
const LONGEST: u64 = 64;

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

    /// What the name says.
    pub(super) fn label(&mut self, name: Span, window: &Window, lexicon: &Lexicon) -> Labels {
        let text = window.bytes(name.start, name.end.min(name.start + LONGEST));
        let hash = hash(text);
        let slot = &mut self.slots[(hash >> 58) as usize % SLOTS];
        if slot.0 != hash {
            *slot = (hash, lexicon.label(text));
        }
        slot.1
    }
}

/// Names are short: eight bytes a step. Never 0, which is an empty slot.
pub(super) fn hash(text: &[u8]) -> u64 {
    let (words, rest) = text.as_chunks::<8>();
    let tail = rest.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte));
    let words = words.iter().map(|word| u64::from_le_bytes(*word)).chain([tail]);
    words.fold(text.len() as u64, |hash, word| {
        let hash = (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        hash ^ hash >> 29
    }) | 1
}
