//! How values are hidden from a filter: the body's rows of the threats this project answers.
//!
//! Each case is a body with one value (or a list of persons) in a disguise. The value must be found where it stands,
//! or the body must be declared un-inspectable; and every chunking must say the same. What is not reached yet is in
//! `tests/data/known_limits.txt`, each with its reason: exactly that fails, so a mend is noticed.

mod bodies;
mod disguises;
mod layers;
mod places;
mod subjects;

use std::collections::BTreeMap;
use std::ops::Range;

use dwarpal::pipeline::{Declared, Inspection, Outcome, Verdict};
use dwarpal::scan::Finding;

use crate::limits::{limits, matches};
use crate::support::KEY;

/// Longest body of which every split is tried.
const SHORT: usize = 1024;

/// What a case asks for.
#[derive(Clone, Debug)]
enum Expected {
    /// A finding of this kind at exactly these bytes: cut out of the body they are the value in its disguise.
    At(Range<usize>),
    /// A finding of this kind, wherever.
    Somewhere,
    /// No finding of this kind.
    Nowhere,
}

/// One disguised value.
#[derive(Clone, Debug)]
struct Case {
    /// Technique, format, kind: what the list of limits names it by.
    name: String,
    kind: &'static str,
    body: Vec<u8>,
    content_type: &'static str,
    content_encoding: &'static str,
    expected: Expected,
}

impl Case {
    fn new(name: String, kind: &'static str, content_type: &'static str, body: impl Into<Vec<u8>>) -> Self {
        let body = body.into();
        Self { name, kind, body, content_type, content_encoding: "", expected: Expected::Somewhere }
    }

    fn at(self, range: Range<usize>) -> Self {
        Self { expected: Expected::At(range), ..self }
    }

    fn nowhere(self) -> Self {
        Self { expected: Expected::Nowhere, ..self }
    }

    fn encoded(self, content_encoding: &'static str) -> Self {
        Self { content_encoding, ..self }
    }

    /// Whether the answer is what the case asks for.
    fn holds(&self, (found, outcome): &Answer) -> bool {
        let mut of_kind = found.iter().filter(|f| f.kind == self.kind);
        let unread = outcome.verdict == Verdict::Uninspectable;
        match &self.expected {
            Expected::At(range) => {
                let covers = |f: &Finding| f.span.start == range.start as u64 && f.span.end == range.end as u64;
                of_kind.any(covers) || unread
            }
            Expected::Somewhere => of_kind.next().is_some() || unread,
            Expected::Nowhere => of_kind.next().is_none(),
        }
    }
}

/// What an inspection says of a body.
type Answer = (Vec<Finding>, Outcome);

/// Inspects one body after another.
struct Inspector(Box<Inspection<'static>>);

impl Inspector {
    fn new() -> Self {
        Self(Box::new(Inspection::new(&dwarpal::catalog::DEFAULT, KEY)))
    }

    fn inspect<'a>(&mut self, case: &Case, chunks: impl IntoIterator<Item = &'a [u8]>) -> Answer {
        let Case { content_type, content_encoding, .. } = *case;
        let mut found = Vec::new();
        let mut sink = |finding: &Finding| found.push(*finding);
        self.0.begin(Declared { content_type, content_encoding, file_name: "", ..Declared::default() });
        chunks.into_iter().for_each(|chunk| self.0.write(chunk, &mut sink));
        self.0.end(&mut sink);
        let outcome = self.0.outcome();
        (found, outcome)
    }

    /// What is said of the whole body, after seeing that it is said of it byte by byte too and, if `split`, in two.
    fn answer(&mut self, case: &Case, split: bool) -> Answer {
        let body = &case.body[..];
        let whole = self.inspect(case, [body]);
        assert_eq!(self.inspect(case, body.chunks(1)), whole, "{}, byte by byte", case.name);
        let step = if body.len() > SHORT { body.len() / 16 } else { 1 };
        for at in (0..=body.len()).step_by(step).filter(|_| split) {
            assert_eq!(self.inspect(case, [&body[..at], &body[at..]]), whole, "{}, cut at {at}", case.name);
        }
        whole
    }
}

/// Runs the cases; those that fail must be the limits of this `group`, and no others.
fn run(group: &str, cases: Vec<Case>, split: bool) {
    assert!(!cases.is_empty());
    let mut inspector = Inspector::new();
    let mut limits: BTreeMap<&str, usize> = limits(group).map(|pattern| (pattern, 0)).collect();
    let mut wrong = Vec::new();
    for case in cases {
        let answer = inspector.answer(&case, split);
        let limit = limits.iter_mut().find(|(pattern, _)| matches(pattern, &case.name));
        match (case.holds(&answer), limit) {
            (true, None) => {}
            (true, Some((pattern, _))) => wrong.push(format!("{}: mended, but a limit as `{pattern}`", case.name)),
            (false, Some((_, count))) => *count += 1,
            (false, None) => {
                let found: Vec<_> = answer.0.iter().map(|f| (f.kind, f.span)).collect();
                let body = String::from_utf8_lossy(&case.body[..case.body.len().min(300)]).into_owned();
                wrong.push(format!("{}: {:?} {found:?} {}\n    {body}", case.name, case.expected, answer.1.reason));
            }
        }
    }
    let unused = limits.iter().filter(|(_, count)| **count == 0);
    wrong.extend(unused.map(|(pattern, _)| format!("{pattern}: a limit of no case")));
    assert!(wrong.is_empty(), "{} of {group}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn disguised_values_are_found() {
    run("disguise", disguises::cases(), true);
}

#[test]
fn two_disguises_at_once_hide_nothing() {
    let hidden: Vec<_> = limits("disguise").collect();
    run("pair", disguises::pairs(|name| hidden.iter().any(|pattern| matches(pattern, name))), false);
}

#[test]
fn values_are_found_wherever_they_stand() {
    run("place", places::cases(), true);
}

#[test]
fn lists_are_found_under_any_coding_and_type() {
    run("body", bodies::cases(), true);
}

#[test]
fn two_forms_of_a_body_at_once_hide_nothing() {
    run("layer", layers::cases(), false);
}

#[test]
fn a_disguise_in_another_form_of_the_body_hides_nothing() {
    let hidden: Vec<_> = limits("disguise").collect();
    run("form", layers::disguised(|name| hidden.iter().any(|pattern| matches(pattern, name))), false);
}

#[test]
fn what_only_looks_like_a_value_is_none() {
    run("trap", places::traps(), true);
}
