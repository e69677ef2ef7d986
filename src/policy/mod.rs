//! What to do about findings.
//!
//! For now one provisional rule: three findings of critical or high severity, each of confidence [`SURE`] or more,
//! block. The policy document that replaces it stands on the same two words, [`Verdict`] and [`Tally`].

use crate::grammar::Severity;
use crate::scan::Finding;

/// Critical or high findings from which a body is blocked.
pub const BLOCK_FROM: u32 = 3;
/// Confidence from which a finding counts. A bare number that only its check digit speaks for (60) does not: of a
/// thousand random sixteen-digit ids thirty-five are cards by chance.
pub const SURE: u8 = 70;

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

/// What has been found so far, as far as the rule looks at it.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    grave: u32,
}

impl Tally {
    /// Counts a finding. Samples and what offices publish are of low severity and do not count.
    pub fn add(&mut self, finding: &Finding) {
        self.grave += u32::from(finding.severity >= Severity::High && finding.confidence >= SURE);
    }

    /// Whether the body must be blocked; once so, always so.
    #[must_use]
    pub fn blocks(&self) -> bool {
        self.grave >= BLOCK_FROM
    }
}
