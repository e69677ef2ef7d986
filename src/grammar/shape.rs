//! The shape language: a bounded, regular template for a value, parsed at compile time.
//!
//! | element | matches |
//! |---|---|
//! | `9` | a digit |
//! | `A` | a letter of either case (lower case is noted, see [`Match::lower`]) |
//! | `X` | a letter or a digit |
//! | `[2-9]`, `[ACF-H]` | one character of the class; letters of either case |
//! | `~` | a separator (space `-` `.` `/` `_`), the same one throughout the value |
//! | `~?` | a space or `-`, or nothing; not bound to the other separators |
//! | `{n}`, `{m,n}`, `?` | repeats the element before it: exactly, between, zero or one |
//! | `+ @ / ( ) . - _ : = % * ' &` | itself |
//!
//! Matching is greedy and never backtracks, so its cost is bounded by the length of the shape. A shape says
//! nothing of what may stand beside the value: that is the scanner's business (boundaries).
//!
//! A bad template is a compile error on its line:
//!
//! ```compile_fail
//! const SHAPE: &[dwarpal::grammar::Op] = dwarpal::shape!("[2-9");
//! ```

use super::compact::Compact;

/// Longest value, in letters and digits, that a shape may describe.
pub const MAX_CHARS: usize = 48;

/// One element of a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// Between `min` and `max` characters of the class `set` (see [`class_bit`]).
    Class {
        /// The class, one bit a character.
        set: u64,
        /// Fewest repetitions.
        min: u8,
        /// Most repetitions.
        max: u8,
    },
    /// A separator, the same throughout.
    Separator,
    /// A space or a hyphen, or nothing.
    Gap,
}

/// A parsed template. Made by [`shape!`](crate::shape).
pub type Shape = &'static [Op];

/// Bits of the punctuation a shape can name; digits take bits 0–9, letters 10–35.
const PUNCTUATION: &[u8] = b"+@.-_/()%&'*=: ";

const CLASS_BITS: [u64; 256] = {
    let mut table = [0; 256];
    let mut i = 0;
    while i < 10 {
        table[b'0' as usize + i] = 1 << i;
        i += 1;
    }
    let mut i = 0;
    while i < 26 {
        table[b'A' as usize + i] = 1 << (10 + i);
        table[b'a' as usize + i] = 1 << (10 + i);
        i += 1;
    }
    let mut i = 0;
    while i < PUNCTUATION.len() {
        table[PUNCTUATION[i] as usize] = 1 << (36 + i);
        i += 1;
    }
    table
};

/// The digits' and the letters' bits.
pub(super) const DIGITS: u64 = (1 << 10) - 1;
pub(super) const LETTERS: u64 = ((1 << 26) - 1) << 10;

/// The class bit of a byte, 0 when no shape can match it.
#[inline]
#[must_use]
pub const fn class_bit(byte: u8) -> u64 {
    CLASS_BITS[byte as usize]
}

/// Whether the byte is a letter or a digit of ASCII, as tokens are made of: by the table, in fewer steps than by ranges.
#[inline]
#[must_use]
pub const fn is_of_token(byte: u8) -> bool {
    class_bit(byte) & (DIGITS | LETTERS) != 0
}

/// What a shape matched.
#[derive(Clone, Copy, Debug)]
pub struct Match {
    /// Position behind the last byte matched, in the text that was given.
    pub end: usize,
    /// The separator that bound the groups, 0 when the value stands in one piece.
    pub separator: u8,
    /// Whether a letter was in lower case.
    pub lower: bool,
    /// Letters and digits of the value.
    pub compact: Compact,
}

