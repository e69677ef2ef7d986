//! Triggers: where a block is worth a closer look, as bit algebra on its byte classes.
//!
//! * **T1** the first digit of a run of digits joined by single joiners (space `-` `.` `/`) that holds seven
//!   digits or more and is neither a date nor a decimal number ([`Joined::is_worth`]).
//! * **T2** the first digit of a run of exactly four digits with a letter within two bytes left of it.
//! * **T3** an `@`.
//! * **T4** a byte that may begin a folded digit, or something unseen directly behind a digit; whether it does
//!   is seen at the candidate: a `+` is a blank in a URL only. (In pages, tags and comments that split a value are the skeleton's to tell.)
//!
//! A run may lie over a block's border, so the blocks before and behind take part: the answer for a byte is a
//! function of the bytes around it, never of the blocks' borders. Digits alone are looked for in every block; the
//! other classes only in blocks whose digits make them matter.

use crate::bytes::BLOCK;
use crate::simd::{Bits, Block};

/// Three neighbouring blocks; the middle one is asked about.
#[derive(Clone, Copy)]
pub(super) struct Near<'a> {
    pub(super) left: &'a [u8; BLOCK],
    pub(super) here: &'a [u8; BLOCK],
    pub(super) right: &'a [u8; BLOCK],
}

impl Near<'_> {
    /// The byte at `bit` of the middle block or, behind it, of the right one.
    fn behind(&self, bit: usize) -> u8 {
        self.here.get(bit).or(self.right.get(bit.wrapping_sub(BLOCK))).copied().unwrap_or(b' ')
    }
}

/// Their digits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Digits {
    left: u64,
    here: u64,
    right: u64,
    /// The joiners of the right block, if they have been looked for.
    joiners: Option<u64>,
    /// Bytes since the last trigger of a joined run that goes on into the middle block, as far as they are counted.
    run: u32,
}

/// Positions in the middle block to look at.
#[derive(Clone, Copy, Default)]
pub(super) struct Triggers {
    /// T1 and T2: first digits of runs.
    pub(super) digits: u64,
    /// T3.
    pub(super) at: u64,
    /// T4: where a digit may be split or folded.
    pub(super) fold: u64,
}

/// Joined runs of digits, and what they are made of: of the middle block and of the right one.
struct Joined<'a> {
    runs: (u64, u64),
    digit: (u64, u64),
    bytes: &'a Near<'a>,
}

impl Digits {
    /// Before the first block.
    pub(super) const NONE: Self = Self { left: 0, here: 0, right: 0, joiners: None, run: 0 };

    /// Moves one block on: `next` becomes the right neighbour.
    #[inline]
    pub(super) fn shift(&mut self, next: &[u8; BLOCK]) {
        (self.left, self.here) = (self.here, self.right);
        self.right = Block::load(next).range(b'0', b'9');
    }

    /// What to look at in the middle block, `block`; `tags` if a tag behind a digit is nobody else's to tell.
    #[inline]
    pub(super) fn triggers(&mut self, near: &Near<'_>, block: &Block, tags: bool) -> Triggers {
        let mut triggers = Triggers::default();
        let rare = block.any_or_high(b"@&\\%");
        if rare != 0 {
            self.rare(near, block, rare, &mut triggers);
        }
        // Few runs of digits end in a block: their bytes are looked at one by one.
        for bit in Bits(up(self.left, self.here, 1) & !self.here) {
            let splits = near.here[bit] == b'+' || tags && near.here[bit] == b'<';
            triggers.fold |= u64::from(splits) << bit;
        }
        if self.here == 0 {
            (self.run, self.joiners) = (0, None);
        } else {
            triggers.digits = self.runs(near, block);
        }
        triggers
    }

    /// T3 and T4, in a block that holds some of their bytes.
    #[inline(never)]
    fn rare(&self, near: &Near<'_>, block: &Block, rare: u64, triggers: &mut Triggers) {
        let high = block.high();
        if rare != high {
            triggers.at = block.eq(b'@');
        }
        triggers.fold = folded(near, block, rare & !triggers.at, high, up(self.left, self.here, 1));
    }

    /// T1 and T2.
    #[inline]
    fn runs(&mut self, near: &Near<'_>, block: &Block) -> u64 {
        let (here, right) = (self.here, self.right);
        // Runs of four digits; those of the right block as far as they reach from this one.
        let mut digits = 0;
        let (four, _) = runs_of_four((here, right));
        if four != 0 {
            // Exactly four digits: the first begins a run, the byte behind the fourth is none.
            let exactly = four & !up(self.left, here, 1) & !down(here, right, 4);
            let letter = |bit: usize, back: usize| {
                let i = BLOCK + bit - back;
                (if i < BLOCK { near.left[i] } else { near.here[i - BLOCK] }).is_ascii_alphabetic()
            };
            for bit in Bits(exactly) {
                digits |= u64::from(letter(bit, 1) || letter(bit, 2)) << bit;
            }
        }
        // No byte of a joined run is neither a digit nor behind one: where there are no seven such bytes in a row, the
        // joiners need not be looked for.
        let near_digits = (here | up(self.left, here, 1), right | up(here, right, 1));
        let four = runs_of_four(near_digits);
        let known = self.joiners.take();
        if here & four.0 & down(four.0, four.1, 3) == 0 {
            self.run = 0;
            return digits;
        }
        digits | self.joined(near, known.unwrap_or_else(|| joiners(block)))
    }

