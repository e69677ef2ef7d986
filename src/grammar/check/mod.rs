//! Checksum families. A detector names one; a check that belongs to one identifier only is a function in that
//! identifier's region file, not here.
//!
//! All of them look at the letters and digits alone (the shape owns the separators), never panic, and are
//! `const`, so that an example which fails its own check stops the build. Formulas: `catalogue` of the
//! project, each cross-checked against python-stdnum.

mod iso7064;
mod luhn;
mod verhoeff;
mod weighted;

pub use weighted::Weighted;

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
    /// ISO/IEC 7064 MOD 97-10, the first four characters last: IBAN.
    Mod97,
    /// ISO/IEC 7064 MOD 11,10.
    Mod11And10,
    /// ISO/IEC 7064 MOD 11-2.
    Mod11And2,
    /// Weighted sums, all of which must be right.
    Weighted(&'static [Weighted]),
}

impl Check {
    /// Whether `value` (letters and digits, upper case) passes.
    #[must_use]
    pub const fn passes(self, value: &[u8]) -> bool {
        match self {
            Self::None => true,
            Self::Luhn => luhn::luhn(value),
            Self::Luhn36 => luhn::luhn36(value),
            Self::Verhoeff => verhoeff::verhoeff(value),
            Self::Mod97 => iso7064::mod97(value),
            Self::Mod11And10 => iso7064::mod11_10(value),
            Self::Mod11And2 => iso7064::mod11_2(value),
            Self::Weighted(sums) => {
                let mut i = 0;
                while i < sums.len() && sums[i].passes(value) {
                    i += 1;
                }
                i == sums.len()
            }
        }
    }

    /// Whether passing means anything.
    #[must_use]
    pub const fn proves(self) -> bool {
        !matches!(self, Self::None)
    }
}

#[cfg(test)]
mod tests {
    use super::{Check, Weighted};

    const PESEL: Check = Check::Weighted(&[Weighted {
        weights: &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3],
        modulus: 10,
        table: b"0987654321",
        behind: 0,
    }]);

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
        (Check::Mod97, "GB82WEST12345698765432", true, "ISO 13616's sample"),
        (Check::Mod97, "GB82WEST12345698765423", false, "last two digits swapped"),
        (Check::Mod97, "GB8", false, "too short to be turned"),
        (Check::Mod97, "", false, "nothing proves nothing"),
        (Check::Mod11And10, "33392005961", true, "python-stdnum's sample"),
        (Check::Mod11And10, "33392005962", false, "check digit wrong"),
        (Check::Mod11And10, "", false, "nothing proves nothing"),
        (Check::Mod11And2, "440300200002291230", true, "computed"),
        (Check::Mod11And2, "11010519491231002X", true, "the sample of GB 11643"),
        (Check::Mod11And2, "110105194912310021", false, "check character wrong"),
        (PESEL, "44051401359", true, "python-stdnum's sample"),
        (PESEL, "44051401350", false, "check digit wrong"),
        (PESEL, "4", false, "nothing in front of the check digit"),
        (PESEL, "4405140 359", false, "a blank"),
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
