//! What is said of people: names, ages, genders, dates of birth, addresses, test results.
//!
//! None of it has a grammar of its own. A column, key or element says what the value is; the functions here say
//! whether the value can be one. Reported only as a part of a person's record.

use super::dates::{digits, exists};
use super::labels::{ADDRESS, AGE, BIRTH, GENDER, NAME, RESULT};
use super::prose::{address_in_text, name_in_text};
use crate::bytes::words::is_one_of;
use crate::grammar::{Anchor, Detector, Pack, Role, Severity};

pub(super) const DETECTORS: &[Detector] = &[
    Detector {
        id: "person_name",
        title: "Name of a person",
        pack: Pack::IntlCore,
        severity: Severity::Medium,
        role: Role::Name,
        anchor: Anchor::Value(name),
        in_record: Some(name_in_text),
        labelled: 85,
        label: NAME,
        rank: 80,
        examples: &["Asha Kulkarni"],
        source: "written for this project",
        ..Detector::BASE
    },
    Detector {
        id: "postal_address",
        title: "Postal address",
        pack: Pack::IntlCore,
        severity: Severity::Medium,
        role: Role::Attribute,
        anchor: Anchor::Value(address),
        in_record: Some(address_in_text),
        labelled: 85,
        label: ADDRESS,
        rank: 81,
        examples: &["Flat 2D, MG Road, Bengaluru - 560014"],
        source: "written for this project",
        ..Detector::BASE
    },
    Detector {
        id: "date_of_birth",
        title: "Date of birth",
        pack: Pack::IntlCore,
        severity: Severity::Medium,
        role: Role::Attribute,
        anchor: Anchor::Value(date),
        labelled: 90,
        label: BIRTH,
        rank: 82,
        examples: &["17/04/1981", "1981-04-17"],
        source: "ISO 8601; Indian usage is day first",
        ..Detector::BASE
    },
    Detector {
        id: "age",
        title: "Age",
        pack: Pack::IntlCore,
        severity: Severity::Low,
        role: Role::Attribute,
        anchor: Anchor::Value(age),
        in_record: Some(age_with_unit),
        labelled: 85,
        label: AGE,
        rank: 83,
        examples: &["47", "6"],
        source: "written for this project",
        ..Detector::BASE
    },
    Detector {
        id: "gender",
        title: "Gender",
        pack: Pack::IntlCore,
        severity: Severity::Low,
        role: Role::Attribute,
        anchor: Anchor::Value(gender),
        labelled: 85,
        label: GENDER,
        rank: 84,
        examples: &["Female", "M", "पुरुष"],
        source: "written for this project",
        ..Detector::BASE
    },
    Detector {
        id: "covid_test_result",
        title: "COVID-19 test result",
        pack: Pack::IntlCore,
        severity: Severity::Critical,
        role: Role::Health,
        anchor: Anchor::Value(result),
        in_record: Some(result_of_test),
        labelled: 95,
        label: RESULT,
        rank: 85,
        examples: &["Positive", "NEGATIVE", "Not Detected"],
        source: "ICMR, RT-PCR reporting form",
        ..Detector::BASE
    },
];

/// The value without the white space and quotes around it.
pub(super) fn trimmed(value: &[u8]) -> Option<(usize, usize)> {
    let blank = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'"' | b'\'');
    let start = value.iter().position(|b| !blank(b))?;
    let end = value.iter().rposition(|b| !blank(b))? + 1;
    Some((start, end))
}

/// Longest name, in bytes: sixty characters of an Indic script are 180.
const NAME_BYTES: usize = 200;

/// Values of a name column that are no person's name (catalogue §7.1.1).
const NO_NAMES: [&str; 24] = [
    "yes", "no", "na", "nil", "none", "null", "test", "admin", "user", "guest", "total", "grand total", "male",
    "female", "other", "unknown", "india", "name", "n/a", "true", "false", "positive", "negative", "pending",
];
/// Words that make a name an organisation's or a place's.
const ORGANISATIONS: [&str; 26] = [
    "hospital", "school", "college", "bank", "office", "department", "ministry", "ltd", "limited", "pvt", "trust",
    "committee", "panchayat", "board", "university", "district", "centre", "center", "clinic", "laboratory", "lab",
    "institute", "corporation", "nagar", "scheme", "society",
];

