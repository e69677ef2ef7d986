//! Choosing by the first bytes.

/// Bytes of the body that the choice is made on: the first so many, or all if there are fewer.
pub const PREFIX: usize = 512;

/// What to do with a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Scan it as text.
    Text,
    /// Not text at all: out of scope, passes with this reason.
    Pass(&'static str),
    /// It should be readable and is not, for this reason.
    Uninspectable(&'static str),
}

/// Magic numbers: offset, bytes, choice. First match wins.
const MAGIC: &[(usize, &[u8], Choice)] = {
    use Choice::{Pass, Uninspectable};
    &[
        (0, b"%PDF-", Uninspectable("pdf")),
        (0, b"PK\x03\x04", Uninspectable("zip")),
        (0, b"PK\x05\x06", Uninspectable("zip")),
        (0, b"\x1f\x8b", Uninspectable("encoding")),
        (0, b"\x28\xb5\x2f\xfd", Uninspectable("encoding")),
        (0, b"BZh", Uninspectable("encoding")),
        (0, b"\xfd7zXZ\0", Uninspectable("encoding")),
        (0, b"7z\xbc\xaf\x27\x1c", Uninspectable("archive")),
        (0, b"Rar!\x1a\x07", Uninspectable("archive")),
        (257, b"ustar", Uninspectable("archive")),
        (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Uninspectable("office")),
        (0, b"SQLite format 3\0", Uninspectable("database")),
        (0, b"PAR1", Uninspectable("database")),
        (0, b"\0\0\xfe\xff", Uninspectable("charset")),
        (0, b"\xff\xfe", Uninspectable("charset")),
        (0, b"\xfe\xff", Uninspectable("charset")),
        (0, b"\x89PNG\r\n\x1a\n", Pass("media")),
        (0, b"\xff\xd8\xff", Pass("media")),
        (0, b"GIF87a", Pass("media")),
        (0, b"GIF89a", Pass("media")),
        (8, b"WEBP", Pass("media")),
        (8, b"WAVE", Pass("media")),
        (8, b"AVI ", Pass("media")),
        (0, b"II*\0", Pass("media")),
        (0, b"MM\0*", Pass("media")),
        (0, b"\0\0\x01\0", Pass("media")),
        (4, b"ftyp", Pass("media")),
        (0, b"OggS", Pass("media")),
        (0, b"ID3", Pass("media")),
        (0, b"\xff\xfb", Pass("media")),
        (0, b"fLaC", Pass("media")),
        (0, b"\x1a\x45\xdf\xa3", Pass("media")),
        (0, b"wOFF", Pass("font")),
        (0, b"wOF2", Pass("font")),
        (0, b"OTTO", Pass("font")),
        (0, b"\0\x01\0\0\0", Pass("font")),
        (0, b"\0asm", Pass("binary")),
        (0, b"\x7fELF", Pass("binary")),
        (0, b"MZ\x90\0", Pass("binary")),
    ]
};

/// Chooses by the first [`PREFIX`] bytes of a body (all of it, if it is shorter) and its declared
/// `Content-Encoding`, empty when there is none.
#[must_use]
pub fn choose(prefix: &[u8], content_encoding: &str) -> Choice {
    let prefix = &prefix[..prefix.len().min(PREFIX)];
    if prefix.is_empty() {
        return Choice::Pass("empty");
    }
    if !content_encoding.is_empty() && !content_encoding.eq_ignore_ascii_case("identity") {
        return Choice::Uninspectable("encoding");
    }
    // A list can begin with `ID3,` or `BZh,`: letters are a magic number only in front of bytes that no text holds.
    let binary = prefix.iter().any(|&b| is_control(b));
    let magic = |&&(at, bytes, choice): &&(usize, &[u8], Choice)| {
        let counts = binary || choice == Choice::Uninspectable("pdf") || !bytes.is_ascii();
        counts && prefix.get(at..).is_some_and(|p| p.starts_with(bytes))
    };
    if let Some(&(_, _, choice)) = MAGIC.iter().find(magic) {
        return choice;
    }
    // UTF-16 and UTF-32 without a mark show as NUL bytes; other bytes that no text holds make it unknown.
    if prefix.contains(&0) {
        return Choice::Uninspectable("charset");
    }
    let strange = prefix.iter().filter(|&&b| is_control(b)).count();
    if strange * 10 > prefix.len() { Choice::Uninspectable("unknown_binary") } else { Choice::Text }
}

/// Whether no text holds the byte.
const fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b)
}

#[cfg(test)]
mod tests {
    use super::{Choice, choose};

    #[test]
    fn rows() {
        use Choice::{Pass, Text, Uninspectable};
        for (prefix, encoding, expected) in [
            (&b""[..], "", Pass("empty")),
            (b"name,age\n", "", Text),
            (b"name,age\n", "identity", Text),
            (b"name,age\n", "gzip", Uninspectable("encoding")),
            (b"\xef\xbb\xbfname", "", Text),
            ("नाम".as_bytes(), "", Text),
            (b"%PDF-1.7", "", Uninspectable("pdf")),
            (b"\x89PNG\r\n\x1a\nxx", "", Pass("media")),
            (b"\xff\xfen\0a\0", "", Uninspectable("charset")),
            (b"n\0a\0m\0e\0", "", Uninspectable("charset")),
            (b"\x01\x02\x03\x04abc", "", Uninspectable("unknown_binary")),
            (b"PK\x03\x04", "", Uninspectable("zip")),
            (b"ID3,name\nAsha,1\n", "", Text),
            (b"BZh,name\nAsha,1\n", "", Text),
            (b"nameftyp,pan\n", "", Text),
            (b"ID3\x04\0\0", "", Pass("media")),
            (b"GIF89a\x01\0", "", Pass("media")),
            (b"\x1f\x8b\x08", "", Uninspectable("encoding")),
        ] {
            assert_eq!(choose(prefix, encoding), expected);
        }
    }
}
