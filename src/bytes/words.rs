//! A word in a list of words, without regard to capitals.
//!
//! Functions, and never inlined: a comparison with each of forty known words would be six kilobytes of code at every place
//! that asks.

/// Whether `word` is one of `words`.
#[inline(never)]
#[must_use]
pub fn is_one_of(word: &[u8], words: &[&str]) -> bool {
    words.iter().any(|known| word.eq_ignore_ascii_case(known.as_bytes()))
}

/// Whether `text` begins with one of `words`.
#[inline(never)]
#[must_use]
pub fn begins_with_one_of(text: &[u8], words: &[&str]) -> bool {
    words.iter().any(|known| text.get(..known.len()).is_some_and(|start| start.eq_ignore_ascii_case(known.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::{begins_with_one_of, is_one_of};

    #[test]
    fn words_are_known_in_any_case() {
        const WORDS: &[&str] = &["from:", "to:"];
        for (text, is, begins) in [
            ("TO:", true, true),
            ("From: a", false, true),
            ("a to:", false, false),
            ("", false, false),
            ("to", false, false),
        ] {
            assert_eq!(
                (is_one_of(text.as_bytes(), WORDS), begins_with_one_of(text.as_bytes(), WORDS)),
                (is, begins),
                "{text}"
            );
        }
    }
}
