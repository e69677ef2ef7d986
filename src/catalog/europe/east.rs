//! Pack `eu`: the east of Europe.

use super::super::dates::{digits, exists};
use super::super::labels::{CNP, EGN, JMBG, OIB};
use crate::grammar::{Check, Detector, Form, Pack, Severity, Weighted};
use crate::shape;

pub(in crate::catalog) const DETECTORS: &[Detector] = &[
    Detector {
        id: "ro_cnp",
        title: "Romanian personal numeric code",
        pack: Pack::Eu,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{13}"), alone: 65 }],
        check: Check::Weighted(CNP_SUM),
        accept: romanian,
        labelled: 96,
        label: CNP,
        rank: 156,
        examples: &["1630615123457"],
        source: "Romanian act 105/1996 on the register of population; python-stdnum ro.cnp",
        ..Detector::BASE
    },
    Detector {
        id: "bg_egn",
        title: "Bulgarian citizen number (EGN)",
        pack: Pack::Eu,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{10}"), alone: 30 }],
        check: Check::Weighted(EGN_SUM),
        accept: bulgarian,
        labelled: 95,
        label: EGN,
        rank: 157,
        examples: &["7523169263"],
        source: "GRAO, structure of the EGN; python-stdnum bg.egn",
        ..Detector::BASE
    },
    Detector {
        id: "hr_oib",
        title: "Croatian personal number (OIB)",
        pack: Pack::Eu,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{11}"), alone: 10 }],
        check: Check::Mod11And10,
        labelled: 95,
        label: OIB,
        rank: 158,
        examples: &["33392005961"],
        source: "Porezna uprava, OIB; python-stdnum hr.oib",
        ..Detector::BASE
    },
    Detector {
        id: "jmbg",
        title: "Unique citizen number (JMBG, EMŠO)",
        pack: Pack::Eu,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{13}"), alone: 50 }],
        check: Check::Weighted(JMBG_SUM),
        accept: yugoslav,
        labelled: 95,
        label: JMBG,
        rank: 159,
        examples: &["0101006500006"],
        source: "Yugoslav act of 1976, still used by its successors; python-stdnum rs.jmbg",
        ..Detector::BASE
    },
];

const CNP_SUM: &[Weighted] =
    &[Weighted { weights: &[2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9], modulus: 11, table: b"01234567891", behind: 0 }];

const EGN_SUM: &[Weighted] =
    &[Weighted { weights: &[2, 4, 8, 5, 10, 9, 7, 3, 6], modulus: 11, table: b"01234567890", behind: 0 }];

const JMBG_SUM: &[Weighted] =
    &[Weighted { weights: &[7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2], modulus: 11, table: b"0-987654321", behind: 0 }];

/// The first digit tells the century; then the date and the county.
fn romanian(value: &[u8]) -> bool {
    let century = match value.first() {
        Some(b'3' | b'4') => 1800,
        Some(b'5' | b'6') => 2000,
        Some(b'0') | None => return false,
        _ => 1900,
    };
    let county = matches!(digits(value, 7, 2), 1..=48 | 51 | 52 | 70 | 80..=83);
    county && exists(century + digits(value, 1, 2), digits(value, 3, 2), digits(value, 5, 2))
}

/// Months are 20 more in 18xx, 40 more in 20xx.
fn bulgarian(value: &[u8]) -> bool {
    let month = digits(value, 2, 2);
    let (century, month) = match month {
        41.. => (2000, month - 40),
        21.. => (1800, month - 20),
        _ => (1900, month),
    };
    exists(century + digits(value, 0, 2), month, digits(value, 4, 2))
}

/// Day, month, the last three digits of the year.
fn yugoslav(value: &[u8]) -> bool {
    let year = digits(value, 4, 3);
    exists(if year < 800 { 2000 } else { 1000 } + year, digits(value, 2, 2), digits(value, 0, 2))
}
