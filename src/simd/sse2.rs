//! SSE2: part of every `x86_64`, so nothing is detected at run time.

use core::arch::x86_64::{
    __m128i, _mm_cmpeq_epi8, _mm_loadu_si128, _mm_min_epu8, _mm_movemask_epi8, _mm_or_si128, _mm_set1_epi8,
    _mm_sub_epi8,
};

/// A few bytes to ask a block for, chosen at run time: each compared with. (Tables by nibbles, as in wasm, would need
/// SSSE3.)
#[derive(Clone, Copy, Debug)]
pub struct ByteSet {
    probes: [[u8; 16]; super::SET],
    len: usize,
}

impl ByteSet {
    /// Of the first [`SET`](super::SET) of these bytes.
    #[must_use]
    pub const fn new(bytes: &[u8]) -> Self {
        let (mut probes, mut len) = ([[0; 16]; super::SET], 0);
        while len < bytes.len() && len < super::SET {
            probes[len] = [bytes[len]; 16];
            len += 1;
        }
        Self { probes, len }
    }
}

/// 64 bytes of a body, ready to be asked for byte classes.
#[derive(Clone, Copy)]
pub struct Block([__m128i; 4]);

#[inline]
fn splat(byte: u8) -> __m128i {
    // SAFETY: SSE2 is part of the x86_64 baseline, the only target this file is built for.
    unsafe { _mm_set1_epi8(byte.cast_signed()) }
}

impl Block {
    /// This variant's name.
    pub(crate) const VARIANT: &'static str = "sse2";

    /// Takes the bytes of one block.
    #[inline]
    #[must_use]
    pub fn load(bytes: &[u8; 64]) -> Self {
        Self(core::array::from_fn(|i| {
            // SAFETY: `i < 4`, so the 16 bytes at `16 * i` lie inside the 64 of `bytes`; the load is unaligned.
            unsafe { _mm_loadu_si128(bytes.as_ptr().add(16 * i).cast()) }
        }))
    }

    #[inline]
    fn mask(&self, is: impl Fn(__m128i) -> __m128i) -> u64 {
        let mut mask = 0;
        for (i, &v) in self.0.iter().enumerate() {
            // SAFETY: SSE2 is part of the x86_64 baseline.
            let bits = unsafe { _mm_movemask_epi8(is(v)) } as u32;
            mask |= u64::from(bits) << (16 * i);
        }
        mask
    }

    /// Bytes equal to `byte`.
    #[inline]
    #[must_use]
    pub fn eq(&self, byte: u8) -> u64 {
        let probe = splat(byte);
        // SAFETY: SSE2 is part of the x86_64 baseline.
        self.mask(|v| unsafe { _mm_cmpeq_epi8(v, probe) })
    }

    /// Bytes equal to one of `set`.
    #[inline]
    #[must_use]
    pub fn any<const N: usize>(&self, set: &[u8; N]) -> u64 {
        let probes = set.map(splat);
        self.mask(|v| {
            let mut hit = splat(0);
            for &probe in &probes {
                // SAFETY: SSE2 is part of the x86_64 baseline.
                hit = unsafe { _mm_or_si128(hit, _mm_cmpeq_epi8(v, probe)) };
            }
            hit
        })
    }

    /// Bytes equal to one of `set`, and bytes of 0x80 and above.
    #[inline]
    #[must_use]
    pub fn any_or_high<const N: usize>(&self, set: &[u8; N]) -> u64 {
        let probes = set.map(splat);
        self.mask(|v| {
            let mut hit = v;
            for &probe in &probes {
                // SAFETY: SSE2 is part of the x86_64 baseline.
                hit = unsafe { _mm_or_si128(hit, _mm_cmpeq_epi8(v, probe)) };
            }
            hit
        })
    }

    /// The block with the bit set in every byte that makes a capital a small letter.
    #[inline]
    #[must_use]
    pub fn lower_case(&self) -> Self {
        let bit = splat(0x20);
        // SAFETY: SSE2 is part of the x86_64 baseline.
        Self(self.0.map(|v| unsafe { _mm_or_si128(v, bit) }))
    }

    /// Bytes in `low..=high`.
    #[inline]
    #[must_use]
    pub fn range(&self, low: u8, high: u8) -> u64 {
        let (first, width) = (splat(low), splat(high - low));
        self.mask(|v| {
            // SAFETY: SSE2 is part of the x86_64 baseline. `v - low` is at most `width` exactly inside the range.
            unsafe {
                let from = _mm_sub_epi8(v, first);
                _mm_cmpeq_epi8(_mm_min_epu8(from, width), from)
            }
        })
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
        let mut hits = [splat(0); 4];
        for probe in set.probes.iter().take(set.len) {
            // SAFETY: `probe` is 16 bytes long; the load is unaligned.
            let probe = unsafe { _mm_loadu_si128(probe.as_ptr().cast()) };
            for (hit, &v) in hits.iter_mut().zip(&self.0) {
                // SAFETY: SSE2 is part of the x86_64 baseline.
                *hit = unsafe { _mm_or_si128(*hit, _mm_cmpeq_epi8(v, probe)) };
            }
        }
        Self(hits).high()
    }
}
