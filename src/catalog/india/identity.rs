//! Pack `in`: other forms of Aadhaar, licences, voters, vehicles and landlines.

use super::super::dates::{THIS_YEAR, digits, exists};
use super::super::labels::{AADHAAR, CARD, EID, LICENCE, MOBILE, VEHICLE, VID, VOTER};
use super::begins_with_a_state;
use super::not_palindrome;
use crate::grammar::{Check, Detector, Form, Pack, Role, Severity};
use crate::shape;

pub(in crate::catalog) const DETECTORS: &[Detector] = &[
    Detector {
        id: "in_aadhaar_vid",
        title: "Aadhaar virtual ID",
        pack: Pack::In,
        severity: Severity::High,
        forms: &[
            Form { shape: shape!("[2-9]9{3}~9{4}~9{4}~9{4}"), alone: 55 },
            Form { shape: shape!("[2-9]9{15}"), alone: 20 },
        ],
        check: Check::Verhoeff,
        accept: not_palindrome,
        labelled: 95,
        label: VID,
        rank: 31,
        several: true,
        examples: &["2341 2341 2341 2341"],
        source: "UIDAI, Virtual ID; python-stdnum in_.vid",
        ..Detector::BASE
    },
    Detector {
        id: "in_aadhaar_masked",
        title: "Masked Aadhaar number",
        pack: Pack::In,
        severity: Severity::Low,
        role: Role::Body,
        forms: &[
            Form { shape: shape!("[X*]{4}~[X*]{4}~9{4}"), alone: 70 },
            Form { shape: shape!("[X]{8}9{4}"), alone: 70 },
        ],
        labelled: 85,
        label: AADHAAR,
        rank: 32,
        examples: &["XXXX XXXX 9012"],
        source: "UIDAI, masked e-Aadhaar: the last four digits",
        ..Detector::BASE
    },
    Detector {
        id: "card_masked",
        title: "Masked payment card number",
        pack: Pack::IntlCore,
        severity: Severity::Low,
        role: Role::Body,
        forms: &[
            Form { shape: shape!("[X]{4}~[X]{4}~[X]{4}~9{4}"), alone: 70 },
            Form { shape: shape!("[X]{12}9{4}"), alone: 70 },
        ],
        labelled: 85,
        label: CARD,
        rank: 11,
        examples: &["XXXX XXXX XXXX 1111"],
        source: "PCI DSS, truncation: the last four digits",
        ..Detector::BASE
    },
    Detector {
        id: "in_aadhaar_eid",
        title: "Aadhaar enrolment number",
        pack: Pack::In,
        severity: Severity::High,
        forms: &[
            Form { shape: shape!("9{4}/9{5}/9{5} 9{2}/9{2}/9{4} 9{2}:9{2}:9{2}"), alone: 85 },
            Form { shape: shape!("9{4}/9{5}/9{5}"), alone: 75 },
            Form { shape: shape!("9{28}"), alone: 65 },
            Form { shape: shape!("9{14}"), alone: 0 },
        ],
        accept: enrolled,
        lookalikes: false,
        labelled: 90,
        label: EID,
        rank: 33,
        examples: &["1234/12345/67890"],
        source: "UIDAI, enrolment acknowledgement slip",
        ..Detector::BASE
    },
    Detector {
        id: "in_voter_legacy",
        title: "Voter identity number of the old series",
        pack: Pack::In,
        severity: Severity::High,
        forms: &[Form { shape: shape!("A{2}/9{1,3}/9{1,3}/9{4,7}"), alone: 35 }],
        accept: begins_with_a_state,
        labelled: 88,
        label: VOTER,
        rank: 42,
        examples: &["WB/01/001/000001"],
        source: "Election Commission of India, numbers before EPIC: state, constituency, part, serial",
        ..Detector::BASE
    },
    Detector {
        id: "in_driving_licence_old",
        title: "Indian driving licence of the old series",
        pack: Pack::In,
        severity: Severity::High,
        forms: &[
            Form { shape: shape!("A{2}/9{3}/9{7}/9{4}"), alone: 0 },
            Form { shape: shape!("A{2}[-/]9{2}[-/]9{4}[-/]9{4,7}"), alone: 0 },
            Form { shape: shape!("A{2}[-/]9{2}[-/][R][-/]9{4}[-/]9{4,7}"), alone: 0 },
            Form { shape: shape!("A{2}9{2}[-/]9{4}[-/]9{4,7}"), alone: 0 },
        ],
        accept: begins_with_a_state,
        labelled: 80,
        label: LICENCE,
        rank: 43,
        examples: &["TN/001/0012345/2004"],
        source: "licences before Sarathi, as the transport departments printed them",
        ..Detector::BASE
    },
    Detector {
        id: "in_vehicle_bh",
        title: "Vehicle registration of the BH series",
        pack: Pack::In,
        severity: Severity::Medium,
        forms: &[
            Form { shape: shape!("[2][1-9]~[B][H]~9{4}~[A-HJ-NP-Z]{1,2}"), alone: 85 },
            Form { shape: shape!("[2][1-9][B][H]9{4}[A-HJ-NP-Z]{1,2}"), alone: 85 },
        ],
        labelled: 93,
        label: VEHICLE,
        rank: 44,
        several: true,
        examples: &["22BH0001A"],
        source: "Central Motor Vehicles (Twentieth Amendment) Rules 2021",
        ..Detector::BASE
    },
    Detector {
        id: "in_landline",
        title: "Indian landline number",
        pack: Pack::In,
        severity: Severity::Low,
        role: Role::Body,
        forms: &[
            Form { shape: shape!("[0][1-8]9~?[2-7]9{7}"), alone: 0 },
            Form { shape: shape!("[0][1-8]9{2}~?[2-7]9{6}"), alone: 0 },
            Form { shape: shape!("[0][1-8]9{3}~?[2-7]9{5}"), alone: 0 },
            Form { shape: shape!("[0][1-8]9-[2-7]9{7}"), alone: 55 },
            Form { shape: shape!("[0][1-8]9{2}-[2-7]9{6}"), alone: 55 },
            Form { shape: shape!("[0][1-8]9{3}-[2-7]9{5}"), alone: 55 },
            Form { shape: shape!("[+][9][1]~?[1-8]9~?[2-7]9{7}"), alone: 55 },
            Form { shape: shape!("[+][9][1]~?[1-8]9{2}~?[2-7]9{6}"), alone: 55 },
            Form { shape: shape!("[+][9][1]~?[1-8]9{3}~?[2-7]9{5}"), alone: 55 },
        ],
        accept: is_subscriber,
        labelled: 90,
        label: MOBILE,
        rank: 97,
        examples: &["011-23456789", "+91 80 22345678"],
        source: "Department of Telecommunications, National Numbering Plan",
        ..Detector::BASE
    },
];

/// The time of enrolment behind the fourteen digits: from 2009 on.
fn enrolled(value: &[u8]) -> bool {
    let stamp = value.get(14..).unwrap_or_default();
    let (years_first, days_first) = (digits(stamp, 0, 4), digits(stamp, 4, 4));
    let iso =
        exists(years_first, digits(stamp, 4, 2), digits(stamp, 6, 2)) && (2009..=THIS_YEAR).contains(&years_first);
    let printed =
        exists(days_first, digits(stamp, 2, 2), digits(stamp, 0, 2)) && (2009..=THIS_YEAR).contains(&days_first);
    let clock = digits(stamp, 8, 2) < 24 && digits(stamp, 10, 2) < 60 && digits(stamp, 12, 2) < 60;
    stamp.is_empty() || clock && (iso || printed)
}

/// Area code and subscriber's number are ten digits together.
fn is_subscriber(value: &[u8]) -> bool {
    let trunk = if value.starts_with(b"0") { 1 } else { 2 };
    value.len() == trunk + 10 && !value.get(trunk..).unwrap_or_default().starts_with(b"1800")
}