    /// T1. Joined runs are digits, and joiners with a digit on both sides.
    #[inline(never)]
    fn joined(&mut self, near: &Near<'_>, joiner: u64) -> u64 {
        let Self { left, here, right, .. } = *self;
        let (before, behind) = (u64::from(is_joiner(near.left[63])) << 63, joiners(&Block::load(near.right)));
        self.joiners = Some(behind);
        let joined_left = left | before & up(0, left, 1) & down(left, here, 1);
        let joined = here | joiner & up(left, here, 1) & down(here, right, 1);
        let joined_right = right | behind & up(here, right, 1) & down(right, 0, 1);
        // Bit i of `seven`: bytes i..i+7 are joined.
        let four = runs_of_four((joined, joined_right));
        let seven = four.0 & down(four.0, four.1, 3);
        let mut digits = seven & !up(joined_left, joined, 1);
        // A look does not reach far: a long run has a trigger every block or so, where a group of digits begins.
        if joined_left >> 63 & joined & 1 == 1 {
            let far = BLOCK as u32 - self.run.min(BLOCK as u32);
            let run = joined & !joined.wrapping_add(1);
            let groups = run & here & !up(left, here, 1) & u64::MAX.checked_shl(far).unwrap_or(0);
            let again = groups & groups.wrapping_neg();
            digits |= again;
            self.run = if again == 0 { self.run + joined.trailing_ones() } else { joined.leading_ones() };
        } else {
            self.run = joined.leading_ones();
        }
        if digits == 0 {
            return 0;
        }
        let runs = Joined { runs: (joined, joined_right), digit: (here, right), bytes: near };
        Bits(digits).filter(|&bit| runs.is_worth(bit)).fold(0, |worth, bit| worth | 1 << bit)
    }
}

impl Joined<'_> {
    /// Whether the run of seven bytes or more that begins at `bit` can hold a value.
    #[inline]
    fn is_worth(&self, bit: usize) -> bool {
        let (joined, digit) = (self.runs.0 >> bit, self.digit.0 >> bit);
        // Mostly it ends in its block.
        if joined.trailing_ones() as usize + bit < BLOCK {
            holds_value(joined, digit, |joiner| self.bytes.here[(bit + joiner) % BLOCK])
        } else {
            self.reaches_over(bit)
        }
    }

    /// The same, where it may go on behind its block. One longer than a block always can.
    #[inline(never)]
    fn reaches_over(&self, bit: usize) -> bool {
        let from = |words: (u64, u64)| words.0 >> bit | words.1 << 1 << (BLOCK - 1 - bit);
        let (joined, digit) = (from(self.runs), from(self.digit));
        joined == u64::MAX || holds_value(joined, digit, |joiner| self.bytes.behind(bit + joiner))
    }
}

/// Whether the joined run at the bottom of `joined`, of seven bytes or more, can hold a value: seven digits, more than a date
/// with its hour (`2021-04-17 10`, `17/04/2021`), and no decimal number (`73.85674`; `98765.43210` may be a phone).
#[inline]
fn holds_value(joined: u64, digit: u64, byte: impl Fn(usize) -> u8) -> bool {
    let run = joined & !joined.wrapping_add(1);
    let joiners = run & !digit;
    if joiners == 0 {
        return true;
    }
    let digits = (run & digit).count_ones();
    if joiners.is_power_of_two() {
        let joiner = joiners.trailing_zeros() as usize;
        return digits >= 7 && (byte(joiner) != b'.' || digits == 10 && joiner == 5);
    }
    digits >= 7 && !(matches!(joiners & 0x3ff, 0b1001_0000 | 0b10_0100) && digits <= 10)
}

