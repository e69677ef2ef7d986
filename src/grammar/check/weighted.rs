//! Weighted sums: most national numbers. The characters in front of the check character are multiplied by weights
//! and summed; a table says which check character belongs to the remainder.

/// One weighted sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weighted {
    /// Weights of the characters directly in front of the check character. Letters count as 10 to 35. A value that
    /// is shorter counts as padded with zeros in front; what is farther to the left takes no part.
    pub weights: &'static [u32],
    /// What the sum is divided by.
    pub modulus: u32,
    /// The check character by remainder; `-` where none belongs to it, as such numbers are not issued.
    pub table: &'static [u8],
    /// How many characters stand behind the check character.
    pub behind: usize,
}

impl Weighted {
    /// Whether the check character of `value` belongs to its sum.
    #[must_use]
    pub const fn passes(&self, value: &[u8]) -> bool {
        if value.len() < self.behind + 2 || self.modulus == 0 {
            return false;
        }
        let check = value.len() - self.behind - 1;
        match self.remainder(value.split_at(check).0) {
            Some(remainder) => remainder < self.table.len() && self.table[remainder] == value[check],
            None => false,
        }
    }

    /// The remainder of the weighted sum of `value`, whose last character the last weight belongs to; `None` on a
    /// character that is no letter and no digit.
    #[must_use]
    pub const fn remainder(&self, value: &[u8]) -> Option<usize> {
        let (mut sum, mut i) = (0, 0);
        while i < self.weights.len() && i < value.len() {
            let byte = value[value.len() - 1 - i];
            let digit = match byte {
                b'0'..=b'9' => byte - b'0',
                b'A'..=b'Z' => byte - b'A' + 10,
                _ => return None,
            };
            sum = (sum + self.weights[self.weights.len() - 1 - i] % self.modulus * digit as u32) % self.modulus;
            i += 1;
        }
        Some(sum as usize)
    }
}
