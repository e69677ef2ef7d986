//! The canonical view: what a reader would see of a few hundred bytes, and which bytes made it.
//!
//! Built only where a value is split or folded: entities, `\u` and percent escapes, inline tags and comments inside a value,
//! digits of Indic and Arabic scripts, full-width and mathematical digits, zero-width characters, soft hyphens,
//! combining marks, no-break and thin spaces, typographic hyphens. Folded for detection only; each canonical
//! byte keeps its raw place, so that a finding lies on the bytes of the body. No more than that is folded:
//! over-folding makes cards out of anything.

use super::boundary::Ends;
pub(super) use super::unit::{Fielded, Folding};
use super::unit::{LONGEST_TAG, Unit, ends_text, unit_at};

/// Canonical bytes a view holds.
const LEN: usize = 512;
/// The canonical text of some raw bytes.
#[derive(Clone)]
pub(super) struct View {
    canon: [u8; LEN],
    /// Raw start and end of the unit that made each canonical byte.
    raw: [(u16, u16); LEN],
    len: usize,
}

impl View {
    pub(super) const fn new() -> Self {
        Self { canon: [0; LEN], raw: [(0, 0); LEN], len: 0 }
    }

    /// Folds the segment of `raw` that holds the position `here`; `ends` end it behind `here`, beside
    /// what ends a segment in any case (block tags, escaped line ends).
    pub(super) fn fold(&mut self, raw: &[u8], here: usize, folding: Folding, ends: Ends) {
        self.len = 0;
        let mut at = 0;
        while at < raw.len() {
            let (unit, len) = unit_at(&raw[at..], folding);
            let span = (at as u16, (at + len) as u16);
            match unit {
                // In front of what is looked at, a line end or a block tag parts words.
                Unit::End if at < here => self.push(b" ", span),
                Unit::End => return,
                Unit::Character(c) if len == 1 && at > here && ends.has(c as u8) => return,
                Unit::Nothing => {}
                Unit::Byte(byte) => self.push(&[byte], span),
                Unit::Character(c) => self.push(c.encode_utf8(&mut [0; 4]).as_bytes(), span),
            }
            if self.len + 4 > LEN {
                return;
            }
            at += len;
        }
    }

    fn push(&mut self, bytes: &[u8], span: (u16, u16)) {
        for &byte in bytes {
            self.canon[self.len] = byte;
            self.raw[self.len] = span;
            self.len += 1;
        }
    }

    /// The canonical bytes.
    pub(super) fn text(&self) -> &[u8] {
        &self.canon[..self.len]
    }

    /// The first canonical position whose unit ends behind the raw position `at`.
    pub(super) fn position(&self, at: usize) -> usize {
        self.raw[..self.len].partition_point(|&(_, end)| end as usize <= at)
    }

    /// The raw bytes that made `[start, end)` of the canonical ones, with what lies between them.
    pub(super) fn raw(&self, start: usize, end: usize) -> (usize, usize) {
        let last = end.saturating_sub(1).min(self.len.saturating_sub(1));
        (self.raw[start.min(last)].0 as usize, self.raw[last].1 as usize)
    }
}

/// Whether a value goes on at the beginning of `raw` that a reader sees and the bytes hide: a digit or an `@` that is
/// spelled out or folded, a letter that is, or a digit behind something unseen (and one joiner).
#[inline]
pub(super) fn is_folded(raw: &[u8], folding: Folding) -> bool {
    // Mostly a character stands for itself, and then it hides nothing.
    raw.first().is_some_and(|&byte| folding.begins(byte) || matches!(byte, b'%' | b']')) && goes_on(raw, folding)
}

/// The same, where what hides something may begin.
fn goes_on(raw: &[u8], folding: Folding) -> bool {
    // Mostly it is a tag that ends the text.
    if folding.tags && ends_text(raw) {
        return false;
    }
    let (mut at, mut hidden, mut joined) = (0, false, false);
    while at < raw.len().min(LONGEST_TAG) {
        let (unit, len) = unit_at(&raw[at..], folding);
        let folded = len > 1 || unit != Unit::Character(raw[at] as char);
        match unit {
            Unit::Nothing => hidden = true,
            Unit::Character(c) if c.is_ascii_digit() || c == '@' => return hidden || folded,
            // A letter that is spelled out hides something, mostly a value.
            Unit::Character(c) if folded && at == 0 && c.is_ascii_alphabetic() => return true,
            Unit::Character(' ' | '-' | '.' | '/') if !joined && (hidden || folded) => (joined, hidden) = (true, true),
            _ => return false,
        }
        at += len;
    }
    false
}

/// Whether `raw` begins with an escape (`%20`, `\n`): a letter and digits, which belong to no token beside them.
pub(super) fn is_escape(raw: &[u8], folding: Folding) -> bool {
    matches!(raw.first(), Some(b'%' | b'\\')) && unit_at(raw, folding).1 > 1
}

/// Whether an escape ends `raw`, or the beginning of a token in front of which one stands.
pub(super) fn follows_escape(raw: &[u8], folding: Folding) -> bool {
    let token = raw.iter().rev().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.')).count();
    (raw.len() - token).checked_sub(1).is_some_and(|at| is_escape(&raw[at..], folding))
}

