//! The last digits of a run: what they spell, where each stands, and by which others a byte is spelled anew.

use crate::decode::runs::{Spelling, is_of_url};
use crate::scan::{Filler, Patch};

/// Digits that are kept: what is found lies within the last 12 KiB of what they spell.
const KEPT: usize = 16 * 1024;

/// The digits of a run.
pub(super) struct Digits {
    spelling: Spelling,
    /// Whether one was of the base64 alphabet for addresses alone.
    of_url: bool,
    /// How many there were.
    count: u64,
    written: [u8; KEPT],
    /// The lower half of each one's offset in the text.
    places: [u32; KEPT],
    /// Offsets of the first and the last one.
    begin: u64,
    last: u64,
    /// Bits of which no byte has been made yet.
    bits: u32,
    known: u32,
}

impl Digits {
    pub(super) const fn new() -> Self {
        let (spelling, written, places) = (Spelling::Base64, [0; KEPT], [0; KEPT]);
        Self { spelling, of_url: false, count: 0, written, places, begin: 0, last: 0, bits: 0, known: 0 }
    }

    /// Begins another run.
    pub(super) const fn begin_run(&mut self, spelling: Spelling) {
        (self.spelling, self.of_url, self.count, self.bits, self.known) = (spelling, false, 0, 0, 0);
    }

    /// Takes a digit; gives the byte that is complete with it.
    pub(super) const fn push(&mut self, digit: u8, at: u64) -> Option<u8> {
        if self.count == 0 {
            self.begin = at;
        }
        let i = self.count as usize % KEPT;
        (self.written[i], self.places[i]) = (digit, at as u32);
        self.last = at;
        self.count += 1;
        self.of_url |= is_of_url(digit);
        self.bits = self.bits << self.spelling.bits() | self.value(digit) as u32;
        self.known += self.spelling.bits();
        if self.known < 8 {
            return None;
        }
        self.known -= 8;
        Some((self.bits >> self.known) as u8)
    }

    /// Where the run begins.
    pub(super) const fn begin(&self) -> u64 {
        self.begin
    }

    /// Where the byte stands that is spelled as number `at`, the offset of its first digit; if that is kept.
    pub(super) fn place_of(&self, at: u64) -> Option<u64> {
        let number = at * 8 / self.bits_each();
        (number + KEPT as u64 >= self.count).then(|| self.place(number))
    }

    /// Where bytes stand that are spelled.
    pub(super) fn span_of(&self, start: u64, end: u64) -> (u64, u64) {
        let last = (end * 8).div_ceil(self.bits_each()).saturating_sub(1);
        (self.place(start * 8 / self.bits_each()), self.place(last) + 1)
    }

    /// Spells the byte number `at` as `byte`, and gives the digits to overwrite.
    pub(super) fn spell(&mut self, at: u64, byte: u8, each: &mut dyn FnMut(Patch)) {
        let bits = self.bits_each();
        for number in at * 8 / bits..(at * 8 + 8).div_ceil(bits) {
            let i = number as usize % KEPT;
            let old = self.written[i];
            // A digit that is escaped has to stay: `\/` is one in JSON, and hardly another would be.
            let before = self.places[(i + KEPT - 1) % KEPT];
            let escaped = old == b'/' && number > 0 && self.places[i].wrapping_sub(before) == 2;
            if number + KEPT as u64 <= self.count || number >= self.count || escaped {
                continue;
            }
            let value = (0..bits).fold(0, |value, k| {
                let bit = number * bits + k;
                let spelled = if bit / 8 == at { byte >> (7 - bit % 8) } else { self.value(old) >> (bits - 1 - k) };
                value << 1 | spelled & 1
            });
            let digit = self.spelling.digit(value, if self.of_url { b'-' } else { old });
            if digit != old {
                self.written[i] = digit;
                each(Patch { start: self.place(number), len: 1, filler: Filler::Spelling(digit) });
            }
        }
    }

    const fn bits_each(&self) -> u64 {
        self.spelling.bits() as u64
    }

    const fn value(&self, digit: u8) -> u8 {
        match self.spelling.value(digit) {
            Some(value) => value,
            None => 0,
        }
    }

    /// The offset of the digit number `number`, or of the nearest one that is kept.
    fn place(&self, number: u64) -> u64 {
        let number = number.clamp(self.count.saturating_sub(KEPT as u64), self.count.saturating_sub(1));
        let place = self.places[number as usize % KEPT];
        self.last - u64::from((self.last as u32).wrapping_sub(place))
    }
}

#[cfg(test)]
mod tests {
    use super::Digits;
    use crate::decode::runs::Spelling;

    #[test]
    fn a_byte_is_spelled_anew_and_nothing_else() {
        for (spelling, text, masked) in [
            (Spelling::Base64, "QXNoYSBSYW8=", "QXh4eCBSYW8="),
            (Spelling::Base64, "-_-_-_-_", "-3h4eP-_"),
            (Spelling::Base64, "QUJD\n REVG", "QXh4\n eEVG"),
            (Spelling::Base64, "QQ\\/QUFB", "QX\\/4eFB"),
            (Spelling::Hex, "41424344FF", "41787878FF"),
        ] {
            let mut digits = Digits::new();
            digits.begin_run(spelling);
            let mut body = text.as_bytes().to_vec();
            let mut spelled = Vec::new();
            for (at, &digit) in body.iter().enumerate().filter(|&(_, &b)| spelling.value(b).is_some()) {
                spelled.extend(digits.push(digit, 7 + at as u64));
            }
            assert_eq!(digits.span_of(0, spelled.len() as u64).0, 7);
            for at in 1..4 {
                digits.spell(at, b'x', &mut |patch| body[patch.start as usize - 7] = patch.filler.byte());
            }
            assert_eq!(String::from_utf8_lossy(&body), masked);
        }
    }
}
