//! Machine-readable zones of passports and cards (ICAO Doc 9303): two lines of 44 or 36 characters, three of 30.
//!
//! Each has a birth date of six digits and its check digit in a row, in front of a sex: so a run of seven digits points at
//! one. What the zone says is proved by its own check digits, the composite one among them; its document type and state
//! are not looked at.

use crate::grammar::{Anchor, Detector, Pack, Severity};

const ZONE: Detector = Detector {
    pack: Pack::IntlCore,
    severity: Severity::Critical,
    lookalikes: false,
    labelled: 99,
    rank: 1,
    source: "ICAO Doc 9303 parts 3 to 6",
    ..Detector::BASE
};

pub(super) const DETECTORS: &[Detector] = &[
    Detector {
        id: "mrz_td3",
        title: "Machine-readable zone of a passport",
        anchor: Anchor::Run { find: |text, at| two_lines(text, at, 44), alone: 97 },
        examples: &["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"],
        ..ZONE
    },
    Detector {
        id: "mrz_td2",
        title: "Machine-readable zone of a visa or a card, two lines",
        anchor: Anchor::Run { find: |text, at| two_lines(text, at, 36), alone: 97 },
        examples: &["I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"],
        ..ZONE
    },
    Detector {
        id: "mrz_td1",
        title: "Machine-readable zone of a card, three lines",
        anchor: Anchor::Run { find: three_lines, alone: 97 },
        examples: &["I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"],
        ..ZONE
    },
];

/// Characters between the begin of the second of two lines and the birth date.
const BIRTH: usize = 13;

/// Two lines of `len` characters, of which the second has its birth date at `at`; the second alone where the first does not
/// stand in front of it.
fn two_lines(text: &[u8], at: usize, len: usize) -> Option<(usize, usize)> {
    let start = at.checked_sub(BIRTH)?;
    let line = whole_line(text, start, len)?;
    // Number, birth, expiry; in a passport also the personal number, whose check digit may be left out.
    let sound = proves(&line[..10]) && proves(&line[13..20]) && proves(&line[21..28]) && is_sex(line[20]);
    let personal = len != 44 || proves(&line[28..43]) || line[28..43].iter().all(|&b| b == b'<');
    let composite = sum(&[&line[..10], &line[13..20], &line[21..len - 1]]);
    if !sound || !personal || digit(line[len - 1]) != Some(composite) {
        return None;
    }
    Some((line_before(text, start, len).unwrap_or(start), start + len))
}

/// Three lines, of which the second begins with its birth date at `at`.
fn three_lines(text: &[u8], at: usize) -> Option<(usize, usize)> {
    let line = whole_line(text, at, 30)?;
    let first = line_before(text, at, 30)?;
    let top = &text[first..first + 30];
    let sound = proves(&line[..7]) && proves(&line[8..15]) && is_sex(line[7]);
    // A number longer than nine characters has its check digit behind the rest of it.
    let number = proves(&top[5..15]) || top[14] == b'<';
    let composite = sum(&[&top[5..], &line[..7], &line[8..15], &line[18..29]]);
    if !sound || !number || digit(line[29]) != Some(composite) {
        return None;
    }
    let names = LINE_ENDS.iter().find(|end| text[at + 30..].starts_with(end)).map(|end| at + 30 + end.len());
    let third = names.filter(|&names| whole_line(text, names, 30).is_some());
    Some((first, third.unwrap_or(at) + 30))
}

/// What parts the lines: as it is, in a string, or folded by the view.
const LINE_ENDS: [&[u8]; 5] = [b"\r\n", b"\n", b" ", b"\\r\\n", b"\\n"];

/// The line of `len` characters at `start`, if it is not part of a longer one.
fn whole_line(text: &[u8], start: usize, len: usize) -> Option<&[u8]> {
    let in_zone = |b: &u8| b.is_ascii_uppercase() || b.is_ascii_digit() || *b == b'<';
    let line = text.get(start..start + len)?;
    let escape = text[..start].ends_with(b"\\n");
    let longer = start > 0 && !escape && in_zone(&text[start - 1]) || text.get(start + len).is_some_and(in_zone);
    (line.iter().all(in_zone) && !longer).then_some(line)
}

/// Where the line of `len` characters begins that ends in front of `start`.
fn line_before(text: &[u8], start: usize, len: usize) -> Option<usize> {
    let begins = |end: &&[u8]| text[..start].strip_suffix(*end)?.len().checked_sub(len);
    LINE_ENDS.iter().filter_map(begins).find(|&begin| whole_line(text, begin, len).is_some())
}

/// Whether the last character is the check digit of the others.
fn proves(field: &[u8]) -> bool {
    field.split_last().is_some_and(|(&check, field)| digit(check) == Some(sum(&[field])))
}

/// Weights 7, 3, 1 over digits, letters (A = 10) and fillers (0).
fn sum(parts: &[&[u8]]) -> u8 {
    let value = |b: u8| match b {
        b'0'..=b'9' => u32::from(b - b'0'),
        b'A'..=b'Z' => u32::from(b - b'A') + 10,
        _ => 0,
    };
    let weighted = parts.iter().copied().flatten().zip([7, 3, 1].iter().cycle()).map(|(&b, weight)| value(b) * weight);
    (weighted.sum::<u32>() % 10) as u8
}

const fn digit(byte: u8) -> Option<u8> {
    if byte.is_ascii_digit() { Some(byte - b'0') } else { None }
}

const fn is_sex(byte: u8) -> bool {
    matches!(byte, b'M' | b'F' | b'X' | b'<')
}
