//! Checksum families. A detector names one; a check that belongs to one identifier only is a function in that
//! identifier's region file, not here.
//!
//! All of them look at the letters and digits alone (the shape owns the separators), never panic, and are
//! `const`, so that an example which fails its own check stops the build. Formulas: `catalogue` of the
//! project, each cross-checked against python-stdnum.

/// How a value proves itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// Nothing to prove.
    None,
    /// ISO/IEC 7812-1 annex B: every second digit from the right is doubled.
    Luhn,
    /// Luhn over letters and digits (A = 10 … Z = 35, modulus 36): GSTIN.
    Luhn36,
    /// Verhoeff (1969): the dihedral group D5. Catches every single error and every swap of neighbours.
    Verhoeff,
}

impl Check {
    /// Whether `value` (letters and digits, upper case) passes.
    #[must_use]
    pub const fn passes(self, value: &[u8]) -> bool {
        match self {
            Self::None => true,
            Self::Luhn => luhn(value),
            Self::Luhn36 => luhn36(value),
            Self::Verhoeff => verhoeff(value),
        }
    }

    /// Whether passing means anything.
    #[must_use]
    pub const fn proves(self) -> bool {
        !matches!(self, Self::None)
    }
}

const fn luhn(value: &[u8]) -> bool {
    let (mut sum, mut i) = (0u32, 0);
    while i < value.len() {
        let byte = value[value.len() - 1 - i];
        if !byte.is_ascii_digit() {
            return false;
        }
        let mut digit = (byte - b'0') as u32 * if i % 2 == 1 { 2 } else { 1 };
        if digit > 9 {
            digit -= 9;
        }
        sum += digit;
        i += 1;
    }
    !value.is_empty() && sum.is_multiple_of(10)
}

const fn luhn36(value: &[u8]) -> bool {
    let (mut sum, mut i) = (0u32, 0);
    while i < value.len() {
        let byte = value[value.len() - 1 - i];
        let digit = match byte {
            b'0'..=b'9' => byte - b'0',
            b'A'..=b'Z' => byte - b'A' + 10,
            _ => return false,
        };
        let weighted = digit as u32 * if i % 2 == 1 { 2 } else { 1 };
        sum += weighted / 36 + weighted % 36;
        i += 1;
    }
    !value.is_empty() && sum.is_multiple_of(36)
}

/// The group operation of D5: rotations are 0–4, reflections 5–9.
const fn d5(a: u8, b: u8) -> u8 {
    match (a < 5, b < 5) {
        (true, true) => (a + b) % 5,
        (true, false) => 5 + (a + b - 5) % 5,
        (false, true) => 5 + (a - b) % 5,
        (false, false) => (a + 5 - b) % 5,
    }
}

const VERHOEFF_STEP: [u8; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

/// The digit's permutation by its place from the right; the period is 8.
const VERHOEFF_PERMUTATION: [[u8; 10]; 8] = {
    let mut table = [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]; 8];
    let mut i = 1;
    while i < 8 {
        let mut digit = 0;
        while digit < 10 {
            table[i][digit] = table[i - 1][VERHOEFF_STEP[digit] as usize];
            digit += 1;
        }
        i += 1;
    }
    table
};

const fn verhoeff(value: &[u8]) -> bool {
    let (mut sum, mut i) = (0, 0);
    while i < value.len() {
        let byte = value[value.len() - 1 - i];
        if !byte.is_ascii_digit() {
            return false;
        }
        sum = d5(sum, VERHOEFF_PERMUTATION[i % 8][(byte - b'0') as usize]);
        i += 1;
    }
    !value.is_empty() && sum == 0
}

#[cfg(test)]
mod tests {
    use super::Check;

    /// Check, value, whether it passes, why.
    const ROWS: &[(Check, &str, bool, &str)] = &[
        (Check::Verhoeff, "234123412346", true, "python-stdnum's sample"),
        (Check::Verhoeff, "999941057058", true, "UIDAI's published test number"),
        (Check::Verhoeff, "234123412347", false, "last digit wrong"),
        (Check::Verhoeff, "234123412364", false, "last two digits swapped"),
        (Check::Verhoeff, "2363", true, "the textbook's 236 with its check digit"),
        (Check::Verhoeff, "", false, "nothing proves nothing"),
        (Check::Verhoeff, "23412341234A", false, "a letter"),
        (Check::Luhn, "4111111111111111", true, "the usual test card"),
        (Check::Luhn, "79927398713", true, "the textbook's sample"),
        (Check::Luhn, "79927398710", false, "check digit wrong"),
        (Check::Luhn, "", false, "nothing proves nothing"),
        (Check::Luhn36, "27AAPFU0939F1ZV", true, "python-stdnum's sample"),
        (Check::Luhn36, "27AAPFU0939F1ZA", false, "check letter changed"),
        (Check::Luhn36, "29ABCPE1234F1Z7", true, "computed"),
        (Check::Luhn36, "27aapfu0939f1zv", false, "lower case"),
        (Check::None, "anything", true, "nothing to prove"),
    ];

    #[test]
    fn rows() {
        for &(check, value, passes, why) in ROWS {
            assert_eq!(check.passes(value.as_bytes()), passes, "{check:?} {value}: {why}");
        }
    }

    #[test]
    fn one_wrong_digit_never_passes() {
        for check in [Check::Luhn, Check::Verhoeff] {
            let mut value = *b"234123412340";
            let digit = (b'0'..=b'9').find(|&d| {
                value[11] = d;
                check.passes(&value)
            });
            value[11] = digit.expect("one digit of ten passes");
            for i in 0..12 {
                let right = value[i];
                for wrong in (b'0'..=b'9').filter(|&d| d != right) {
                    value[i] = wrong;
                    assert!(!check.passes(&value), "{check:?} misses an error at {i}");
                }
                value[i] = right;
            }
        }
    }
}
