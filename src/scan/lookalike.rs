//! Numbers that look like identifiers and are not: timestamps, dates, article numbers, counting numbers.
//!
//! The rules of this file refuse an *unlabelled* candidate; a label that says what the number is cancels them.
//! [`is_sequence`] alone holds under a label too: documentation is full of labelled `1234 5678 9012`.

/// Whether `digits` reads as an article number: by their check digit, which fits one number in ten.
pub(super) fn is_article(digits: &[u8]) -> bool {
    matches!(digits.len(), 8 | 12 | 13) && digits.iter().all(u8::is_ascii_digit) && ean(digits)
}

/// Whether `digits` reads as a timestamp or a date (catalogue §1.3).
pub(super) fn is_lookalike(digits: &[u8]) -> bool {
    if !digits.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let value = number(digits);
    match digits.len() {
        // Epoch seconds to 2038, milliseconds, microseconds, nanoseconds.
        10 => (1_000_000_000..=2_147_483_647).contains(&value),
        13 => (1_000_000_000_000..2_000_000_000_000).contains(&value),
        16 | 19 => digits[0] == b'1',
        // 91 and a mobile number is a phone; yyyymmddHHMM, yymmddHHMMSS.
        12 => {
            digits.starts_with(b"91") && digits[2] >= b'6'
                || is_date(digits) && clock(&digits[8..])
                || is_short_date(digits) && clock(&digits[6..])
        }
        8 => is_date(digits),
        14 => is_date(digits) && clock(&digits[8..]),
        _ => false,
    }
}

fn number(digits: &[u8]) -> u64 {
    digits.iter().take(19).fold(0, |n, &d| n * 10 + u64::from(d - b'0'))
}

/// Whether the digits begin with a date `(19|20)yyMMdd`.
fn is_date(digits: &[u8]) -> bool {
    (1900..2100).contains(&number(&digits[..4]))
        && (1..=12).contains(&number(&digits[4..6]))
        && (1..=31).contains(&number(&digits[6..8]))
}

fn is_short_date(digits: &[u8]) -> bool {
    (1..=12).contains(&number(&digits[2..4])) && (1..=31).contains(&number(&digits[4..6]))
}

/// Whether all of `digits` is a time of day: `HHMM`, `HHMMSS`.
fn clock(digits: &[u8]) -> bool {
    number(&digits[..2]) < 24 && digits[2..].as_chunks::<2>().0.iter().all(|pair| number(pair) < 60)
}

/// Whether the last digit is the check digit of an EAN-13, UPC-A or EAN-8 (GS1 General Specifications §7.9).
fn ean(digits: &[u8]) -> bool {
    let weighted = |(i, &d): (usize, &u8)| u64::from(d - b'0') * if i % 2 == 1 { 3 } else { 1 };
    digits.iter().rev().enumerate().map(weighted).sum::<u64>() % 10 == 0
}

/// Whether the digits count up or down, are all equal or each several times, or repeat one block of two to four: numbers that
/// people make up for documentation.
pub(super) fn is_sequence(digits: &[u8]) -> bool {
    if digits.len() < 8 || !digits.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let step = |by: u8| digits.windows(2).all(|w| (w[1] + 10 - w[0]) % 10 == by);
    let repeats = |n: usize| digits.iter().zip(&digits[n..]).all(|(digit, next)| digit == next);
    // `111122223333`: as an account is shown in manuals.
    let runs = digits.chunk_by(|a, b| a == b).all(|run| run.len() >= 4);
    step(0) || step(1) || step(9) || runs || (2..=4).any(repeats)
}

#[cfg(test)]
mod tests {
    use super::{is_article, is_lookalike, is_sequence};

    #[test]
    fn rows() {
        for (digits, looks, why) in [
            ("1610398763", true, "epoch seconds"),
            ("9876501234", false, "a mobile"),
            ("1610398763864", true, "epoch milliseconds"),
            ("8906543210871", true, "an Indian EAN-13"),
            ("918286774702", true, "91 and a mobile"),
            ("202101041030", true, "yyyymmddHHMM"),
            ("202113041030", false, "no thirteenth month"),
            ("20210104103059", true, "yyyymmddHHMMSS"),
            ("036000291452", true, "a UPC-A"),
            ("487860899613", false, "twelve other digits"),
            ("1610398763864123", true, "epoch microseconds"),
            ("12AB", false, "letters"),
        ] {
            let digits = digits.as_bytes();
            assert_eq!(is_lookalike(digits) || is_article(digits), looks, "{}: {why}", digits.escape_ascii());
        }
        for (digits, sequence) in [
            ("1234567890", true),
            ("9876543210", true),
            ("000000000000", true),
            ("121212121212", true),
            ("123412341234", true),
            ("111122223333", true),
            ("111122223334", false),
            ("234123412346", false),
            ("8728793324", false),
            ("1234567", false),
        ] {
            assert_eq!(is_sequence(digits.as_bytes()), sequence, "{digits}");
        }
    }
}
