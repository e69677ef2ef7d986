//! What is said of a body's structure.

use crate::bytes::words::{begins_with_one_of, is_one_of};
use crate::decode::Hints;
use crate::scan::Declared;

/// What the declared type, or else the file's ending, says of the structure.
pub(super) fn structure(hints: &Hints) -> Declared {
    let kind = hints.content_type().split(';').next().unwrap_or("").trim();
    let ending = hints.file_name().rsplit('.').next().unwrap_or("");
    let says = |words: &[&str]| says(kind.as_bytes(), ending.as_bytes(), words);
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

/// Whether one of `words` stands in the type or is the ending. Not inlined, as [`is_one_of`] is not.
#[inline(never)]
fn says(kind: &[u8], ending: &[u8], words: &[&str]) -> bool {
    (0..kind.len()).any(|at| begins_with_one_of(&kind[at..], words)) || is_one_of(ending, words)
}

#[cfg(test)]
mod tests {
    use super::{Declared, Hints, structure};

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
}
