//! Masking: which bytes of the body are to be overwritten, and with what.
//!
//! The length stays, and so does what stands between the characters of a value: separators, tags, comments, quotes.
//! A patch covers a run of letters and digits of a value, each with the bytes that spell it out (`&#57;`, `\u0039`,
//! three bytes of Devanagari). So a masked body still parses, and its length fits the headers.

use super::boundary::Ends;
use super::view::{Folding, View};
use crate::grammar::shape::is_of_token;

/// What a masked byte becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filler {
    /// `x`.
    Letter,
    /// `1`: in a number that no quotes hold, so that it stays one.
    Digit,
    /// A digit of base64 or the like, so that what the run spells is masked.
    Spelling(u8),
}

impl Filler {
    /// The byte itself.
    #[must_use]
    pub const fn byte(self) -> u8 {
        match self {
            Self::Letter => b'x',
            Self::Digit => b'1',
            Self::Spelling(digit) => digit,
        }
    }
}

/// Bytes to overwrite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patch {
    /// Absolute offset of the first one.
    pub start: u64,
    /// How many.
    pub len: u32,
    /// With what.
    pub filler: Filler,
}

/// Calls `each` with the patches of a value: `raw` are its bytes, which begin at `origin`. The view is scratch.
pub(super) fn patches(
    raw: &[u8],
    origin: u64,
    filler: Filler,
    (view, folding): (&mut View, Folding),
    each: &mut dyn FnMut(Patch),
) {
    let mut give = |start: usize, end: usize| {
        each(Patch { start: origin + start as u64, len: (end - start) as u32, filler });
    };
    let plain = |byte: u8| is_of_token(byte) || byte.is_ascii() && byte != b'%' && !folding.begins(byte);
    if raw.iter().all(|&b| plain(b)) {
        let mut at = 0;
        while let Some(before) = raw[at..].iter().position(|&b| is_of_token(b)) {
            let start = at + before;
            at = start + raw[start..].iter().take_while(|&&b| is_of_token(b)).count();
            give(start, at);
        }
        return;
    }
    let mut open: Option<(usize, usize)> = None;
    view.fold(raw, raw.len(), folding, Ends::NONE);
    for (i, byte) in view.text().iter().enumerate() {
        let masked = byte.is_ascii_alphanumeric() || !byte.is_ascii();
        let (start, end) = view.raw(i, i + 1);
        match &mut open {
            // Several canonical bytes are of one unit.
            Some(run) if masked && start <= run.1 => run.1 = run.1.max(end),
            run => {
                if let Some((start, end)) = run.take() {
                    give(start, end);
                }
                *run = masked.then_some((start, end));
            }
        }
    }
    if let Some((start, end)) = open {
        give(start, end);
    }
}

/// Whether a value has been masked already: nothing of it is left to find.
pub(super) fn is_masked(value: &[u8]) -> bool {
    let mut letters = value.iter().filter(|b| b.is_ascii_alphanumeric() || !b.is_ascii()).peekable();
    letters.peek().is_some() && letters.all(|b| matches!(b, b'x' | b'X'))
}

#[cfg(test)]
mod tests {
    use super::{Filler, Folding, Patch, View, is_masked, patches};

    #[test]
    fn masked_values_keep_what_is_no_letter() {
        for (raw, masked) in [
            ("2341 2341-2346", "xxxx xxxx-xxxx"),
            ("98<b class=\"a\">76</b>5", "xx<b class=\"a\">xx</b>x"),
            ("98&#55;&nbsp;6", "xxxxxxx&nbsp;x"),
            ("98\\u0037 6", "xxxxxxxx x"),
            ("98%37%206", "xxxxx%20x"),
            ("98\\u{37}<!x>6", "xxxxxxxx<!x>x"),
            ("12, MG Road<br>Pune", "xx, xx xxxx<br>xxxx"),
            ("९८", "xxxxxx"),
            ("आशा राव", "xxxxxxxxx xxxxxxxxx"),
            ("9\u{200b}8", "x\u{200b}x"),
        ] {
            let mut body = raw.as_bytes().to_vec();
            let mut found = Vec::new();
            let view = (&mut View::new(), Folding::ALL);
            patches(raw.as_bytes(), 0, Filler::Letter, view, &mut |patch: Patch| found.push(patch));
            for Patch { start, len, filler } in found {
                body[start as usize..start as usize + len as usize].fill(filler.byte());
            }
            assert_eq!(String::from_utf8_lossy(&body), masked, "{raw}");
        }
    }

    #[test]
    fn masked_values_are_known() {
        for (value, masked) in [("xxxx xxx", true), ("XXXX", true), ("x1", false), ("", false), ("---", false)] {
            assert_eq!(is_masked(value.as_bytes()), masked, "{value}");
        }
    }
}
