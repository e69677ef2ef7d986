//! Pack `eu`: the west and south of Europe.

use super::super::labels::BSN;
use crate::grammar::{Check, Detector, Form, Pack, Severity, Weighted};
use crate::shape;

pub(in crate::catalog) const DETECTORS: &[Detector] = &[Detector {
    id: "nl_bsn",
    title: "Dutch citizen service number (BSN)",
    pack: Pack::Eu,
    severity: Severity::High,
    forms: &[
        Form { shape: shape!("9{4}.9{2}.9{3}"), alone: 10 },
        Form { shape: shape!("9{3}~9{3}~9{3}"), alone: 10 },
        Form { shape: shape!("9{9}"), alone: 10 },
        Form { shape: shape!("9{8}"), alone: 0 },
    ],
    check: Check::Weighted(BSN_SUM),
    accept: is_not_zero,
    labelled: 95,
    label: BSN,
    rank: 126,
    examples: &["1112.22.333"],
    source: "Rijksdienst voor Identiteitsgegevens, elfproef; python-stdnum nl.bsn",
    ..Detector::BASE
}];

const BSN_SUM: &[Weighted] =
    &[Weighted { weights: &[9, 8, 7, 6, 5, 4, 3, 2], modulus: 11, table: b"0123456789-", behind: 0 }];

fn is_not_zero(value: &[u8]) -> bool {
    value.iter().any(|&digit| digit != b'0')
}
