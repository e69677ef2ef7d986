//! Pack `in`: India.

use super::labels::{AADHAAR, MOBILE, PAN};
use crate::grammar::{Check, Detector, Form, Pack, Role, Severity};
use crate::shape;

pub(super) const DETECTORS: &[Detector] = &[
    Detector {
        id: "in_aadhaar",
        title: "Aadhaar number",
        pack: Pack::In,
        severity: Severity::Critical,
        forms: &[
            Form { shape: shape!("[2-9]9{3}~9{4}~9{4}"), alone: 75 },
            Form { shape: shape!("[2-9]9{11}"), alone: 35 },
        ],
        check: Check::Verhoeff,
        accept: not_palindrome,
        labelled: 98,
        label: AADHAAR,
        samples: &["99994105", "99997165", "99993311", "234123412346"],
        rank: 30,
        examples: &["2341 2341 2346", "234123412346"],
        source: "UIDAI, A UID Numbering Scheme (2010); python-stdnum in_.aadhaar",
        ..Detector::BASE
    },
    Detector {
        id: "in_pan",
        title: "Permanent Account Number (income tax) of a person",
        pack: Pack::In,
        severity: Severity::High,
        forms: &[
            Form { shape: shape!("A{3}[P]A9{4}A"), alone: 72 },
            Form { shape: shape!("A{3}[P]A~9{4}~A"), alone: 40 },
        ],
        accept: serial_not_zero,
        labelled: 97,
        label: PAN,
        rank: 20,
        examples: &["AAAPA0001A"],
        source: "Income Tax Department, structure of PAN; python-stdnum in_.pan",
        ..Detector::BASE
    },
    Detector {
        id: "in_mobile",
        title: "Indian mobile number",
        pack: Pack::In,
        severity: Severity::Medium,
        role: Role::Contact,
        forms: &[
            Form { shape: shape!("[+][9][1][)]?~?[6-9]9{4}~?9{5}"), alone: 92 },
            Form { shape: shape!("[+][9][1][)]?~?[6-9]9{2}~?9{3}~?9{4}"), alone: 92 },
            Form { shape: shape!("[0][0][9][1]~?[6-9]9{4}~?9{5}"), alone: 92 },
            Form { shape: shape!("[9][1]~?[6-9]9{4}~?9{5}"), alone: 40 },
            Form { shape: shape!("[0]~?[6-9]9{4}~?9{5}"), alone: 40 },
            Form { shape: shape!("[6-9]9{4}~9{5}"), alone: 65 },
            Form { shape: shape!("[6-9]9{2}~9{3}~9{4}"), alone: 45 },
            Form { shape: shape!("[6-9]9{3}~9{3}~9{3}"), alone: 45 },
            Form { shape: shape!("[6-9]9{9}"), alone: 40 },
        ],
        lookalikes: false,
        labelled: 97,
        label: MOBILE,
        rank: 50,
        examples: &["+91 98765 43210", "9876543210", "0091-9876543210"],
        source: "National Numbering Plan 2003, Department of Telecommunications; libphonenumber",
        ..Detector::BASE
    },
];

/// UIDAI does not issue numbers that read the same backwards.
fn not_palindrome(digits: &[u8]) -> bool {
    !digits.iter().eq(digits.iter().rev())
}

/// The four digits of a PAN run from 0001.
fn serial_not_zero(pan: &[u8]) -> bool {
    pan.get(5..9).is_some_and(|serial| serial != b"0000")
}
