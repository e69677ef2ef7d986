//! Pack `eu`: the centre of Europe.

use super::super::labels::STEUER_ID;
use crate::grammar::{Check, Detector, Form, Pack, Severity};
use crate::shape;

pub(in crate::catalog) const DETECTORS: &[Detector] = &[Detector {
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
}];

/// Among the first ten digits exactly one occurs twice or three times, the others once at most; the first is not 0.
fn one_digit_repeats(value: &[u8]) -> bool {
    let count = |digit: u8| value.iter().take(10).filter(|&&d| d == digit).count();
    let repeated = (b'0'..=b'9').map(count).filter(|&n| n > 1);
    !value.starts_with(b"0") && repeated.clone().count() == 1 && repeated.max().is_some_and(|n| n <= 3)
}
