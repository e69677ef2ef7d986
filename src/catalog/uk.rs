//! Pack `uk`: the United Kingdom.

use super::dates::{digits, exists_in_a_century};
use super::labels::{CHI, LICENCE_UK, MOBILE, NHS, NINO, UTR_UK};
use super::values::shaped;
use crate::grammar::{Anchor, Check, Compact, Detector, Form, Pack, Role, Severity, Weighted};
use crate::shape;

pub(super) const DETECTORS: &[Detector] = &[
    Detector {
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
    },
    Detector {
        id: "uk_chi",
        title: "Scottish community health index number",
        pack: Pack::Uk,
        severity: Severity::Critical,
        forms: &[Form { shape: shape!("9{10}"), alone: 35 }, Form { shape: shape!("9{6}~9{4}"), alone: 35 }],
        check: Check::Weighted(NHS_SUM),
        accept: birth_of_chi,
        labelled: 95,
        label: CHI,
        rank: 120,
        examples: &["0101700008"],
        source: "NHS Scotland, structure of the CHI number",
        ..Detector::BASE
    },
    Detector {
        id: "uk_nino",
        title: "UK national insurance number",
        pack: Pack::Uk,
        severity: Severity::High,
        anchor: Anchor::Value(|value| {
            shaped(
                &[
                    shape!("[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]9{6}[A-D]"),
                    shape!("[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]~9{2}~9{2}~9{2}~[A-D]"),
                ],
                value,
            )
        }),
        accept: |value| is_nino_prefix(Compact::of(value).as_bytes()),
        labelled: 96,
        label: NINO,
        rank: 121,
        examples: &["AC 00 00 01 A"],
        source: "HM Revenue & Customs, NIM39110",
        ..Detector::BASE
    },
    Detector {
        id: "uk_utr",
        title: "UK unique taxpayer reference",
        pack: Pack::Uk,
        severity: Severity::Medium,
        forms: &[Form { shape: shape!("9{10}"), alone: 5 }, Form { shape: shape!("9{5}~9{5}"), alone: 5 }],
        accept: utr_digit,
        labelled: 92,
        label: UTR_UK,
        rank: 122,
        examples: &["1123456789"],
        source: "HM Revenue & Customs, check digit of the UTR; python-stdnum gb.utr",
        ..Detector::BASE
    },
    Detector {
        id: "uk_driving_licence",
        title: "UK driving licence",
        pack: Pack::Uk,
        severity: Severity::High,
        anchor: Anchor::Value(|value| shaped(&[shape!("A[A-Z9]{4}9{6}[A-Z9]{2}XA{2}")], value)),
        accept: |value| birth_of_driver(Compact::of(value).as_bytes()),
        labelled: 96,
        label: LICENCE_UK,
        rank: 123,
        examples: &["MORGA657054SM9IJ"],
        source: "DVLA, structure of the driver number",
        ..Detector::BASE
    },
    Detector {
        id: "uk_phone",
        title: "UK telephone number",
        pack: Pack::Uk,
        severity: Severity::Medium,
        role: Role::Contact,
        forms: &[
            Form { shape: shape!("[0][7][1-57-9]9{2}~9{6}"), alone: 65 },
            Form { shape: shape!("[0][7][1-57-9]9{2}~9{3}~9{3}"), alone: 65 },
            Form { shape: shape!("[0][1-37]9{8,9}"), alone: 0 },
            Form { shape: shape!("[0][2]9~9{4}~9{4}"), alone: 0 },
            Form { shape: shape!("[0][1]9{2,3}~9{3}~9{3,4}"), alone: 0 },
        ],
        refuse: is_fictional,
        lookalikes: false,
        labelled: 92,
        label: MOBILE,
        rank: 253,
        examples: &["07400 123456"],
        source: "Ofcom, National Telephone Numbering Plan",
        ..Detector::BASE
    },
];

const NHS_SUM: &[Weighted] =
    &[Weighted { weights: &[10, 9, 8, 7, 6, 5, 4, 3, 2], modulus: 11, table: b"0-987654321", behind: 0 }];

fn birth_of_chi(value: &[u8]) -> bool {
    exists_in_a_century(digits(value, 4, 2), digits(value, 2, 2), digits(value, 0, 2))
}

/// Prefixes that are not used.
fn is_nino_prefix(value: &[u8]) -> bool {
    value.get(..2).is_some_and(|prefix| ![&b"BG"[..], b"GB", b"KN", b"NK", b"NT", b"TN", b"ZZ"].contains(&prefix))
}

/// The first digit checks the nine behind it.
fn utr_digit(value: &[u8]) -> bool {
    const SUM: Weighted =
        Weighted { weights: &[6, 7, 8, 9, 10, 5, 4, 3, 2], modulus: 11, table: b"21987654321", behind: 0 };
    let remainder = value.get(1..10).and_then(|rest| SUM.remainder(rest));
    remainder.is_some_and(|r| SUM.table.get(r) == value.first())
}

/// The decade, the month (plus 50 for women), the day, the year of the decade.
fn birth_of_driver(value: &[u8]) -> bool {
    let year = digits(value, 5, 1) * 10 + digits(value, 10, 1);
    let month = digits(value, 6, 2);
    value.len() == 16 && exists_in_a_century(year, if month > 50 { month - 50 } else { month }, digits(value, 8, 2))
}

/// Numbers that Ofcom keeps for drama.
fn is_fictional(value: &[u8]) -> bool {
    value.starts_with(b"07700900") || value.starts_with(b"02079460")
}
