//! What may stand beside a value. A number inside a longer number, a word or a decimal is not a value.

use crate::grammar::Match;

/// A set of bytes, mostly those that end a segment: so that asking costs no call.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ends([u64; 4]);

impl Ends {
    /// Of a text that is one segment, no byte ends it.
    pub(super) const NONE: Self = Self([0; 4]);

    /// The bytes of which `is_end` says so.
    pub(super) fn of(is_end: impl Fn(u8) -> bool) -> Self {
        let mut ends = Self::NONE;
        for byte in (0..=u8::MAX).filter(|&byte| is_end(byte)) {
            ends.0[byte as usize / 64] |= 1 << (byte % 64);
        }
        ends
    }

    /// Whether the byte is one of them.
    #[inline]
    pub(super) const fn has(self, byte: u8) -> bool {
        self.0[byte as usize / 64] >> (byte % 64) & 1 == 1
    }
}

/// Whether a character of a word ends directly before `at`: a letter of any script, a digit, `_`.
fn word_before(text: &[u8], at: usize) -> bool {
    let Some(&byte) = text[..at].last() else { return false };
    if byte.is_ascii() {
        return byte.is_ascii_alphanumeric() || byte == b'_';
    }
    let lead = text[..at].iter().rposition(|&b| b & 0xc0 != 0x80).unwrap_or(0);
    word_at(text, lead)
}

/// Whether a character of a word stands at `at`.
fn word_at(text: &[u8], at: usize) -> bool {
    let Some(&byte) = text.get(at) else { return false };
    if byte.is_ascii() {
        return byte.is_ascii_alphanumeric() || byte == b'_';
    }
    let second = text.get(at + 1).copied().unwrap_or(0);
    match byte {
        // Latin-1 signs and NBSP, general punctuation and currency, CJK punctuation and full-width forms.
        0xc2 | 0xef => false,
        0xe2 => !matches!(second, 0x80..=0x82),
        0xe3 => second != 0x80,
        // A stray continuation byte belongs to a character cut off by the window's edge or to broken UTF-8.
        lead => lead >= 0xc3,
    }
}

fn digit(text: &[u8], at: Option<usize>) -> bool {
    at.and_then(|at| text.get(at)).is_some_and(u8::is_ascii_digit)
}

/// Whether the value `[start, found.end)` stands free in `text` (catalogue §1.2). What ends the
/// segment joins nothing: the comma between two cells is no thousands separator.
pub(super) fn stands_free(text: &[u8], start: usize, found: &Match, ends: Ends) -> bool {
    let end = found.end;
    let text = if text.get(end).is_some_and(|&b| ends.has(b)) { &text[..end] } else { text };
    if word_before(text, start) || word_at(text, end) {
        return false;
    }
    let before = text[..start].last().copied().unwrap_or(0);
    let behind = text.get(end).copied().unwrap_or(0);
    // Decimals and numbers joined to another group: `3.14…`, `1234-5678-…`, `12:30`; thousands: `1,234`.
    let joins = |byte: u8| matches!(byte, b'.' | b'-' | b'/' | b':');
    if joins(before) && digit(text, start.checked_sub(2)) || joins(behind) && digit(text, Some(end + 1)) {
        return false;
    }
    let digits = text[(end + 1).min(text.len())..].iter().take(4).take_while(|b| b.is_ascii_digit()).count();
    if before == b',' && digit(text, start.checked_sub(2)) && end - start <= 3
        || behind == b',' && matches!(digits, 2 | 3)
    {
        return false;
    }
    // `%20` is a blank.
    let percent = behind == b'%' && !(text.len() > end + 2 && text[end + 1..end + 3].iter().all(u8::is_ascii_hexdigit));
    if percent || money_before(&text[..start]) || uuid_before(&text[..start]) {
        return false;
    }
    // A group of four in a longer row of fours (a card, a virtual id, code points) is a part of it, not a value.
    if found.separator == b' ' && (four_before(&text[..start]) || four_behind(&text[end..])) {
        return false;
    }
    true
}

fn money_before(text: &[u8]) -> bool {
    [&b"$"[..], "€".as_bytes(), "£".as_bytes(), "₹".as_bytes()].iter().any(|sign| text.ends_with(sign))
}

/// Whether `text` ends in `hhhh-hhhh-hhhh-`: what follows is the last group of a UUID.
fn uuid_before(text: &[u8]) -> bool {
    let Some(tail) = text.last_chunk::<15>() else { return false };
    tail.as_chunks::<5>().0.iter().all(|g| g[4] == b'-' && g[..4].iter().all(u8::is_ascii_hexdigit))
}

fn four_before(text: &[u8]) -> bool {
    text.last_chunk::<5>().is_some_and(|g| g[4] == b' ' && is_group(&g[..4]))
        && !text.len().checked_sub(6).is_some_and(|at| text[at].is_ascii_alphanumeric())
}

fn four_behind(text: &[u8]) -> bool {
    text.first_chunk::<5>().is_some_and(|g| g[0] == b' ' && is_group(&g[1..]))
        && !text.get(5).is_some_and(u8::is_ascii_alphanumeric)
}

/// Whether the four bytes are digits, or hexadecimal with a digit among them, which no word has.
fn is_group(four: &[u8]) -> bool {
    four.iter().all(u8::is_ascii_hexdigit) && four.iter().any(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::{Ends, stands_free};
    use crate::grammar::shape::match_at;

    #[test]
    fn rows() {
        let bare = crate::shape!("9{4}");
        let grouped = crate::shape!("9{4}~9{4}");
        // The value is the part between the bars.
        for (row, free) in [
            ("|1234|", true),
            (" |1234|.", true),
            ("(|1234|)", true),
            ("x|1234|", false),
            ("|1234|_", false),
            ("|1234|5", false),
            ("3.|1234|", false),
            ("no.|1234|", true),
            ("|1234|,567", false),
            ("|1234|,5678", true),
            ("|1234|;567", true),
            ("|1234|, 5", true),
            ("1-|1234|", false),
            ("a-|1234|", true),
            ("|1234|:30", false),
            ("₹|1234|", false),
            ("|1234|%", false),
            ("|1234|%2", false),
            ("|1234|%2C", true),
            ("नंबर|1234|", false),
            ("नंबर: |1234|", true),
            ("–|1234|", true),
            ("446e-9f2a-81db-|1234|", false),
            ("|1234 5678|", true),
            ("|1234 5678| 9012", false),
            ("9012 |1234 5678|", false),
            ("99012 |1234 5678|", true),
            ("|1234 5678| 531D", false),
            ("4e00 |1234 5678|", false),
            ("|1234 5678| Dada", true),
            ("|1234 5678| 531D2", true),
            ("Ward B12A |1234 5678|", false),
            ("\u{a0}|1234|\u{a0}", true),
        ] {
            let text = row.replace('|', "");
            let start = row.find('|').expect("a bar");
            let shape = if row[start..].contains("1234 5678") { grouped } else { bare };
            let found = match_at(shape, text.as_bytes(), start).expect("fits");
            assert_eq!(stands_free(text.as_bytes(), start, &found, Ends::of(|b| b == b';')), free, "{row}");
        }
    }
}
