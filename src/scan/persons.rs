//! Counting distinct values without keeping them: a keyed fingerprint of each, exact up to 256, then a sketch.
//!
//! The sketch is a `HyperLogLog` of 2,048 registers (Flajolet et al. 2007): standard error 2.3 %, so a count
//! above 256 is "about". Fingerprints are SipHash-2-4 under the deployment's key: without the key they neither
//! give a value away nor can they be made to collide.

/// The key of the fingerprints: 16 secret bytes.
#[derive(Clone, Copy)]
pub struct Key(pub [u8; 16]);

impl core::fmt::Debug for Key {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Key(secret)")
    }
}

impl Key {
    /// SipHash-2-4 of `salt` and `value` (Aumasson and Bernstein, 2012).
    #[must_use]
    pub fn fingerprint(&self, salt: u8, value: &[u8]) -> u64 {
        let (halves, _) = self.0.as_chunks::<8>();
        let (k0, k1) = (u64::from_le_bytes(halves[0]), u64::from_le_bytes(halves[1]));
        let mut v = [
            k0 ^ 0x736f_6d65_7073_6575,
            k1 ^ 0x646f_7261_6e64_6f6d,
            k0 ^ 0x6c79_6765_6e65_7261,
            k1 ^ 0x7465_6462_7974_6573,
        ];
        let mut absorb = |m: u64| {
            v[3] ^= m;
            sip_round(&mut v);
            sip_round(&mut v);
            v[0] ^= m;
        };
        absorb(u64::from(salt));
        let (words, rest) = value.as_chunks::<8>();
        for chunk in words {
            absorb(u64::from_le_bytes(*chunk));
        }
        let tail = rest.iter().rev().fold(0u64, |word, &byte| word << 8 | u64::from(byte));
        absorb(tail | (value.len() as u64 + 8) << 56);
        v[2] ^= 0xff;
        for _ in 0..4 {
            sip_round(&mut v);
        }
        v[0] ^ v[1] ^ v[2] ^ v[3]
    }
}

fn sip_round(v: &mut [u64; 4]) {
    v[0] = v[0].wrapping_add(v[1]);
    v[1] = v[1].rotate_left(13) ^ v[0];
    v[0] = v[0].rotate_left(32);
    v[2] = v[2].wrapping_add(v[3]);
    v[3] = v[3].rotate_left(16) ^ v[2];
    v[0] = v[0].wrapping_add(v[3]);
    v[3] = v[3].rotate_left(21) ^ v[0];
    v[2] = v[2].wrapping_add(v[1]);
    v[1] = v[1].rotate_left(17) ^ v[2];
    v[2] = v[2].rotate_left(32);
}

/// Values that are counted exactly.
const EXACT: usize = 256;
/// Registers of the sketch.
const REGISTERS: usize = 2048;

/// A count of distinct fingerprints.
#[derive(Clone)]
pub(crate) struct Distinct {
    /// INVARIANT: `seen[..len]` is sorted and holds no value twice.
    seen: [u64; EXACT],
    len: u16,
    overflown: bool,
    registers: [u8; REGISTERS],
}

impl Distinct {
    pub(crate) const fn new() -> Self {
        Self { seen: [0; EXACT], len: 0, overflown: false, registers: [0; REGISTERS] }
    }

    /// Forgets all.
    pub(crate) fn clear(&mut self) {
        *self = Self::new();
    }

    /// Counts a fingerprint if it is new.
    pub(crate) fn insert(&mut self, fingerprint: u64) {
        let register = (fingerprint >> 53) as usize;
        let rank = (fingerprint << 11 | 1 << 10).leading_zeros() as u8 + 1;
        self.registers[register] = self.registers[register].max(rank);
        let len = self.len as usize;
        if let Err(at) = self.seen[..len].binary_search(&fingerprint) {
            if len == EXACT {
                self.overflown = true;
                return;
            }
            self.seen.copy_within(at..len, at + 1);
            self.seen[at] = fingerprint;
            self.len += 1;
        }
    }

    /// How many distinct ones there were; exact up to 256, else within a few percent.
    pub(crate) fn count(&self) -> u32 {
        if !self.overflown {
            return u32::from(self.len);
        }
        let m = REGISTERS as f64;
        let sum: f64 = self.registers.iter().map(|&r| 1.0 / (1u64 << r) as f64).sum();
        let raw = 0.7213 / (1.0 + 1.079 / m) * m * m / sum;
        let zeros = self.registers.iter().filter(|&&r| r == 0).count();
        let estimate = if raw <= 2.5 * m && zeros > 0 { m * ln(m / zeros as f64) } else { raw };
        (estimate as u32).max(EXACT as u32 + 1)
    }
}

/// Natural logarithm of `x >= 1` without std: halve into [1, 2), then the series of atanh.
fn ln(mut x: f64) -> f64 {
    let mut halvings = 0.0;
    while x >= 2.0 {
        x /= 2.0;
        halvings += 1.0;
    }
    let t = (x - 1.0) / (x + 1.0);
    let (mut power, mut sum) = (t, 0.0);
    for odd in [1.0, 3.0, 5.0, 7.0, 9.0, 11.0, 13.0, 15.0] {
        sum += power / odd;
        power *= t * t;
    }
    2.0 * sum + halvings * core::f64::consts::LN_2
}

#[cfg(test)]
mod tests {
    use super::{Distinct, Key, ln};

    #[test]
    fn counts_are_exact_to_256_and_close_behind() {
        let key = Key([7; 16]);
        for n in [0u32, 1, 200, 256, 257, 1_000, 5_000, 20_000, 200_000] {
            let mut distinct = Distinct::new();
            for i in (0..n).chain(0..n) {
                distinct.insert(key.fingerprint(0, &i.to_le_bytes()));
            }
            let count = distinct.count();
            let off = (f64::from(count) - f64::from(n)).abs() / f64::from(n.max(1));
            assert!(if n <= 256 { count == n } else { off < 0.07 }, "{n}: {count}");
        }
    }

    #[test]
    fn fingerprints_depend_on_key_salt_and_value() {
        let (a, b) = (Key([1; 16]), Key([2; 16]));
        let all = [a.fingerprint(0, b"x"), b.fingerprint(0, b"x"), a.fingerprint(1, b"x"), a.fingerprint(0, b"y")];
        for (i, x) in all.iter().enumerate() {
            assert!(all[i + 1..].iter().all(|y| x != y));
        }
    }

    #[test]
    fn logarithm() {
        for x in [1.0, 1.5, 2.0, 10.0, 2048.0] {
            assert!((ln(x) - f64::ln(x)).abs() < 1e-9);
        }
    }
}
