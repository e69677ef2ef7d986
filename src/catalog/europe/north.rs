//! Pack `eu`: the north of Europe.

use super::super::dates::{THIS_YEAR, digits, exists, exists_in_a_century, recent};
use super::super::labels::{CPR, FNR, HETU, ISIKUKOOD, KENNITALA, LV_PK, PERSONNUMMER};
use crate::grammar::{Check, Detector, Form, Pack, Severity, Weighted};
use crate::shape;

pub(in crate::catalog) const DETECTORS: &[Detector] = &[
    Detector {
        id: "se_personnummer",
        title: "Swedish personal number",
        pack: Pack::Eu,
        severity: Severity::High,
        forms: &[
            Form { shape: shape!("9{6}[-+]9{4}"), alone: 80 },
            Form { shape: shape!("9{8}[-+]9{4}"), alone: 80 },
            Form { shape: shape!("9{10}"), alone: 45 },
            Form { shape: shape!("9{12}"), alone: 45 },
            Form { shape: shape!("9{4}-9{2}-9{4}"), alone: 0 },
        ],
        accept: swedish,
        lookalikes: false,
        labelled: 96,
        label: PERSONNUMMER,
        rank: 150,
        examples: &["811228-9874"],
        source: "Skatteverket, SKV 704; python-stdnum se.personnummer",
        ..Detector::BASE
    },
    Detector {
        id: "fi_hetu",
        title: "Finnish personal identity code",
        pack: Pack::Eu,
        severity: Severity::High,
        forms: &[
            Form { shape: shape!("9{6}[-+]9{3}[0-9A-FHJ-NPR-Y]"), alone: 92 },
            Form { shape: shape!("9{6}[A-FU-Y]9{3}[0-9A-FHJ-NPR-Y]"), alone: 92 },
        ],
        accept: finnish,
        labelled: 97,
        label: HETU,
        rank: 151,
        examples: &["131052-308T", "131052A308T"],
        source: "Digi- ja väestötietovirasto, structure of the code and its new signs; python-stdnum fi.hetu",
        ..Detector::BASE
    },
    Detector {
        id: "dk_cpr",
        title: "Danish civil registration number",
        pack: Pack::Eu,
        severity: Severity::High,
        forms: &[
            Form { shape: shape!("9{6}-9{4}"), alone: 60 },
            Form { shape: shape!("9{6} 9{4}"), alone: 0 },
            Form { shape: shape!("9{10}"), alone: 15 },
        ],
        accept: danish,
        lookalikes: false,
        labelled: 93,
        label: CPR,
        rank: 252,
        examples: &["211062-5629"],
        source: "CPR-kontoret, Personnummeret i CPR; python-stdnum dk.cpr",
        ..Detector::BASE
    },
    Detector {
        id: "no_fnr",
        title: "Norwegian birth number",
        pack: Pack::Eu,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{6}~9{5}"), alone: 75 }, Form { shape: shape!("9{11}"), alone: 65 }],
        check: Check::Weighted(FNR_SUMS),
        accept: norwegian,
        labelled: 96,
        label: FNR,
        rank: 152,
        examples: &["151086 95088"],
        source: "Skatteetaten, structure of the fødselsnummer; python-stdnum no.fodselsnummer",
        ..Detector::BASE
    },
    Detector {
        id: "is_kennitala",
        title: "Icelandic identification number",
        pack: Pack::Eu,
        severity: Severity::Medium,
        forms: &[Form { shape: shape!("9{6}-9{4}"), alone: 75 }, Form { shape: shape!("9{10}"), alone: 30 }],
        check: Check::Weighted(KENNITALA_SUM),
        accept: icelandic,
        lookalikes: false,
        labelled: 95,
        label: KENNITALA,
        rank: 153,
        examples: &["120174-3399"],
        source: "Þjóðskrá, structure of the kennitala; python-stdnum is_.kennitala",
        ..Detector::BASE
    },
    Detector {
        id: "ee_ik",
        title: "Estonian or Lithuanian personal code",
        pack: Pack::Eu,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{11}"), alone: 65 }],
        accept: baltic,
        labelled: 95,
        label: ISIKUKOOD,
        rank: 154,
        examples: &["36805110349"],
        source: "EVS 585:2007, Lithuanian act on the population register; python-stdnum ee.ik, lt.asmens",
        ..Detector::BASE
    },
    Detector {
        id: "lv_pk",
        title: "Latvian personal code",
        pack: Pack::Eu,
        severity: Severity::High,
        forms: &[
            Form { shape: shape!("[0-2]9{5}-9{5}"), alone: 75 },
            Form { shape: shape!("[3][01]9{4}-9{5}"), alone: 75 },
            Form { shape: shape!("[3][2]9{4}-9{5}"), alone: 0 },
            Form { shape: shape!("[0-2]9{10}"), alone: 40 },
            Form { shape: shape!("[3][01]9{9}"), alone: 40 },
            Form { shape: shape!("[3][2]9{9}"), alone: 0 },
        ],
        accept: latvian,
        lookalikes: false,
        labelled: 95,
        label: LV_PK,
        rank: 155,
        examples: &["161175-19997"],
        source: "Latvian act on the population register; python-stdnum lv.pvn",
        ..Detector::BASE
    },
];

