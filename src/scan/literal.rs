//! T6: where in a block a literal of the catalogue may stand, and which one does.
//!
//! Each literal has a *hook*: one byte of it that is seldom in pages, the same for as many literals as can share it. A block
//! is asked for all hooks at once ([`ByteSet`]), and a hook counts only behind the byte that its literals have in front of
//! it. So a clean block costs one mask; what stands there is compared at the trigger.

use super::masks::Near;
use crate::bytes::BLOCK;
use crate::grammar::literal::{Literal, frequency};
use crate::grammar::{Detector, Packs};
use crate::simd::{Bits, Block, ByteSet, SET};

/// Literals that one catalogue can have; a byte counts them.
pub(super) const MOST: usize = 250;
/// Hashes of a hook and the byte in front of it.
const PAIRS: usize = 512;

/// The hooks of a catalogue's literals.
#[derive(Clone, Debug)]
pub(super) struct Hooks {
    set: ByteSet,
    /// Of each literal: the place of its hook, 0 where its pack is off.
    places: [u8; MOST],
    /// By the hash of a hook and the byte in front of it: the first literal that has them, and of each literal the next one;
    /// counted from 1, 0 for none.
    heads: [u8; PAIRS],
    next: [u8; MOST],
    /// Whether there is nothing to look for.
    none: bool,
}

/// The first literal that no hook is left for, if there is one: it would never be found.
#[must_use]
pub fn unhooked<'l>(literals: &'l [Literal], detectors: &[Detector], packs: Packs) -> Option<&'l Literal> {
    let places = Hooks::new(literals, detectors, packs).places;
    (0..literals.len()).find(|&i| places.get(i).is_none_or(|&place| place == 0)).map(|i| &literals[i])
}

impl Hooks {
    /// Of the literals whose detectors' packs are on.
    pub(super) const fn new(literals: &[Literal], detectors: &[Detector], packs: Packs) -> Self {
        let (mut hooks, mut len, common) = ([0; SET], 0, common(literals));
        let (mut places, mut heads, mut next) = ([0; MOST], [0; PAIRS], [0; MOST]);
        let most = if literals.len() < MOST { literals.len() } else { MOST };
        let mut i = 0;
        while i < most {
            let text = literals[i].text.as_bytes();
            if packs.has(detectors[literals[i].detector as usize].pack)
                && let Some(place) = choose(text, hooks.split_at(len).0, &common)
            {
                let mut known = 0;
                while known < len && hooks[known] != text[place] {
                    known += 1;
                }
                if known == len {
                    hooks[len] = text[place];
                    len += 1;
                }
                places[i] = place as u8;
            }
            i += 1;
        }
        // From the last one on, so that the first stands first.
        while i > 0 {
            i -= 1;
            if places[i] > 0 {
                let (text, place) = (literals[i].text.as_bytes(), places[i] as usize);
                let pair = pair(text[place - 1], text[place]);
                (next[i], heads[pair]) = (heads[pair], i as u8 + 1);
            }
        }
        Self { set: ByteSet::new(hooks.split_at(len).0), places, heads, next, none: len == 0 }
    }

    /// The hooks in the middle block. Not inlined: once for each format would make the module larger.
    #[inline(never)]
    pub(super) fn find(&self, near: &Near<'_>, block: &Block) -> u64 {
        if self.none {
            return 0;
        }
        let mut hooks = block.within(&self.set);
        for bit in Bits(hooks) {
            let before = if bit == 0 { near.left[BLOCK - 1] } else { near.here[bit - 1] };
            hooks &= !(u64::from(self.heads[pair(before, near.here[bit])] == 0) << bit);
        }
        hooks
    }

    /// The literals whose hook stands at `at` in `text`: where each begins, and its detector.
    pub(super) fn literals_at<'a>(
        &'a self,
        literals: &'a [Literal],
        text: &'a [u8],
        at: usize,
    ) -> impl Iterator<Item = (usize, u16)> + 'a {
        let before = at.checked_sub(1).and_then(|before| text.get(before)).copied().unwrap_or(0);
        let hook = text.get(at).copied().unwrap_or(0);
        let known = |index: u8| index.checked_sub(1).map(usize::from);
        core::iter::successors(known(self.heads[pair(before, hook)]), move |&i| known(self.next[i])).filter_map(
            move |i| {
                let start = at.checked_sub(self.places[i].into())?;
                text.get(start..)?.starts_with(literals[i].text.as_bytes()).then_some((start, literals[i].detector))
            },
        )
    }
}

