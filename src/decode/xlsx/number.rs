//! Numbers of a spreadsheet as a reader sees them.
//!
//! Files write them as programs like them: `2.34123412346E11` for a twelve-digit number, `44197` for a day.

use core::fmt::Write;

use crate::bytes::events::Output;

/// Days from 0000-03-01 to 1899-12-30, from which spreadsheets count.
const DAY_0: i64 = 693_899;

/// Days from there to 1904-01-01.
const SINCE_1904: f64 = 1462.0;

/// Behind the last day that spreadsheets know, 9999-12-31.
const DAYS: f64 = 2_958_466.0;

/// Numbers that are written out; larger and smaller ones stay as the file has them.
const WRITTEN_OUT: core::ops::Range<f64> = 1e-9..1e21;

struct Into<'o>(&'o mut dyn Output);

impl Write for Into<'_> {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        self.0.write(text.as_bytes());
        Ok(())
    }
}

/// Writes a number without exponent and needless zeros; what is no number, as it is. Says nothing of dates.
pub(in crate::decode) fn number(text: &[u8], out: &mut dyn Output) {
    let text = text.trim_ascii();
    let plain = text.strip_prefix(b"-").unwrap_or(text).iter().all(u8::is_ascii_digit);
    let written_out = |number: &f64| !plain && (*number == 0.0 || WRITTEN_OUT.contains(&number.abs()));
    match parse(text).filter(written_out) {
        Some(number) => float(number, out),
        None => super::super::layout::write_line(text, out),
    }
}

/// Writes a number without exponent and needless zeros, if it is neither very large nor very small.
pub(in crate::decode) fn float(number: f64, out: &mut dyn Output) {
    let mut out = Into(out);
    // Nothing that it calls can fail.
    let _ = if number == 0.0 || WRITTEN_OUT.contains(&number.abs()) {
        write!(out, "{number}")
    } else {
        write!(out, "{number:E}")
    };
}

/// Writes a number that stands for a day as `yyyy-MM-dd`, with ` HH:MM` if there is a time; a number that can't be a
/// day, as a number.
pub(super) fn date(text: &[u8], from_1904: bool, out: &mut dyn Output) {
    if !parse(text.trim_ascii()).is_some_and(|days| day(days, from_1904, out)) {
        number(text, out);
    }
}

/// Writes a day, and the time if there is one, as [`date`] does; writes nothing and says so if it can't be a day.
pub(in crate::decode) fn day(days: f64, from_1904: bool, out: &mut dyn Output) -> bool {
    let days = if from_1904 { days + SINCE_1904 } else { days };
    if !(0.0..DAYS).contains(&days) {
        return false;
    }
    let minutes = (days * 1440.0 + 1e-4) as i64;
    let (day, minute) = (minutes / 1440, minutes % 1440);
    let time = (minute / 60, minute % 60);
    let mut out = Into(out);
    // Nothing that it calls can fail.
    let _ = if day == 0 {
        write!(out, "{:02}:{:02}", time.0, time.1)
    } else {
        // Spreadsheets hold 1900 for a leap year: before its 60th day they count one too few.
        let (year, month, day) = civil(day + DAY_0 + i64::from(day < 60));
        write!(out, "{year:04}-{month:02}-{day:02}").and_then(|()| match minute {
            0 => Ok(()),
            _ => write!(out, " {:02}:{:02}", time.0, time.1),
        })
    };
    true
}

/// Year, month and day of a day counted from 0000-03-01.
const fn civil(day: i64) -> (i64, i64, i64) {
    let (era, day) = (day / 146_097, day % 146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let of_month = day - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    (year + era * 400 + next, month, of_month)
}

fn parse(text: &[u8]) -> Option<f64> {
    // What else Rust takes for a number are words.
    let number = text.iter().all(|b| matches!(b, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
    core::str::from_utf8(text).ok().filter(|_| number)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{date, number};

    #[test]
    fn numbers_read_as_on_the_sheet() {
        for (text, expected) in [
            ("234123412346", "234123412346"),
            ("2.34123412346E11", "234123412346"),
            ("2.34123412346e+11", "234123412346"),
            ("234123412346.0", "234123412346"),
            ("0.0", "0"),
            ("9876543210", "9876543210"),
            ("4111111111111111", "4111111111111111"),
            ("007", "007"),
            ("-12", "-12"),
            ("0.10000000000000001", "0.1"),
            ("12.50", "12.5"),
            ("1E300", "1E300"),
            ("1E-300", "1E-300"),
            ("nan", "nan"),
            ("#N/A", "#N/A"),
            ("", ""),
        ] {
            let mut told = Vec::new();
            number(text.as_bytes(), &mut |bytes: &[u8]| told.extend_from_slice(bytes));
            assert_eq!(String::from_utf8_lossy(&told), expected);
        }
    }

    #[test]
    fn days_are_dates() {
        for (text, from_1904, expected) in [
            ("44197", false, "2021-01-01"),
            ("44197.5", false, "2021-01-01 12:00"),
            ("44197.999305555554", false, "2021-01-01 23:59"),
            ("42735", true, "2021-01-01"),
            ("0", true, "1904-01-01"),
            ("1", false, "1900-01-01"),
            ("59", false, "1900-02-28"),
            ("61", false, "1900-03-01"),
            ("43890", false, "2020-02-29"),
            ("2958465", false, "9999-12-31"),
            ("2958466", false, "2958466"),
            ("0.25", false, "06:00"),
            ("-1", false, "-1"),
            ("1E300", false, "1E300"),
            ("x", false, "x"),
        ] {
            let mut told = Vec::new();
            date(text.as_bytes(), from_1904, &mut |bytes: &[u8]| told.extend_from_slice(bytes));
            assert_eq!(String::from_utf8_lossy(&told), expected, "{text}");
        }
    }
}
