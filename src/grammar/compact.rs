//! The letters and digits of a value: what checksums and rules look at.

use super::shape::{MAX_CHARS, is_of_token};

/// What a byte is in a [`Compact`]: a letter in upper case, a digit itself, 0 for all others.
static COMPACT: [u8; 256] = {
    let (mut table, mut byte) = ([0; 256], 0);
    while byte < 256 {
        if is_of_token(byte as u8) {
            table[byte] = (byte as u8).to_ascii_uppercase();
        }
        byte += 1;
    }
    table
};

/// The letters and digits of a match, upper-cased, separators left out: what checksums and rules look at.
#[derive(Clone, Copy)]
pub struct Compact {
    chars: [u8; MAX_CHARS],
    len: u8,
}

impl Compact {
    /// No characters.
    #[must_use]
    pub const fn new() -> Self {
        Self { chars: [0; MAX_CHARS], len: 0 }
    }

    /// The letters and digits of `value`; those behind the first [`MAX_CHARS`] are left out.
    #[must_use]
    pub const fn of(value: &[u8]) -> Self {
        let mut compact = Self::new();
        let (mut len, mut i) = (0, 0);
        while i < value.len() && len < MAX_CHARS {
            // What is left out is 0, and written over.
            let char = COMPACT[value[i] as usize];
            compact.chars[len] = char;
            len += (char != 0) as usize;
            i += 1;
        }
        compact.len = len as u8;
        compact
    }

    /// The characters, ASCII.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8] {
        self.chars.split_at(self.len as usize).0
    }
}

impl Default for Compact {
    fn default() -> Self {
        Self::new()
    }
}

impl core::fmt::Debug for Compact {
    /// The length only: a value must not reach a log by way of a derive.
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Compact({} characters)", self.len)
    }
}