/// Matches `shape` in `text` at `at`; `None` where it does not fit.
#[must_use]
pub const fn match_at(shape: Shape, text: &[u8], at: usize) -> Option<Match> {
    let (mut end, mut separator) = (at, 0);
    let mut i = 0;
    while i < shape.len() {
        match shape[i] {
            Op::Class { set, min, max } => {
                let begin = end;
                let last = if max as usize > text.len() - end { text.len() } else { end + max as usize };
                while end < last && class_bit(text[end]) & set != 0 {
                    end += 1;
                }
                if end - begin < min as usize {
                    return None;
                }
            }
            Op::Separator => {
                if end >= text.len() {
                    return None;
                }
                let byte = text[end];
                let fits = match separator {
                    0 => matches!(byte, b' ' | b'-' | b'.' | b'/' | b'_'),
                    bound => byte == bound,
                };
                if !fits {
                    return None;
                }
                separator = byte;
                end += 1;
            }
            Op::Gap => {
                if end < text.len() && matches!(text[end], b' ' | b'-') {
                    end += 1;
                }
            }
        }
        i += 1;
    }
    // What does not fit, which is most, costs no copy.
    let value = text.split_at(end).0.split_at(at).1;
    Some(Match { end, separator, lower: has_small_letter(value), compact: Compact::of(value) })
}

/// Whether a letter of `value`, which a shape fits, is in lower case.
const fn has_small_letter(value: &[u8]) -> bool {
    let (mut small, mut i) = (false, 0);
    while i < value.len() {
        small |= value[i] >= b'a';
        i += 1;
    }
    small
}

/// Position of the first element of a template after the one at `at`; panics (at compile time) on bad syntax.
const fn element_end(template: &[u8], at: usize) -> usize {
    if template[at] != b'[' {
        return at + 1;
    }
    let mut i = at + 1;
    while i < template.len() {
        if template[i] == b']' {
            return i + 1;
        }
        i += 1;
    }
    panic!("shape: a class has no closing bracket")
}

/// Position behind the repetition (`{…}` or `?`) that stands at `at`, or `at` if there is none.
const fn repetition_end(template: &[u8], at: usize) -> usize {
    if at >= template.len() || (template[at] != b'{' && template[at] != b'?') {
        return at;
    }
    if template[at] == b'?' {
        return at + 1;
    }
    let mut i = at + 1;
    while i < template.len() {
        if template[i] == b'}' {
            return i + 1;
        }
        i += 1;
    }
    panic!("shape: a repetition has no closing brace")
}

/// Number of elements of a template.
#[must_use]
pub const fn count(template: &str) -> usize {
    let template = template.as_bytes();
    let (mut at, mut n) = (0, 0);
    while at < template.len() {
        at = repetition_end(template, element_end(template, at));
        n += 1;
    }
    n
}

const fn class_of(template: &[u8], at: usize, end: usize) -> u64 {
    match template[at] {
        b'9' => DIGITS,
        b'A' => LETTERS,
        b'X' => DIGITS | LETTERS,
        b'[' => {
            let (mut set, mut i) = (0, at + 1);
            while i + 1 < end {
                let from = class_bit(template[i]).trailing_zeros();
                assert!(from < 64, "shape: a class names a character that no value can hold");
                let mut to = from;
                if i + 3 < end && template[i + 1] == b'-' {
                    to = class_bit(template[i + 2]).trailing_zeros();
                    assert!(to > from && to < 64, "shape: a range of a class runs backwards");
                    i += 2;
                }
                let mut bit = from;
                while bit <= to {
                    set |= 1 << bit;
                    bit += 1;
                }
                i += 1;
            }
            assert!(set != 0, "shape: an empty class");
            set
        }
        other => {
            let set = class_bit(other);
            assert!(set != 0 && !other.is_ascii_alphanumeric(), "shape: unknown element");
            set
        }
    }
}

const fn number(template: &[u8], mut at: usize, end: usize) -> u8 {
    assert!(at < end, "shape: a repetition without a number");
    let mut value = 0;
    while at < end {
        assert!(template[at].is_ascii_digit(), "shape: a repetition holds digits and one comma");
        value = value * 10 + (template[at] - b'0');
        at += 1;
    }
    value
}

