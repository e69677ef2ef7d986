//! RC4 and AES, as files locked with the empty password need them. AES is the plain byte-wise form of FIPS 197: a
//! document is decrypted once, and its tables are made when the crate is compiled.

use alloc::vec::Vec;

pub(super) fn rc4(key: &[u8], data: &mut [u8]) {
    let mut state: [u8; 256] = core::array::from_fn(|i| i as u8);
    let mut j = 0_u8;
    for (i, key) in (0..=255_u8).zip(key.iter().cycle()) {
        j = j.wrapping_add(state[usize::from(i)]).wrapping_add(*key);
        state.swap(usize::from(i), usize::from(j));
    }
    let (mut i, mut j) = (0_u8, 0_u8);
    for byte in data {
        i = i.wrapping_add(1);
        j = j.wrapping_add(state[usize::from(i)]);
        state.swap(usize::from(i), usize::from(j));
        *byte ^= state[usize::from(state[usize::from(i)].wrapping_add(state[usize::from(j)]))];
    }
}

/// Multiplies by x in the field of AES.
const fn double(byte: u8) -> u8 {
    byte << 1 ^ if byte & 0x80 == 0 { 0 } else { 0x1b }
}

const fn times(mut a: u8, mut b: u8) -> u8 {
    let mut product = 0;
    while b != 0 {
        if b & 1 == 1 {
            product ^= a;
        }
        a = double(a);
        b >>= 1;
    }
    product
}

/// The substitution, and its reverse.
const BOXES: ([u8; 256], [u8; 256]) = {
    let (mut forth, mut back) = ([0; 256], [0; 256]);
    let (mut p, mut q) = (1_u8, 1_u8);
    loop {
        p ^= double(p);
        q ^= q << 1;
        q ^= q << 2;
        q ^= q << 4;
        if q & 0x80 != 0 {
            q ^= 9;
        }
        let s = q ^ q.rotate_left(1) ^ q.rotate_left(2) ^ q.rotate_left(3) ^ q.rotate_left(4) ^ 0x63;
        forth[p as usize] = s;
        back[s as usize] = p;
        if p == 1 {
            break;
        }
    }
    forth[0] = 0x63;
    back[0x63] = 0;
    (forth, back)
};

/// Products of every byte with 9, 11, 13 and 14: what decrypting mixes columns with.
const PRODUCTS: [[u8; 256]; 4] = {
    let mut tables = [[0; 256]; 4];
    let factors = [14, 11, 13, 9];
    let mut i = 0;
    while i < 4 {
        let mut byte = 0;
        while byte < 256 {
            tables[i][byte] = times(byte as u8, factors[i]);
            byte += 1;
        }
        i += 1;
    }
    tables
};

type Block = [u8; 16];

/// A key, spread out into one key for each round.
pub(super) struct Aes(Vec<Block>);

impl Aes {
    /// Takes a key of 16 or 32 bytes.
    pub(super) fn new(key: &[u8]) -> Self {
        let length = key.len() / 4;
        let rounds = length + 7;
        let mut words: Vec<[u8; 4]> = key.as_chunks::<4>().0.to_vec();
        let mut constant = 1;
        while words.len() < rounds * 4 {
            let i = words.len();
            let mut word = words.last().copied().unwrap_or_default();
            if i.is_multiple_of(length.max(1)) {
                word.rotate_left(1);
                word = word.map(|b| BOXES.0[usize::from(b)]);
                word[0] ^= constant;
                constant = double(constant);
            } else if length > 6 && i % length == 4 {
                word = word.map(|b| BOXES.0[usize::from(b)]);
            }
            let before = words.get(i.wrapping_sub(length)).copied().unwrap_or_default();
            words.push(core::array::from_fn(|k| word[k] ^ before[k]));
        }
        Self(words.as_chunks::<4>().0.iter().map(|words| core::array::from_fn(|i| words[i / 4][i % 4])).collect())
    }

