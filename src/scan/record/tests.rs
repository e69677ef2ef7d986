//! Records, by their parts.

use super::{Candidate, Digest, Record, Span};
use crate::grammar::{Detector, Group, Labels, Role, Severity};
use crate::scan::finding::{Evidence, Finding};
use crate::scan::score::Score;

const ID: u16 = 0;
const PHONE: u16 = 1;
const NAME: u16 = 2;
const AGE: u16 = 3;
const RESULT: u16 = 4;
const OTHER: u16 = 5;
const ACCOUNT: u16 = 6;
const DETECTORS: &[Detector] = &[
    Detector { id: "id", rank: 1, role: Role::Identifier, ..Detector::BASE },
    Detector { id: "phone", rank: 2, role: Role::Contact, ..Detector::BASE },
    Detector { id: "name", rank: 3, role: Role::Name, ..Detector::BASE },
    Detector { id: "age", rank: 4, role: Role::Attribute, ..Detector::BASE },
    Detector { id: "result", rank: 5, role: Role::Health, ..Detector::BASE },
    Detector { id: "other", rank: 6, role: Role::Identifier, ..Detector::BASE },
    Detector { id: "account", rank: 7, role: Role::Identifier, several: true, ..Detector::BASE },
];

fn candidate(detector: u16, start: u64, end: u64) -> Candidate {
    let confidence = if detector == PHONE { 40 } else { 90 };
    let score = Score { confidence, severity: Severity::Medium, evidence: Evidence::default() };
    Candidate { detector, span: Span::new(start, end), score, digest: Digest(start) }
}

#[test]
fn findings_wait_in_order_and_the_better_of_two_stays() {
    let mut record = Record::new();
    for c in [candidate(NAME, 30, 40), candidate(NAME, 0, 10), candidate(ID, 5, 15), candidate(NAME, 12, 20)] {
        record.push(c, DETECTORS);
    }
    assert!(record.iter().map(|c| c.span.start).eq([5, 30]));
    assert_eq!(record.judge(DETECTORS, false).person, Some(Digest(5)));
    record.clear();
    assert_eq!((record.iter().count(), record.start()), (0, None));
}

#[test]
fn a_bare_identifier_is_believed_beside_a_sure_one_where_nothing_is_labelled() {
    let bare = |checksum: bool| {
        let mut bare = candidate(OTHER, 20, 30);
        bare.score.confidence = 35;
        if checksum {
            bare.score.evidence.add(Evidence::CHECKSUM);
        }
        bare
    };
    let mut labelled = candidate(NAME, 40, 50);
    labelled.score.evidence.add(Evidence::COLUMN);
    for (others, checksum, confidence) in [
        (&[candidate(ID, 0, 10)][..], true, 75),
        (&[candidate(ID, 0, 10)], false, 35),
        (&[candidate(NAME, 0, 10)], true, 35),
        (&[candidate(ID, 0, 10), labelled], true, 35),
    ] {
        let mut record = Record::new();
        for &other in others {
            record.push(other, DETECTORS);
        }
        record.push(bare(checksum), DETECTORS);
        record.judge(DETECTORS, false);
        let bare = record.iter().find(|c| c.detector == OTHER).expect("kept");
        assert_eq!(bare.score.confidence, confidence, "{} others, {checksum}", others.len());
    }
}

#[test]
fn what_a_person_has_one_of_counts_persons() {
    // Detectors of the values, whether each is another value; further persons.
    for (values, others) in [
        (&[(ID, true), (ID, true), (ID, true)][..], 2),
        (&[(ID, true), (ID, false), (ID, false)], 0),
        (&[(ID, true), (OTHER, true), (OTHER, true)], 1),
        (&[(ID, true), (OTHER, true), (ACCOUNT, true), (ACCOUNT, true)], 0),
        (&[(ID, true), (NAME, true), (NAME, true)], 0),
        (&[(ID, true), (ACCOUNT, true), (ACCOUNT, true), (ACCOUNT, true)], 0),
        (&[(ID, true), (ACCOUNT, true), (ACCOUNT, true), (ACCOUNT, true), (ACCOUNT, true)], 3),
    ] {
        let mut record = Record::new();
        for (i, &(kind, is_other)) in values.iter().enumerate() {
            let at = i as u64 * 10;
            let mut value = candidate(kind, at, at + 5);
            value.score.evidence.add(Evidence::LABEL);
            value.digest = if is_other { value.digest } else { Digest(0) };
            record.push(value, DETECTORS);
        }
        let person = record.judge(DETECTORS, false).person.expect("a person");
        let mut counted = 0;
        record.others(person, DETECTORS, |other, _| {
            assert_ne!(other, person);
            counted += 1;
        });
        assert_eq!(counted, others, "{values:?}");
        assert!(others == 0 || record.may_have_others(DETECTORS), "{values:?}");
    }
}

#[test]
fn a_full_record_says_so() {
    let mut record = Record::new();
    for i in 0..24 {
        assert!(!record.is_full());
        record.push(candidate(ID, i * 10, i * 10 + 5), DETECTORS);
    }
    assert!(record.is_full());
}

#[test]
fn records_are_judged_as_a_whole() {
    // Kinds in the record, whether it names a post, kind of the record, findings reported.
    for (kinds, post, whole, reported) in [
        (&[NAME, PHONE, AGE][..], false, Some(Finding::PERSON_RECORD), 3),
        (&[NAME, PHONE, RESULT], false, Some(Finding::HEALTH_RECORD), 3),
        (&[NAME, RESULT], false, Some(Finding::HEALTH_RECORD), 2),
        (&[NAME, PHONE], false, None, 0),
        (&[NAME, PHONE], true, Some(Finding::PUBLIC_CONTACT), 0),
        (&[NAME, AGE], false, None, 0),
        (&[ID, AGE], false, None, 1),
        (&[ID, NAME, AGE], true, Some(Finding::PERSON_RECORD), 3),
        (&[AGE, RESULT], false, None, 0),
        (&[PHONE], false, None, 0),
    ] {
        let mut record = Record::new();
        if post {
            let mut labels = Labels::NONE;
            labels.add(Group::POST);
            record.note(labels);
        }
        for (i, &kind) in kinds.iter().enumerate() {
            record.push(candidate(kind, i as u64 * 10, i as u64 * 10 + 5), DETECTORS);
        }
        let judgement = record.judge(DETECTORS, false);
        assert_eq!(judgement.finding.map(|f| f.kind), whole, "{kinds:?}");
        assert_eq!(record.iter().filter(|c| c.score.confidence >= Finding::REPORT).count(), reported, "{kinds:?}");
    }
}
