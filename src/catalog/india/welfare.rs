//! Pack `in`: schemes, work and school.

use super::super::labels::{APAAR, EPF, ESHRAM, ESIC, FAMILY, NREGA, PEN, PMKISAN, PPO, PRAN, RATION, UAN};
use super::begins_with_a_state;
use crate::grammar::{Detector, Form, Pack, Severity};
use crate::shape;

pub(in crate::catalog) const DETECTORS: &[Detector] = &[
    Detector {
        id: "in_uan",
        title: "Provident fund account (UAN)",
        pack: Pack::In,
        severity: Severity::Medium,
        forms: &[
            Form { shape: shape!("[1][0][0-2]9~9{4}~9{4}"), alone: 2 },
            Form { shape: shape!("[1][0][0-2]9{9}"), alone: 2 },
        ],
        labelled: 90,
        label: UAN,
        rank: 46,
        examples: &["100904319456"],
        source: "EPFO, Universal Account Number",
        ..Detector::BASE
    },
    Detector {
        id: "in_epf_member_id",
        title: "Provident fund member",
        pack: Pack::In,
        severity: Severity::Medium,
        forms: &[
            Form { shape: shape!("A{2}/A{3}/9{7}/9{3}/9{7}"), alone: 85 },
            Form { shape: shape!("A{5}9{17}"), alone: 55 },
        ],
        labelled: 95,
        label: EPF,
        rank: 47,
        several: true,
        examples: &["MH/BAN/0000001/000/0000001"],
        source: "EPFO, member ID: region, office, establishment, extension, member",
        ..Detector::BASE
    },
    Detector {
        id: "in_pran",
        title: "National pension account (PRAN)",
        pack: Pack::In,
        severity: Severity::Medium,
        forms: &[Form { shape: shape!("9{4}~9{4}~9{4}"), alone: 2 }, Form { shape: shape!("9{12}"), alone: 2 }],
        labelled: 90,
        label: PRAN,
        rank: 48,
        examples: &["110048210937"],
        source: "PFRDA, Permanent Retirement Account Number",
        ..Detector::BASE
    },
    Detector {
        id: "in_esic_ip",
        title: "Employees’ state insurance number",
        pack: Pack::In,
        severity: Severity::Medium,
        forms: &[Form { shape: shape!("9{10}"), alone: 0 }],
        lookalikes: false,
        labelled: 88,
        label: ESIC,
        rank: 49,
        examples: &["3148210937"],
        source: "ESIC, insurance number of a person",
        ..Detector::BASE
    },
    Detector {
        id: "in_ration_card",
        title: "Ration card",
        pack: Pack::In,
        severity: Severity::Medium,
        forms: &[Form { shape: shape!("9{10,12}"), alone: 0 }, Form { shape: shape!("A{2,5}9{7,12}"), alone: 0 }],
        lookalikes: false,
        labelled: 82,
        label: RATION,
        rank: 61,
        examples: &["272004821093"],
        source: "National Food Security Act, ration card management of the states",
        ..Detector::BASE
    },
    Detector {
        id: "in_nrega_job_card",
        title: "NREGA job card",
        pack: Pack::In,
        severity: Severity::Medium,
        forms: &[
            Form { shape: shape!("A{2}-9{2}-9{3}-9{3}-9{3}/9{1,7}"), alone: 85 },
            Form { shape: shape!("A{2}-9{2}-9{3}-9{3}-9{3}/9{1,7}-?A{1,2}"), alone: 85 },
        ],
        labelled: 95,
        label: NREGA,
        rank: 50,
        examples: &["UP-24-022-038-001/00123"],
        source: "Ministry of Rural Development, job card number",
        ..Detector::BASE
    },
    Detector {
        id: "in_eshram_uan",
        title: "e-Shram account of an unorganised worker",
        pack: Pack::In,
        severity: Severity::Medium,
        forms: &[Form { shape: shape!("9{4}~9{4}~9{4}"), alone: 0 }, Form { shape: shape!("9{12}"), alone: 0 }],
        labelled: 88,
        label: ESHRAM,
        rank: 51,
        examples: &["248210937561"],
        source: "Ministry of Labour and Employment, e-Shram card",
        ..Detector::BASE
    },
    Detector {
        id: "in_apaar_id",
        title: "APAAR (academic account) number",
        pack: Pack::In,
        severity: Severity::Medium,
        forms: &[
            Form { shape: shape!("9{3}~9{3}~9{3}~9{3}"), alone: 0 },
            Form { shape: shape!("9{4}~9{4}~9{4}"), alone: 0 },
            Form { shape: shape!("9{12}"), alone: 0 },
        ],
        labelled: 85,
        label: APAAR,
        rank: 52,
        examples: &["248-210-937-561"],
        source: "Ministry of Education, APAAR and ABC ID",
        ..Detector::BASE
    },
    Detector {
        id: "in_student_pen",
        title: "Permanent education number of a pupil",
        pack: Pack::In,
        severity: Severity::Medium,
        forms: &[Form { shape: shape!("9{11}"), alone: 0 }],
        labelled: 70,
        label: PEN,
        rank: 53,
        examples: &["20482109375"],
        source: "Ministry of Education, UDISE+",
        ..Detector::BASE
    },
    Detector {
        id: "in_pmkisan_reg",
        title: "PM-KISAN registration",
        pack: Pack::In,
        severity: Severity::Medium,
        forms: &[Form { shape: shape!("A{2}9{9}"), alone: 15 }],
        accept: begins_with_a_state,
        labelled: 85,
        label: PMKISAN,
        rank: 54,
        examples: &["UP248210937"],
        source: "Ministry of Agriculture, PM-KISAN",
        ..Detector::BASE
    },
    Detector {
        id: "in_state_family_id",
        title: "Family number of a state",
        pack: Pack::In,
        severity: Severity::Medium,
        forms: &[Form { shape: shape!("9{8,12}"), alone: 0 }, Form { shape: shape!("A{2,4}9{7,10}"), alone: 0 }],
        lookalikes: false,
        labelled: 82,
        label: FAMILY,
        rank: 75,
        examples: &["248210937"],
        source: "Samagra, Jan Aadhaar and other registers of the states",
        ..Detector::BASE
    },
    Detector {
        id: "in_ppo_number",
        title: "Pension payment order",
        pack: Pack::In,
        severity: Severity::Medium,
        forms: &[Form { shape: shape!("9{12}"), alone: 0 }],
        lookalikes: false,
        labelled: 82,
        label: PPO,
        rank: 76,
        several: true,
        examples: &["248210937561"],
        source: "Central Pension Accounting Office, PPO number",
        ..Detector::BASE
    },
];