/// What one more hook costs every block, as so much frequency.
const NEW: u16 = 6;

/// How many of the literals hold each byte behind their first.
const fn common(literals: &[Literal]) -> [u16; 256] {
    let (mut common, mut i) = ([0; 256], 0);
    while i < literals.len() {
        let text = literals[i].text.as_bytes();
        let mut at = 1;
        while at < text.len() {
            common[text[at] as usize] += 1;
            at += 1;
        }
        i += 1;
    }
    common
}

/// The place in `text`, behind its first byte, of its hook: of the bytes that are hooks already the rarest, or one that is
/// rare and can be the hook of many; `None` where there is none and no more can be had.
const fn choose(text: &[u8], hooks: &[u8], common: &[u16; 256]) -> Option<usize> {
    let (mut best, mut least, mut i) = (None, u16::MAX, 1);
    while i < text.len() {
        let mut h = 0;
        while h < hooks.len() && hooks[h] != text[i] {
            h += 1;
        }
        let often = frequency(text[i]) as u16;
        let cost = if h < hooks.len() {
            often / 4
        } else if hooks.len() == SET {
            u16::MAX
        } else {
            (often + NEW) * 8 / common[text[i] as usize]
        };
        if cost < least {
            (best, least) = (Some(i), cost);
        }
        i += 1;
    }
    best
}

const fn pair(before: u8, hook: u8) -> usize {
    (before as usize * 37 + hook as usize * 5) % PAIRS
}

#[cfg(test)]
mod tests {
    use super::{Hooks, Literal};
    use crate::grammar::{Detector, Pack, Packs};
    use crate::scan::masks::Near;
    use crate::simd::{Bits, Block};

    const LITERALS: &[Literal] = &[
        Literal { text: "ghp_", detector: 0 },
        Literal { text: "sk-ant-", detector: 0 },
        Literal { text: "eyJ", detector: 0 },
        Literal { text: "कखग", detector: 0 },
        Literal { text: "quartz", detector: 1 },
    ];
    const DETECTORS: &[Detector] = &[Detector::BASE, Detector { pack: Pack::Uk, ..Detector::BASE }];

    /// Where literals begin in a text that stands `shift` bytes behind the start of a block.
    fn found(text: &str, shift: usize, packs: Packs) -> Vec<usize> {
        let hooks = Hooks::new(LITERALS, DETECTORS, packs);
        let mut bytes = vec![b'.'; 64 + shift];
        bytes.extend(text.as_bytes());
        bytes.resize(64 * 6, b'.');
        let mut found = Vec::new();
        for (i, near) in bytes.as_chunks::<64>().0.windows(3).enumerate() {
            let near = Near { left: &near[0], here: &near[1], right: &near[2] };
            for bit in Bits(hooks.find(&near, &Block::load(near.here))) {
                let at = 64 * (i + 1) + bit;
                found.extend(hooks.literals_at(LITERALS, &bytes, at).map(|(start, _)| start - 64 - shift));
            }
        }
        found
    }

    #[test]
    fn literals_are_found_at_every_offset_of_a_block() {
        let on = Packs::NONE.with(Pack::IntlCore);
        for (text, at) in [
            ("ghp_", &[0][..]),
            (" ghp_ eyJ sk-ant-", &[1, 6, 10]),
            ("gh_ Ghp_ ghp- ey J sk-an", &[]),
            ("कख कखग", &[7]),
            ("quartz", &[]),
            ("xghp_ghp_", &[1, 5]),
        ] {
            for shift in 0..64 {
                assert_eq!(found(text, shift, on), at, "{text} at {shift}");
            }
        }
        assert_eq!(found("a quartz", 0, Packs::ALL), [2]);
        assert!(found("ghp_", 0, Packs::NONE).is_empty());
    }
}
