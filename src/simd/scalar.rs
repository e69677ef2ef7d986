//! The reference variant: plain Rust, always right, and what targets without a vector unit get.

/// A few bytes to ask a block for, chosen at run time.
#[derive(Clone, Copy, Debug)]
pub struct ByteSet([u64; 4]);

impl ByteSet {
    /// Of the first [`SET`](super::SET) of these bytes.
    #[must_use]
    pub const fn new(bytes: &[u8]) -> Self {
        let (mut set, mut i) = ([0; 4], 0);
        while i < bytes.len() && i < super::SET {
            set[bytes[i] as usize / 64] |= 1 << (bytes[i] % 64);
            i += 1;
        }
        Self(set)
    }
}

/// 64 bytes of a body, ready to be asked for byte classes.
#[derive(Clone, Copy)]
pub struct Block([u8; 64]);

impl Block {
    /// This variant's name.
    pub(crate) const VARIANT: &'static str = "scalar";

    /// Takes the bytes of one block.
    #[inline]
    #[must_use]
    pub fn load(bytes: &[u8; 64]) -> Self {
        Self(*bytes)
    }

    #[inline]
    fn mask(&self, is: impl Fn(u8) -> bool) -> u64 {
        let mut mask = 0;
        for (i, &byte) in self.0.iter().enumerate() {
            mask |= u64::from(is(byte)) << i;
        }
        mask
    }

    /// Bytes equal to `byte`.
    #[inline]
    #[must_use]
    pub fn eq(&self, byte: u8) -> u64 {
        self.mask(|b| b == byte)
    }

    /// Bytes equal to one of `set`.
    #[inline]
    #[must_use]
    pub fn any<const N: usize>(&self, set: &[u8; N]) -> u64 {
        self.mask(|b| set.contains(&b))
    }

    /// Bytes equal to one of `set`, and bytes of 0x80 and above.
    #[inline]
    #[must_use]
    pub fn any_or_high<const N: usize>(&self, set: &[u8; N]) -> u64 {
        self.mask(|b| b >= 0x80 || set.contains(&b))
    }

    /// The block with the bit set in every byte that makes a capital a small letter.
    #[inline]
    #[must_use]
    pub fn lower_case(&self) -> Self {
        Self(self.0.map(|b| b | 0x20))
    }

    /// Bytes in `low..=high`.
    #[inline]
    #[must_use]
    pub fn range(&self, low: u8, high: u8) -> u64 {
        self.mask(|b| (low..=high).contains(&b))
    }

    /// Bytes of 0x80 and above.
    #[inline]
    #[must_use]
    pub fn high(&self) -> u64 {
        self.mask(|b| b >= 0x80)
    }

    /// Bytes of the set.
    #[inline]
    #[must_use]
    pub fn within(&self, set: &ByteSet) -> u64 {
        self.mask(|b| set.0[b as usize / 64] >> (b % 64) & 1 == 1)
    }
}
