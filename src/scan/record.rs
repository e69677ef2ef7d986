//! The open record: findings wait here until nothing can change them any more, and are judged together.
//!
//! A record is what speaks of one person: a line, a row, an object. Attributes found in one belong to one person:
//! three of different kinds, of which one names or reaches the person, make a `person_record`; with a word on
//! their health a `health_record`. A bare ten-digit number in such a record is a phone. A record that names a
//! post and says nothing private is an officer's `public_contact`.
//!
//! Where nothing parts what several persons have (cells of a form that nobody knows here), the values tell: [`others`].
//!
//! A record that holds more findings than there is room for is closed early, at the same place for every
//! chunking.

mod others;
#[cfg(test)]
mod tests;

use super::candidate::Candidate;
use super::finding::{Evidence, Finding, Mask};
use super::persons::Digest;
use crate::bytes::{LOOK_BEHIND, Span};
use crate::grammar::{Detector, Group, Labels, Role, Severity};

/// Findings that wait in one record.
const MOST: usize = 24;
/// Kinds of attributes that make a record a person's.
const PERSONAL: usize = 3;
/// Confidence from which an attribute counts towards exposing a person.
const SURE: u8 = 70;
/// Confidence of a contact that only its record speaks for.
const BY_RECORD: u8 = 75;

const EMPTY: Option<Candidate> = None;

/// The findings of the open record.
#[derive(Clone)]
pub(super) struct Record {
    /// INVARIANT: the first `len` are `Some`, ascending by start, none overlapping another.
    pending: [Option<Candidate>; MOST],
    len: usize,
    /// A value stands under a label of a post.
    post: bool,
    /// A value stands under a label of a death.
    death: bool,
}

/// What a record comes to.
pub(super) struct Judgement {
    /// The key of the person it speaks of.
    pub(super) person: Option<Digest>,
    /// Whether somebody can reach them or single them out by it.
    pub(super) reachable: bool,
    /// Whether an attribute of theirs is of high severity.
    pub(super) exposed: bool,
    /// The finding that stands for the record as a whole.
    pub(super) finding: Option<Finding>,
}

impl Record {
    pub(super) const fn new() -> Self {
        Self { pending: [EMPTY; MOST], len: 0, post: false, death: false }
    }

    /// Whether the next finding would not fit.
    pub(super) const fn is_full(&self) -> bool {
        self.len == MOST
    }

    /// Whether no finding waits.
    pub(super) const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Whether its end would change nothing.
    pub(super) const fn is_idle(&self) -> bool {
        self.len == 0 && !self.post && !self.death
    }

    /// Whether something in it names or reaches a person, so that the rest of its text is worth reading.
    pub(super) fn speaks_of_somebody(&self, detectors: &[Detector]) -> bool {
        self.iter().any(|c| matches!(detectors[c.detector as usize].role, Role::Identifier | Role::Contact))
    }

    /// Where the first finding that waits begins.
    pub(super) fn start(&self) -> Option<u64> {
        self.iter().next().map(|c| c.span.start)
    }

    /// Whether the first finding that waits has become final by distance: its bytes leave the window soon.
    #[inline]
    pub(super) fn is_ripe(&self, scanned: u64) -> bool {
        self.len > 0 && self.start().is_some_and(|start| start + LOOK_BEHIND as u64 <= scanned)
    }

    /// Takes note of a value's label.
    pub(super) const fn note(&mut self, labels: Labels) {
        self.post |= labels.has(Group::POST);
        self.death |= labels.has(Group::DEATH);
    }

