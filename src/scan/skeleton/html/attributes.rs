//! Which quotes of a tag open a value: those behind the `=` of an attribute (HTML §13.2.5.32 and on). In a name, in
//! a value without quotes (`href=?q="x`), or alone, a quote is a character like any other.

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
