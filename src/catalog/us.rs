//! Pack `us`: the United States and Canada.

use super::dates::{digits, exists_in_a_century};
use super::labels::{ABA, DEA, HEALTH_CARD_CA, MOBILE, NPI, SIN, SSN, TAX_ID_US};
use crate::grammar::{Check, Detector, Form, Pack, Role, Severity, Weighted};
use crate::shape;

pub(super) const DETECTORS: &[Detector] = &[
    Detector {
        id: "us_ssn",
        title: "US social security number",
        pack: Pack::Us,
        severity: Severity::Critical,
        forms: &[Form { shape: shape!("9{3}~9{2}~9{4}"), alone: 75 }, Form { shape: shape!("9{9}"), alone: 5 }],
        accept: was_issued_ssn,
        lookalikes: false,
        labelled: 95,
        label: SSN,
        rank: 110,
        examples: &["536-90-4399"],
        source: "Social Security Administration, structure of the SSN before and after randomization; python-stdnum us.ssn",
        ..Detector::BASE
    },
    Detector {
        id: "us_itin",
        title: "US individual taxpayer identification number",
        pack: Pack::Us,
        severity: Severity::Critical,
        forms: &[Form { shape: shape!("[9]9{2}~9{2}~9{4}"), alone: 75 }, Form { shape: shape!("[9]9{8}"), alone: 5 }],
        accept: is_itin_group,
        lookalikes: false,
        labelled: 95,
        label: TAX_ID_US,
        rank: 111,
        examples: &["912-90-3456"],
        source: "Internal Revenue Service, structure of the ITIN; python-stdnum us.itin",
        ..Detector::BASE
    },
    Detector {
        id: "us_npi",
        title: "US national provider identifier",
        pack: Pack::Us,
        severity: Severity::Low,
        role: Role::Body,
        forms: &[Form { shape: shape!("[12]9{9}"), alone: 15 }],
        accept: provider_luhn,
        labelled: 93,
        label: NPI,
        rank: 112,
        examples: &["1234567893"],
        source: "CMS, NPI check digit",
        ..Detector::BASE
    },
    Detector {
        id: "us_dea",
        title: "US DEA registration of a prescriber",
        pack: Pack::Us,
        severity: Severity::Medium,
        forms: &[Form { shape: shape!("[A-HJ-MPRSTUX][A-Z9]9{7}"), alone: 45 }],
        accept: dea_digit,
        labelled: 93,
        label: DEA,
        rank: 113,
        examples: &["AB1234563"],
        source: "Drug Enforcement Administration, check digit of the registration number",
        ..Detector::BASE
    },
    Detector {
        id: "us_aba_routing",
        title: "US bank routing number",
        pack: Pack::Us,
        severity: Severity::Low,
        role: Role::Body,
        forms: &[Form { shape: shape!("9{9}"), alone: 15 }],
        check: Check::Weighted(ABA_SUM),
        accept: is_reserve_district,
        labelled: 88,
        label: ABA,
        rank: 114,
        examples: &["021000021"],
        source: "American Bankers Association, routing number policy",
        ..Detector::BASE
    },
    Detector {
        id: "us_phone",
        title: "US or Canadian telephone number",
        pack: Pack::Us,
        severity: Severity::Medium,
        role: Role::Contact,
        forms: &[
            Form { shape: shape!("[2-9]9{2}[)]~?[2-9]9{2}~9{4}"), alone: 65 },
            Form { shape: shape!("[2-9]9{2}-[2-9]9{2}-9{4}"), alone: 62 },
            Form { shape: shape!("[2-9]9{2}~[2-9]9{2}~9{4}"), alone: 40 },
            Form { shape: shape!("[2-9]9{9}"), alone: 0 },
        ],
        accept: is_private_line,
        lookalikes: false,
        labelled: 93,
        label: MOBILE,
        rank: 254,
        examples: &["415-736-2291"],
        source: "North American Numbering Plan Administrator",
        ..Detector::BASE
    },
    Detector {
        id: "ca_sin",
        title: "Canadian social insurance number",
        pack: Pack::Us,
        severity: Severity::Critical,
        forms: &[Form { shape: shape!("9{3}~9{3}~9{3}"), alone: 60 }, Form { shape: shape!("9{9}"), alone: 10 }],
        check: Check::Luhn,
        accept: is_issued_sin,
        lookalikes: false,
        labelled: 95,
        label: SIN,
        rank: 115,
        examples: &["123 456 782"],
        source: "Service Canada, structure of the SIN; python-stdnum ca.sin",
        ..Detector::BASE
    },
    Detector {
        id: "ca_ohip",
        title: "Ontario health card",
        pack: Pack::Us,
        severity: Severity::High,
        forms: &[
            Form { shape: shape!("9{4}~9{3}~9{3}~A{2}"), alone: 60 },
            Form { shape: shape!("9{4}~9{3}~9{3}"), alone: 45 },
            Form { shape: shape!("9{10}"), alone: 0 },
        ],
        accept: ohip_luhn,
        lookalikes: false,
        labelled: 93,
        label: HEALTH_CARD_CA,
        rank: 116,
        examples: &["1234-567-897-XK"],
        source: "Ontario Ministry of Health, technical specification of the health number",
        ..Detector::BASE
    },
    Detector {
        id: "ca_bc_phn",
        title: "British Columbia personal health number",
        pack: Pack::Us,
        severity: Severity::High,
        forms: &[Form { shape: shape!("[9]9{3}~9{3}~9{3}"), alone: 20 }, Form { shape: shape!("[9]9{9}"), alone: 20 }],
        check: Check::Weighted(BC_SUM),
        labelled: 92,
        label: HEALTH_CARD_CA,
        rank: 117,
        examples: &["9123 456 780"],
        source: "British Columbia Ministry of Health, check digit of the PHN",
        ..Detector::BASE
    },
    Detector {
        id: "ca_qc_hin",
        title: "Quebec health insurance number",
        pack: Pack::Us,
        severity: Severity::High,
        forms: &[Form { shape: shape!("A{4}~9{4}~9{4}"), alone: 80 }, Form { shape: shape!("A{4}9{8}"), alone: 60 }],
        accept: ramq_date,
        lookalikes: false,
        labelled: 95,
        label: HEALTH_CARD_CA,
        rank: 118,
        examples: &["TREM 8507 1423"],
        source: "Régie de l'assurance maladie du Québec, structure of the number",
        ..Detector::BASE
    },
];

