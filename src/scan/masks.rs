//! Triggers: where a block is worth a closer look, as bit algebra on its byte classes.
//!
//! * **T1** the first digit of a run of digits joined by single joiners (space `-` `.` `/`) that holds seven
//!   digits or more ([`Triggers::is_worth`]).
//! * **T2** the first digit of a run of exactly four digits with a letter within two bytes left of it.
//! * **T3** an `@`.
//! * **T4** a byte that may begin a folded digit, or something unseen directly behind a digit; whether it does
//!   is seen at the candidate.
//!
//! A run may lie over a block's border, so masks of the block before and the block behind take part: the
//! answer for a byte is a function of the bytes around it, never of the blocks' borders.

use crate::bytes::BLOCK;
use crate::simd::Block;

/// The byte classes of one block that triggers are made of.
#[derive(Clone, Copy)]
pub(super) struct Masks {
    digit: u64,
    joiner: u64,
    letter: u64,
    at: u64,
    /// Bytes that may begin a folded or unseen character: `<` `&` `\`, and leads of UTF-8.
    opener: u64,
    /// Of those, what says that a character is spelled out: `&#`, `\u`, `\x`.
    speller: u64,
    spelled: u64,
    /// The three bytes of an Indic digit: lead, second, third; and leads of other digits.
    indic: (u64, u64, u64),
    wide: u64,
}

const NONE: Masks =
    Masks { digit: 0, joiner: 0, letter: 0, at: 0, opener: 0, speller: 0, spelled: 0, indic: (0, 0, 0), wide: 0 };

impl Masks {
    #[inline]
    pub(super) fn of(bytes: &[u8; BLOCK]) -> Self {
        let block = Block::load(bytes);
        let digit = block.range(b'0', b'9');
        let rare = block.any(b"@&\\");
        let mut masks = Self { digit, ..NONE };
        // What matters only beside digits is not looked for in a block without: but the block behind may begin with
        // digits, and the block before end with one.
        if digit == 0 {
            let letter = |i: usize| u64::from(bytes[i].is_ascii_alphabetic()) << i;
            masks.letter = letter(62) | letter(63);
            masks.opener = u64::from(is_opener(bytes[0]));
        } else {
            masks.joiner = block.any(b" -./");
            masks.letter = block.range(b'A', b'Z') | block.range(b'a', b'z');
            masks.opener = block.any(b"<&\\");
        }
        masks.spelled = u64::from(matches!(bytes[0], b'#' | b'u' | b'x'));
        if rare != 0 {
            masks.at = block.eq(b'@');
            masks.speller = rare & !masks.at;
            masks.spelled |= block.any(b"#ux");
        }
        if block.high() != 0 {
            masks.opener |= block.any(&[0xc2, 0xcc, 0xcd, 0xe2, 0xef]);
            let second = block.any(&[0xa5, 0xa7, 0xa9, 0xab, 0xad, 0xaf, 0xb1, 0xb3, 0xb5]);
            masks.indic = (block.eq(0xe0), second, block.range(0xa6, 0xaf));
            masks.wide = block.any(&[0xd9, 0xdb, 0xef, 0xf0]);
        }
        masks
    }
}

impl Masks {
    /// Whether no trigger can be in the block.
    const fn is_quiet(&self) -> bool {
        self.digit | self.at | self.speller | self.wide | self.indic.0 | self.opener & 1 == 0
    }
}

/// Whether the byte may begin something unseen between two digits.
const fn is_opener(byte: u8) -> bool {
    matches!(byte, b'<' | b'&' | b'\\' | 0xc2 | 0xcc | 0xcd | 0xe2 | 0xef)
}

/// The masks of three neighbouring blocks; [`Neighbours::triggers`] answers for the middle one.
#[derive(Clone, Copy)]
pub(super) struct Neighbours {
    masks: [Masks; 3],
    /// Index of the left one; the others follow in a ring, so that a step copies one block's masks.
    left: usize,
}

/// Positions in the middle block to look at.
pub(super) struct Triggers {
    /// T1 and T2: first digits of runs.
    pub(super) digits: u64,
    /// T3.
    pub(super) at: u64,
    /// T4: where a digit may be split or folded.
    pub(super) fold: u64,
    joined: (u64, u64),
    digit: (u64, u64),
    four: u64,
}

impl Triggers {
    /// Whether the run that begins at `bit` can hold a value: seven digits, and more than a date with its hour
    /// (`2021-04-17 10`, `17/04/2021`). Runs longer than a block always can.
    #[inline]
    pub(super) fn is_worth(&self, bit: usize) -> bool {
        if self.four >> bit & 1 == 1 {
            return true;
        }
        let bit = bit as u32;
        let joined = from(self.joined, bit);
        let len = (!joined).trailing_zeros();
        if len == 64 {
            return true;
        }
        let digits = from(self.digit, bit) & ((1 << len) - 1);
        let joiners = joined & !digits & ((1 << len) - 1);
        let count = digits.count_ones();
        let dated = matches!(joiners & 0x3ff, 0b1001_0000 | 0b10_0100);
        count >= 7 && !(dated && count <= 10)
    }
}

