//! Which quotes of a tag open a value: those behind the `=` of an attribute (HTML §13.2.5.32 and on). In a name, in
//! a value without quotes (`href=?q="x`), or alone, a quote is a character like any other.

use super::super::{Ended, Sight};
use super::tags::{attribute, carries_value, is_read, may_carry_value, naming};
use super::{Html, LABEL, State};
use crate::bytes::{BLOCK, LOOK_AHEAD, Span};
use crate::grammar::Labels;

/// Bytes of a tag that are read for the attributes that name its value.
const TAG: u64 = 320;
/// Bytes in front of an attribute's value in which its name stands.
const NAME: u64 = 48;
/// Eight letters.
const A: u64 = u64::MAX / 255 * b'a' as u64;

/// What a byte of a tag stands in, outside of quoted values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Attribute {
    /// The tag's name.
    Name,
    /// Between two attributes.
    Before,
    /// An attribute's name.
    Named,
    /// Behind an attribute's name and a blank.
    After,
    /// Behind the `=`: what comes is the value, and a quote opens it.
    Value,
    /// A value without quotes.
    Unquoted,
}

impl Attribute {
    /// What stands behind `text`, in which no quote opens a value.
    pub(super) fn behind(self, text: &[u8]) -> Self {
        text.iter().fold(self, |state, &byte| {
            let blank = is_blank(byte);
            match state {
                Self::Value if blank => Self::Value,
                Self::Named | Self::After if blank => Self::After,
                _ if blank => Self::Before,
                Self::Unquoted | Self::Value => Self::Unquoted,
                Self::Named | Self::After if byte == b'=' => Self::Value,
                _ if byte == b'/' => Self::Before,
                Self::Name => Self::Name,
                Self::Before | Self::Named | Self::After => Self::Named,
            }
        })
    }
}

const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c)
}

/// Whether the eight bytes of `word` end with a blank, a name and its `=`, and are nothing else before: mostly so, and
/// then what stands before them does not matter.
#[inline]
pub(super) fn is_named(word: u64) -> bool {
    const ONES: u64 = u64::MAX / 255;
    const HIGH: u64 = ONES << 7;
    // In front of the `=` no other one, and no slash; bytes of no more than seven bits only.
    let is = |byte: u8| {
        let other = word ^ (byte as u64 * ONES);
        (other.wrapping_sub(ONES) & !other) & HIGH
    };
    if is(b'=') != 1 << 63 || is(b'/') != 0 || word & HIGH != 0 {
        return false;
    }
    // No byte has its high bit: the difference of each byte to 0x21 is exact with it set.
    let blanks = !((word | HIGH) - 0x21 * ONES) & HIGH;
    if blanks == 0 {
        return false;
    }
    let last = blanks.ilog2();
    // A name of one letter at least; in front of the blank something, and no other blank.
    (15..48).contains(&last) && (blanks >> (last - 8)) & 1 == 0 && is_blank((word >> (last - 7)) as u8)
}

/// Whether an attribute's name and its `=`, plainly written, end at the quote at `at`; up to `read` the tag was read before.
#[inline]
pub(super) fn is_plain_name(at: u64, read: u64, sight: Sight<'_>) -> bool {
    // What stands before the part that is to be read counts as a name's beginning.
    let word = at.checked_sub(8).map_or(0, |at| sight.window.word(at));
    let known = (at - read).min(8) as u32 * 8;
    let unread = u64::MAX.checked_shl(64 - known).map_or(u64::MAX, |read| !read);
    is_named(word & !unread | unread & A)
}

/// Whether the attribute whose value begins at `value` may carry a datum of its own.
#[inline]
pub(super) fn may_carry(value: u64, sight: Sight<'_>) -> bool {
    may_carry_value([25, 17, 9].map(|back| sight.window.word(value.saturating_sub(back))))
}