const FNR_SUMS: &[Weighted] = &[
    Weighted { weights: &[3, 7, 6, 1, 8, 9, 4, 5, 2], modulus: 11, table: b"0-987654321", behind: 1 },
    Weighted { weights: &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2], modulus: 11, table: b"0-987654321", behind: 0 },
];

const KENNITALA_SUM: &[Weighted] =
    &[Weighted { weights: &[3, 2, 7, 6, 5, 4, 3, 2], modulus: 11, table: b"0-987654321", behind: 1 }];

/// Luhn over the last ten digits, and the date in front; days of coordination numbers are 60 more.
fn swedish(value: &[u8]) -> bool {
    let Some(ten) = value.len().checked_sub(10).and_then(|from| value.get(from..)) else { return false };
    let (year, month, day) = (digits(ten, 0, 2), digits(ten, 2, 2), digits(ten, 4, 2));
    let year = if value.len() == 12 { digits(value, 0, 4) } else { recent(year) };
    exists(year, month, if day > 60 { day - 60 } else { day }) && Check::Luhn.passes(ten)
}

/// The check character is the date and the individual number modulo 31.
fn finnish(value: &[u8]) -> bool {
    let sign = value.get(6).filter(|b| b.is_ascii_alphabetic());
    let century = if sign.is_some_and(|s| (b'A'..=b'F').contains(s)) { 2000 } else { 1900 };
    let Some(individual) = value.len().checked_sub(4).filter(|&at| at >= 6) else { return false };
    let number = u64::from(digits(value, 0, 6)) * 1000 + u64::from(digits(value, individual, 3));
    let check = b"0123456789ABCDEFHJKLMNPRSTUVWXY"[(number % 31) as usize];
    let born = exists(century + digits(value, 4, 2), digits(value, 2, 2), digits(value, 0, 2));
    born && digits(value, individual, 3) >= 2 && value.last() == Some(&check)
}

/// The seventh digit tells the century; numbers since 2007 have no check digit.
fn danish(value: &[u8]) -> bool {
    let year = digits(value, 4, 2);
    let year = match value.get(6) {
        Some(b'5'..=b'8') if year >= 58 => 1800 + year,
        Some(b'0'..=b'3') => 1900 + year,
        Some(b'4' | b'9') if year >= 37 => 1900 + year,
        _ => 2000 + year,
    };
    year <= THIS_YEAR && exists(year, digits(value, 2, 2), digits(value, 0, 2))
}

/// Days of D numbers are 40 more, months of H numbers 40 more, of synthetic ones 65 or 80.
fn norwegian(value: &[u8]) -> bool {
    let (day, month) = (digits(value, 0, 2), digits(value, 2, 2));
    let month = match month {
        41..=52 => month - 40,
        66..=77 => month - 65,
        81..=92 => month - 80,
        _ => month,
    };
    exists_in_a_century(digits(value, 4, 2), month, if day > 40 { day - 40 } else { day })
}

/// The last digit is the century; organisations, whose days are 40 more, are nobody.
fn icelandic(value: &[u8]) -> bool {
    let century = match value.get(9) {
        Some(b'9') => 1900,
        Some(b'0') => 2000,
        _ => return false,
    };
    let year = century + digits(value, 4, 2);
    year <= THIS_YEAR && exists(year, digits(value, 2, 2), digits(value, 0, 2))
}

/// Two rows of weights: the second where the first leaves ten. The first digit tells century and sex.
fn baltic(value: &[u8]) -> bool {
    let sum = |weights: [u32; 10]| weights.iter().enumerate().map(|(i, w)| w * digits(value, i, 1)).sum::<u32>() % 11;
    let first = sum([1, 2, 3, 4, 5, 6, 7, 8, 9, 1]);
    let check = if first < 10 { first } else { sum([3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 10 };
    let century = 1700 + 100 * digits(value, 0, 1).div_ceil(2);
    let born = exists(century + digits(value, 1, 2), digits(value, 3, 2), digits(value, 5, 2));
    matches!(value.first(), Some(b'1'..=b'8')) && born && check == digits(value, 10, 1)
}

/// The check digit and the date; numbers that begin with 32 have neither.
fn latvian(value: &[u8]) -> bool {
    const SUM: Weighted =
        Weighted { weights: &[10, 5, 8, 4, 2, 1, 6, 3, 7, 9], modulus: 11, table: b"12345678900", behind: 0 };
    let century = 1800 + 100 * digits(value, 6, 1);
    let born = exists(century + digits(value, 4, 2), digits(value, 2, 2), digits(value, 0, 2));
    value.len() == 11 && (value.starts_with(b"32") || born && SUM.passes(value))
}