/// One to six words of letters, no digits, not an organisation.
fn name(value: &[u8]) -> Option<(usize, usize)> {
    let (start, end) = trimmed(value)?;
    let text = &value[start..end];
    let letter = |b: &u8| b.is_ascii_alphabetic() || *b >= 0x80;
    let sound = |b: &u8| letter(b) || matches!(b, b' ' | b'.' | b'\'' | b'-' | b'(' | b')' | b',');
    if text.len() > NAME_BYTES || !text.iter().all(sound) || text.iter().filter(|b| letter(b)).count() < 2 {
        return None;
    }
    let words = || text.split(|b| matches!(b, b' ' | b'.' | b',')).filter(|w| !w.is_empty());
    let named = words().count() <= 6 && !is_one_of(text, &NO_NAMES) && !words().any(|w| is_one_of(w, &ORGANISATIONS));
    named.then_some((start, end))
}

/// Ten characters or more in two words or more.
fn address(value: &[u8]) -> Option<(usize, usize)> {
    let (start, end) = trimmed(value)?;
    let text = &value[start..end];
    let words = text.split(|b| matches!(b, b' ' | b',')).filter(|w| !w.is_empty()).count();
    (text.len() >= 10 && words >= 2 && !text.contains(&b'@') && !text.starts_with(b"http")).then_some((start, end))
}

/// A date: `dd/MM/yyyy`, `yyyy-MM-dd` and their kin, `dd MMM yyyy`, `yyyyMMdd`, or a year alone.
fn date(value: &[u8]) -> Option<(usize, usize)> {
    let (start, end) = trimmed(value)?;
    let text = &value[start..end];
    let numbers = || text.split(|b| !b.is_ascii_digit()).filter(|n| !n.is_empty());
    let year = |n: &[u8]| n.starts_with(b"19") || n.starts_with(b"20");
    let compact = |n: &[u8]| n.len() == 8 && exists(digits(n, 0, 4), digits(n, 4, 2), digits(n, 6, 2));
    let year = numbers().any(|n| year(n) && (n.len() == 4 || compact(n)));
    (text.len() <= 30 && year && numbers().count() <= 7).then_some((start, end))
}

/// A number up to 120, with or without unit and gender: `45`, `45 Yrs`, `45/M`.
fn age(value: &[u8]) -> Option<(usize, usize)> {
    let (start, end) = trimmed(value)?;
    let text = &value[start..end];
    let digits = text.iter().take_while(|b| b.is_ascii_digit()).count();
    let years = text[..digits.min(4)].iter().fold(0u32, |n, d| n * 10 + u32::from(d - b'0'));
    let rest = &text[digits..];
    // A range (`18-44`, `45+`) speaks of many.
    let range = matches!(rest.first(), Some(b'-' | b'+')) || rest.iter().filter(|b| b.is_ascii_digit()).count() > 3;
    ((1..=3).contains(&digits) && years <= 120 && rest.len() <= 24 && !range).then_some((start, start + digits))
}

/// What follows a number that is an age, lower case: a unit, or a gender behind a slash.
const AGE_UNITS: [&str; 12] = ["yrs", "yr", "years", "year", "y/o", "yo", "/m", "/f", "/ m", "/ f", "वर्ष", "साल"];

/// An age in running text: one to three digits with a unit or gender (`43 yrs`, `34/M`).
fn age_with_unit(text: &[u8], from: usize) -> Option<(usize, usize)> {
    let digit = |i: usize| text.get(i).is_some_and(u8::is_ascii_digit);
    let word = |i: usize| text.get(i).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'/' || *b == b'-');
    let mut at = from;
    while at < text.len() {
        if !digit(at) || at > 0 && (word(at - 1) || text[at - 1] == b'.') {
            at += 1;
            continue;
        }
        let len = (0..4).take_while(|&n| digit(at + n)).count();
        let end = at + len;
        let rest = text[end..].trim_ascii_start();
        let unit = AGE_UNITS.iter().find(|unit| starts_with(rest, unit));
        if let Some(unit) = unit.filter(|_| len <= 3) {
            let behind = text.len() - rest.len() + unit.len();
            if !text.get(behind).is_some_and(u8::is_ascii_alphanumeric) && !is_limit(&text[..at]) {
                return age(&text[at..end]).map(|_| (at, end));
            }
        }
        at = end.max(at + 1);
    }
    None
}

/// Words in front of a number of years that is nobody's age: a limit, or a time that something takes.
const LIMITS: [&str; 16] = [
    "under", "below", "over", "above", "than", "upto", "to", "within", "least", "every", "for", "last", "past", "next",
    "after", "between",
];

/// Whether the last word of `text` is such.
fn is_limit(text: &[u8]) -> bool {
    let text = text.trim_ascii_end();
    let word = text.iter().rev().take_while(|b| b.is_ascii_alphabetic()).count();
    is_one_of(&text[text.len() - word..], &LIMITS)
}

