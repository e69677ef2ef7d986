//! From a match to a confidence: the table of catalogue §1.3–1.4, in integers 0–100.
//!
//! | evidence | confidence |
//! |---|---|
//! | strong label: column, key, or directly in front | the detector's `labelled` |
//! | label near | mean of `alone` and `labelled`, + 5; at most `labelled` − 5 |
//! | none | the form's `alone` |
//! | a word against it | − 30 in front, − 15 near; not under a strong label |
//! | lower-case letters | − 15 without a label |
//! | checksum fails | the detector's `unverified` under a strong label, else 0 |
//! | counting or documentation number | × 0.3, under a label too |
//! | look-alike (timestamp, date) | 0 without a label |
//! | article number | without a label at most what a record may still believe; 0 where no checksum speaks for it |
//! | most numbers of its column fit ([`Verdict::Kind`]) | `labelled` − 5 without a strong label; no look-alike; without a check digit no word against it either |
//! | few of them do ([`Verdict::Other`]) | 0 without a label |

use super::context::{Context, Relation};
use super::finding::Evidence;
use super::lookalike::{is_article, is_lookalike, is_sequence};
use super::series::Verdict;
use crate::grammar::index::KEEP;
use crate::grammar::{Detector, Group, Labels, Match, Role, Severity};

/// How sure a match is, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Score {
    pub(super) confidence: u8,
    pub(super) severity: Severity,
    pub(super) evidence: Evidence,
}

impl Score {
    /// Of nothing.
    pub(super) const NONE: Self = Self { confidence: 0, severity: Severity::Low, evidence: Evidence::NONE };

    /// Whether the value is somebody's and not public: what masking covers.
    pub(super) const fn is_private(self) -> bool {
        let shared = self.evidence.has(Evidence::RECORD) && !self.evidence.has(Evidence::OFFICE);
        !matches!(self.severity, Severity::Low) || shared
    }
}

/// What is scored: a match that stands free and passed its checks.
pub(super) struct Scored<'a> {
    pub(super) detector: &'a Detector,
    /// Confidence of the form that matched.
    pub(super) alone: u8,
    pub(super) found: &'a Match,
    /// What the detector's rules look at.
    pub(super) value: &'a [u8],
    /// Whether its checksum fits.
    pub(super) verified: bool,
    /// What the column or key says.
    pub(super) labels: Labels,
    /// The words around it.
    pub(super) context: &'a Context<'a>,
    /// What the numbers in its place before it say.
    pub(super) list: Verdict,
}

