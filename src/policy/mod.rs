//! What to do about findings: thresholds, and the verdict that they make of a body.
//!
//! The default is for what everybody can fetch. A body is blocked for one critical value of high confidence (an
//! Aadhaar number under its label, a card), for one health record, for three persons who are exposed (an attribute of
//! high severity each) and for ten persons who can be reached or singled out. One check digit never blocks: it passes
//! one random number in ten. A policy document (feature `policy`) says what else holds, and where.

#[cfg(feature = "policy")]
mod document;
#[cfg(feature = "policy")]
mod own;
#[cfg(feature = "policy")]
mod plan;
#[cfg(feature = "policy")]
mod route;
#[cfg(feature = "policy")]
mod rules;
#[cfg(feature = "policy")]
mod words;

#[cfg(feature = "policy")]
pub use document::Problem;
#[cfg(feature = "policy")]
pub use own::Own;
#[cfg(feature = "policy")]
pub use plan::{Decision, Policy};
#[cfg(feature = "policy")]
pub use route::Asked;
#[cfg(feature = "policy")]
pub use rules::Rules;
#[cfg(feature = "policy")]
pub use words::{Audience, Choice, Many, Mode};

use crate::grammar::Severity;
use crate::scan::{Digest, Finding};

/// From how many on a body is blocked; 0 is never.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// Critical values and records, of high confidence.
    pub critical: u32,
    /// Distinct persons with an attribute of high severity; at most 64.
    pub exposed: u32,
    /// Distinct persons whom somebody can reach or single out by what is there; at most 64.
    pub persons: u32,
}

impl Thresholds {
    /// For pages that everybody can fetch.
    pub const PUBLIC: Self = Self { critical: 1, exposed: 3, persons: 10 };
}

impl Default for Thresholds {
    fn default() -> Self {
        Self::PUBLIC
    }
}

/// The answer for one body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing stops it.
    Pass,
    /// It must not be served.
    Block,
    /// It should be readable and is not; the host's settings say what happens.
    Uninspectable,
}

impl Verdict {
    /// The name in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Block => "block",
            Self::Uninspectable => "uninspectable",
        }
    }
}

/// Persons by what can be done to them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Persons {
    /// Distinct ones, of whatever kind.
    pub all: u32,
    /// Whom somebody can reach or single out.
    pub reachable: u32,
    /// With an attribute of high severity.
    pub exposed: u32,
}

impl Persons {
    /// Both together, as of parts that are counted apart.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            all: self.all.saturating_add(other.all),
            reachable: self.reachable.saturating_add(other.reachable),
            exposed: self.exposed.saturating_add(other.exposed),
        }
    }
}

/// Values that the client itself has sent, so that a body which repeats them tells it nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reflected {
    digests: [Digest; Self::MOST],
    len: usize,
}

impl Reflected {
    /// Values that are remembered; further ones count as anybody's.
    const MOST: usize = 32;

    /// Remembers the value of a finding in the request.
    pub fn add(&mut self, finding: &Finding) {
        if self.len < Self::MOST {
            self.digests[self.len] = finding.digest;
            self.len += 1;
        }
    }

    /// Whether the finding is of such a value. A record never is: who knows one value of it does not know the rest.
    fn has(&self, finding: &Finding) -> bool {
        let record = matches!(finding.kind, Finding::PERSON_RECORD | Finding::HEALTH_RECORD);
        !record && self.digests[..self.len].contains(&finding.digest)
    }
}

/// What has been found so far, as far as the thresholds look at it.
///
/// Beside [`Reflected`] values there are at most as many persons as there are other values: whatever a client plants in
/// its request, it can neither block the page that repeats it nor raise the line for what it has not sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    critical: u32,
    /// Persons of the parts that have been read to their end.
    persons: Persons,
    reflected: Reflected,
    /// Values that are not reflected, and those of them of high severity.
    others: u32,
    high_others: u32,
}

impl Tally {
    /// Of a body that answers a request in which these values stand.
    #[must_use]
    pub fn beside(reflected: Reflected) -> Self {
        Self { reflected, ..Self::default() }
    }

    /// Counts a finding. Samples and what offices publish are of low severity and do not count.
    pub fn add(&mut self, finding: &Finding) {
        if self.reflected.has(finding) {
            return;
        }
        self.others += 1;
        self.high_others += u32::from(finding.severity >= Severity::High);
        self.critical += u32::from(finding.severity == Severity::Critical && finding.confidence >= Finding::HIGH);
    }

    /// Counts the persons of a part that has been read to its end.
    pub const fn add_persons(&mut self, persons: Persons) {
        self.persons = self.persons.and(persons);
    }

    /// Persons of the parts that have been read.
    #[must_use]
    pub const fn persons(&self) -> Persons {
        self.persons
    }

    /// Why the body must be blocked, if it must, with these persons in the part that is being read; once there is a
    /// reason, there is always one.
    #[must_use]
    pub fn reason(&self, thresholds: &Thresholds, open: Persons) -> Option<&'static str> {
        let mut persons = self.persons.and(open);
        if self.reflected.len > 0 {
            persons.exposed = persons.exposed.min(self.high_others);
            persons.reachable = persons.reachable.min(self.others);
        }
        [
            ("critical", self.critical, thresholds.critical),
            ("exposed", persons.exposed, thresholds.exposed),
            ("persons", persons.reachable, thresholds.persons),
        ]
        .into_iter()
        .find(|&(_, n, from)| from > 0 && n >= from)
        .map(|(reason, ..)| reason)
    }
}

#[cfg(test)]
mod tests {
    use super::{Persons, Tally, Thresholds};

    #[test]
    fn thresholds_name_their_reason() {
        let persons = |reachable, exposed| Persons { all: reachable, reachable, exposed };
        for (critical, before, open, reason) in [
            (0, persons(0, 0), persons(0, 0), None),
            (1, persons(0, 0), persons(0, 0), Some("critical")),
            (0, persons(2, 1), persons(3, 1), None),
            (0, persons(2, 1), persons(3, 2), Some("exposed")),
            (0, persons(6, 0), persons(4, 0), Some("persons")),
        ] {
            let tally = Tally { critical, persons: before, ..Tally::default() };
            assert_eq!(tally.reason(&Thresholds::PUBLIC, open), reason);
        }
        let never = Thresholds { critical: 0, exposed: 0, persons: 0 };
        let tally = Tally { critical: 9, persons: persons(99, 9), ..Tally::default() };
        assert_eq!(tally.reason(&never, persons(0, 0)), None);
    }
}
