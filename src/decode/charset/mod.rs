//! Charsets: which one a body is in, and UTF-8 made of it.
//!
//! The mark at the beginning wins over what the header says, the header over what the body says of itself, and that
//! over what its bytes look like. But a declaration that the bytes refute is a lie that clients see through (JSON is
//! always read as UTF-8, pages drop NUL bytes), so it does not count: see [`Charset::decide`].
//!
//! Nothing is allocated here.

mod label;
mod runs;
mod transcode;

use crate::bytes::Unread;
use crate::decode::parameter::parameters;
pub use transcode::{ROOM, Transcoder, windows_1252};

/// A charset that can be read here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    /// UTF-8, ASCII included.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// UTF-32, low byte first.
    Utf32Le,
    /// UTF-32, high byte first.
    Utf32Be,
    /// windows-1252, as which the web reads ISO-8859-1 and ASCII; characters of UTF-8 within it are kept.
    Windows1252,
    /// Another charset in which bytes below 0x80 are mostly ASCII: that part is read, other bytes stay.
    AsciiCompatible,
}

impl Charset {
    /// Decides by the first bytes of a body (1,024 are enough, fewer if there are no more) and its `Content-Type`.
    ///
    /// A body declared as wide that is plain text is UTF-8; one declared as anything else whose NUL bytes stand as in
    /// UTF-16 or UTF-32 is that; one declared as of single bytes that holds characters of UTF-8, and nothing else
    /// above ASCII, is UTF-8.
    ///
    /// # Errors
    /// `charset` if the charset can't be read here, is declared twice and differently, or can't be told.
    pub fn decide(prefix: &[u8], content_type: &str) -> Result<Self, Unread> {
        if let Some(marked) = by_mark(prefix) {
            return Ok(marked);
        }
        let wide = by_nul_bytes(prefix);
        let declared = match in_header(content_type)? {
            Some(declared) => Some(declared),
            // What can be read as ASCII is not wide, whatever it says.
            None => label::in_body(prefix)?.map(|found| if found.is_wide() { Self::Utf8 } else { found }),
        };
        let text = is_utf8(prefix);
        match (declared, wide) {
            (_, Some(wide)) => Ok(wide),
            (_, None) if prefix.contains(&0) => Err(Unread("charset")),
            (Some(declared), None) if declared.is_wide() && text && !prefix.iter().any(|&b| is_control(b)) => {
                Ok(Self::Utf8)
            }
            // Units of two bytes hold other bytes, too.
            (Some(declared), None) if declared.is_wide() && is_mostly_ascii(prefix) => Ok(Self::Windows1252),
            (Some(Self::Windows1252 | Self::AsciiCompatible), None) if text && !prefix.is_ascii() => Ok(Self::Utf8),
            (Some(declared), None) => Ok(declared),
            (None, None) if text => Ok(Self::Utf8),
            (None, None) => Ok(Self::Windows1252),
        }
    }

    /// The charset of a label, as the Encoding Standard has them and a few more; none if it can't be read here.
    #[must_use]
    pub fn labelled(label: &[u8]) -> Option<Self> {
        label::charset(label)
    }

    /// Whether a [`Transcoder`] must stand in front of the scanner.
    #[must_use]
    pub const fn needs_transcoding(self) -> bool {
        !matches!(self, Self::Utf8 | Self::AsciiCompatible)
    }

    /// Whether its units are of two or four bytes.
    #[must_use]
    pub const fn is_wide(self) -> bool {
        matches!(self, Self::Utf16Le | Self::Utf16Be | Self::Utf32Le | Self::Utf32Be)
    }
}

fn by_mark(prefix: &[u8]) -> Option<Charset> {
    if prefix.starts_with(b"\xef\xbb\xbf") {
        Some(Charset::Utf8)
    } else if prefix.starts_with(b"\0\0\xfe\xff") {
        Some(Charset::Utf32Be)
    } else if prefix.starts_with(b"\xff\xfe\0\0") && prefix.as_chunks::<4>().0.iter().all(|b| b[3] == 0 && b[2] <= 0x10)
    {
        // Otherwise it is UTF-16 whose first character is NUL.
        Some(Charset::Utf32Le)
    } else if prefix.starts_with(b"\xff\xfe") {
        Some(Charset::Utf16Le)
    } else if prefix.starts_with(b"\xfe\xff") {
        Some(Charset::Utf16Be)
    } else {
        None
    }
}

/// The charset that `Content-Type` names.
fn in_header(content_type: &str) -> Result<Option<Charset>, Unread> {
    let mut found = None;
    let named = parameters(content_type.as_bytes()).filter(|(name, _)| name.eq_ignore_ascii_case(b"charset"));
    for (_, value) in named.filter(|(_, value)| !value.is_empty()) {
        let charset = label::charset(value).ok_or(Unread("charset"))?;
        if *found.get_or_insert(charset) != charset {
            return Err(Unread("charset"));
        }
    }
    Ok(found)
}

/// Whether the bytes are UTF-32, its bytes 2 and 3 of each unit (from the lowest) in these places, mostly of the first
/// plane.
fn is_thirty_two(prefix: &[u8], highest: usize, high: usize) -> bool {
    let units = prefix.as_chunks::<4>().0;
    let plain = units.iter().filter(|unit| unit[high] == 0).count();
    units.iter().all(|unit| unit[highest] == 0 && unit[high] <= 0x10) && plain * 2 >= units.len().max(1)
}

/// Wide charsets without a mark: their ASCII shows as NUL bytes in fixed places.
fn by_nul_bytes(prefix: &[u8]) -> Option<Charset> {
    if !prefix.contains(&0) {
        return None;
    }
    if is_thirty_two(prefix, 3, 2) {
        return Some(Charset::Utf32Le);
    }
    if is_thirty_two(prefix, 0, 1) {
        return Some(Charset::Utf32Be);
    }
    let units = prefix.as_chunks::<2>().0;
    let first = units.iter().filter(|unit| unit[0] == 0).count();
    let second = units.iter().filter(|unit| unit[1] == 0).count();
    // Text with NUL bytes strewn in: no script looks so, and read as UTF-16 it would be lost.
    let narrow = units.iter().filter(|unit| unit.iter().all(|b| matches!(b, b' '..=b'~'))).count();
    if narrow * 2 >= units.len() {
        return None;
    }
    // A sixteenth of the units are spaces, digits or line ends in any script.
    let stands = |strong: usize, weak: usize| strong > 0 && strong * 16 >= units.len() && weak * 8 <= strong;
    if stands(second, first) {
        Some(Charset::Utf16Le)
    } else if stands(first, second) {
        Some(Charset::Utf16Be)
    } else {
        None
    }
}

/// Whether the bytes are UTF-8 without NUL bytes; a character may be cut at the end.
fn is_utf8(prefix: &[u8]) -> bool {
    !prefix.contains(&0) && core::str::from_utf8(prefix).map_or_else(|e| e.error_len().is_none(), |_| true)
}

/// Whether seven bytes of eight are of ASCII text: the halves of wide characters are not.
fn is_mostly_ascii(prefix: &[u8]) -> bool {
    prefix.iter().filter(|b| b.is_ascii() && !is_control(**b)).count() * 8 >= prefix.len() * 7
}

const fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b)
}

#[cfg(test)]
mod tests;