/// Parses a template of `N` elements; use the [`shape!`](crate::shape) macro, which counts them.
///
/// # Panics
/// On a bad template, which stops the build, as shapes are `const`.
#[must_use]
pub const fn parse<const N: usize>(template: &str) -> [Op; N] {
    let template = template.as_bytes();
    let mut ops = [Op::Separator; N];
    let (mut at, mut n, mut longest) = (0, 0, 0);
    while at < template.len() {
        let end = element_end(template, at);
        let next = repetition_end(template, end);
        if template[at] == b'~' {
            let gap = next == end + 1 && template[end] == b'?';
            assert!(gap || next == end, "shape: a separator stands once or is optional");
            ops[n] = if gap { Op::Gap } else { Op::Separator };
        } else {
            let set = class_of(template, at, end);
            let (mut min, mut max) = (1, 1);
            if next > end && template[end] == b'?' {
                min = 0;
            } else if next > end {
                let mut comma = end + 1;
                while comma < next - 1 && template[comma] != b',' {
                    comma += 1;
                }
                min = number(template, end + 1, comma);
                max = if comma < next - 1 { number(template, comma + 1, next - 1) } else { min };
                assert!(max >= min && max > 0, "shape: a repetition runs backwards");
            }
            longest += max as usize;
            assert!(longest <= MAX_CHARS, "shape: longer than MAX_CHARS");
            ops[n] = Op::Class { set, min, max };
        }
        n += 1;
        at = next;
    }
    ops
}

/// A [`Shape`] from its template, parsed at compile time.
///
/// ```
/// use dwarpal::grammar::shape::match_at;
/// const PAN: dwarpal::grammar::Shape = dwarpal::shape!("A{3}[ABCFGHJLPT]A9{4}A");
/// assert_eq!(match_at(PAN, b"AAAPA0001A", 0).map(|m| m.end), Some(10));
/// assert!(match_at(PAN, b"AAADA0001A", 0).is_none());
/// ```
#[macro_export]
macro_rules! shape {
    ($template:literal) => {{
        const OPS: [$crate::grammar::Op; $crate::grammar::shape::count($template)] =
            $crate::grammar::shape::parse($template);
        &OPS as &'static [$crate::grammar::Op]
    }};
}

#[cfg(test)]
mod tests {
    use super::{Match, Shape, match_at};

    fn run(shape: Shape, text: &str) -> Option<Match> {
        match_at(shape, text.as_bytes(), 0)
    }

    #[test]
    fn groups_must_share_one_separator() {
        let shape = shape!("9{4}~9{4}~9{4}");
        for (text, fits) in [
            ("1234 5678 9012", true),
            ("1234-5678-9012", true),
            ("1234 5678-9012", false),
            ("123456789012", false),
            ("1234  5678 9012", false),
        ] {
            assert_eq!(run(shape, text).is_some(), fits, "{text}");
        }
    }

    #[test]
    fn optional_elements_and_gaps() {
        let shape = shape!("[+]?[9][1]~?[6-9]9{4}~?9{5}");
        for (text, end) in [
            ("+91 98765 43210", Some(15)),
            ("919876543210", Some(12)),
            ("+91-9876543210x", Some(14)),
            ("+915876543210", None),
        ] {
            assert_eq!(run(shape, text).map(|m| m.end), end, "{text}");
        }
    }

    #[test]
    fn compact_holds_letters_and_digits_upper_case() {
        let found = run(shape!("A{2}~9{2}"), "mh-12").expect("fits");
        assert_eq!((found.compact.as_bytes(), found.lower, found.separator), (&b"MH12"[..], true, b'-'));
    }

    #[test]
    fn debug_shows_no_value() {
        let found = run(shape!("9{4}"), "8642").expect("fits");
        assert!(!format!("{found:?}").contains("8642"));
    }
}
