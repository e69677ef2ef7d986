//! Choosing by the first bytes.

use super::magic::MAGIC;
use crate::bytes::words::begins_with_one_of;

/// Bytes of the body that the choice is made on: the first so many, or all if there are fewer.
pub const PREFIX: usize = 2048;

/// Bytes in which the first object of a PDF is looked for that has no header.
const FIRST_OBJECT: usize = 128;

/// What to do with a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Scan it as text.
    Text,
    /// Decode it first; the word is why it can't be inspected where nothing decodes it.
    Document(Document, &'static str),
    /// Not text at all: out of scope, passes with this reason, unless it is told as text.
    Pass(&'static str),
    /// It should be readable and is not, for this reason.
    Uninspectable(&'static str),
}

/// What holds text that a decoder of ours brings to light.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    /// A page description.
    Pdf,
    /// An archive, or an office document.
    Zip,
    /// An archive.
    Tar,
    /// An office document of the years before 2007, or a mail of Outlook.
    Ole,
    /// A text of a word processor.
    Rtf,
    /// A compressed stream, though nothing declared it.
    Coded,
    /// Text in units of two or four bytes.
    Wide,
    /// A mail.
    Mail,
    /// Several bodies in one.
    Multipart,
}

/// Whether what begins with this byte may be something to be opened, by its magic number or as zlib.
#[cfg(feature = "parts")]
static OPENED: [bool; 256] = {
    let (mut opened, mut i) = ([false; 256], 0);
    opened[0x78] = true;
    while i < MAGIC.len() {
        if let (0, bytes, Choice::Document(..) | Choice::Uninspectable(_)) = MAGIC[i] {
            opened[bytes[0] as usize] = true;
        }
        i += 1;
    }
    opened
};

/// Whether the bytes may be a document or a compressed stream, which are known by their magic numbers or by what a PDF
/// holds: a quick no for most.
#[cfg(feature = "parts")]
pub(super) fn may_be_opened(prefix: &[u8]) -> bool {
    prefix.first().is_some_and(|&byte| OPENED[byte as usize]) || prefix.iter().any(|b| matches!(b, b'%' | b'<'))
}

/// Chooses by the first [`PREFIX`] bytes of a body (all of it, if it is shorter); the declared type speaks only where
/// several are true of the bytes.
#[must_use]
pub fn choose(prefix: &[u8], content_type: &str) -> Choice {
    let prefix = &prefix[..prefix.len().min(PREFIX)];
    if prefix.is_empty() {
        return Choice::Pass("empty");
    }
    // A list can begin with `ID3,` or `BZh,`: letters are a magic number only in front of bytes that no text holds.
    let strange = controls(prefix);
    let binary = strange > 0;
    let magic = |&&(at, bytes, choice): &&(usize, &[u8], Choice)| {
        let counts =
            binary || matches!(choice, Choice::Document(Document::Pdf | Document::Rtf, _)) || !bytes.is_ascii();
        counts && prefix.get(at..).is_some_and(|p| p.starts_with(bytes))
    };
    if let Some(&(_, _, choice)) = MAGIC.iter().find(magic) {
        return choice;
    }
    if is_embedded_font(prefix) {
        return Choice::Pass("font");
    }
    if is_bitmap(prefix) || is_transport_stream(prefix) {
        return Choice::Pass("media");
    }
    if is_zlib(prefix) {
        return Choice::Document(Document::Coded, "unknown_binary");
    }
    // A PDF may stand behind some other bytes (ISO 32000-1, annex H.3.4.1).
    let is_pdf = |w: &[u8]| w[0] == b'%' && (w.starts_with(b"%PDF-1.") || w.starts_with(b"%PDF-2."));
    if prefix.contains(&b'%') && prefix.windows(8).any(is_pdf) || begins_with_object(prefix) {
        return Choice::Document(Document::Pdf, "pdf");
    }
    // UTF-16 and UTF-32 without a mark show as NUL bytes; other bytes that no text holds make it unknown.
    if binary && prefix.contains(&0) {
        return Choice::Document(Document::Wide, "charset");
    }
    if strange * 10 > prefix.len() {
        return Choice::Uninspectable("unknown_binary");
    }
    if declares(content_type, "multipart/") {
        return Choice::Document(Document::Multipart, "multipart");
    }
    if declares(content_type, "message/") || is_mail(prefix) {
        return Choice::Document(Document::Mail, "mail");
    }
    Choice::Text
}

fn declares(content_type: &str, kind: &str) -> bool {
    content_type.trim_start().get(..kind.len()).is_some_and(|start| start.eq_ignore_ascii_case(kind))
}

/// Whether the bytes begin as zlib mostly does (RFC 1950: a window of 32 KiB), and can be no text. One in twenty thousand
/// of other bytes does; whether they can be inflated shows where they are.
fn is_zlib(prefix: &[u8]) -> bool {
    let begins = matches!(prefix, [0x78, 0x01 | 0x5e | 0x9c | 0xda, block, ..] if block & 6 != 6);
    begins && core::str::from_utf8(prefix).is_err_and(|e| e.error_len().is_some())
}

/// Whether a PDF's first object stands behind a line or two: some viewers open a PDF whose header is broken.
fn begins_with_object(prefix: &[u8]) -> bool {
    let first = &prefix[..prefix.len().min(FIRST_OBJECT)];
    let Some(at) = first.windows(4).position(|w| w == b" obj") else { return false };
    let mut words = first[..at].rsplit(u8::is_ascii_whitespace);
    let mut is_number = || words.next().is_some_and(|word| !word.is_empty() && word.iter().all(u8::is_ascii_digit));
    is_number() && is_number() && first[at + 4..].trim_ascii_start().starts_with(b"<<")
}

/// Whether the bytes begin a picture of Windows: two letters, four bytes of nothing, and the size of its header.
fn is_bitmap(prefix: &[u8]) -> bool {
    let header = prefix.get(14..18).is_some_and(|size| matches!(size, [12 | 40 | 64 | 108 | 124, 0, 0, 0]));
    prefix.starts_with(b"BM") && prefix.get(6..10) == Some(&[0; 4]) && header
}

/// Whether the bytes begin an Embedded OpenType font: its version, and its sign behind what it says of itself.
fn is_embedded_font(prefix: &[u8]) -> bool {
    let version = prefix.get(8..12).is_some_and(|version| matches!(version, [0, 0, 1, 0] | [1 | 2, 0, 2, 0]));
    version && prefix.get(34..36) == Some(b"LP")
}

/// Whether the bytes are packets of a film on its way (ISO 13818-1, 2.4.3.2): each has 188 bytes, the first of them the same.
fn is_transport_stream(prefix: &[u8]) -> bool {
    const PACKET: usize = 188;
    prefix.len() > 3 * PACKET && prefix.iter().step_by(PACKET).all(|&b| b == b'G') && controls(prefix) > 0
}

/// Whether a text begins as a mail does: two fields of its head, of which one only mails have.
fn is_mail(prefix: &[u8]) -> bool {
    const FIELDS: [&str; 12] = [
        "from:", "to:", "received:", "date:", "subject:", "mime-version:", "return-path:", "delivered-to:",
        "message-id:", "cc:", "reply-to:", "content-type:",
    ];
    const OWN: [&str; 4] = ["received:", "mime-version:", "return-path:", "message-id:"];
    let lines = || prefix.split(|&b| b == b'\n').take_while(|line| !line.trim_ascii().is_empty());
    // What mostly says no stands first.
    lines().next().is_some_and(|line| begins_with_one_of(line, &FIELDS))
        && lines().any(|line| begins_with_one_of(line, &OWN))
        && lines().filter(|line| begins_with_one_of(line, &FIELDS)).count() >= 2
}

/// How many of the bytes no text holds. Counted in few bits at first, so that the compiler takes many bytes at once.
fn controls(text: &[u8]) -> usize {
    let count = |bytes: &[u8]| usize::from(bytes.iter().map(|&byte| u8::from(is_control(byte))).sum::<u8>());
    let (blocks, rest) = text.as_chunks::<64>();
    blocks.iter().map(|block| count(block)).sum::<usize>() + count(rest)
}

/// Whether no text holds the byte.
const fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b)
}

