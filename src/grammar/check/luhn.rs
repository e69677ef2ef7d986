//! Luhn: ISO/IEC 7812-1 annex B, and its form over letters and digits.

pub(super) const fn luhn(value: &[u8]) -> bool {
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

pub(super) const fn luhn36(value: &[u8]) -> bool {
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