pub(super) fn score(scored: &Scored<'_>) -> Score {
    let &Scored { detector, alone, found, value, verified, labels, context, list } = scored;
    let compact = found.compact.as_bytes();
    let mut evidence = Evidence::default();
    if detector.check.proves() && verified {
        evidence.add(Evidence::CHECKSUM);
    }
    if found.separator != 0 {
        evidence.add(Evidence::GROUPED);
    }
    if found.lower {
        evidence.add(Evidence::LOWER_CASE);
    }

    let relation = if labels.has(detector.label) {
        evidence.add(Evidence::COLUMN);
        Some(Relation::Strong)
    } else {
        let relation = context.relation(detector.label);
        match relation {
            Some(Relation::Strong) => evidence.add(Evidence::LABEL),
            Some(Relation::Near) => evidence.add(Evidence::NEAR),
            None => {}
        }
        relation
    };
    let mut confidence = match relation {
        Some(Relation::Strong) => i32::from(detector.labelled),
        Some(Relation::Near) => {
            let mean = i32::from(alone).midpoint(i32::from(detector.labelled)) + 5;
            mean.min(i32::from(detector.labelled) - 5).max(i32::from(alone))
        }
        None => i32::from(alone),
    };
    let against = if labels.has(Group::NEGATIVE) { Some(Relation::Strong) } else { context.against() };
    let listed = list == Verdict::Kind
        && verified
        && relation != Some(Relation::Strong)
        && (detector.check.proves() || against.is_none());
    if listed {
        evidence.add(Evidence::LIST);
        confidence = confidence.max(i32::from(detector.labelled) - 5);
    } else if list == Verdict::Other && relation.is_none() {
        confidence = 0;
    }
    // What begins as only a key does is one, whatever the words around it say.
    if relation != Some(Relation::Strong) && detector.role != Role::Secret {
        // A dot, slash or underscore binds groups only where a label says what they are.
        if matches!(found.separator, b'.' | b'/' | b'_') {
            confidence = 0;
        }
        if let Some(against) = against {
            evidence.add(Evidence::NEGATIVE);
            confidence -= if against == Relation::Strong { 30 } else { 15 };
        }
    }
    if relation.is_none() && found.lower {
        confidence -= 15;
    }
    // Only a strong label says more than the look of the digits.
    if relation != Some(Relation::Strong) && !listed && detector.lookalikes {
        if is_lookalike(compact) {
            confidence = 0;
        } else if is_article(compact) {
            // By its own check digit it may be somebody's all the same: its record says.
            confidence = if detector.check.proves() { confidence.min(i32::from(KEEP)) } else { 0 };
        }
    }
    if !verified {
        evidence.add(Evidence::UNVERIFIED);
        confidence = if relation == Some(Relation::Strong) { i32::from(detector.unverified) } else { 0 };
    }
    if is_sequence(compact) {
        evidence.add(Evidence::SEQUENCE);
        confidence = confidence * 3 / 10;
    }

    let mut severity = (detector.grade)(value, detector.severity);
    if detector.is_sample(compact) {
        evidence.add(Evidence::TEST_VALUE);
        severity = Severity::Low;
    }
    if severity == Severity::Medium && (labels.has(Group::OFFICE) || context.office()) {
        evidence.add(Evidence::OFFICE);
        severity = Severity::Low;
    }
    Score { confidence: confidence.clamp(0, 100) as u8, severity, evidence }
}

#[cfg(test)]
mod tests {
    use super::{Score, Scored, score};
    use crate::grammar::shape::match_at;
    use crate::grammar::{Detector, Form, Group, Labels, Lexicon, LexiconIndex, Match, Phrases};
    use crate::scan::context::Context;
    use crate::scan::finding::Evidence;
    use crate::scan::series::Verdict;

    const KEY: Group = Group(20);
    const PHRASES: Phrases = &[(KEY, &["key"]), (Group::NEGATIVE, &["order"])];
    static INDEX: LexiconIndex = LexiconIndex::new(PHRASES);
    const TOY: Lexicon = Lexicon { phrases: PHRASES, index: &INDEX };
    const DETECTOR: Detector = Detector {
        forms: &[Form { shape: crate::shape!("X{4,12}"), alone: 50 }],
        labelled: 90,
        label: KEY,
        ..Detector::BASE
    };

    fn scored(found: &Match, labels: Labels, context: &Context<'_>) -> Score {
        let value = found.compact.as_bytes();
        let list = Verdict::Open;
        score(&Scored { detector: &DETECTOR, alone: 50, found, value, verified: true, labels, context, list })
    }

    fn confidence(text: &str, labels: Labels) -> u8 {
        let at = text.find(|c: char| c.is_ascii_digit()).expect("a value");
        let found = match_at(DETECTOR.forms[0].shape, text.as_bytes(), at).expect("fits");
        let context = Context::read(&TOY, text.as_bytes(), at, found.end);
        scored(&found, labels, &context).confidence
    }

    #[test]
    fn the_table() {
        for (text, expected) in [
            ("93418826", 50),
            ("key 93418826", 90),
            ("the key you want is: a. 93418826", 75),
            ("order 93418826", 20),
            ("order which came 93418826", 35),
            ("order key 93418826", 90),
            ("20210417", 0),
            ("key 20210417", 90),
            ("12345678", 15),
            ("key 12345678", 27),
        ] {
            assert_eq!(confidence(text, Labels::NONE), expected, "{text}");
        }
    }

