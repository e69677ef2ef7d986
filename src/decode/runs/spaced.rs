//! Hexadecimal whose digits stand in pairs, apart: `50 4b 03 04`, as a program shows the bytes of a file.
//!
//! As with digits that follow one another, as many are looked at together as make a window, from behind: in text that is
//! none of it this costs a look at every 64th byte.

use super::WINDOW;

/// Bytes of a window at most: a pair, and up to two blanks or line ends behind each but the last.
const MOST: usize = WINDOW * 2;

/// The last pairs of a text.
#[derive(Clone, Debug)]
pub(super) struct Spaced {
    held: [u8; MOST],
    len: usize,
    digits: usize,
}

const fn is_gap(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r')
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
        let held = &self.held[..len];
        let start = pairs_from(held);
        self.digits = held[start..].iter().filter(|byte| !is_gap(**byte)).count();
        self.held.copy_within(start..len, 0);
        self.len = len - start;
    }
}

/// Where the pairs begin at the end of a text. Of a longer word its last three digits stay, so that it is known for one.
fn pairs_from(text: &[u8]) -> usize {
    let word = |end: usize| text[..end].iter().rev().take(3).take_while(|byte| byte.is_ascii_hexdigit()).count();
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