#[cfg(test)]
mod tests {
    use super::{Choice, Document, choose};

    #[test]
    fn rows() {
        use Choice::{Document as Doc, Pass, Text, Uninspectable};
        for (prefix, content_type, expected) in [
            (&b""[..], "", Pass("empty")),
            (b"name,age\n", "", Text),
            (b"\xef\xbb\xbfname", "", Text),
            ("नाम".as_bytes(), "", Text),
            (b"%PDF-1.7", "", Doc(Document::Pdf, "pdf")),
            (b"\n\n%PDF-1.7", "text/html", Doc(Document::Pdf, "pdf")),
            (b"%P7F-1.4\n%\xe2\xe3\n1 0 obj\n<</Type", "", Doc(Document::Pdf, "pdf")),
            (b"\x78\x9c\xcb\x48\xcd\xc9\xc9\x07\0", "", Doc(Document::Coded, "unknown_binary")),
            (b"x^2 is a square", "", Text),
            (b"An object is written as 1 0 obj, then <<", "", Text),
            (b"\x89PNG\r\n\x1a\nxx", "", Pass("media")),
            (b"\xff\xfen\0a\0", "", Doc(Document::Wide, "charset")),
            (b"n\0a\0m\0e\0", "", Doc(Document::Wide, "charset")),
            (b"\x01\x02\x03\x04abc", "", Uninspectable("unknown_binary")),
            (b"PK\x03\x04", "", Doc(Document::Zip, "zip")),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "", Doc(Document::Ole, "office")),
            (b"{\\rtf1 name", "", Doc(Document::Rtf, "office")),
            (b"ID3,name\nAsha,1\n", "", Text),
            (b"BZh,name\nAsha,1\n", "", Text),
            (b"nameftyp,pan\n", "", Text),
            (b"ID3\x04\0\0", "", Pass("media")),
            (b"GIF89a\x01\0", "", Pass("media")),
            (b"BM\x3e\x3f\0\0\0\0\0\0\x36\x04\0\0\x28\0\0\0", "", Pass("media")),
            (b"\x01\0\0\0a.csv", "", Doc(Document::Wide, "charset")),
            (b"\x04\xe0RCopyright 1990-2009", "", Pass("font")),
            (b"\x03\0\x08\0\x10\0", "", Pass("binary")),
            (b"CWS,name\nAsha,1\n", "", Text),
            (b"BM\0a\0b\0c\0d\0e\0f\0g\0h", "", Doc(Document::Wide, "charset")),
            (b"\x01\0\x09\0\0\x03\x7c\x23\0\0", "", Pass("media")),
            (b"\x1f\x8b\x08", "", Doc(Document::Coded, "encoding")),
            (b"--x\r\n\r\na", "Multipart/Mixed; boundary=x", Doc(Document::Multipart, "multipart")),
            (b"From: a\r\nMIME-Version: 1.0\r\n\r\n", "", Doc(Document::Mail, "mail")),
            (b"From: Pune\r\nTo: Goa\r\n", "", Text),
        ] {
            assert_eq!(choose(prefix, content_type), expected);
            #[cfg(feature = "parts")]
            if matches!(expected, Doc(Document::Pdf | Document::Zip | Document::Ole | Document::Coded, _)) {
                assert!(super::may_be_opened(prefix), "{expected:?}");
            }
        }
    }
    #[test]
    fn fonts_and_films_are_known_by_more_than_their_first_bytes() {
        let mut font = [1; 40];
        font[8..12].copy_from_slice(&[1, 0, 2, 0]);
        assert_ne!(choose(&font, ""), Choice::Pass("font"));
        font[34..36].copy_from_slice(b"LP");
        assert_eq!(choose(&font, ""), Choice::Pass("font"));
        let film: Vec<u8> = (0..600).map(|i| if i % 188 == 0 { b'G' } else { 1 }).collect();
        assert_eq!(choose(&film, "video/mp2t"), Choice::Pass("media"));
        assert_eq!(choose(&film[1..], ""), Choice::Uninspectable("unknown_binary"));
        assert_eq!(choose(&film[..500], ""), Choice::Uninspectable("unknown_binary"));
    }
}
