//! Presidio's own cases of the Indian identifiers: each agrees, or is a known limit with its reason.

use std::collections::BTreeSet;

use dwarpal::catalog;

use crate::limits::{limits, matches};
use crate::support::{EVERYTHING, scan_with};

const CASES: &str = include_str!("data/presidio.tsv");

/// Presidio's score from which a value counts without a word beside it.
const ENOUGH: f32 = 0.5;

/// Whether `text` has the value (between its marks) as one of `kind`, or none where it marks none.
fn agrees(kind: &str, score: &str, marked: &str) -> bool {
    let (before, value, behind) = match (marked.split_once('«'), marked.split_once('»')) {
        (Some((before, rest)), Some((_, behind))) => {
            (before, &rest[..rest.len() - behind.len() - '»'.len_utf8()], behind)
        }
        _ => (marked, "", ""),
    };
    let text = format!("{before}{value}{behind}");
    let found = |text: &str| {
        let findings = scan_with(&EVERYTHING, [text.as_bytes()]);
        let of_kind = findings.iter().filter(|finding| finding.kind == kind);
        of_kind.map(|finding| text[finding.span.start as usize..finding.span.end as usize].to_owned()).next()
    };
    match score.parse::<f32>() {
        Err(_) => found(&text).is_none(),
        Ok(score) if score >= ENOUGH => found(&text).as_deref() == Some(value),
        Ok(_) => {
            let detector = catalog::find(kind).expect("a kind");
            let label = catalog::DEFAULT.lexicon.phrases.iter().find(|(group, _)| *group == detector.label);
            let (_, words) = label.expect("a kind with a label");
            found(&format!("{}: {value}", words[0])).as_deref() == Some(value)
        }
    }
}

#[test]
fn presidios_cases_agree_or_are_known_limits() {
    let mut wrong = Vec::new();
    let mut unused: BTreeSet<_> = limits("presidio").collect();
    for line in CASES.lines().filter(|line| !line.starts_with('#')) {
        let [kind, case, score, text] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let name = format!("{case} {kind}");
        let limit = limits("presidio").find(|pattern| matches(pattern, &name));
        if agrees(kind, score, text) == limit.is_some() {
            wrong.push(format!("{name}: {}", if limit.is_some() { "agrees, but is a limit" } else { "differs" }));
        }
        limit.map(|pattern| unused.remove(pattern));
    }
    assert!(wrong.is_empty() && unused.is_empty(), "{}\nlimits of no case: {unused:?}", wrong.join("\n"));
}