const ABA_SUM: &[Weighted] =
    &[Weighted { weights: &[3, 7, 1, 3, 7, 1, 3, 7], modulus: 10, table: b"0987654321", behind: 0 }];

const BC_SUM: &[Weighted] =
    &[Weighted { weights: &[0, 2, 4, 8, 5, 10, 9, 7, 3], modulus: 11, table: b"0-987654321", behind: 0 }];

/// Areas 001 to 899 without 666, groups and serials from 1; three numbers that were printed in advertisements.
fn was_issued_ssn(value: &[u8]) -> bool {
    let (area, group, serial) = (digits(value, 0, 3), digits(value, 3, 2), digits(value, 5, 4));
    let advertised = matches!(value, b"078051120" | b"219099999" | b"457555462");
    matches!(area, 1..=665 | 667..=899) && group > 0 && serial > 0 && !advertised
}

/// Groups that the IRS assigns.
fn is_itin_group(value: &[u8]) -> bool {
    matches!(digits(value, 3, 2), 50..=65 | 70..=88 | 90..=92 | 94..=99)
}

/// Luhn behind the issuer's prefix 80840.
fn provider_luhn(value: &[u8]) -> bool {
    let mut card = *b"808400000000000";
    card.iter_mut().skip(5).zip(value).for_each(|(to, from)| *to = *from);
    value.len() == 10 && Check::Luhn.passes(&card)
}

/// The last digit is that of the odd places plus twice the even ones.
fn dea_digit(value: &[u8]) -> bool {
    let at = |i: usize| digits(value, 1 + i, 1);
    (at(1) + at(3) + at(5) + 2 * (at(2) + at(4) + at(6))) % 10 == at(7)
}

/// Federal Reserve districts, thrift institutions, electronic transactions, the government's cheques.
fn is_reserve_district(value: &[u8]) -> bool {
    matches!(digits(value, 0, 2), 1..=12 | 21..=32 | 61..=72 | 80)
}

/// Neither toll-free nor a service code nor one of the numbers kept for fiction.
fn is_private_line(value: &[u8]) -> bool {
    let (area, office) = (digits(value, 0, 3), digits(value, 3, 3));
    let fictional = office == 555 && digits(value, 6, 2) == 1;
    let free = matches!(area, 800 | 833 | 844 | 855 | 866 | 877 | 888 | 900);
    area % 100 != 11 && office % 100 != 11 && !free && !fictional
}

/// 0 and 8 are not issued.
fn is_issued_sin(value: &[u8]) -> bool {
    !value.starts_with(b"0") && !value.starts_with(b"8")
}

fn ohip_luhn(value: &[u8]) -> bool {
    value.get(..10).is_some_and(|number| Check::Luhn.passes(number))
}

/// Two digits of the year, the month (plus 50 for women), the day.
fn ramq_date(value: &[u8]) -> bool {
    exists_in_a_century(digits(value, 4, 2), digits(value, 6, 2) % 50, digits(value, 8, 2))
}
