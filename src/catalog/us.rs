//! Pack `us`: the United States and Canada.

use super::dates::digits;
use super::labels::SSN;
use crate::grammar::{Detector, Form, Pack, Severity};
use crate::shape;

pub(super) const DETECTORS: &[Detector] = &[Detector {
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
}];

/// Areas 001 to 899 without 666, groups and serials from 1; three numbers that were printed in advertisements.
fn was_issued_ssn(value: &[u8]) -> bool {
    let (area, group, serial) = (digits(value, 0, 3), digits(value, 3, 2), digits(value, 5, 4));
    let advertised = matches!(value, b"078051120" | b"219099999" | b"457555462");
    matches!(area, 1..=665 | 667..=899) && group > 0 && serial > 0 && !advertised
}
