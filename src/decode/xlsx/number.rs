//! Numbers of a spreadsheet as a reader sees them.
//!
//! Files write them as programs like them: `2.34123412346E11` for a twelve-digit number, `44197` for a day. Programs show
//! fifteen digits; so few are read and written here without what the standard library needs for all of them, which is a
//! twentieth of the module.

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

/// From here on the last three digits are not a number's own: it has seventeen at most.
const THOUSANDS: f64 = 1e18;

/// Digits that are shown of a number with a fraction.
const SHOWN: usize = 15;

/// Powers of ten that are exact.
const EXACT: i32 = 22;

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
    if !number.is_finite() {
        return;
    }
    if number < 0.0 {
        out.write(b"-");
    }
    let (mut number, mut exponent) = (number.abs(), 0);
    let written_out = number == 0.0 || WRITTEN_OUT.contains(&number);
    while !written_out && number >= 10.0 {
        (number, exponent) = (number / 10.0, exponent + 1);
    }
    while !written_out && number < 1.0 {
        (number, exponent) = (number * 10.0, exponent - 1);
    }
    let mut out = Into(out);
    // Nothing that it calls can fail.
    let _ = digits(number, &mut out);
    if !written_out {
        let _ = write!(out, "E{exponent}");
    }
}

/// Writes a number that is not negative, of no more digits than whole numbers have here.
fn digits(number: f64, out: &mut Into<'_>) -> core::fmt::Result {
    if number >= THOUSANDS {
        return write!(out, "{}000", (number / 1000.0) as u64);
    }
    let mut whole = number as u64;
    let places = SHOWN.saturating_sub(whole.checked_ilog10().map_or(0, |log| log as usize + 1));
    let scale = 10_u64.pow(places as u32);
    let mut fraction = ((number - whole as f64) * scale as f64 + 0.5) as u64;
    if fraction >= scale {
        (whole, fraction) = (whole + 1, 0);
    }
    write!(out, "{whole}")?;
    if fraction > 0 {
        let mut width = places;
        while fraction.is_multiple_of(10) {
            (fraction, width) = (fraction / 10, width - 1);
        }
        write!(out, ".{fraction:0width$}")?;
    }
    Ok(())
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

/// Reads a number; what else the standard library takes for one are words.
fn parse(text: &[u8]) -> Option<f64> {
    let (negative, text) = sign(text);
    let at = text.iter().position(|byte| matches!(byte, b'e' | b'E')).unwrap_or(text.len());
    let (written, power) = text.split_at(at);
    let point = written.iter().position(|&byte| byte == b'.').unwrap_or(written.len());
    let (whole, fraction) = (&written[..point], written.get(point + 1..).unwrap_or_default());
    let zeros = fraction.iter().rev().take_while(|&&byte| byte == b'0').count();
    let fraction = &fraction[..fraction.len() - zeros];
    if !text.first().is_some_and(|byte| byte.is_ascii_digit() || *byte == b'.')
        || whole.len() + zeros + fraction.len() == 0
    {
        return None;
    }
    let mut exponent = match power.split_first() {
        Some((_, power)) => {
            let (negative, power) = sign(power);
            let power = core::str::from_utf8(power).ok()?.parse::<u16>().ok()?;
            if negative { -i32::from(power) } else { i32::from(power) }
        }
        None => 0,
    };
    let mut value = 0_u64;
    for (of_fraction, &byte) in whole.iter().map(|byte| (false, byte)).chain(fraction.iter().map(|byte| (true, byte))) {
        let digit = byte.is_ascii_digit().then(|| u64::from(byte - b'0'))?;
        match value.checked_mul(10).and_then(|ten| ten.checked_add(digit)) {
            Some(more) => {
                value = more;
                exponent -= i32::from(of_fraction);
            }
            // Digits that no number holds.
            None => exponent += i32::from(!of_fraction),
        }
    }
    let mut number = value as f64;
    while exponent != 0 && number != 0.0 && number.is_finite() {
        let step = exponent.clamp(-EXACT, EXACT);
        let ten = (0..step.abs()).fold(1.0, |ten, _| ten * 10.0);
        number = if step < 0 { number / ten } else { number * ten };
        exponent -= step;
    }
    Some(if negative { -number } else { number })
}

/// Whether a number has a minus, and what stands behind its sign.
fn sign(text: &[u8]) -> (bool, &[u8]) {
    match text {
        [sign @ (b'+' | b'-'), rest @ ..] => (*sign == b'-', rest),
        _ => (false, text),
    }
}

#[cfg(test)]
mod tests {
    use super::{date, float, number, parse};
    use crate::decode::chance::random;

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
            ("0.30000000000000004", "0.3"),
            ("9.99999999999999999", "10"),
            ("1.2345678E-3", "0.0012345678"),
            ("123456789012345678901234.5", "123456789012345678901234.5"),
            ("4.1111111111111110E15", "4111111111111111"),
            ("4111111111111111.00", "4111111111111111"),
            ("1.000000000000000000000000E2", "100"),
            ("-2.5e1", "-25"),
            (".5", "0.5"),
            ("1.2.3", "1.2.3"),
            ("1E", "1E"),
            ("E5", "E5"),
            (".", "."),
            ("1E99999", "1E99999"),
            ("12.50", "12.5"),
            ("2E+19", "20000000000000000000"),
            ("1.9999999991653392E+20", "199999999916533920000"),
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
    fn numbers_are_those_of_the_standard_library() {
        let mut random = random();
        for _ in 0..100_000 {
            let (whole, places, power) = (random(1 << 40), random(9), random(30).cast_signed() - 15);
            let text = format!("{whole}.{:0places$}", random(10_usize.pow(places as u32)));
            let text = if power % 3 == 0 { format!("{text}E{power}") } else { text };
            let exact: f64 = text.parse().expect("a number");
            let read = parse(text.as_bytes()).expect("a number");
            assert!((read - exact).abs() <= exact * 4.0 * f64::EPSILON, "{text}: {read} and {exact}");
            let mut told = Vec::new();
            float(exact, &mut |bytes: &[u8]| told.extend_from_slice(bytes));
            let told: f64 = String::from_utf8_lossy(&told).parse().expect("a number");
            assert!((told - exact).abs() <= exact * 1e-14 + 1e-15, "{text}: {told} and {exact}");
        }
        for (number, expected) in [(1e300, "1E300"), (2.5e-300, "2.5E-300"), (f64::INFINITY, ""), (-0.0, "0")] {
            let mut told = Vec::new();
            float(number, &mut |bytes: &[u8]| told.extend_from_slice(bytes));
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
