//! What is said of a body: its declared type and its file's name, kept while its first bytes are waited for.

/// Bytes of a declared type and of a file's name that are kept.
const LONGEST: usize = 255;

/// A short text of fixed room; what does not fit is cut at a character.
#[derive(Clone, Debug)]
struct Short {
    bytes: [u8; LONGEST],
    len: u8,
}

impl Short {
    const EMPTY: Self = Self { bytes: [0; LONGEST], len: 0 };

    fn of(text: &str) -> Self {
        let mut len = text.len().min(LONGEST);
        while !text.is_char_boundary(len) {
            len -= 1;
        }
        let mut short = Self { len: len as u8, ..Self::EMPTY };
        short.bytes[..len].copy_from_slice(&text.as_bytes()[..len]);
        short
    }

    fn as_str(&self) -> &str {
        core::str::from_utf8(&self.bytes[..self.len as usize]).unwrap_or("")
    }
}

/// The declared type and the name of a body. Advice, never trusted.
#[derive(Clone, Debug)]
pub struct Hints {
    content_type: Short,
    file_name: Short,
}

impl Hints {
    /// Nothing is said.
    pub const NONE: Self = Self { content_type: Short::EMPTY, file_name: Short::EMPTY };

    /// What a `Content-Type` field and a file's name say; empty where there is none. 255 bytes of each are kept.
    #[must_use]
    pub fn of(content_type: &str, file_name: &str) -> Self {
        Self { content_type: Short::of(content_type), file_name: Short::of(file_name) }
    }

    /// The `Content-Type`, with parameters.
    #[must_use]
    pub fn content_type(&self) -> &str {
        self.content_type.as_str()
    }

    /// The file's name.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.file_name.as_str()
    }
}

#[cfg(test)]
mod tests {
    use super::Hints;

    #[test]
    fn long_texts_are_cut_at_a_character() {
        let text = "क".repeat(200);
        let hints = Hints::of(&text, "x");
        assert!(text.starts_with(hints.content_type()) && hints.content_type().len() == 255);
        assert_eq!(hints.file_name(), "x");
    }
}
