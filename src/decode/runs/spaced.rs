//! Hexadecimal whose digits stand in pairs, apart: `50 4b 03 04`, as a program shows the bytes of a file.
//!
//! As with digits that follow one another, as many are looked at together as make a window, from behind: in text that is
//! none of it this costs a look at every 64th byte.

use super::WINDOW;

/// Bytes of a window at most: a pair, and up to two blanks or line ends behind each but the last.
const MOST: usize = WINDOW * 2;

/// Bytes in front of the first pair that show that it is the first.
const SEEN: usize = 6;

/// The last pairs of a text.
#[derive(Clone, Debug)]
pub(super) struct Spaced {
    held: [u8; MOST],
    len: usize,
    digits: usize,
}

/// What a byte is among pairs: by a table, since most texts end with what is none.
static KINDS: [Kind; 256] = {
    let (mut kinds, mut byte) = ([Kind::Other; 256], 0);
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b'0'..=b'9' | b'a'..=b'f' | b'A'..=b'F' => Kind::Digit,
            b' ' | b'\n' | b'\r' => Kind::Gap,
            _ => Kind::Other,
        };
        byte += 1;
    }
    kinds
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Digit,
    Gap,
    Other,
}

fn is_gap(byte: u8) -> bool {
    KINDS[byte as usize] == Kind::Gap
}

impl Spaced {
    /// Behind a byte that is no digit.
    pub(super) const fn new() -> Self {
        Self { held: [0; MOST], len: 0, digits: 0 }
    }

    /// Takes bytes up to the one with which a window is complete; gives how many these are, if one is.
    pub(super) fn seek(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut used = 0;
        while used < bytes.len() {
            // No more than digits are lacking, so that a window ends at a byte, whatever the chunks.
            let piece = &bytes[used..bytes.len().min(used + WINDOW - self.digits)];
            used += piece.len();
            // Mostly no pairs lie over all of it: what is held goes.
            let start = pairs_from(piece);
            if start >= SEEN {
                self.hold(piece, start);
                continue;
            }
            self.held[self.len..self.len + piece.len()].copy_from_slice(piece);
            self.keep(self.len + piece.len());
            if self.digits == WINDOW {
                return Some(used);
            }
        }
        None
    }

    /// The digits of a window that is complete, and how far before its end each stands.
    pub(super) fn window(&self) -> ([u8; WINDOW], [u8; WINDOW]) {
        let (mut digits, mut back) = ([0; WINDOW], [0; WINDOW]);
        let held = self.held[..self.len].iter().enumerate().filter(|(_, byte)| !is_gap(**byte));
        for ((at, &byte), (digit, back)) in held.zip(digits.iter_mut().zip(&mut back)) {
            (*digit, *back) = (byte, (self.len - at) as u8);
        }
        (digits, back)
    }

    /// Keeps what at the end of so many bytes are pairs.
    fn keep(&mut self, len: usize) {
        let held = self.held;
        let held = &held[..len];
        self.hold(held, pairs_from(held));
    }

    /// Holds the pairs that begin at `start` of a text, and nothing else.
    fn hold(&mut self, text: &[u8], start: usize) {
        let pairs = &text[start..];
        self.digits = pairs.iter().filter(|&&byte| !is_gap(byte)).count();
        self.len = pairs.len();
        // Mostly there are few: no call for them.
        if self.len < 4
            && let Some(last) = text.last_chunk()
        {
            let word = u32::from_be_bytes(*last);
            self.held[..4].copy_from_slice(&(word << (8 * (4 - self.len) % 32)).to_be_bytes());
        } else {
            self.held[..self.len].copy_from_slice(pairs);
        }
    }
}

/// Where the pairs begin at the end of a text. Of a longer word its last three digits stay, so that it is known for one.
fn pairs_from(text: &[u8]) -> usize {
    let word =
        |end: usize| text[..end].iter().rev().take(3).take_while(|&&byte| KINDS[byte as usize] == Kind::Digit).count();
    let mut start = text.len() - word(text.len());
    if text.len() - start > 2 {
        return start;
    }
    loop {
        let gap = text[..start].iter().rev().take(3).take_while(|byte| is_gap(**byte)).count();
        if !matches!(gap, 1 | 2) || word(start - gap) != 2 {
            return start;
        }
        start -= gap + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::Spaced;

    #[test]
    fn windows_end_where_they_end_in_any_chunks() {
        let pairs = "31 0A ff ".repeat(11);
        for (text, end) in [
            (format!("data: {pairs}"), Some(6 + 95)),
            (format!("a {pairs}"), Some(2 + 95)),
            (format!("aa1 {pairs}"), Some(4 + 95)),
            (format!("31{pairs}"), Some(2 + 3 + 95)),
            (pairs.replace("ff ", "ff\r\n"), Some(95 + 10)),
            (pairs.replace("ff ", "ff   "), None),
            (pairs.replace("ff ", "fff "), None),
            (pairs.replace("ff ", "fx "), None),
            (pairs[..94].to_owned(), None),
        ] {
            for size in 1..=text.len() {
                let (mut spaced, mut at, mut found) = (Spaced::new(), 0, None);
                for chunk in text.as_bytes().chunks(size) {
                    found = spaced.seek(chunk).map(|used| at + used);
                    at += chunk.len();
                    if found.is_some() {
                        break;
                    }
                }
                assert_eq!(found, end, "{text} in pieces of {size}");
                if let Some(end) = found {
                    let (digits, back) = spaced.window();
                    let there = back.iter().map(|&back| text.as_bytes()[end - back as usize]);
                    assert!(there.eq(digits), "{text}");
                }
            }
        }
    }
}
