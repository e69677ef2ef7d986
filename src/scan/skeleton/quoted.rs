//! A JSON string in a piece of text that is looked at apart from the skeleton's walk.

use crate::bytes::{BLOCK, LOOK_AHEAD, Window};

/// Bytes of the next line that are read to see whether a string goes on there.
const LINE: u64 = 320;
const _: () = assert!(LINE as usize + BLOCK <= LOOK_AHEAD);

/// The string that `text` begins with, as it is written, and what follows it.
pub(super) fn string(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let text = text.strip_prefix(b"\"")?;
    let mut at = 0;
    loop {
        match text.get(at)? {
            b'\\' => at += 2,
            b'"' => return Some((&text[..at], &text[at + 1..])),
            _ => at += 1,
        }
    }
}

/// Whether the next quote from `at` on ends a string: what follows it is what follows strings.
pub(super) fn ends_string(window: &Window, at: u64) -> bool {
    let text = window.bytes(at, at + LINE);
    let Some(quote) = text.iter().position(|&b| b == b'"') else { return false };
    matches!(text[quote + 1..].trim_ascii_start().first(), Some(b',' | b':' | b'}' | b']'))
}

#[cfg(test)]
mod tests {
    use super::string;

    #[test]
    fn rows() {
        for (text, found) in [
            (r#""a" b"#, Some(("a", " b"))),
            (r#""a\"b\\","#, Some((r#"a\"b\\"#, ","))),
            (r#""""#, Some(("", ""))),
            (r#""a\""#, None),
            (r#" "a""#, None),
            ("", None),
        ] {
            let found = found.map(|(name, behind)| (name.as_bytes(), behind.as_bytes()));
            assert_eq!(string(text.as_bytes()), found, "{text}");
        }
    }
}