impl Html {
    /// A quote in a tag opens a value only behind the `=` of an attribute; elsewhere it is a stray.
    pub(super) fn open_quote(&mut self, at: u64, quote: u8, sight: Sight<'_>) {
        let plainly = is_plain_name(at, self.read, sight);
        if !plainly {
            self.attribute = self.attribute.behind(sight.window.bytes(self.read, at));
        }
        self.read = at + 1;
        if plainly || self.attribute == Attribute::Value {
            self.state = State::Tag(quote);
            self.quote = at + 1;
        } else {
            self.attribute = self.attribute.behind(&[quote]);
        }
    }

    /// The quoted value of an attribute ends.
    pub(super) fn close_quote(&mut self, at: u64, sight: Sight<'_>) -> Option<Ended> {
        self.state = State::Tag(0);
        (self.read, self.attribute) = (at + 1, Attribute::Before);
        let value = Span::new(self.quote, at);
        if value.len() > 1
            && value.len() < LABEL
            && (self.xml || may_carry(self.quote, sight) && carries_value(self.attribute(sight)))
            && let Some(labels) = self.attribute_labels(sight)
            && !labels.is_none()
        {
            return Some(Ended { value: Some((value, labels)), ..Ended::default() });
        }
        None
    }

    /// The name of the attribute whose value began at `quote`.
    fn attribute<'a>(&self, sight: Sight<'a>) -> &'a [u8] {
        attribute(sight.window.bytes(self.tag_start.max(self.quote.saturating_sub(NAME)), self.quote))
    }

    /// What names the attribute value that began at `quote`; `None` if nobody reads it.
    pub(super) fn attribute_labels(&self, sight: Sight<'_>) -> Option<Labels> {
        let before = sight.window.bytes(self.tag_start.max(self.quote.saturating_sub(TAG)), self.quote);
        let name = attribute(before);
        if !is_read(name) {
            return None;
        }
        if !matches!(name, b"value" | b"content") {
            return Some(sight.lexicon.label(name));
        }
        let mut labels = self.term;
        naming(before, |text| labels = sight.lexicon.label(text));
        let behind = sight.window.bytes(self.quote, self.quote + TAG.min(LOOK_AHEAD as u64 - BLOCK as u64));
        if labels.is_none()
            && let Some(close) = behind.iter().position(|b| before.last() == Some(b))
            && let Some(end) = behind[close..].iter().position(|&b| b == b'>')
        {
            naming(&behind[close + 1..close + end], |text| labels = sight.lexicon.label(text));
        }
        Some(labels)
    }
}

#[cfg(test)]
mod tests {
    use super::{Attribute, is_named};

    #[test]
    fn values_begin_behind_the_sign_of_an_attribute() {
        for (text, begins) in [
            ("a b=", true),
            ("a b = ", true),
            ("a b\n=\t", true),
            ("a/b=", true),
            ("a b c=", true),
            ("a b=c d=", true),
            ("a =", false),
            ("a b=c=", false),
            ("a b= c=", false),
            ("a b", false),
            ("a= ", false),
            ("a/=", false),
            ("a b/c=", true),
            ("a b=c/d=", false),
        ] {
            assert_eq!(Attribute::Name.behind(text.as_bytes()) == Attribute::Value, begins, "{text}");
        }
    }

    #[test]
    fn plain_names_are_seen_in_a_word() {
        for (text, plain) in [
            ("\"a class=", true),
            ("  a class=", true),
            ("xxxx href=", true),
            ("xxx  href=", false),
            ("xxxx= rel=", false),
            ("classname=", false),
            ("xxxxxxxx =", false),
            ("xx a/href=", false),
            ("xxxx href-", false),
            ("xxxx h\u{e9}f=", false),
            ("xxx\0href=", false),
            ("xxxx\thref=", true),
        ] {
            let word = text.as_bytes().last_chunk().map_or(0, |word| u64::from_le_bytes(*word));
            assert_eq!(is_named(word), plain, "{text}");
        }
    }
}
