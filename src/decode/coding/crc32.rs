//! The checksum of gzip and zip (CRC-32, ISO 3309), four bytes at a time.
//!
//! The tables are made when a checksum begins, in a few microseconds, so that the module does not carry them.

/// A checksum being made.
pub struct Crc32 {
    /// `tables[k][b]`: what the byte `b` does with `k` bytes behind it.
    tables: [[u32; 256]; 4],
    value: u32,
}

impl Crc32 {
    /// The checksum of no bytes.
    #[must_use]
    pub fn new() -> Self {
        let mut tables = [[0; 256]; 4];
        for (byte, value) in (0..).zip(&mut tables[0]) {
            *value = byte;
            for _ in 0..8 {
                *value = if *value & 1 == 1 { *value >> 1 ^ 0xedb8_8320 } else { *value >> 1 };
            }
        }
        for k in 1..4 {
            for byte in 0..256 {
                let before = tables[k - 1][byte];
                tables[k][byte] = before >> 8 ^ tables[0][(before & 0xff) as usize];
            }
        }
        Self { tables, value: !0 }
    }

    /// Takes the next bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        let [near, second, third, far] = &self.tables;
        let (fours, rest) = bytes.as_chunks::<4>();
        let mut value = self.value;
        for four in fours {
            let [a, b, c, d] = (value ^ u32::from_le_bytes(*four)).to_le_bytes();
            value = far[a as usize] ^ third[b as usize] ^ second[c as usize] ^ near[d as usize];
        }
        for &byte in rest {
            value = value >> 8 ^ near[((value ^ byte as u32) & 0xff) as usize];
        }
        self.value = value;
    }

    /// The checksum of the bytes so far.
    #[must_use]
    pub const fn value(&self) -> u32 {
        !self.value
    }

    /// Begins again.
    pub const fn reset(&mut self) {
        self.value = !0;
    }
}

impl Default for Crc32 {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::Crc32;

    #[test]
    fn published_check_value_in_every_split() {
        for split in 0..=9 {
            let (left, right) = b"123456789".split_at(split);
            let mut crc = Crc32::new();
            crc.update(left);
            crc.update(right);
            assert_eq!(crc.value(), 0xcbf4_3926);
        }
    }
}
