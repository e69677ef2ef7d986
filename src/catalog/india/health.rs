//! Pack `in`: health.

use super::super::labels::{COWIN, MRN, PMJAY, SRF, UDID, VACCINATION};
use super::begins_with_a_state;
use crate::grammar::{Detector, Form, Pack, Role, Severity};
use crate::shape;

pub(in crate::catalog) const DETECTORS: &[Detector] = &[
    Detector {
        id: "in_cowin_beneficiary",
        title: "Co-WIN beneficiary reference",
        pack: Pack::In,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{13,14}"), alone: 0 }],
        lookalikes: false,
        labelled: 90,
        label: COWIN,
        rank: 71,
        examples: &["12345678901234"],
        source: "Ministry of Health and Family Welfare, Co-WIN API: thirteen or fourteen digits",
        ..Detector::BASE
    },
    Detector {
        id: "in_icmr_id",
        title: "ICMR patient or specimen number",
        pack: Pack::In,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{7,10}"), alone: 0 }, Form { shape: shape!("A{2,4}9{7,10}"), alone: 0 }],
        lookalikes: false,
        labelled: 80,
        label: SRF,
        rank: 72,
        several: true,
        examples: &["10482937"],
        source: "Indian Council of Medical Research, specimen referral form",
        ..Detector::BASE
    },
    Detector {
        id: "in_covid_certificate_id",
        title: "COVID-19 vaccination certificate number",
        pack: Pack::In,
        severity: Severity::High,
        forms: &[Form { shape: shape!("9{10,14}"), alone: 0 }, Form { shape: shape!("9{2}~9{4}~9{4}~9{4}"), alone: 0 }],
        lookalikes: false,
        labelled: 85,
        label: VACCINATION,
        rank: 73,
        several: true,
        examples: &["48210937561"],
        source: "Ministry of Health and Family Welfare, vaccination certificate",
        ..Detector::BASE
    },
    Detector {
        id: "in_pmjay_id",
        title: "PM-JAY (Ayushman Bharat) beneficiary",
        pack: Pack::In,
        severity: Severity::High,
        forms: &[
            Form { shape: shape!("[P][0-9A-Z]{3}9{5}"), alone: 0 },
            Form { shape: shape!("[P]9{8}"), alone: 0 },
            Form { shape: shape!("9{9,10}"), alone: 0 },
        ],
        labelled: 80,
        label: PMJAY,
        rank: 74,
        examples: &["P48210937"],
        source: "National Health Authority, PM-JAY card",
        ..Detector::BASE
    },
    Detector {
        id: "in_uhid_mrn",
        title: "Number of a hospital for a patient",
        pack: Pack::In,
        severity: Severity::High,
        role: Role::Attribute,
        forms: &[
            Form { shape: shape!("9{7,12}"), alone: 0 },
            Form { shape: shape!("A{1,4}9{4}"), alone: 0 },
            Form { shape: shape!("A{1,4}9{7,12}"), alone: 0 },
        ],
        lookalikes: false,
        labelled: 75,
        label: MRN,
        rank: 87,
        several: true,
        examples: &["20482937"],
        source: "as hospitals print it",
        ..Detector::BASE
    },
    Detector {
        id: "in_udid",
        title: "Disability card (UDID)",
        pack: Pack::In,
        severity: Severity::High,
        forms: &[Form { shape: shape!("A{2}9{16}"), alone: 45 }],
        accept: begins_with_a_state,
        labelled: 90,
        label: UDID,
        rank: 45,
        examples: &["MH2310119990123456"],
        source: "Department of Empowerment of Persons with Disabilities, Swavlamban",
        ..Detector::BASE
    },
];
