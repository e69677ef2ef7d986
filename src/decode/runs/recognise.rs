//! Whether a window of digits spells something.

use super::WINDOW;
use crate::decode::choose::may_be_opened;
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
        let value = self.values()[digit as usize];
        if value == NONE { None } else { Some(value) }
    }

    const fn values(self) -> &'static [u8; 256] {
        match self {
            Self::Base64 => &BASE64_VALUES,
            Self::Hex => &HEX_VALUES,
        }
    }

    /// The digit that stands for `value`, of the alphabet that `like` is of.
    #[must_use]
    pub const fn digit(self, value: u8, like: u8) -> u8 {
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

/// The digits that both alphabets of base64 have, in order.
const BASE64: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// Of a byte that is no digit.
const NONE: u8 = 0xff;

static BASE64_VALUES: [u8; 256] = values(BASE64, b"+-", b"/_");
static HEX_VALUES: [u8; 256] = {
    let mut values = values(b"0123456789abcdef", b"", b"");
    let mut letter = 0;
    while letter < 6 {
        values[b'A' as usize + letter] = 10 + letter as u8;
        letter += 1;
    }
    values
};

/// What each byte stands for where `digits` do in order, then each of `next` and each of `last`.
const fn values(digits: &[u8], next: &[u8], last: &[u8]) -> [u8; 256] {
    let mut values = [NONE; 256];
    let mut i = 0;
    while i < digits.len() {
        values[digits[i] as usize] = i as u8;
        i += 1;
    }
    let mut more = 0;
    while more < next.len() {
        values[next[more] as usize] = i as u8;
        values[last[more] as usize] = i as u8 + 1;
        more += 1;
    }
    values
}

/// Whether a byte is a digit of any spelling.
pub(super) fn is_digit(byte: u8) -> bool {
    BASE64_VALUES[byte as usize] != NONE
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

/// Where in a run a window stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// At its start, behind this byte.
    First(u8),
    /// Near it: text may begin at any digit, behind what is none.
    Early,
    /// Further on. Such windows are many: only every other is looked at, and beside the groups of the run only one other
    /// way to group is tried, in this turn.
    Late(usize),
}

/// What a window spells, if anything.
pub(super) fn recognise(window: &[u8; WINDOW], place: Place) -> Option<Found> {
    let (first, before) = if let Place::First(before) = place { (true, before) } else { (false, 0) };
    let others = match place {
        Place::First(_) => 1..4,
        Place::Early => 1..LAST_START + 1,
        Place::Late(turn) if turn % 2 == 1 => return None,
        Place::Late(turn) => 1 + turn / 2 % 3..2 + turn / 2 % 3,
    };
    let found = |spelling, start| {
        let content = content_of(spelling, &window[start..], first)?;
        let token = start == 0
            && before == b'.'
            && spelled(spelling, window).next().is_some_and(|(bytes, _)| bytes.starts_with(b"{\""));
        Some(Found { spelling, start, content: if token { Content::Token } else { content } })
    };
    let after_mark = |start: &usize| first && matches!(window[start - 1], b'/' | b'-' | b'_' | b'+');
    let words = (1..=LAST_START).filter(after_mark);
    // Behind the last digit that is none of hexadecimal.
    let hex = window.iter().rposition(|digit| !digit.is_ascii_hexdigit()).map_or(0, |last| last + 1);
    (hex..3)
        .find_map(|start| found(Spelling::Hex, start))
        .or_else(|| core::iter::once(0).chain(words).chain(others).find_map(|start| found(Spelling::Base64, start)))
}

/// The bytes that digits spell: up to four digits at a time, and how many bytes these are. What is lacking at the end is 0.
fn spelled(spelling: Spelling, digits: &[u8]) -> impl Iterator<Item = ([u8; 4], usize)> {
    let (values, bits) = (spelling.values(), spelling.bits());
    let (groups, rest) = digits.as_chunks::<4>();
    let mut last = [b'0'; 4];
    last[..rest.len()].copy_from_slice(rest);
    let spell = move |group: &[u8; 4], len: usize| {
        let word = group.iter().fold(0, |word, &digit| word << bits | u32::from(values[digit as usize]));
        ((word << (32 - 4 * bits)).to_be_bytes(), len * bits as usize / 8)
    };
    groups.iter().map(move |group| spell(group, 4)).chain(core::iter::once(spell(&last, rest.len())))
}

/// What the first digits spell, if it is worth reading.
fn content_of(spelling: Spelling, digits: &[u8], first: bool) -> Option<Content> {
    let text = is_text(spelling, digits);
    // Windows within a run are many.
    if !first {
        return text.then_some(Content::Text);
    }
    let (mut bytes, mut count) = ([0; WINDOW + 4], 0);
    for (group, len) in spelled(spelling, digits) {
        bytes[count..count + 4].copy_from_slice(&group);
        count += len;
    }
    let bytes = &bytes[..count];
    let opened = may_be_opened(bytes)
        && match choose(bytes, "") {
            Choice::Document(document, _) => is_told_by_magic(document),
            Choice::Uninspectable(reason) => reason != "unknown_binary",
            Choice::Text | Choice::Pass(_) => false,
        };
    if opened {
        return Some(Content::Other);
    }
    let zeros = |at: usize| bytes.iter().skip(at).step_by(2).filter(|&&byte| byte == 0).count() * 16 >= count * 7;
    text.then_some(Content::Text).or_else(|| (zeros(0) || zeros(1)).then_some(Content::Other))
}

const fn is_told_by_magic(document: Document) -> bool {
    matches!(document, Document::Pdf | Document::Zip | Document::Ole | Document::Rtf | Document::Coded)
}

/// What a byte is in UTF-8: of no readable character ([`STRANGE`]), one that goes on with a character ([`MORE`]), or else how
/// many of those it wants behind it.
static KINDS: [u8; 256] = {
    let mut kinds = [STRANGE; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b' '..=b'~' | b'\t' | b'\n' | b'\r' => 0,
            0x80..=0xbf => MORE,
            0xc2..=0xdf => 1,
            0xe0..=0xef => 2,
            0xf0..=0xf4 => 3,
            _ => STRANGE,
        };
        byte += 1;
    }
    kinds
};
const STRANGE: u8 = 0x80;
const MORE: u8 = 0x81;

/// Whether digits spell readable characters of UTF-8, but for one byte in ten: of random ones half are none, so that a few
/// bytes tell mostly.
fn is_text(spelling: Spelling, digits: &[u8]) -> bool {
    let most = digits.len() * spelling.bits() as usize / 8 / 10;
    let (mut strange, mut wanted) = (0, 0_u8);
    for (group, len) in spelled(spelling, digits) {
        for &byte in &group[..len] {
            let kind = KINDS[byte as usize];
            if kind == MORE && wanted > 0 {
                wanted -= 1;
                continue;
            }
            strange += usize::from(wanted > 0) + usize::from(kind >= STRANGE);
            wanted = if kind < STRANGE { kind } else { 0 };
        }
        if strange > most {
            return false;
        }
    }
    true
}