    /// Adds a finding; of those that overlap the better stays.
    pub(super) fn push(&mut self, new: Candidate, detectors: &[Detector]) {
        // Mostly it stands behind all others.
        let behind = |last: &Option<Candidate>| last.as_ref().is_none_or(|last| last.span.end <= new.span.start);
        if !self.is_full() && self.pending[..self.len].last().is_none_or(behind) {
            self.pending[self.len] = Some(new);
            self.len += 1;
            return;
        }
        let overlaps = |old: &Candidate| old.span.overlaps(&new.span);
        if self.iter().any(|old| overlaps(old) && !new.is_better(old, detectors)) {
            return;
        }
        let mut kept = 0;
        for i in 0..self.len {
            if !self.pending[i].as_ref().is_some_and(overlaps) {
                self.pending.swap(kept, i);
                kept += 1;
            }
        }
        self.len = kept;
        if self.is_full() {
            return;
        }
        let at = self.iter().take_while(|c| c.span.start < new.span.start).count();
        self.pending[self.len] = Some(new);
        self.len += 1;
        self.pending[at..self.len].rotate_right(1);
    }

    /// The findings that wait, ascending.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Candidate> + Clone {
        self.pending[..self.len].iter().flatten()
    }

    /// Judges the record as a whole: sets what it says of each finding, and what it comes to. In the `thorough` mode names
    /// and attributes that make no record are reported, too.
    pub(super) fn judge(&mut self, detectors: &[Detector], thorough: bool) -> Judgement {
        self.believe(detectors);
        let role = |c: &Candidate| detectors[c.detector as usize].role;
        let counts = |c: &Candidate| c.counts(detectors);
        let has = |r: Role| self.iter().any(|c| role(c) == r && counts(c));
        let identified =
            self.iter().any(|c| role(c) == Role::Identifier && counts(c) && c.score.confidence >= Finding::REPORT);
        // An identifier that nothing speaks for does not make a record; a bare phone number does.
        let speaks = |c: &Candidate| role(c) != Role::Identifier || c.score.confidence >= Finding::REPORT;
        let kinds = self.has_kinds(detectors, |c| counts(c) && speaks(c));
        // A switchboard and a desk's mailbox under an address are an institution's.
        let somebodys = |c: &Candidate| role(c) == Role::Contact && c.score.severity > Severity::Low && counts(c);
        let anchored = identified || self.iter().any(somebodys) || has(Role::Name);
        // A payment address reaches an account, not a desk.
        let account = self.iter().any(|c| role(c) == Role::Contact && c.score.severity >= Severity::High && counts(c));
        let private = identified || account || has(Role::Attribute) || has(Role::Health);
        // An officer's contact, or a branch's.
        let body = self.iter().any(|c| role(c) == Role::Body && c.score.confidence >= Finding::REPORT);
        let branch = body && !identified && !has(Role::Name) && !has(Role::Health);
        let public = self.post && !private || branch;
        let dead = self.death && !identified && !has(Role::Contact);
        let personal = kinds && anchored && !public && private && !dead;
        let health = has(Role::Health) && (identified || has(Role::Contact) || has(Role::Name)) && !public;

        // One number is the record's phone: where a sure one stands, the bare ones are something else.
        let reached = self.iter().any(|c| role(c) == Role::Contact && c.score.confidence >= Finding::REPORT);
        for candidate in self.pending[..self.len].iter_mut().flatten() {
            let role = role(candidate);
            let score = &mut candidate.score;
            if personal || health {
                score.evidence.add(Evidence::RECORD);
                let office = score.evidence.has(Evidence::OFFICE) || score.severity == Severity::Low;
                if role == Role::Contact && !office && !score.evidence.has(Evidence::SEQUENCE) {
                    if !reached {
                        score.confidence = score.confidence.max(BY_RECORD);
                    }
                    score.severity = score.severity.max(Severity::High);
                }
            } else if role.only_in_records() && !thorough {
                score.confidence = 0;
            }
            if public && role == Role::Contact {
                score.severity = Severity::Low;
            }
        }
        let name = has_role(self, detectors, Role::Name);
        // An identifier of high severity beside what it is needed for: the record is one step graver than its parts.
        let grave = self.iter().any(|c| {
            role(c) == Role::Identifier
                && counts(c)
                && c.score.severity >= Severity::High
                && c.score.confidence >= Finding::HIGH
        });
        let kind = match (health, personal) {
            (true, _) => Some((Finding::HEALTH_RECORD, Severity::Critical)),
            // Whom nothing reaches or singles out is named in a register or a report, more often than leaked.
            (false, true) if grave => Some((Finding::PERSON_RECORD, Severity::Critical)),
            (false, true) if identified || has_role(self, detectors, Role::Contact) => {
                Some((Finding::PERSON_RECORD, Severity::High))
            }
            (false, true) => Some((Finding::PERSON_RECORD, Severity::Medium)),
            (false, false) if public && name && has_role(self, detectors, Role::Contact) => {
                Some((Finding::PUBLIC_CONTACT, Severity::Low))
            }
            (false, false) => None,
        };
        Judgement {
            person: self.person(detectors),
            reachable: self.iter().any(|c| {
                c.score.severity > Severity::Low && matches!(role(c), Role::Identifier | Role::Contact | Role::Health)
            }),
            exposed: self.iter().any(|c| exposes(c, detectors)),
            finding: kind.and_then(|(kind, severity)| self.whole(kind, severity)),
        }
    }

    /// In a record without labels, a bare identifier whose checksum fits is believed beside one that is sure: chance makes
    /// one number in ten fit, and seldom puts it there. Where others are labelled and it is not, it is something else.
    fn believe(&mut self, detectors: &[Detector]) {
        let identifies = |c: &Candidate| detectors[c.detector as usize].role == Role::Identifier && c.counts(detectors);
        let labelled = |c: &Candidate| c.score.evidence.has_any(&[Evidence::COLUMN, Evidence::LABEL]);
        if self.iter().any(|c| identifies(c) && c.score.confidence >= Finding::REPORT) && !self.iter().any(labelled) {
            for candidate in self.pending[..self.len].iter_mut().flatten() {
                if identifies(candidate) && candidate.score.evidence.has(Evidence::CHECKSUM) {
                    candidate.score.confidence = candidate.score.confidence.max(BY_RECORD);
                }
            }
        }
    }

    /// Whether the findings that `is_counted` are of as many distinct kinds as a person's record has.
    fn has_kinds(&self, detectors: &[Detector], is_counted: impl Fn(&Candidate) -> bool) -> bool {
        let (mut kinds, mut len) = ([""; PERSONAL], 0);
        self.iter().filter(|c| is_counted(c)).map(|c| detectors[c.detector as usize].id).any(|id| {
            if !kinds[..len].contains(&id) {
                kinds[len] = id;
                len += 1;
            }
            len == PERSONAL
        })
    }

    /// A finding over the whole record; its confidence is that of the surest part.
    fn whole(&self, kind: &'static str, severity: Severity) -> Option<Finding> {
        let (first, last) = (self.iter().next()?, self.iter().last()?);
        let mut evidence = Evidence::default();
        evidence.add(Evidence::RECORD);
        Some(Finding {
            kind,
            part: 0,
            span: Span::new(first.span.start, last.span.end),
            confidence: self.iter().map(|c| c.score.confidence).max()?,
            severity,
            evidence,
            mask: Mask::of(&[]),
            digest: first.digest,
        })
    }

    /// The key of the person whom the record speaks of: the digest of the best value that counts, identifiers
    /// before contacts before names.
    fn person(&self, detectors: &[Detector]) -> Option<Digest> {
        self.iter()
            .filter(|c| c.score.confidence >= Finding::REPORT && c.score.severity > Severity::Low)
            .filter(|c| detectors[c.detector as usize].role != Role::Secret)
            .min_by_key(|c| {
                let detector = &detectors[c.detector as usize];
                (detector.role, detector.rank, c.span.start)
            })
            .map(|c| c.digest)
    }

    /// Forgets what waited; the next record begins.
    pub(super) fn clear(&mut self) {
        self.pending[..self.len].fill(EMPTY);
        self.len = 0;
        self.post = false;
        self.death = false;
    }
}

/// Whether it exposes whom it is of.
fn exposes(candidate: &Candidate, detectors: &[Detector]) -> bool {
    let score = candidate.score;
    score.severity >= Severity::High && score.confidence >= SURE && candidate.counts(detectors)
}

fn has_role(record: &Record, detectors: &[Detector], role: Role) -> bool {
    record.iter().any(|c| detectors[c.detector as usize].role == role)
}
