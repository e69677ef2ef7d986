//! Pack `eu`: the centre of Europe.

use super::super::dates::{digits, exists};
use super::super::labels::{PESEL, STEUER_ID};
use crate::grammar::{Check, Detector, Form, Pack, Severity, Weighted};
use crate::shape;

pub(in crate::catalog) const DETECTORS: &[Detector] = &[
    Detector {
        id: "de_steuer_id",
        title: "German tax identification number",
        pack: Pack::Eu,
        severity: Severity::High,
        forms: &[
            Form { shape: shape!("9{2}~9{3}~9{3}~9{3}"), alone: 70 },
            Form { shape: shape!("9{11}"), alone: 45 },
            Form { shape: shape!("9{10} 9"), alone: 0 },
        ],
        check: Check::Mod11And10,
        accept: one_digit_repeats,
        lookalikes: false,
        labelled: 96,
        label: STEUER_ID,
        rank: 124,
        examples: &["36 574 261 809"],
        source: "Bundeszentralamt für Steuern, structure of the IdNr; python-stdnum de.idnr",
        ..Detector::BASE
    },
    Detector {
        id: "pl_pesel",
        title: "Polish PESEL",
        pack: Pack::Eu,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{11}"), alone: 45 }],
        check: Check::Weighted(PESEL_SUM),
        accept: birth_of_pesel,
        labelled: 96,
        label: PESEL,
        rank: 125,
        examples: &["44051401359"],
        source: "Polish act on population registration, annex; python-stdnum pl.pesel",
        ..Detector::BASE
    },
];

const PESEL_SUM: &[Weighted] =
    &[Weighted { weights: &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3], modulus: 10, table: b"0987654321", behind: 0 }];

/// Among the first ten digits exactly one occurs twice or three times, the others once at most; the first is not 0.
fn one_digit_repeats(value: &[u8]) -> bool {
    let count = |digit: u8| value.iter().take(10).filter(|&&d| d == digit).count();
    let repeated = (b'0'..=b'9').map(count).filter(|&n| n > 1);
    !value.starts_with(b"0") && repeated.clone().count() == 1 && repeated.max().is_some_and(|n| n <= 3)
}

/// The century is told by the month: 80 more in 18xx, none in 19xx, 20 more for each one after.
fn birth_of_pesel(value: &[u8]) -> bool {
    let month = digits(value, 2, 2);
    let century = [1900, 2000, 2100, 2200, 1800][month as usize / 20];
    exists(century + digits(value, 0, 2), month % 20, digits(value, 4, 2))
}