/// The 64 bits of a pair of words from `bit` on.
fn from(words: (u64, u64), bit: u32) -> u64 {
    if bit == 0 { words.0 } else { down(words.0, words.1, bit) }
}

/// `word` moved `n` places up, filled from the top of the word before it.
const fn up(before: u64, word: u64, n: u32) -> u64 {
    word << n | before >> (64 - n)
}

/// `word` moved `n` places down, filled from the bottom of the word behind it.
const fn down(word: u64, behind: u64, n: u32) -> u64 {
    word >> n | behind << (64 - n)
}

impl Neighbours {
    /// The state before the first block.
    pub(super) const fn new() -> Self {
        Self { masks: [NONE; 3], left: 0 }
    }

    /// Moves one block on: `next` becomes the right neighbour.
    #[inline]
    pub(super) fn shift(&mut self, next: Masks) {
        self.masks[self.left] = next;
        self.left = (self.left + 1) % 3;
    }

    /// What to look at in the middle block.
    #[inline]
    pub(super) fn triggers(&self) -> Triggers {
        let [left, here, right] = [0, 1, 2].map(|i| &self.masks[(self.left + i) % 3]);
        if here.is_quiet() {
            return Triggers { digits: 0, at: 0, fold: 0, joined: (0, 0), digit: (0, 0), four: 0 };
        }
        let spelled = here.speller & down(here.spelled, right.spelled, 1);
        let (lead, second, third) =
            (here.indic.0, down(here.indic.1, right.indic.1, 1), down(here.indic.2, right.indic.2, 2));
        let split = here.opener & up(left.digit, here.digit, 1);
        let fold = split | spelled | lead & second & third | here.wide;
        if here.digit == 0 {
            return Triggers { digits: 0, at: here.at, fold, joined: (0, 0), digit: (0, 0), four: 0 };
        }
        // Joined runs: digits, and joiners with a digit on both sides. The neighbours' masks are needed where
        // a run crosses the border; a joiner at a neighbour's far border can't reach into this block's run.
        let joined_left = left.digit | left.joiner & up(0, left.digit, 1) & down(left.digit, here.digit, 1);
        let joined = here.digit | here.joiner & up(left.digit, here.digit, 1) & down(here.digit, right.digit, 1);
        let joined_right = right.digit | right.joiner & up(here.digit, right.digit, 1) & down(right.digit, 0, 1);

        // Bit i of `seven`: bytes i..i+7 are joined.
        let two = (joined & down(joined, joined_right, 1), joined_right & joined_right >> 1);
        let four = (two.0 & down(two.0, two.1, 2), two.1 & two.1 >> 2);
        let seven = four.0 & down(four.0, four.1, 3);
        let t1 = seven & !up(joined_left, joined, 1);

        // Exactly four digits: d0 starts a run, d1..d3 are digits, the byte behind is none.
        let digit = |n| down(here.digit, right.digit, n);
        let starts = here.digit & !up(left.digit, here.digit, 1);
        let letter_near = up(left.letter, here.letter, 1) | up(left.letter, here.letter, 2);
        let t2 = starts & digit(1) & digit(2) & digit(3) & !digit(4) & letter_near;
        let digits = t1 | t2;
        Triggers {
            digits,
            at: here.at,
            fold,
            joined: (joined, joined_right),
            digit: (here.digit, right.digit),
            four: t2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Masks, Neighbours};
    use crate::simd::Bits;

    /// All triggers of a text that starts `shift` bytes into the first of three blocks.
    fn triggers(text: &str, shift: usize) -> Vec<usize> {
        let mut bytes = vec![b'_'; shift];
        bytes.extend(text.as_bytes());
        bytes.resize(64 * 5, b'_');
        let masks: Vec<Masks> = bytes.as_chunks::<64>().0.iter().map(Masks::of).collect();
        let mut neighbours = Neighbours::new();
        let mut found = Vec::new();
        neighbours.shift(masks[0]);
        for i in 0..masks.len() - 1 {
            neighbours.shift(masks[i + 1]);
            let t = neighbours.triggers();
            let worth = |bit: &usize| t.at >> bit & 1 == 1 || t.is_worth(*bit);
            found.extend(Bits(t.digits | t.at).filter(worth).map(|bit| 64 * i + bit - shift));
        }
        found
    }

    #[test]
    fn triggers_do_not_depend_on_block_borders() {
        for (text, at) in [
            ("_1234567_", &[1][..]),
            ("_123456_", &[]),
            ("_123 456_", &[]),
            ("_123 4567_", &[1]),
            ("_2021-04-17_", &[]),
            ("_17/04/2021 10:30_", &[]),
            ("_2021-04-17 9876543210_", &[1]),
            ("_12 34  56_", &[]),
            ("_ABCPE1234F_", &[6]),
            ("_ab12345_", &[]),
            ("_A-1234_", &[3]),
            ("_A--1234_", &[]),
            ("_a@b_", &[2]),
            ("_98765 43210_", &[1]),
            ("_1.5_", &[]),
            ("_(2341 2341 2346)_", &[2]),
        ] {
            for shift in 0..128 {
                assert_eq!(triggers(text, shift), at, "{text} at {shift}");
            }
        }
    }
}
