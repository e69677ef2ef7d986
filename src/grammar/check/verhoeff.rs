//! Verhoeff (1969): the dihedral group D5.

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

pub(super) const fn verhoeff(value: &[u8]) -> bool {
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