/// Whether what ends `raw` hides that a value goes on behind it: an inline tag, a comment, a character reference, an
/// escape, or a character that folds, itself behind a digit, a letter or another of its kind.
pub(super) fn ends_folded(raw: &[u8], folding: Folding) -> bool {
    let near = &raw[raw.len().saturating_sub(LONGEST_TAG)..];
    let Some(&end) = near.last() else { return false };
    let begin = match end {
        b'>' if folding.markup => near.iter().rposition(|&b| b == b'<'),
        b'[' if folding.markup && !folding.tags => near.iter().rposition(|&b| b == b'<'),
        b';' if folding.markup => near.iter().rposition(|&b| b == b'&'),
        0x80.. => near.iter().rposition(|&b| b >= 0xc0),
        _ if folding.escapes => {
            let escape = near.iter().rev().take(6).position(|&b| b == b'\\');
            escape.map(|back| near.len() - 1 - back)
        }
        _ => None,
    };
    let Some(begin) = begin else { return false };
    let (unit, len) = unit_at(&near[begin..], folding);
    let hides = match unit {
        Unit::Nothing => true,
        Unit::Character(c) => len > 1 && c.is_ascii(),
        _ => false,
    };
    // A comment ends with `>` and may hold any `<`: taken to hide something.
    begin + len == near.len() && hides || near.ends_with(b"-->")
}

/// A joined run of digits in a canonical text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Its first digit.
    pub(super) start: usize,
    /// Behind its last digit.
    pub(super) end: usize,
    /// How many digits it holds.
    pub(super) digits: usize,
}

/// The run around the position `at`, or the next one within a value's length where a letter stands there; `None`
/// when there is none.
pub(super) fn run_around(text: &[u8], at: usize) -> Option<Run> {
    let letters = text.get(at..)?.iter().take(8).take_while(|b| b.is_ascii_alphabetic()).count();
    let at = at + letters;
    let digit = |i: usize| text.get(i).is_some_and(u8::is_ascii_digit);
    let joiner = |i: usize| text.get(i).is_some_and(|b| matches!(b, b' ' | b'-' | b'.' | b'/'));
    let near = |i: &usize| digit(*i);
    // An escape in front of a value: a blank, a quote.
    let sign = |i: usize| text.get(i).is_some_and(|b| !b.is_ascii_alphanumeric());
    let behind = || Some(at + 1).filter(|i| sign(at) && digit(*i));
    let mut start = Some(at).filter(near).or_else(|| at.checked_sub(1).filter(near)).or_else(behind)?;
    while start > 0 && (digit(start - 1) || start > 1 && joiner(start - 1) && digit(start - 2)) {
        start -= 1;
    }
    let (mut end, mut digits) = (start, 0);
    while digit(end) || joiner(end) && digit(end + 1) {
        digits += usize::from(digit(end));
        end += 1;
    }
    Some(Run { start, end, digits })
}

#[cfg(test)]
mod tests {
    use super::{Ends, Folding, View, run_around};

    #[test]
    fn rows() {
        let mut view = View::new();
        for (raw, canon) in [
            ("98&#55;6&#x35;", "98765"),
            ("98<b>76</b>5", "98765"),
            ("98<!-- x -->765", "98765"),
            ("98<!-->76<!--->5", "98765"),
            ("98<!-- x --!>765", "98765"),
            ("98<!x -->7</ x>65", "98765"),
            ("98</td>765", "98"),
            ("98\\u0037\\u00365", "98765"),
            ("98\\n765", "98"),
            ("९८७६५", "98765"),
            ("９８𝟕6٥", "98765"),
            ("9\u{200b}8\u{ad}7\u{301}65", "98765"),
            ("98\u{a0}76\u{2011}5", "98 76-5"),
            ("a &amp; b < c", "a & b < c"),
            ("x&bogus;", "x&bogus;"),
            ("नाम", "नाम"),
            ("\\u0928", "न"),
            ("\\ud835\\udfd5", "7"),
            ("\\u{39}8\\u{00037}\\u{}\\u{99", "987\\u{}\\u{99"),
            ("9<!x>8<?y?>7</1>6</>5", "98765"),
            ("98%37%20%365%x%0A4", "987 65%x"),
            ("9\u{61c}8\u{fe0f}7\u{20e3}6\u{e0020}5", "98765"),
            ("𝐓𝐇𝐔𝐏𝐌𝗮𝘇", "THUPMaz"),
        ] {
            view.fold(raw.as_bytes(), 0, Folding::ALL, Ends::NONE);
            assert_eq!(core::str::from_utf8(view.text()), Ok(canon), "{raw}");
        }
    }

    #[test]
    fn in_xml_tags_part_texts() {
        let mut view = View::new();
        let xml = Folding { tags: false, ..Folding::ALL };
        view.fold("९&#56;<!-- x -->7</a><b>65".as_bytes(), 0, xml, Ends::NONE);
        assert_eq!(view.text(), b"987");
    }

    #[test]
    fn raw_places_cover_the_units() {
        let mut view = View::new();
        view.fold(b"x 98<b>76</b>5!", 0, Folding::ALL, Ends::NONE);
        assert_eq!(view.raw(2, 7), (2, 14));
        assert_eq!(view.position(7), 4);
        assert_eq!(run_around(view.text(), 4), Some(super::Run { start: 2, end: 7, digits: 5 }));
    }

    #[test]
    fn any_bytes_are_taken() {
        let mut view = View::new();
        for raw in
            [&b"\xff\xe0"[..], b"\xe0\xa5", b"<", b"&#", b"&#xffffffff;", b"\\u12", b"<b", b"<!--", &[b'&'; 2000]]
        {
            view.fold(raw, 0, Folding::ALL, Ends::NONE);
            let _ = (view.raw(0, 1), view.position(0), run_around(view.text(), 0));
        }
    }
}
