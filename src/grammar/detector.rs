//! A detector: one identifier as data, and the rules that the compiler checks on it.

use super::check::Check;
use super::compact::Compact;
use super::index::Forms;
use super::label::Group;
use super::lexicon::Lexicon;
use super::literal::Literal;
use super::own::Own;
use super::pack::{Pack, Packs};
use super::shape::{Shape, match_at};

/// How much harm the exposure of one value does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Published on purpose as a rule.
    Low,
    /// A way to reach or to single out a person.
    Medium,
    /// An identifier that opens accounts or records.
    High,
    /// An identifier for life, or a key to money or health.
    Critical,
}

impl Severity {
    /// The name in reports and policies.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }
}

/// Gives the value around the position `at` of a text: `[start, end)`.
pub type FindAround = fn(text: &[u8], at: usize) -> Option<(usize, usize)>;

/// Finds the next value at or behind the position `from` of a text: `[start, end)`.
pub type FindIn = fn(text: &[u8], from: usize) -> Option<(usize, usize)>;

/// What in the text makes the scanner try a detector.
#[derive(Clone, Copy, Debug)]
pub enum Anchor {
    /// A run of digits (seven or more, single joiners allowed), or four digits behind a letter. The value is
    /// one of the detector's forms and holds the run's first digit.
    Digits,
    /// An `@`.
    At {
        /// The value around it (`[start, end)`) in the text, from the `@`'s position.
        find: FindAround,
        /// Confidence (0–100) when nothing near it says what it is.
        alone: u8,
    },
    /// A run of seven digits in front of a letter or a `<`: a date and its check digit in a line that machines read.
    Run {
        /// The value around it (`[start, end)`) in the text, from its first digit.
        find: FindAround,
        /// Confidence (0–100).
        alone: u8,
    },
    /// One of a few literals, each of [`Literal::SHORTEST`] bytes or more.
    Literal {
        /// The literals.
        texts: &'static [&'static str],
        /// The value around one (`[start, end)`) in the text, from the position where the literal begins.
        find: FindAround,
        /// Confidence (0–100) when nothing near it says what it is.
        alone: u8,
    },
    /// One of the deployment's own literals; [`Own::find`] gives the value.
    Own {
        /// The number of the kind.
        kind: u16,
        /// Confidence (0–100).
        alone: u8,
    },
    /// The end of a value whose column, key or element has the detector's label; the function gives the part of
    /// the value that is one (`[start, end)`).
    Value(fn(value: &[u8]) -> Option<(usize, usize)>),
}

/// What a value says of a person. Records are judged by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Singles a person out by itself.
    Identifier,
    /// Reaches a person.
    Contact,
    /// A name.
    Name,
    /// Says something of a person that others share: age, gender, address.
    Attribute,
    /// Says something of a person's health.
    Health,
    /// Names a firm, a branch or another body; says nothing of a person.
    Body,
    /// Opens something, and says nothing of a person: a key, a password.
    Secret,
}

impl Role {
    /// Whether a value of this role is reported only as a part of a person's record.
    #[must_use]
    pub const fn only_in_records(self) -> bool {
        matches!(self, Self::Name | Self::Attribute | Self::Health)
    }
}

/// One way a value is written.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// Its template.
    pub shape: Shape,
    /// Confidence (0–100) when nothing near it says what it is; or [`Form::OTHER`].
    pub alone: u8,
}

impl Form {
    /// In place of a confidence: not a form of the kind, but of what stands in its place where it is something else. In a
    /// list such numbers speak against the others ([`Detector::lists`]).
    pub const OTHER: u8 = u8::MAX;
}

