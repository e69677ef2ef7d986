//! Counting distinct values without keeping them: a keyed digest of each, exact up to 256, then a sketch.
//!
//! The sketch is a `HyperLogLog` of 8,192 registers (Flajolet et al. 2007): standard error 1.15 %, so a count
//! above 256 is "about". Fingerprints, which leave the module, are SipHash-2-4 under the deployment's key: without
//! the key they neither give a value away nor can they be made to collide on purpose.

/// The key of the fingerprints: 16 secret bytes.
#[derive(Clone, Copy)]
pub struct Key(pub [u8; 16]);

impl core::fmt::Debug for Key {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Key(secret)")
    }
}

/// A value as this stream tells it from others: keyed and fast to make, and never given out. What is given out is
/// [`Key::fingerprint`] of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub(super) u64);

impl Digest {
    /// Of nothing.
    pub(crate) const NONE: Self = Self(0);
}

impl Key {
    /// The digest of a value under a salt: folded 128-bit products of its words with the key.
    #[must_use]
    pub(super) fn digest(&self, salt: u8, value: &[u8]) -> Digest {
        let (k0, k1) = self.halves();
        let (words, rest) = value.as_chunks::<8>();
        let tail = rest.iter().rev().fold(0u64, |word, &byte| word << 8 | u64::from(byte));
        let start = k0 ^ u64::from(salt) << 56 ^ value.len() as u64;
        let words = words.iter().map(|word| u64::from_le_bytes(*word)).chain([tail]);
        let folded = words.fold(mix(start), |hash, word| fold(hash ^ word ^ k1, 0xa076_1d64_78bd_642f));
        Digest(mix(folded ^ k1))
    }

    /// The key that 32 hexadecimal digits spell.
    #[must_use]
    pub fn parse(digits: &str) -> Option<Self> {
        let plain = digits.len() == 32 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        u128::from_str_radix(digits, 16).ok().filter(|_| plain).map(|key| Self(key.to_be_bytes()))
    }

    /// The HMAC of a value of whatever kind under this key, by its letters and digits: what lists of allowed values are made of.
    #[must_use]
    pub fn hmac(&self, compact: &[u8]) -> u64 {
        self.fingerprint(self.digest(u8::MAX, compact))
    }

    /// The fingerprint of a value, for logs: equal values have equal ones, and without the key it says nothing.
    /// SipHash-2-4 (Aumasson and Bernstein, 2012) of its digest.
    #[must_use]
    pub fn fingerprint(&self, digest: Digest) -> u64 {
        let (k0, k1) = self.halves();
        let mut v = [
            k0 ^ 0x736f_6d65_7073_6575,
            k1 ^ 0x646f_7261_6e64_6f6d,
            k0 ^ 0x6c79_6765_6e65_7261,
            k1 ^ 0x7465_6462_7974_6573,
        ];
        for word in [digest.0, 8 << 56] {
            v[3] ^= word;
            sip_round(&mut v);
            sip_round(&mut v);
            v[0] ^= word;
        }
        v[2] ^= 0xff;
        for _ in 0..4 {
            sip_round(&mut v);
        }
        v[0] ^ v[1] ^ v[2] ^ v[3]
    }

    fn halves(&self) -> (u64, u64) {
        let (halves, _) = self.0.as_chunks::<8>();
        (u64::from_le_bytes(halves[0]), u64::from_le_bytes(halves[1]))
    }
}

/// Every bit of `x` in every bit of the answer (the finaliser of `MurmurHash3`, public domain).
const fn mix(x: u64) -> u64 {
    let x = (x ^ x >> 33).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let x = (x ^ x >> 33).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    x ^ x >> 33
}

/// Both halves of a 128-bit product, one over the other.
fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
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
/// Registers of the sketch; a power of two.
const REGISTERS: usize = 1 << REGISTER_BITS;
const REGISTER_BITS: u32 = 13;

/// A set of at most `N` digests.
#[derive(Clone)]
pub(crate) struct Few<const N: usize> {
    /// INVARIANT: `seen[..len]` is sorted and holds no value twice.
    seen: [u64; N],
    len: usize,
}

