//! Pack `in`: accounts and registers.

use super::super::dates::{THIS_YEAR, digits};
use super::super::labels::{CIN, CKYC, DEMAT, DIN, ITR_ACK, LLPIN, TAN, UDYAM};
use super::super::values::shaped;
use super::begins_with_a_state;
use crate::grammar::{Anchor, Detector, Form, Pack, Role, Severity};
use crate::shape;

pub(in crate::catalog) const DETECTORS: &[Detector] = &[
    Detector {
        id: "in_ckyc",
        title: "Central KYC number",
        pack: Pack::In,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{14}"), alone: 2 }, Form { shape: shape!("[LSO]9{14}"), alone: 2 }],
        labelled: 90,
        label: CKYC,
        rank: 77,
        examples: &["10000000000001"],
        source: "CERSAI, Central KYC Records Registry",
        ..Detector::BASE
    },
    Detector {
        id: "in_demat",
        title: "Demat account",
        pack: Pack::In,
        severity: Severity::High,
        forms: &[
            Form { shape: shape!("[I][N]9{6}~?9{8}"), alone: 80 },
            Form { shape: shape!("[1][23]9{14}"), alone: 0 },
        ],
        labelled: 93,
        label: DEMAT,
        rank: 55,
        several: true,
        examples: &["IN30000010000001"],
        source: "NSDL and CDSL, structure of account numbers",
        ..Detector::BASE
    },
    Detector {
        id: "in_itr_ack",
        title: "Acknowledgement of an income tax return",
        pack: Pack::In,
        severity: Severity::Medium,
        forms: &[Form { shape: shape!("9{15}"), alone: 0 }],
        labelled: 80,
        label: ITR_ACK,
        rank: 78,
        several: true,
        examples: &["248210937561042"],
        source: "Income Tax Department, ITR-V",
        ..Detector::BASE
    },
    Detector {
        id: "in_cin",
        title: "Corporate identity number",
        pack: Pack::In,
        severity: Severity::Low,
        role: Role::Body,
        forms: &[Form { shape: shape!("[LU]9{5}A{2}[12]9{3}A{3}9{6}"), alone: 90 }],
        accept: is_a_company,
        labelled: 95,
        label: CIN,
        rank: 16,
        examples: &["U00000MH2020PTC000001"],
        source: "Ministry of Corporate Affairs, structure of the CIN",
        ..Detector::BASE
    },
    Detector {
        id: "in_llpin",
        title: "Number of a limited liability partnership",
        pack: Pack::In,
        severity: Severity::Low,
        role: Role::Body,
        forms: &[Form { shape: shape!("A{3}-9{4}"), alone: 0 }],
        labelled: 85,
        label: LLPIN,
        rank: 56,
        examples: &["AAA-0001"],
        source: "Ministry of Corporate Affairs, structure of the LLPIN",
        ..Detector::BASE
    },
    Detector {
        id: "in_udyam",
        title: "Udyam registration of a small firm",
        pack: Pack::In,
        severity: Severity::Low,
        role: Role::Body,
        forms: &[Form { shape: shape!("[U][D][Y][A][M]-A{2}-9{2}-9{7}"), alone: 90 }],
        labelled: 95,
        label: UDYAM,
        rank: 57,
        examples: &["UDYAM-MH-00-0000001"],
        source: "Ministry of MSME, Udyam registration number",
        ..Detector::BASE
    },
    Detector {
        id: "in_tan",
        title: "Tax deduction account",
        pack: Pack::In,
        severity: Severity::Low,
        role: Role::Body,
        anchor: Anchor::Value(|value| shaped(&[shape!("A{4}9{5}A")], value)),
        labelled: 85,
        label: TAN,
        rank: 58,
        examples: &["DELA00001A"],
        source: "Income Tax Department, structure of the TAN",
        ..Detector::BASE
    },
    Detector {
        id: "in_din",
        title: "Director identification number",
        pack: Pack::In,
        severity: Severity::Low,
        role: Role::Body,
        forms: &[Form { shape: shape!("9{8}"), alone: 0 }],
        lookalikes: false,
        labelled: 85,
        label: DIN,
        rank: 59,
        examples: &["00482109"],
        source: "Ministry of Corporate Affairs, DIN",
        ..Detector::BASE
    },
];

/// A state, a year, a kind of company.
fn is_a_company(value: &[u8]) -> bool {
    const KINDS: &str = "PLC PTC FLC FTC GOI SGC NPL OPC GAP GAT ULL ULT";
    let kind = value.get(12..15).is_some_and(|kind| KINDS.split_ascii_whitespace().any(|k| k.as_bytes() == kind));
    kind && value.get(6..).is_some_and(begins_with_a_state) && (1800..=THIS_YEAR).contains(&digits(value, 8, 4))
}