/// One identifier. See `src/catalog/README.md` for how to add one.
#[derive(Clone, Copy, Debug)]
pub struct Detector {
    /// `region_name`, never renamed: policies and dashboards hold it.
    pub id: &'static str,
    /// One line for people.
    pub title: &'static str,
    /// The pack it comes with.
    pub pack: Pack,
    /// Harm of one exposed value.
    pub severity: Severity,
    /// What it says of a person.
    pub role: Role,
    /// What makes the scanner try it.
    pub anchor: Anchor,
    /// Finds it in the text of a record that speaks of somebody already (`34/M`, `RT-PCR: positive`), where no label
    /// does.
    pub in_record: Option<FindIn>,
    /// How it is written; all are tried, the surest wins. For [`Anchor::Digits`] alone.
    pub forms: &'static [Form],
    /// Its checksum.
    pub check: Check,
    /// How many characters stand in front of what the checksum covers.
    pub checked_from: usize,
    /// Issuing rules beyond shape and checksum: on the letters and digits alone (upper case), or on the whole
    /// value for [`Anchor::At`].
    pub accept: fn(&[u8]) -> bool,
    /// Valid values that are nobody's and are never reported (documentation domains); sees what `accept` does.
    pub refuse: fn(&[u8]) -> bool,
    /// Rules that make it another severity (a public role address, a company's number); sees what `accept` does.
    pub grade: fn(&[u8], Severity) -> Severity,
    /// Whether a value without a label is refused when it reads as a timestamp, a date or an article number.
    pub lookalikes: bool,
    /// Confidence (0–100) under a strong label.
    pub labelled: u8,
    /// Confidence (0–100) under a strong label when the checksum fails, 0 to refuse: data-entry errors and numbers
    /// older than their checksum still expose a person.
    pub unverified: u8,
    /// The number of the catalogue that had it first: a policy that was tested with an older one only hears of it.
    pub since: u16,
    /// Confidence (0–100) under which it is not looked at; over 100, it is off.
    pub least: u8,
    /// The words that label it.
    pub label: Group,
    /// Values that begin so are published samples: reported, marked, never counted against a page.
    pub samples: &'static [&'static str],
    /// Order among overlapping findings: lower wins (catalogue §1.5).
    pub rank: u8,
    /// Whether one person may have several, so that several values are not several persons: accounts, cards, vehicles.
    pub several: bool,
    /// Without a check digit: whether many of them in one column or list, and nothing else, make the list one of this kind.
    /// They must begin in many ways, since counters begin in one.
    pub lists: bool,
    /// Valid values, synthetic or published; the build fails if one does not pass.
    pub examples: &'static [&'static str],
    /// Where the rules come from.
    pub source: &'static str,
}

const fn any(_: &[u8]) -> bool {
    true
}

const fn none(_: &[u8]) -> bool {
    false
}

const fn same(_: &[u8], severity: Severity) -> Severity {
    severity
}

impl Detector {
    /// What an entry leaves out.
    pub const BASE: Self = Self {
        id: "",
        title: "",
        pack: Pack::IntlCore,
        severity: Severity::Medium,
        role: Role::Identifier,
        anchor: Anchor::Digits,
        in_record: None,
        forms: &[],
        check: Check::None,
        checked_from: 0,
        accept: any,
        refuse: none,
        grade: same,
        lookalikes: true,
        labelled: 0,
        unverified: 0,
        since: 1,
        least: 0,
        label: Group::NONE,
        samples: &[],
        rank: 100,
        several: false,
        lists: false,
        examples: &[],
        source: "",
    };

    /// Whether `value` as a whole is a valid value of this kind: its shape, its checksum, its issuing rules.
    #[must_use]
    pub fn is_valid(&self, value: &[u8]) -> bool {
        match self.anchor {
            Anchor::Digits => self.forms.iter().filter(|form| form.alone != Form::OTHER).any(|form| {
                match_at(form.shape, value, 0).is_some_and(|m| m.end == value.len() && self.passes(&m.compact))
            }),
            Anchor::At { find, .. } => (0..value.len())
                .filter(|&at| value[at] == b'@')
                .any(|at| find(value, at) == Some((0, value.len())) && (self.accept)(value)),
            // Only the deployment's catalogue knows.
            Anchor::Own { .. } => false,
            Anchor::Run { find, .. } => {
                (0..value.len()).any(|at| find(value, at) == Some((0, value.len()))) && (self.accept)(value)
            }
            Anchor::Literal { texts, find, .. } => (0..value.len())
                .filter(|&at| texts.iter().any(|text| value[at..].starts_with(text.as_bytes())))
                .any(|at| find(value, at) == Some((0, value.len())) && (self.accept)(value)),
            Anchor::Value(part) => part(value) == Some((0, value.len())) && (self.accept)(value),
        }
    }

    /// Whether the letters and digits of a match pass the checksum and the issuing rules.
    #[must_use]
    pub fn passes(&self, compact: &Compact) -> bool {
        self.verifies(compact) && (self.accept)(compact.as_bytes())
    }

    /// Whether the letters and digits of a match pass the checksum.
    #[must_use]
    pub fn verifies(&self, compact: &Compact) -> bool {
        let value = compact.as_bytes();
        self.check.passes(value.get(self.checked_from..).unwrap_or(value))
    }

