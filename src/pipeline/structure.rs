//! What is said of a body's structure.

use crate::bytes::words::{begins_with_one_of, is_one_of};
use crate::decode::Hints;
use crate::scan::Declared;

/// What the declared type, or else the file's ending, says of the structure.
pub(super) fn structure(hints: &Hints) -> Declared {
    let kind = hints.content_type().split(';').next().unwrap_or("").trim();
    let says = |words: &[&str]| says(kind.as_bytes(), ending(hints).as_bytes(), words);
    if says(&["csv", "tsv", "tab-separated"]) {
        Declared::Table
    } else if says(&["json", "ndjson", "jsonl", "event-stream"]) {
        Declared::Json
    } else if says(&["html", "htm", "xhtml"]) {
        Declared::Html
    } else if says(&["xml", "svg", "rss"]) {
        Declared::Xml
    } else if says(&["x-www-form-urlencoded"]) {
        Declared::Form
    } else {
        Declared::Other
    }
}

/// Whether who has the body is told that it is text: then he sees as text what another would take for a picture by its
/// first bytes (`X-Content-Type-Options: nosniff`, a file that a spreadsheet opens by its ending).
pub(super) fn is_told_as_text(hints: &Hints) -> bool {
    let kind = hints.content_type().trim_start().as_bytes();
    let is_named =
        || structure(hints) != Declared::Other || says(b"", ending(hints).as_bytes(), &["txt", "log", "sql"]);
    begins_with_one_of(kind, &["text/"])
        || !begins_with_one_of(kind, &["image/", "audio/", "video/", "font/"]) && is_named()
}

/// What stands behind the last dot of the file's name.
fn ending(hints: &Hints) -> &str {
    hints.file_name().rsplit('.').next().unwrap_or("")
}

/// Whether one of `words` stands in the type or is the ending. Not inlined, as [`is_one_of`] is not.
#[inline(never)]
fn says(kind: &[u8], ending: &[u8], words: &[&str]) -> bool {
    (0..kind.len()).any(|at| begins_with_one_of(&kind[at..], words)) || is_one_of(ending, words)
}

#[cfg(test)]
mod tests {
    use super::{Declared, Hints, is_told_as_text, structure};

    #[test]
    fn structures() {
        for (content_type, name, expected) in [
            ("text/CSV; charset=x", "", Declared::Table),
            ("application/ld+json", "a.html", Declared::Json),
            ("application/octet-stream", "a.HTML", Declared::Html),
            ("image/svg+xml", "", Declared::Xml),
            ("application/x-www-form-urlencoded", "", Declared::Form),
            ("", "readme", Declared::Other),
        ] {
            assert_eq!(structure(&Hints::of(content_type, name)), expected, "{content_type} {name}");
        }
    }

    #[test]
    fn what_is_told_as_text() {
        for (content_type, name, expected) in [
            ("Text/plain", "", true),
            ("application/json", "", true),
            ("application/octet-stream", "list.CSV", true),
            ("", "notes.txt", true),
            ("image/png", "", false),
            ("", "a.png", false),
            ("image/png", "list.csv", false),
            ("", "", false),
        ] {
            assert_eq!(is_told_as_text(&Hints::of(content_type, name)), expected, "{content_type} {name}");
        }
    }
}
