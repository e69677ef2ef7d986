//! simd128: chosen when the module is built (`-Ctarget-feature=+simd128`), since wasm cannot choose at run time.

use core::arch::wasm32::{i8x16_bitmask, u8x16_eq, u8x16_le, u8x16_splat, u8x16_sub, v128, v128_load, v128_or};

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
}
