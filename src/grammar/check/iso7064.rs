//! ISO/IEC 7064: MOD 97-10, MOD 11,10 and MOD 11-2.

/// MOD 97-10 with the first four characters moved to the end, letters as 10 to 35 (ISO 13616, IBAN).
pub(super) const fn mod97(value: &[u8]) -> bool {
    let (mut rest, mut i) = (0u32, 0);
    while i < value.len() {
        let byte = value[(i + 4) % value.len()];
        rest = match byte {
            b'0'..=b'9' => rest * 10 + (byte - b'0') as u32,
            b'A'..=b'Z' => rest * 100 + (byte - b'A') as u32 + 10,
            _ => return false,
        } % 97;
        i += 1;
    }
    value.len() > 4 && rest == 1
}

/// MOD 11,10: digits, the last one checks.
pub(super) const fn mod11_10(value: &[u8]) -> bool {
    let (mut product, mut i) = (10, 0);
    while i + 1 < value.len() {
        if !value[i].is_ascii_digit() {
            return false;
        }
        let sum = (product + (value[i] - b'0') as u32) % 10;
        product = if sum == 0 { 10 } else { sum } * 2 % 11;
        i += 1;
    }
    !value.is_empty() && value[i] as u32 == b'0' as u32 + (11 - product) % 10
}

/// MOD 11-2: digits, the last character, a digit or `X`, checks.
pub(super) const fn mod11_2(value: &[u8]) -> bool {
    let (mut product, mut i) = (0, 0);
    while i + 1 < value.len() {
        if !value[i].is_ascii_digit() {
            return false;
        }
        product = (product + (value[i] - b'0') as usize) * 2 % 11;
        i += 1;
    }
    !value.is_empty() && value[i] == b"0123456789X"[(12 - product) % 11]
}
