//! Dates inside identifiers. There is no clock in here: what the year is, a constant says.

/// The year of this release. Who is born later is not found by identifiers that tell the century.
pub(super) const THIS_YEAR: u32 = 2026;

/// The number that `len` digits of `value` from `at` on make; letters and what is missing count as nothing.
pub(super) fn digits(value: &[u8], at: usize, len: usize) -> u32 {
    let digits = value.iter().skip(at).take(len.min(9)).filter(|b| b.is_ascii_digit());
    digits.fold(0, |n, d| n * 10 + u32::from(d - b'0'))
}

/// The number that all of `value` makes modulo `modulus`; what is no digit is passed over.
pub(super) fn modulo(value: &[u8], modulus: u32) -> u32 {
    let digits = value.iter().filter(|b| b.is_ascii_digit());
    digits.fold(0, |rest, d| (rest * 10 + u32::from(d - b'0')) % modulus)
}

/// Whether the day exists (Gregorian calendar).
pub(super) const fn exists(year: u32, month: u32, day: u32) -> bool {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    year > 0 && 1 <= day && day <= last
}

/// Whether the day exists in any century of living people: two digits of a year that do not say which.
pub(super) const fn exists_in_a_century(year: u32, month: u32, day: u32) -> bool {
    exists(1900 + year, month, day) || exists(2000 + year, month, day)
}

/// The year two digits mean when nobody is born in the future and nobody is older than a hundred.
pub(super) const fn recent(year: u32) -> u32 {
    if 2000 + year > THIS_YEAR { 1900 + year } else { 2000 + year }
}

#[cfg(test)]
mod tests {
    use super::{digits, exists, exists_in_a_century, modulo, recent};

    #[test]
    fn days() {
        for (day, there) in [
            ((2000, 2, 29), true),
            ((1900, 2, 29), false),
            ((2023, 2, 29), false),
            ((2024, 12, 31), true),
            ((2024, 4, 31), false),
            ((2024, 13, 1), false),
            ((2024, 0, 1), false),
            ((2024, 1, 0), false),
        ] {
            assert_eq!(exists(day.0, day.1, day.2), there, "{day:?}");
        }
        assert!(exists_in_a_century(0, 2, 29) && !exists_in_a_century(1, 2, 29));
        assert_eq!((recent(26), recent(27)), (2026, 1927));
    }

    #[test]
    fn parts_of_numbers() {
        assert_eq!(digits(b"AB1234", 2, 2), 12);
        assert_eq!(digits(b"12", 5, 2), 0);
        assert_eq!(modulo(b"9999999999999999999A7", 97), modulo(b"99999999999999999997", 97));
        assert_eq!(modulo(b"100", 97), 3);
    }
}