    /// Whether the value is a published sample.
    #[must_use]
    pub fn is_sample(&self, compact: &[u8]) -> bool {
        self.samples.iter().any(|sample| compact.starts_with(sample.as_bytes()))
    }
}

/// What a scanner is given: detectors and the words that label them.
#[derive(Clone, Copy, Debug)]
pub struct Catalog {
    /// The detectors; their order means nothing.
    pub detectors: &'static [Detector],
    /// Which of their forms can begin where.
    pub forms: Forms,
    /// The detectors with [`Anchor::Value`].
    pub values: &'static [u16],
    /// Those with [`Anchor::At`].
    pub ats: &'static [u16],
    /// Those with [`Anchor::Run`].
    pub runs: &'static [u16],
    /// The literals of those with [`Anchor::Literal`].
    pub literals: &'static [Literal],
    /// Whether all running text is read for names and addresses, and they are reported wherever they stand; otherwise
    /// only in records that speak of somebody.
    pub thorough: bool,
    /// Those that are looked for in the text of records.
    pub in_records: &'static [u16],
    /// Its number.
    pub number: u16,
    /// What a deployment adds.
    pub own: Option<&'static dyn Own>,
    /// The label words.
    pub lexicon: Lexicon,
    /// The packs that are on.
    pub packs: Packs,
}

/// A selection of detectors by what makes the scanner try them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tried {
    /// [`Anchor::Value`].
    Values,
    /// [`Anchor::At`].
    Ats,
    /// [`Anchor::Run`].
    Runs,
    /// [`Detector::in_record`].
    InRecords,
}

impl Tried {
    /// How many of `detectors` are of the selection.
    #[must_use]
    pub const fn count(self, detectors: &[Detector]) -> usize {
        let (mut n, mut i) = (0, 0);
        while i < detectors.len() {
            n += self.has(&detectors[i]) as usize;
            i += 1;
        }
        n
    }

    /// The places of those `N` in `detectors`.
    #[must_use]
    pub const fn places<const N: usize>(self, detectors: &[Detector]) -> [u16; N] {
        let (mut places, mut n, mut i) = ([0; N], 0, 0);
        while i < detectors.len() {
            if self.has(&detectors[i]) {
                places[n] = i as u16;
                n += 1;
            }
            i += 1;
        }
        places
    }

    const fn has(self, detector: &Detector) -> bool {
        match self {
            Self::Values => matches!(detector.anchor, Anchor::Value(_)),
            Self::Ats => matches!(detector.anchor, Anchor::At { .. }),
            Self::Runs => matches!(detector.anchor, Anchor::Run { .. }),
            Self::InRecords => detector.in_record.is_some(),
        }
    }
}

/// Checks what a compiler can check of a table of detectors; call it in a `const`.
///
/// # Panics
/// (which stops the build) on an entry without id, title, source or example; with a confidence over 100 or a
/// label that makes it less sure; or with an example that fits none of its forms or fails its checksum.
pub const fn validate(detectors: &[Detector]) {
    let mut i = 0;
    while i < detectors.len() {
        let detector = &detectors[i];
        assert!(!detector.id.is_empty(), "detector: no id");
        assert!(!detector.title.is_empty(), "detector: no title");
        assert!(!detector.source.is_empty(), "detector: no source");
        assert!(!detector.examples.is_empty(), "detector: no example");
        assert!(detector.labelled <= 100, "detector: confidence over 100");
        let mut f = 0;
        while f < detector.forms.len() {
            let alone = detector.forms[f].alone;
            assert!(alone <= detector.labelled || alone == Form::OTHER, "detector: a label makes a form less sure");
            f += 1;
        }
        if let Anchor::Digits = detector.anchor {
            let mut e = 0;
            while e < detector.examples.len() {
                assert!(
                    example_fits(detector, detector.examples[e].as_bytes()),
                    "detector: an example fails its own shape or checksum"
                );
                e += 1;
            }
        }
        i += 1;
    }
}

const fn example_fits(detector: &Detector, example: &[u8]) -> bool {
    let mut f = 0;
    while f < detector.forms.len() {
        if detector.forms[f].alone != Form::OTHER
            && let Some(found) = match_at(detector.forms[f].shape, example, 0)
            && found.end == example.len()
            && detector.check.passes(found.compact.as_bytes().split_at(detector.checked_from).1)
        {
            return true;
        }
        f += 1;
    }
    false
}
