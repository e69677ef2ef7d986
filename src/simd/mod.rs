//! Byte classes of a 64-byte block as bit masks: bit `i` of a mask speaks of byte `i`.
//!
//! One algorithm over a small vector vocabulary ([`Block`]): compare with a byte, compare with a range, move
//! the result into a `u64`. The variant is chosen at compile time: SSE2 on `x86_64`, simd128 on wasm32, plain
//! Rust elsewhere. `RUSTFLAGS="--cfg dwarpal_force_scalar"` forces the plain one, so that the same tests run
//! on both. This is the only folder of the crate in which `unsafe` is allowed: the loads.
//!
//! It does not know what a digit *means*; it only says where bytes are.
#![allow(unsafe_code)]

#[cfg(not(any(
    all(target_arch = "x86_64", not(dwarpal_force_scalar)),
    all(target_arch = "wasm32", target_feature = "simd128", not(dwarpal_force_scalar))
)))]
mod scalar;
#[cfg(not(any(
    all(target_arch = "x86_64", not(dwarpal_force_scalar)),
    all(target_arch = "wasm32", target_feature = "simd128", not(dwarpal_force_scalar))
)))]
pub use scalar::{Block, ByteSet};

#[cfg(all(target_arch = "x86_64", not(dwarpal_force_scalar)))]
mod sse2;
#[cfg(all(target_arch = "x86_64", not(dwarpal_force_scalar)))]
pub use sse2::{Block, ByteSet};

#[cfg(all(target_arch = "wasm32", target_feature = "simd128", not(dwarpal_force_scalar)))]
mod wasm128;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128", not(dwarpal_force_scalar)))]
pub use wasm128::{Block, ByteSet};

/// The name of the variant this build uses: `scalar`, `sse2` or `simd128`.
pub const VARIANT: &str = Block::VARIANT;

/// Most bytes that a [`ByteSet`] holds; further ones are left out.
pub const SET: usize = 16;

/// For each set bit, whether an odd number of bits at or below it is set: turns the mask of quotes into the
/// mask of bytes inside quotes (opening quote included, closing quote not).
#[must_use]
pub const fn prefix_xor(mut bits: u64) -> u64 {
    bits ^= bits << 1;
    bits ^= bits << 2;
    bits ^= bits << 4;
    bits ^= bits << 8;
    bits ^= bits << 16;
    bits ^ (bits << 32)
}

/// Positions of the set bits of a mask, lowest first.
#[derive(Clone, Debug)]
pub struct Bits(pub u64);

impl Iterator for Bits {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        if self.0 == 0 {
            return None;
        }
        let i = self.0.trailing_zeros() as usize;
        self.0 &= self.0 - 1;
        Some(i)
    }
}

#[cfg(test)]
mod tests {
    use super::{Bits, Block, ByteSet, SET, prefix_xor};

    /// Too simple to be wrong: one byte at a time.
    fn naive(bytes: &[u8; 64], is: impl Fn(u8) -> bool) -> u64 {
        (0..64).filter(|&i| is(bytes[i])).fold(0, |mask, i| mask | 1 << i)
    }

    /// Blocks with every byte value at every position parity, and a few rare patterns.
    fn blocks() -> impl Iterator<Item = [u8; 64]> {
        let ramps = (0..=255u8).map(|first| core::array::from_fn(|i| first.wrapping_add(i as u8)));
        let flat = (0..=255u8).map(|byte| [byte; 64]);
        let mixed = (0..512u32).map(|seed| {
            core::array::from_fn(|i| {
                let x = (seed.wrapping_mul(2_654_435_761)).wrapping_add(i as u32 * 40_503);
                (x ^ x >> 13) as u8
            })
        });
        ramps.chain(flat).chain(mixed)
    }

    #[test]
    fn masks_agree_with_the_naive_oracle() {
        for bytes in blocks() {
            let block = Block::load(&bytes);
            for probe in [0u8, b'0', b'9', b'@', b'\n', b'<', 0x7f, 0x80, 0xe0, 0xff] {
                assert_eq!(block.eq(probe), naive(&bytes, |b| b == probe), "eq {probe}");
            }
            assert_eq!(block.range(b'0', b'9'), naive(&bytes, |b| b.is_ascii_digit()), "digits");
            assert_eq!(block.range(b'A', b'Z'), naive(&bytes, |b| b.is_ascii_uppercase()), "capitals");
            assert_eq!(block.range(0xa6, 0xaf), naive(&bytes, |b| (0xa6..=0xaf).contains(&b)), "high");
            assert_eq!(block.high(), naive(&bytes, |b| b >= 0x80), "high bit");
            let set = [b' ', b'-', b'.', b'/'];
            assert_eq!(block.any(&set), naive(&bytes, |b| set.contains(&b)), "any");
            let or_high = naive(&bytes, |b| b >= 0x80 || set.contains(&b));
            assert_eq!(block.lower_case().eq(b'a'), naive(&bytes, |b| b | 0x20 == b'a'), "lower case");
            assert_eq!(block.any_or_high(&set), or_high, "any or high");
        }
    }

    #[test]
    fn sets_agree_with_the_naive_oracle() {
        let sets: [&[u8]; 6] =
            [b"", b"_", b"_JI-", b"\x00\x7f\x80\xff", b"_JI-G$kxQZ019 \n~", &[0xa4, 0xe0, 0x94, 0x1f, b'z']];
        for set in sets {
            let bytes = ByteSet::new(set);
            for block in blocks() {
                let expected = naive(&block, |b| set.contains(&b));
                assert_eq!(Block::load(&block).within(&bytes), expected, "{set:?}");
            }
        }
        let many: Vec<u8> = (0..20).collect();
        let first = ByteSet::new(&many);
        let ramp: [u8; 64] = core::array::from_fn(|i| i as u8);
        assert_eq!(Block::load(&ramp).within(&first), (1 << SET) - 1);
    }

    #[test]
    fn prefix_xor_is_the_parity_of_the_bits_below() {
        for bits in [0u64, 1, 0b1010, u64::MAX, 1 << 63, 0x8000_0001_0000_0100] {
            let mut inside = false;
            let expected = (0..64).fold(0u64, |mask, i| {
                inside ^= bits >> i & 1 == 1;
                mask | u64::from(inside) << i
            });
            assert_eq!(prefix_xor(bits), expected);
        }
    }

    #[test]
    fn bits_come_lowest_first() {
        assert!(Bits(1 << 63 | 0b101).eq([0, 2, 63]));
        assert_eq!(Bits(0).next(), None);
    }
}