    fn encrypt(&self, block: &mut Block) {
        let last = self.0.len().saturating_sub(1);
        for (round, key) in self.0.iter().enumerate() {
            if round > 0 {
                let from = block.map(|b| BOXES.0[usize::from(b)]);
                *block = core::array::from_fn(|i| from[(i + i % 4 * 4) % 16]);
                if round < last {
                    let from = *block;
                    *block = core::array::from_fn(|i| {
                        let (column, row) = (i / 4 * 4, i % 4);
                        let at = |k: usize| from[column + (row + k) % 4];
                        double(at(0)) ^ double(at(1)) ^ at(1) ^ at(2) ^ at(3)
                    });
                }
            }
            block.iter_mut().zip(key).for_each(|(b, k)| *b ^= k);
        }
    }

    fn decrypt(&self, block: &mut Block) {
        let last = self.0.len().saturating_sub(1);
        for (round, key) in self.0.iter().enumerate().rev() {
            block.iter_mut().zip(key).for_each(|(b, k)| *b ^= k);
            if round == 0 {
                return;
            }
            if round < last {
                let from = *block;
                *block = core::array::from_fn(|i| {
                    let (column, row) = (i / 4 * 4, i % 4);
                    (0..4).fold(0, |sum, k| sum ^ PRODUCTS[k][usize::from(from[column + (row + k) % 4])])
                });
            }
            let from = *block;
            *block = core::array::from_fn(|i| BOXES.1[usize::from(from[(i + 16 - i % 4 * 4) % 16])]);
        }
    }

    /// Encrypts whole blocks, each mixed with the one before.
    pub(super) fn encrypt_chain(&self, mut before: Block, data: &mut [u8]) {
        for block in data.as_chunks_mut::<16>().0 {
            block.iter_mut().zip(before).for_each(|(b, v)| *b ^= v);
            self.encrypt(block);
            before = *block;
        }
    }

    /// Decrypts whole blocks; what is left of a last one stays as it is.
    pub(super) fn decrypt_chain(&self, mut before: Block, data: &mut [u8]) {
        for block in data.as_chunks_mut::<16>().0 {
            let kept = *block;
            self.decrypt(block);
            block.iter_mut().zip(before).for_each(|(b, v)| *b ^= v);
            before = kept;
        }
    }

    /// Decrypts what begins with its first block and ends with padding, as strings and streams do.
    pub(super) fn open(&self, mut data: Vec<u8>) -> Vec<u8> {
        let Some((start, body)) = data.split_first_chunk_mut::<16>() else { return Vec::new() };
        self.decrypt_chain(*start, body);
        let whole = body.len() / 16 * 16;
        let padding = body.get(..whole).and_then(<[u8]>::last).copied().map_or(0, usize::from);
        let kept = if (1..=16).contains(&padding) { whole.saturating_sub(padding) } else { whole };
        data.drain(..16);
        data.truncate(kept);
        data
    }
}

#[cfg(test)]
mod tests {
    use super::{Aes, rc4};

    #[test]
    fn ciphers_give_the_published_vectors() {
        let mut data = *b"Plaintext";
        rc4(b"Key", &mut data);
        assert_eq!(data, [0xbb, 0xf3, 0x16, 0xe8, 0xd9, 0x40, 0xaf, 0x0a, 0xd3]);
        for (length, first) in [(16, [0x69, 0xc4, 0xe0, 0xd8]), (32, [0x8e, 0xa2, 0xb7, 0xca])] {
            let key: Vec<u8> = (0..length).collect();
            let plain: [u8; 16] = core::array::from_fn(|i| i as u8 * 0x11);
            let mut block = plain;
            let aes = Aes::new(&key);
            aes.encrypt(&mut block);
            assert_eq!(block[..4], first);
            aes.decrypt(&mut block);
            assert_eq!(block, plain);
        }
    }
}