impl<const N: usize> Few<N> {
    pub(crate) const fn new() -> Self {
        Self { seen: [0; N], len: 0 }
    }

    /// Adds a digest; whether it is in the set now.
    pub(crate) fn insert(&mut self, Digest(digest): Digest) -> bool {
        match self.seen[..self.len].binary_search(&digest) {
            Ok(_) => true,
            Err(_) if self.len == N => false,
            Err(at) => {
                self.seen.copy_within(at..self.len, at + 1);
                self.seen[at] = digest;
                self.len += 1;
                true
            }
        }
    }

    /// The digests in the set.
    fn iter(&self) -> impl Iterator<Item = Digest> {
        self.seen[..self.len].iter().map(|&digest| Digest(digest))
    }

    /// Adds those of another set, which is empty then; whether all of them are in the set now.
    pub(crate) fn absorb(&mut self, other: &mut Self) -> bool {
        let lost = other.iter().filter(|&digest| !self.insert(digest)).count();
        other.len = 0;
        lost == 0
    }

    /// How many are in the set.
    pub(crate) const fn count(&self) -> u32 {
        self.len as u32
    }
}

/// A count of distinct digests.
#[derive(Clone)]
pub(crate) struct Distinct {
    seen: Few<EXACT>,
    overflown: bool,
    registers: [u8; REGISTERS],
}

impl Distinct {
    pub(crate) const fn new() -> Self {
        Self { seen: Few::new(), overflown: false, registers: [0; REGISTERS] }
    }

    /// Forgets all.
    pub(crate) fn clear(&mut self) {
        // The registers are many, and untouched by most bodies.
        if self.seen.count() > 0 {
            *self = Self::new();
        }
    }

    /// Counts a digest if it is new.
    pub(crate) fn insert(&mut self, digest: Digest) {
        let register = (digest.0 >> (64 - REGISTER_BITS)) as usize;
        let rank = (digest.0 << REGISTER_BITS | 1 << (REGISTER_BITS - 1)).leading_zeros() as u8 + 1;
        self.registers[register] = self.registers[register].max(rank);
        self.overflown |= !self.seen.insert(digest);
    }

    /// Counts those that another has counted, which has counted none then.
    pub(crate) fn absorb(&mut self, other: &mut Self) {
        if other.seen.count() > 0 {
            self.overflown |= other.overflown;
            for (register, rank) in self.registers.iter_mut().zip(other.registers) {
                *register = rank.max(*register);
            }
            self.overflown |= !self.seen.absorb(&mut other.seen);
            *other = Self::new();
        }
    }

    /// How many distinct ones there were; exact up to 256, else within a few percent.
    pub(crate) fn count(&self) -> u32 {
        if !self.overflown {
            return self.seen.count();
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
                distinct.insert(key.digest(0, &i.to_le_bytes()));
            }
            let count = distinct.count();
            let off = (f64::from(count) - f64::from(n)).abs() / f64::from(n.max(1));
            assert!(if n <= 256 { count == n } else { off < 0.035 }, "{n}: {count}");
        }
    }

    #[test]
    fn those_of_another_are_counted_once() {
        let key = Key([7; 16]);
        let counted = |range: core::ops::Range<u32>| {
            let mut distinct = Distinct::new();
            range.for_each(|i| distinct.insert(key.digest(0, &i.to_le_bytes())));
            distinct
        };
        for (mine, others) in [(0..0, 0..9), (0..9, 5..12), (0..200, 100..256), (0..200, 100..400), (0..900, 0..900)] {
            let (mut one, mut other) = (counted(mine.clone()), counted(others.clone()));
            one.absorb(&mut other);
            assert_eq!((one.count(), other.count()), (counted(mine.start..mine.end.max(others.end)).count(), 0));
        }
    }

    #[test]
    fn fingerprints_depend_on_key_salt_and_value() {
        let (a, b) = (Key([1; 16]), Key([2; 16]));
        let print = |key: Key, salt, value: &[u8]| key.fingerprint(key.digest(salt, value));
        let all = [print(a, 0, b"x"), print(b, 0, b"x"), print(a, 1, b"x"), print(a, 0, b"y"), print(a, 0, b"x\0")];
        assert_eq!(all[0], print(a, 0, b"x"));
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