    #[test]
    fn a_positive_label_never_makes_less_sure() {
        let mut column = Labels::NONE;
        column.add(KEY);
        for text in ["93418826", "order 93418826", "20210417", "12345678", "key 93418826"] {
            assert!(confidence(text, column) >= confidence(text, Labels::NONE), "{text}");
        }
    }

    /// I11, over the whole catalogue: every example, and the next values to it (whose checksums fail), in capitals and
    /// small letters, by every form that takes it, with and without words around it, under its column or not.
    #[test]
    fn no_label_of_the_catalogue_makes_less_sure() {
        let mut compared = 0;
        for detector in crate::catalog::ALL {
            let mut column = Labels::NONE;
            column.add(detector.label);
            let next = |text: &str, by: u8| -> String {
                let digit = text.rfind(|c: char| c.is_ascii_digit());
                let step = |(i, b): (usize, u8)| if Some(i) == digit { b'0' + (b - b'0' + by) % 10 } else { b };
                String::from_utf8(text.bytes().enumerate().map(step).collect()).expect("a digit for a digit")
            };
            let texts = detector.examples.iter().flat_map(|e| (0..10).map(|by| next(e, by)));
            for text in texts.flat_map(|t| [t.to_lowercase(), t]) {
                for form in detector.forms {
                    let Some(found) = match_at(form.shape, text.as_bytes(), 0) else { continue };
                    let value = found.compact.as_bytes();
                    let verified = detector.verifies(&found.compact);
                    for words in ["", "order ", "order no: ", "aadhaar ", "mobile number ", "helpline, fax "] {
                        let around = [words, &text].concat();
                        let lexicon = &crate::catalog::DEFAULT.lexicon;
                        let context = Context::read(lexicon, around.as_bytes(), words.len(), words.len() + found.end);
                        let alone = form.alone;
                        let of = |labels| {
                            let (context, list) = (&context, Verdict::Open);
                            score(&Scored { detector, alone, found: &found, value, verified, labels, context, list })
                                .confidence
                        };
                        assert!(of(column) >= of(Labels::NONE), "{}: {around:?}", detector.id);
                        compared += 1;
                    }
                }
            }
        }
        assert!(compared > 10_000, "{compared} scores only");
    }

    #[test]
    fn lists_speak_where_no_label_does() {
        use Verdict::{Kind, Open, Other};
        for (text, open, kind, other) in [
            ("93418826", 50, 85, 0),
            ("key 93418826", 90, 90, 90),
            ("order 93418826", 20, 20, 0),
            // A date.
            ("20210417", 0, 85, 0),
            ("12345678", 15, 25, 0),
        ] {
            let at = text.find(|c: char| c.is_ascii_digit()).expect("a value");
            let found = match_at(DETECTOR.forms[0].shape, text.as_bytes(), at).expect("fits");
            let context = Context::read(&TOY, text.as_bytes(), at, found.end);
            let value = found.compact.as_bytes();
            let of = |list, verified| {
                let (context, labels) = (&context, Labels::NONE);
                score(&Scored { detector: &DETECTOR, alone: 50, found: &found, value, verified, labels, context, list })
            };
            let all = [Open, Kind, Other].map(|list| of(list, true).confidence);
            assert_eq!(all, [open, kind, other], "{text}");
            assert_eq!(of(Kind, true).evidence.has(Evidence::LIST), open != kind, "{text}");
            assert!(of(Kind, false).confidence <= open, "{text}: the list speaks for those that fit");
        }
    }

    #[test]
    fn columns_are_named_as_evidence() {
        let mut column = Labels::NONE;
        column.add(KEY);
        let found = match_at(DETECTOR.forms[0].shape, b"93418826", 0).expect("fits");
        let context = Context::read(&TOY, b"93418826", 0, 8);
        assert!(scored(&found, column, &context).evidence.has(Evidence::COLUMN));
    }
}
