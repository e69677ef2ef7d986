//! What the scanner reports: a kind, a place, how sure it is and why. Never the value.

use super::persons::Digest;
use crate::bytes::Span;
use crate::grammar::Severity;

/// Why a finding has the confidence it has: a set of reasons, each with a name for reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Evidence(u16);

impl Evidence {
    /// No reason.
    pub(super) const NONE: Self = Self(0);
    /// The checksum fits.
    pub const CHECKSUM: Self = Self(1);
    /// The column, key or element says what it is.
    pub const COLUMN: Self = Self(1 << 1);
    /// A label stands directly before it.
    pub const LABEL: Self = Self(1 << 2);
    /// A label word is near.
    pub const NEAR: Self = Self(1 << 3);
    /// It is printed in the groups of its kind.
    pub const GROUPED: Self = Self(1 << 4);
    /// A word near it says that it is something else.
    pub const NEGATIVE: Self = Self(1 << 5);
    /// It looks like a counting or documentation number (`1234567890`).
    pub const SEQUENCE: Self = Self(1 << 6);
    /// It is a published sample or test value.
    pub const TEST_VALUE: Self = Self(1 << 7);
    /// Letters of it stand in lower case.
    pub const LOWER_CASE: Self = Self(1 << 8);
    /// A word near it says that an office published it.
    pub const OFFICE: Self = Self(1 << 9);
    /// Its checksum fails; the label speaks for it.
    pub const UNVERIFIED: Self = Self(1 << 11);
    /// It stands in a person's record.
    pub const RECORD: Self = Self(1 << 10);
    /// A contact that is published to be written to or called: linked so, or of an authority or a mailing list.
    pub const PUBLISHED: Self = Self(1 << 12);
    /// It stands in a column or list of numbers most of which are of its kind.
    pub const LIST: Self = Self(1 << 13);

    const NAMES: [(Self, &'static str); 14] = [
        (Self::CHECKSUM, "checksum"),
        (Self::COLUMN, "column"),
        (Self::LABEL, "label"),
        (Self::NEAR, "near"),
        (Self::GROUPED, "grouped"),
        (Self::NEGATIVE, "negative"),
        (Self::SEQUENCE, "sequence"),
        (Self::TEST_VALUE, "test_value"),
        (Self::LOWER_CASE, "lower_case"),
        (Self::OFFICE, "office"),
        (Self::RECORD, "record"),
        (Self::UNVERIFIED, "unverified"),
        (Self::PUBLISHED, "published"),
        (Self::LIST, "list"),
    ];

    /// Adds the reasons of `other`.
    pub const fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// Whether all reasons of `other` are in the set.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether at least one of the reasons is in the set.
    #[must_use]
    pub fn has_any(self, others: &[Self]) -> bool {
        others.iter().any(|&other| self.has(other))
    }

    /// The names of the reasons, in a fixed order.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Self::NAMES.into_iter().filter(move |&(flag, _)| self.has(flag)).map(|(_, name)| name)
    }
}

/// The printed form of a value with each letter and digit replaced: `•••• •••• ••••`. Holds separators and
/// length, not one character of the value; forms longer than [`Mask::MAX`] are cut.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Mask {
    /// ASCII separators; 0 stands for a masked character.
    marks: [u8; Self::MAX],
    len: u8,
}

impl Mask {
    /// Longest form shown, in characters.
    pub const MAX: usize = 40;

    /// The mask of a value's bytes. A character of several bytes is one mark.
    #[must_use]
    pub fn of(value: &[u8]) -> Self {
        let (mut marks, mut len) = ([0; Self::MAX], 0);
        for &byte in value {
            let Some(mark) = marks.get_mut(len) else { break };
            *mark = SHOWN[byte as usize];
            len += usize::from(byte & 0xc0 != 0x80);
        }
        Self { marks, len: len as u8 }
    }
}

/// What is shown of a byte: a separator itself, 0 for all others.
static SHOWN: [u8; 256] = {
    let mut shown = [0; 256];
    let mut i = 0;
    while i < SEPARATORS.len() {
        shown[SEPARATORS[i] as usize] = SEPARATORS[i];
        i += 1;
    }
    shown
};
const SEPARATORS: &[u8] = b" -./_@():";

impl core::fmt::Display for Mask {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        self.marks[..self.len as usize].iter().try_for_each(|&mark| match mark {
            0 => f.write_str("•"),
            separator => write!(f, "{}", separator as char),
        })
    }
}

impl core::fmt::Debug for Mask {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{self}")
    }
}

/// One value found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The detector's id.
    pub kind: &'static str,
    /// Which part of the body: 0 is the body itself, others are documents and files in it, in the order met.
    pub part: u32,
    /// Where: byte offsets in the decoded body, end exclusive; in a part they are offsets in its own text.
    pub span: Span,
    /// How sure, 0–100. Reported from [`Finding::REPORT`]; *high* from [`Finding::HIGH`].
    pub confidence: u8,
    /// Harm of its exposure.
    pub severity: Severity,
    /// Why.
    pub evidence: Evidence,
    /// Its printed form without its characters.
    pub mask: Mask,
    /// What [`Key::fingerprint`](super::Key::fingerprint) makes the value's fingerprint of.
    pub digest: Digest,
}

impl Finding {
    /// Confidence from which a finding is reported.
    pub const REPORT: u8 = 60;
    /// Confidence from which a finding counts as sure.
    pub const HIGH: u8 = 80;
    /// Kind of the finding that stands for a person's record as a whole.
    pub const PERSON_RECORD: &'static str = "person_record";
    /// Kind of the finding that stands for a person's record with a word on their health.
    pub const HEALTH_RECORD: &'static str = "health_record";
    /// Kind of the finding that stands for an officer's name, post and office contact.
    pub const PUBLIC_CONTACT: &'static str = "public_contact";

    /// Where it ends: what reports are in the order of, so that a record stands behind what it is made of. (How the
    /// findings of a run of base64 come among those around it depends on the chunks.)
    #[must_use]
    pub const fn place(&self) -> (u32, u64) {
        (self.part, self.span.end)
    }
}

#[cfg(test)]
mod tests {
    use super::{Evidence, Mask};

    #[test]
    fn a_mask_shows_separators_and_length_only() {
        for (value, mask) in
            [("2341 2341 2346", "•••• •••• ••••"), ("a.b@c.in", "•.•@•.••"), ("+91-98", "•••-••"), ("पता", "•••")]
        {
            assert_eq!(Mask::of(value.as_bytes()).to_string(), mask);
        }
        assert_eq!(Mask::of(&[b'1'; 500]).to_string().chars().count(), Mask::MAX);
    }

    #[test]
    fn evidence_has_names() {
        let mut evidence = Evidence::default();
        evidence.add(Evidence::LABEL);
        evidence.add(Evidence::CHECKSUM);
        assert!(evidence.names().eq(["checksum", "label"]));
    }
}