fn starts_with(text: &[u8], word: &str) -> bool {
    text.len() >= word.len() && text[..word.len()].eq_ignore_ascii_case(word.as_bytes())
}

const GENDERS: [&str; 30] = [
    "m", "f", "t", "o", "male", "female", "trans", "transgender", "other", "others", "man", "woman", "boy", "girl",
    "पुरुष", "महिला", "स्त्री", "अन्य", "পুরুষ", "মহিলা", "ஆண்", "பெண்", "పురుషుడు", "స్త్రీ", "ಪುರುಷ", "ಮಹಿಳೆ", "പുരുഷൻ", "സ്ത്രീ",
    "પુરુષ", "ਪੁਰਸ਼",
];

fn gender(value: &[u8]) -> Option<(usize, usize)> {
    let (start, end) = trimmed(value)?;
    let text = &value[start..end];
    // Behind an age, where one column holds both: `20 / Male`.
    let begin = text.iter().rposition(|&b| matches!(b, b'/' | b',')).map_or(0, |at| at + 1);
    let begin = begin + text[begin..].iter().take_while(|b| b.is_ascii_whitespace()).count();
    let behind_age = text[..begin].first().is_none_or(u8::is_ascii_digit);
    let gender = |word: &[u8]| is_one_of(word, &GENDERS);
    (behind_age && gender(&text[begin..])).then_some((start + begin, end))
}

const RESULTS: [&str; 22] = [
    "positive", "negative", "pos", "neg", "detected", "not detected", "inconclusive", "invalid", "reactive",
    "non reactive", "non-reactive", "+ve", "-ve", "पॉजिटिव", "पॉज़िटिव", "नेगेटिव", "निगेटिव", "संक्रमित", "পজিটিভ",
    "নেগেটিভ", "பாசிட்டிவ்", "நெகட்டிவ்",
];

/// Tests whose result a word behind them is.
const TESTS: [&str; 8] = ["rtpcr", "rt-pcr", "rt pcr", "covid", "antigen", "rat ", "sars", "कोविड"];
/// Bytes behind a test's name in which its result stands.
const RESULT_REACH: usize = 40;

/// A result in running text: a word of a result near behind the name of a test, with no full stop between.
fn result_of_test(text: &[u8], from: usize) -> Option<(usize, usize)> {
    for at in from..text.len() {
        let Some(test) = TESTS.iter().find(|test| starts_with(&text[at..], test)) else { continue };
        if at > 0 && text[at - 1].is_ascii_alphanumeric() {
            continue;
        }
        let begin = at + test.len();
        let reach = &text[begin..text.len().min(begin + RESULT_REACH)];
        let sentence = reach.split(|&b| matches!(b, b'.' | b'\n' | b';')).next().unwrap_or(reach);
        let boundary = |i: usize| !sentence.get(i).is_some_and(u8::is_ascii_alphanumeric);
        let found = (0..sentence.len()).filter(|&i| i == 0 || boundary(i - 1)).find_map(|i| {
            let fits = |word: &&&str| starts_with(&sentence[i..], word) && boundary(i + word.len());
            RESULTS.iter().filter(fits).max_by_key(|word| word.len()).map(|word| (begin + i, begin + i + word.len()))
        });
        if found.is_some() {
            return found;
        }
    }
    None
}

fn result(value: &[u8]) -> Option<(usize, usize)> {
    let (start, end) = trimmed(value)?;
    let text = &value[start..end];
    is_one_of(text, &RESULTS).then_some((start, end))
}

#[cfg(test)]
mod tests {
    use super::{age_with_unit, result_of_test};

    #[test]
    fn in_running_text() {
        for (text, found) in [
            ("Asha, 43 yrs F", Some("43")),
            ("Asha, 3 yrs F", Some("3")),
            ("Asha 34/M", Some("34")),
            ("Asha 34 / F", Some("34")),
            ("room 34/Main", None),
            ("in 2021 years", None),
            ("children under 6 years of age", None),
            ("more than 10 years", None),
            ("#12/34/M", None),
            ("12.5 years", None),
        ] {
            assert_eq!(age_with_unit(text.as_bytes(), 0).map(|(s, e)| &text[s..e]), found, "{text}");
        }
        for (text, found) in [
            ("RTPCR NEG.", Some("NEG")),
            ("RT-PCR: Not Detected", Some("Not Detected")),
            ("covid positive since May", Some("positive")),
            ("covid centre. positive mood", None),
            ("covid positivity", None),
            ("positive", None),
        ] {
            assert_eq!(result_of_test(text.as_bytes(), 0).map(|(s, e)| &text[s..e]), found, "{text}");
        }
    }
}
