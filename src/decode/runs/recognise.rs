//! Whether a window of digits spells something.

use super::WINDOW;
use crate::decode::{Choice, Document, choose};

/// What digits stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// Base64, of either alphabet (RFC 4648, sections 4 and 5).
    Base64,
    /// Hexadecimal.
    Hex,
}

impl Spelling {
    /// Bits that a digit stands for.
    #[must_use]
    pub const fn bits(self) -> u32 {
        match self {
            Self::Base64 => 6,
            Self::Hex => 4,
        }
    }

    /// Digits that stand for whole bytes together.
    pub(super) const fn group(self) -> u8 {
        match self {
            Self::Base64 => 4,
            Self::Hex => 2,
        }
    }

    /// What a digit stands for.
    #[must_use]
    pub const fn value(self, digit: u8) -> Option<u8> {
        match (self, digit) {
            (_, b'0'..=b'9') if matches!(self, Self::Hex) => Some(digit - b'0'),
            (Self::Hex, b'A'..=b'F') => Some(digit - b'A' + 10),
            (Self::Hex, b'a'..=b'f') => Some(digit - b'a' + 10),
            (Self::Base64, b'A'..=b'Z') => Some(digit - b'A'),
            (Self::Base64, b'a'..=b'z') => Some(digit - b'a' + 26),
            (Self::Base64, b'0'..=b'9') => Some(digit - b'0' + 52),
            (Self::Base64, b'+' | b'-') => Some(62),
            (Self::Base64, b'/' | b'_') => Some(63),
            _ => None,
        }
    }

    /// The digit that stands for `value`, of the alphabet that `like` is of.
    #[must_use]
    pub const fn digit(self, value: u8, like: u8) -> u8 {
        const BASE64: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        match (self, value) {
            (Self::Hex, 0..=9) => b'0' + value,
            (Self::Hex, _) if like.is_ascii_uppercase() => b'A' + (value & 15) - 10,
            (Self::Hex, _) => b'a' + (value & 15) - 10,
            (Self::Base64, 0..=61) => BASE64[value as usize],
            (Self::Base64, 62) if is_of_url(like) => b'-',
            (Self::Base64, 62) => b'+',
            (Self::Base64, _) if is_of_url(like) => b'_',
            (Self::Base64, _) => b'/',
        }
    }
}

/// Whether a digit is of the base64 alphabet for addresses alone.
#[must_use]
pub const fn is_of_url(digit: u8) -> bool {
    matches!(digit, b'-' | b'_')
}

/// Whether a byte is a digit of any spelling.
pub(super) const fn is_digit(byte: u8) -> bool {
    const DIGITS: [bool; 256] = {
        let mut digits = [false; 256];
        let mut byte = 0;
        while byte < 256 {
            digits[byte] = Spelling::Base64.value(byte as u8).is_some();
            byte += 1;
        }
        digits
    };
    DIGITS[byte as usize]
}

/// What a window spells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) spelling: Spelling,
    /// The first digit of it: what stands before belongs to a word in front (`/files/JVBERi0x…`, `0x…`).
    pub(super) start: usize,
    pub(super) content: Content,
}

/// What a run spells, by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Text in UTF-8, or nearly so.
    Text,
    /// What a signed token says of its holder (JSON Web Token, RFC 7519): text that is worth nothing once it is changed.
    Token,
    /// A container, or text in wide characters: what its bytes will show.
    Other,
}

/// The last digit at which something may start: what follows must be enough to be told by.
const LAST_START: usize = 32;

/// What a window spells, if anything, `before` which this byte stands.
pub(super) fn recognise(window: &[u8; WINDOW], before: u8) -> Option<Found> {
    let first = !is_digit(before);
    let after_mark = |start: usize| matches!(window[start - 1], b'/' | b'-' | b'_' | b'+');
    let words = (1..=LAST_START).filter(|&start| first && after_mark(start));
    let try_at = |spelling: Spelling, start: usize| {
        let mut bytes = [0; WINDOW];
        let made = spell(spelling, &window[start..], &mut bytes)?;
        let content = match holds(&bytes[..made], first)? {
            Content::Text if start == 0 && before == b'.' && bytes.starts_with(b"{\"") => Content::Token,
            content => content,
        };
        Some(Found { spelling, start, content })
    };
    let hex = (0..3).find_map(|start| try_at(Spelling::Hex, start));
    hex.or_else(|| core::iter::once(0).chain(words).chain(1..4).find_map(|start| try_at(Spelling::Base64, start)))
}

/// The bytes that digits spell; `None` if one is no digit of the spelling.
fn spell(spelling: Spelling, digits: &[u8], bytes: &mut [u8; WINDOW]) -> Option<usize> {
    let (mut made, mut bits, mut known) = (0, 0_u32, 0);
    for &digit in digits {
        bits = bits << spelling.bits() | u32::from(spelling.value(digit)?);
        known += spelling.bits();
        if known >= 8 {
            known -= 8;
            bytes[made] = (bits >> known) as u8;
            made += 1;
        }
    }
    Some(made)
}

/// What the first bytes are of, if it is worth reading.
fn holds(bytes: &[u8], first: bool) -> Option<Content> {
    let opened = match choose(bytes, "") {
        Choice::Document(document, _) => is_told_by_magic(document),
        Choice::Uninspectable(reason) => reason != "unknown_binary",
        Choice::Text | Choice::Pass(_) => false,
    };
    if first && opened {
        return Some(Content::Other);
    }
    // Of random bytes two in five would do.
    let enough = |count: usize, of: usize| count * 8 >= of * 7;
    if enough(readable(bytes), bytes.len()) {
        return Some(Content::Text);
    }
    let zeros = |at: usize| bytes.iter().skip(at).step_by(2).filter(|&&byte| byte == 0).count();
    (first && (enough(zeros(0), bytes.len() / 2) || enough(zeros(1), bytes.len() / 2))).then_some(Content::Other)
}

const fn is_told_by_magic(document: Document) -> bool {
    matches!(document, Document::Pdf | Document::Zip | Document::Ole | Document::Coded)
}

/// How many of the bytes are of readable characters of UTF-8.
fn readable(bytes: &[u8]) -> usize {
    let visible =
        |text: &str| text.chars().filter(|c| !c.is_control() || c.is_whitespace()).map(char::len_utf8).sum::<usize>();
    bytes.utf8_chunks().map(|chunk| visible(chunk.valid())).sum()
}