/// Bytes of the block that may begin a folded character: a character spelled out (`&#`, `&commat;`, `\u`, `\x`, `%3`), an Indic or
/// other digit, or something unseen directly behind a digit.
fn folded(near: &Near<'_>, block: &Block, rare: u64, high: u64, behind_digit: u64) -> u64 {
    let next = |bit: usize| *near.here.get(bit + 1).unwrap_or(&near.right[0]);
    let mut fold = rare & behind_digit & !high;
    for bit in Bits(rare & !high) {
        let begins = match near.here[bit] {
            b'%' => matches!(next(bit), b'2'..=b'4'),
            _ => matches!(next(bit), b'#' | b'u' | b'x' | b'c'),
        };
        fold |= u64::from(begins) << bit;
    }
    if high == 0 {
        return fold;
    }
    if behind_digit & high != 0 {
        fold |= behind_digit & high & block.any(&[0xc2, 0xcc, 0xcd, 0xd8, 0xe1, 0xe2, 0xef, 0xf3]);
    }
    let leads = high & block.any(&[0xd9, 0xdb, 0xef, 0xf0]);
    if leads != 0 {
        fold |= leads & folding_leads(near, block);
    }
    // Three bytes: E0, A5 to B5 odd, A6 to AF.
    let lead = block.eq(0xe0);
    if lead != 0 {
        let after = Block::load(near.right);
        let second = |b: &Block| b.any(&[0xa5, 0xa7, 0xa9, 0xab, 0xad, 0xaf, 0xb1, 0xb3, 0xb5]);
        let third = block.range(0xa6, 0xaf);
        fold |= lead & down(second(block), second(&after), 1) & down(third, after.range(0xa6, 0xaf), 2);
    }
    fold
}

/// Lead bytes of two, three and four whose second one makes a digit of them, or what else may be folded: the digits of Arabic,
/// full-width forms and the letters of mathematics.
#[inline(never)]
fn folding_leads(near: &Near<'_>, block: &Block) -> u64 {
    let after = Block::load(near.right);
    let before = |is: &dyn Fn(&Block) -> u64| down(is(block), is(&after), 1);
    block.eq(0xd9) & before(&|b| b.range(0xa0, 0xa9))
        | block.eq(0xdb) & before(&|b| b.range(0xb0, 0xb9))
        | block.eq(0xef) & before(&|b| b.any(&[0xb8, 0xb9, 0xbb, 0xbc, 0xbd]))
        | block.eq(0xf0) & before(&|b| b.eq(0x9d))
}

fn joiners(block: &Block) -> u64 {
    block.any(b" -./")
}

const fn is_joiner(byte: u8) -> bool {
    matches!(byte, b' ' | b'-' | b'.' | b'/')
}

/// Where four set bits of a pair of words stand in a row, from the first on.
const fn runs_of_four(bits: (u64, u64)) -> (u64, u64) {
    let two = (bits.0 & down(bits.0, bits.1, 1), bits.1 & bits.1 >> 1);
    (two.0 & down(two.0, two.1, 2), two.1 & two.1 >> 2)
}

/// `word` moved `n` places up, filled from the top of the word before it.
const fn up(before: u64, word: u64, n: u32) -> u64 {
    word << n | before >> (64 - n)
}

/// `word` moved `n` places down, filled from the bottom of the word behind it.
const fn down(word: u64, behind: u64, n: u32) -> u64 {
    word >> n | behind << (64 - n)
}

#[cfg(test)]
mod tests {
    use super::{Digits, Near};
    use crate::simd::{Bits, Block};

    /// All triggers of a text that starts `shift` bytes into the first of some blocks.
    fn triggers(text: &str, shift: usize) -> Vec<usize> {
        let mut bytes = vec![b'_'; 64 + shift];
        bytes.extend(text.as_bytes());
        bytes.resize(64 * 7, b'_');
        let blocks = bytes.as_chunks::<64>().0;
        let mut digits = Digits::NONE;
        let mut found = Vec::new();
        digits.shift(&blocks[0]);
        digits.shift(&blocks[1]);
        for (i, near) in blocks.windows(3).enumerate() {
            let near = Near { left: &near[0], here: &near[1], right: &near[2] };
            digits.shift(near.right);
            let t = digits.triggers(&near, &Block::load(near.here), true);
            found.extend(Bits(t.digits | t.at | t.fold).map(|bit| 64 * i + bit - shift));
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
            ("_98765.43210_", &[1]),
            ("_73.85674389_", &[]),
            ("_2341.2341.2346_", &[1]),
            ("_1.5_", &[]),
            ("_(2341 2341 2346)_", &[2]),
            ("_12३_", &[3]),
            ("_&#51;_", &[1]),
            ("_a&b\\n_", &[]),
            ("_1&2_", &[2]),
            ("_1<b>2_x<b>3_", &[2]),
            ("_1+2_+91_", &[2]),
            ("_a%39%x_", &[2, 5]),
            ("_\\u0033_", &[1, 3]),
            ("_5\u{200b}6_", &[2]),
            ("_आधार_", &[]),
            ("_رقم\u{665}م_", &[7]),
            ("_\u{6f5}\u{6d2}_", &[1]),
            ("_\u{ff15}\u{fffd}\u{1f600}\u{1d7d7}_", &[1, 11]),
        ] {
            for shift in 0..128 {
                assert_eq!(triggers(text, shift), at, "{text} at {shift}");
            }
        }
    }
}
