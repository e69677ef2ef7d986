//! simd128: chosen when the module is built (`-Ctarget-feature=+simd128`), since wasm cannot choose at run time.

use core::arch::wasm32::{
    i8x16_bitmask, i8x16_swizzle, u8x16_eq, u8x16_le, u8x16_ne, u8x16_shr, u8x16_splat, u8x16_sub, v128, v128_and,
    v128_load, v128_or,
};

/// A few bytes to ask a block for, chosen at run time: tables by nibbles, one pair for the bytes below 0x80 and one for the
/// others.
#[derive(Clone, Copy, Debug)]
pub struct ByteSet {
    /// By the low nibble: which high nibbles (of 0–7, of 8–15) it has in the set, one bit each.
    low: [[u8; 16]; 2],
    /// Whether a byte of 0x80 or above is in the set.
    high: bool,
}

/// By the high nibble: its bit in [`ByteSet::low`].
const HIGH: [[u8; 16]; 2] =
    [[1, 2, 4, 8, 16, 32, 64, 128, 0, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128]];

impl ByteSet {
    /// Of the first [`SET`](super::SET) of these bytes.
    #[must_use]
    pub const fn new(bytes: &[u8]) -> Self {
        let (mut low, mut high, mut i) = ([[0; 16]; 2], false, 0);
        while i < bytes.len() && i < super::SET {
            let half = (bytes[i] >> 7) as usize;
            low[half][(bytes[i] & 15) as usize] |= 1 << (bytes[i] >> 4 & 7);
            high |= half == 1;
            i += 1;
        }
        Self { low, high }
    }
}

#[inline]
fn table(bytes: &[u8; 16]) -> v128 {
    // SAFETY: 16 bytes are loaded from an array of 16; wasm loads need no alignment.
    unsafe { v128_load(bytes.as_ptr().cast()) }
}

/// 64 bytes of a body, ready to be asked for byte classes.
#[derive(Clone, Copy)]
pub struct Block([v128; 4]);

impl Block {
    /// This variant's name.
    pub(crate) const VARIANT: &'static str = "simd128";

    /// Takes the bytes of one block.
    #[inline]
    #[must_use]
    pub fn load(bytes: &[u8; 64]) -> Self {
        Self(core::array::from_fn(|i| {
            // SAFETY: `i < 4`, so the 16 bytes at `16 * i` lie inside the 64 of `bytes`; wasm loads need no alignment.
            unsafe { v128_load(bytes.as_ptr().add(16 * i).cast()) }
        }))
    }

    #[inline]
    fn mask(&self, is: impl Fn(v128) -> v128) -> u64 {
        let mut mask = 0;
        for (i, &v) in self.0.iter().enumerate() {
            mask |= u64::from(i8x16_bitmask(is(v))) << (16 * i);
        }
        mask
    }

    /// Bytes equal to `byte`.
    #[inline]
    #[must_use]
    pub fn eq(&self, byte: u8) -> u64 {
        let probe = u8x16_splat(byte);
        self.mask(|v| u8x16_eq(v, probe))
    }

    /// Bytes equal to one of `set`.
    #[inline]
    #[must_use]
    pub fn any<const N: usize>(&self, set: &[u8; N]) -> u64 {
        let probes = set.map(|byte| u8x16_splat(byte));
        self.mask(|v| {
            let mut hit = u8x16_splat(0);
            for &probe in &probes {
                hit = v128_or(hit, u8x16_eq(v, probe));
            }
            hit
        })
    }

    /// Bytes equal to one of `set`, and bytes of 0x80 and above.
    #[inline]
    #[must_use]
    pub fn any_or_high<const N: usize>(&self, set: &[u8; N]) -> u64 {
        let probes = set.map(|byte| u8x16_splat(byte));
        self.mask(|v| {
            let mut hit = v;
            for &probe in &probes {
                hit = v128_or(hit, u8x16_eq(v, probe));
            }
            hit
        })
    }

    /// The block with the bit set in every byte that makes a capital a small letter.
    #[inline]
    #[must_use]
    pub fn lower_case(&self) -> Self {
        let bit = u8x16_splat(0x20);
        Self(self.0.map(|v| v128_or(v, bit)))
    }

    /// Bytes in `low..=high`.
    #[inline]
    #[must_use]
    pub fn range(&self, low: u8, high: u8) -> u64 {
        let (first, width) = (u8x16_splat(low), u8x16_splat(high - low));
        self.mask(|v| u8x16_le(u8x16_sub(v, first), width))
    }

    /// Bytes of 0x80 and above.
    #[inline]
    #[must_use]
    pub fn high(&self) -> u64 {
        self.mask(|v| v)
    }

    /// Bytes of the set.
    #[inline]
    #[must_use]
    pub fn within(&self, set: &ByteSet) -> u64 {
        let within = |half: usize| {
            let (low, high) = (table(&set.low[half]), table(&HIGH[half]));
            self.mask(|v| {
                let row = i8x16_swizzle(low, v128_and(v, u8x16_splat(15)));
                u8x16_ne(v128_and(row, i8x16_swizzle(high, u8x16_shr(v, 4))), u8x16_splat(0))
            })
        };
        if set.high { within(0) | within(1) } else { within(0) }
    }
}
