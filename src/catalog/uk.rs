//! Pack `uk`: the United Kingdom.

use super::labels::NHS;
use crate::grammar::{Check, Detector, Form, Pack, Severity, Weighted};
use crate::shape;

pub(super) const DETECTORS: &[Detector] = &[Detector {
    id: "uk_nhs",
    title: "NHS number",
    pack: Pack::Uk,
    severity: Severity::Critical,
    forms: &[Form { shape: shape!("9{3}~9{3}~9{4}"), alone: 60 }, Form { shape: shape!("9{10}"), alone: 10 }],
    check: Check::Weighted(NHS_SUM),
    lookalikes: false,
    labelled: 96,
    label: NHS,
    samples: &["999"],
    rank: 119,
    examples: &["943 476 5919"],
    source: "NHS Data Model and Dictionary, NHS NUMBER; python-stdnum gb.nhs",
    ..Detector::BASE
}];

const NHS_SUM: &[Weighted] =
    &[Weighted { weights: &[10, 9, 8, 7, 6, 5, 4, 3, 2], modulus: 11, table: b"0-987654321", behind: 0 }];
