//! Labels that stand in a block of their own in front of the value's: `<div>Mobile</div><div>98…</div>`, as cards and
//! forms without a table have them.
//!
//! A block that says nothing but what something is (one phrase of the lexicon, with a colon or a `No.` behind it) labels
//! the next block that says anything. A card is a record: it ends where its first label comes again.

use super::super::Ended;
use super::content::inner;
use super::{Html, Sight, Within};
use crate::bytes::Span;
use crate::grammar::lexicon::Found;
use crate::grammar::{Group, Labels, Lexicon};

/// Bytes of a block that may be a label, with the tags inside it.
const LABEL: u64 = 96;
/// Bytes of the label itself.
const WORDS: usize = 40;
/// Bytes of a block that may be a label's value.
const VALUE: u64 = 320;
/// Bytes behind a phrase that do not make it something else: `No.`, `number *`.
const REST: usize = 10;

/// What the blocks before say.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pairs {
    /// The label in the block before.
    open: Labels,
    /// The first label of the card.
    first: Labels,
}

impl Pairs {
    pub(super) const NONE: Self = Self { open: Labels::NONE, first: Labels::NONE };

    /// What the block before says of the open one.
    pub(super) const fn open(&self) -> Labels {
        self.open
    }
}

impl Html {
    /// A block of text that is no cell's or the like ends where the tag begins.
    #[inline]
    pub(super) fn block_ends(&mut self, sight: Sight<'_>) -> Option<Ended> {
        let block = Span::new(self.segment, self.tag_start);
        let most = if self.pairs.open.is_none() { LABEL } else { VALUE };
        if block.is_empty() || self.within != Within::Nothing {
            return None;
        }
        if block.len() > most {
            self.pairs.open = Labels::NONE;
            return None;
        }
        self.short_block_ends(block, sight)
    }

    fn short_block_ends(&mut self, block: Span, sight: Sight<'_>) -> Option<Ended> {
        let text = inner(block, sight);
        let words = sight.window.bytes(text.start, text.end);
        if words.is_empty() {
            return None;
        }
        let labels = label_alone(words, sight.lexicon);
        if labels.is_none() {
            let open = core::mem::take(&mut self.pairs.open);
            return Ended { value: (!open.is_none()).then_some((text, open)), ..Ended::default() }.some();
        }
        self.pairs.open = labels;
        let record = labels == self.pairs.first;
        if self.pairs.first.is_none() {
            self.pairs.first = labels;
        }
        Ended { record, ..Ended::default() }.some()
    }
}

/// What a text says that is a label and nothing else.
fn label_alone(text: &[u8], lexicon: &Lexicon) -> Labels {
    let mut labels = Labels::NONE;
    if text.len() > WORDS || text.iter().any(|b| b.is_ascii_digit() || matches!(b, b'<' | b'@')) {
        return labels;
    }
    let mut phrases = 0;
    lexicon.find(text, |Found { group, start, end }| {
        phrases += 1;
        if group >= Group::FIRST_FREE && start == 0 && text.len() - end as usize <= REST {
            labels.add(Group(group));
        }
    });
    if phrases == 1 { labels } else { Labels::NONE }
}
