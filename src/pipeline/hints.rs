//! What the sender says of a body, kept while its first bytes are waited for.

use crate::scan::Declared as Structure;

/// Bytes of a declared type and of a file's name that are kept.
const LONGEST: usize = 255;

/// A short text of fixed room; what does not fit is cut at a character.
#[derive(Clone)]
pub(super) struct Short {
    bytes: [u8; LONGEST],
    len: u8,
}

impl Short {
    pub(super) const fn new() -> Self {
        Self { bytes: [0; LONGEST], len: 0 }
    }

    pub(super) fn of(text: &str) -> Self {
        let mut len = text.len().min(LONGEST);
        while !text.is_char_boundary(len) {
            len -= 1;
        }
        let mut short = Self { bytes: [0; LONGEST], len: len as u8 };
        short.bytes[..len].copy_from_slice(&text.as_bytes()[..len]);
        short
    }

    pub(super) fn as_str(&self) -> &str {
        core::str::from_utf8(&self.bytes[..self.len as usize]).unwrap_or("")
    }
}

/// The declared type and the name of a body.
#[derive(Clone)]
pub(super) struct Hints {
    pub(super) content_type: Short,
    pub(super) file_name: Short,
}

impl Hints {
    pub(super) const fn new() -> Self {
        Self { content_type: Short::new(), file_name: Short::new() }
    }

    pub(super) fn of(content_type: &str, file_name: &str) -> Self {
        Self { content_type: Short::of(content_type), file_name: Short::of(file_name) }
    }

    /// What the declared type, or else the file's ending, says of the structure.
    pub(super) fn structure(&self) -> Structure {
        let kind = self.content_type.as_str().split(';').next().unwrap_or("").trim();
        let ending = self.file_name.as_str().rsplit('.').next().unwrap_or("");
        let holds = |word: &str| kind.as_bytes().windows(word.len()).any(|w| w.eq_ignore_ascii_case(word.as_bytes()));
        let says = |words: &[&str]| words.iter().any(|word| holds(word) || ending.eq_ignore_ascii_case(word));
        if says(&["csv", "tsv", "tab-separated"]) {
            Structure::Table
        } else if says(&["json", "ndjson", "jsonl", "event-stream"]) {
            Structure::Json
        } else if says(&["html", "htm", "xhtml"]) {
            Structure::Html
        } else if says(&["xml", "svg", "rss"]) {
            Structure::Xml
        } else {
            Structure::Other
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Hints, Short, Structure};

    #[test]
    fn structures() {
        for (content_type, name, structure) in [
            ("text/CSV; charset=x", "", Structure::Table),
            ("application/ld+json", "a.html", Structure::Json),
            ("application/octet-stream", "a.HTML", Structure::Html),
            ("image/svg+xml", "", Structure::Xml),
            ("", "readme", Structure::Other),
        ] {
            assert_eq!(Hints::of(content_type, name).structure(), structure, "{content_type} {name}");
        }
    }

    #[test]
    fn long_texts_are_cut_at_a_character() {
        let text = "क".repeat(200);
        let short = Short::of(&text);
        assert!(text.starts_with(short.as_str()) && short.as_str().len() == 255);
        assert_eq!(Short::of("x").as_str(), "x");
    }
}
