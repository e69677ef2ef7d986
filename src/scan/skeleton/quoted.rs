//! A JSON string in a piece of text that is looked at apart from the skeleton's walk.

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
