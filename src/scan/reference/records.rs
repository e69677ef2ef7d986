//! Records: what was found in each, judged together.

use super::structure::{End, Structure};
use super::{Answer, Body};
use super::{detect, segment};
use crate::bytes::{BLOCK, LOOK_BEHIND, Span};
use crate::grammar::Role;
use crate::scan::candidate::Candidate;
use crate::scan::finding::{Finding, Mask};
use crate::scan::persons::Digest;
use crate::scan::record::Record;
use crate::scan::series::Series;

/// Bytes of a record, up to its end, in which attributes are looked for in running text: a stated limit.
const RECORD: u64 = 2048;

/// The state of the judgement.
struct Judge<'a> {
    body: &'a Body<'a>,
    record: Record,
    /// Where the open record began.
    begun: u64,
    /// Up to here the last secret reaches that was told of.
    covered: u64,
    findings: Vec<Finding>,
    persons: Vec<Digest>,
}

/// What is seen when the scan comes to a byte.
enum Event {
    Found(Candidate),
    End(End),
}

/// Judges all that the body holds.
pub(super) fn judge(body: &Body<'_>, structure: &Structure) -> Answer {
    let mut series = Series::new();
    let found = structure.segments.iter().flat_map(|part| segment::candidates(body, part, &mut series));
    let found = found.chain(detect::zones(body));
    let mut events: Vec<(u64, Event)> = found.map(|(at, found)| (at, Event::Found(found))).collect();
    events.extend(structure.ends.iter().map(|&(at, end)| (at, Event::End(end))));
    // What ends with a byte ends before what begins with it is found.
    events.sort_by_key(|(at, event)| (*at, matches!(event, Event::Found(_))));
    let (findings, persons) = (Vec::new(), Vec::new());
    let mut judge = Judge { body, record: Record::new(), begun: 0, covered: 0, findings, persons };
    for (at, event) in events {
        judge.ripen(at);
        match event {
            Event::Found(candidate) => judge.keep([candidate]),
            Event::End(End::Value(span, labels)) => {
                judge.record.note(labels);
                judge.keep(detect::value(body, span, labels));
            }
            Event::End(End::Record { running }) => judge.record_ends(at, running),
        }
    }
    judge.close();
    judge.persons.sort_unstable();
    judge.persons.dedup();
    Answer { findings: judge.findings, persons: judge.persons.len() as u32 }
}

impl Judge<'_> {
    /// A finding is final when so much has been read behind it: a stated limit, asked for at every 64th byte.
    fn ripen(&mut self, at: u64) {
        let read = at / BLOCK as u64 * BLOCK as u64;
        if self.record.start().is_some_and(|start| start + LOOK_BEHIND as u64 <= read) {
            self.close();
        }
    }

    fn keep(&mut self, candidates: impl IntoIterator<Item = Candidate>) {
        for candidate in candidates {
            if candidate.span.start >= self.covered {
                // A record holds so many findings: a stated limit.
                if self.record.is_full() {
                    self.close();
                }
                self.record.push(candidate, self.body.catalog.detectors);
            }
        }
    }

    fn record_ends(&mut self, at: u64, running: bool) {
        let catalog = self.body.catalog;
        if running && (catalog.thorough || self.record.speaks_of_somebody(catalog.detectors)) {
            let begin = self.begun.max(at.saturating_sub(RECORD));
            self.keep(detect::in_record(self.body, Span::new(begin, at)));
        }
        self.close();
        self.begun = at;
    }

    fn close(&mut self) {
        let detectors = self.body.catalog.detectors;
        if !self.record.is_empty() {
            let verdict = self.record.judge(detectors, self.body.catalog.thorough);
            if let Some(person) = verdict.person {
                self.persons.push(person);
                self.record.others(person, detectors, |other, _| self.persons.push(other));
            }
            for &Candidate { detector, span, score, digest } in self.record.iter() {
                let detector = &detectors[detector as usize];
                if score.confidence < Finding::REPORT {
                    continue;
                }
                self.findings.push(Finding {
                    kind: detector.id,
                    part: 0,
                    span,
                    confidence: score.confidence,
                    severity: score.severity,
                    evidence: score.evidence,
                    mask: Mask::of(&self.body.bytes[span.start as usize..span.end as usize]),
                    digest,
                });
                if detector.role == Role::Secret {
                    self.covered = span.end;
                }
            }
            self.findings.extend(verdict.finding);
        }
        self.record.clear();
    }
}
