//! What the compiler can't check of the catalogue.

use std::collections::HashSet;

use dwarpal::catalog;
use dwarpal::grammar::Detector;

use crate::support::rows;

#[test]
fn ids_are_well_formed_and_entries_of_one_kind_stand_together() {
    let mut seen = HashSet::new();
    for detector in catalog::kinds() {
        assert!(seen.insert(detector.id), "{} twice, and apart", detector.id);
        for other in catalog::ALL.iter().filter(|d| d.id == detector.id) {
            let says = |d: &Detector| (d.title, d.pack, d.role);
            assert_eq!(says(other), says(detector), "{}", detector.id);
        }
        assert!(detector.id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'));
    }
}

#[test]
fn no_kind_is_newer_than_its_catalogue() {
    assert_eq!(catalog::DEFAULT.number, catalog::NUMBER);
    assert!(catalog::ALL.iter().all(|detector| (1..=catalog::NUMBER).contains(&detector.since)));
}

#[test]
fn every_detector_has_a_hit_and_a_miss() {
    let rows = rows();
    for detector in catalog::ALL {
        for hit in [true, false] {
            assert!(
                rows.iter().any(|r| r.id == detector.id && r.expected.is_some() == hit),
                "{} has no {} line in tests/data/detectors",
                detector.id,
                if hit { "hit" } else { "miss" }
            );
        }
    }
    for row in rows {
        assert!(catalog::find(&row.id).is_some(), "{}: no detector {}", row.at, row.id);
    }
}

#[test]
fn examples_are_valid() {
    for detector in catalog::ALL {
        for example in detector.examples {
            assert!(detector.is_valid(example.as_bytes()), "{}", detector.id);
        }
        for sample in detector.samples.iter().filter(|s| s.len() > 8) {
            assert!(detector.is_valid(sample.as_bytes()), "{}: sample {sample}", detector.id);
        }
    }
}

#[test]
fn what_only_speaks_against_a_kind_is_none_of_it() {
    let mobile = catalog::find("in_mobile").expect("a detector");
    assert!(mobile.is_valid(b"6123456780") && !mobile.is_valid(b"2123456780"));
}

#[test]
fn the_readme_names_every_detector() {
    let readme = include_str!("../README.md");
    for detector in catalog::kinds() {
        let row = format!("| `{}` | {} | {} |", detector.id, detector.title, detector.severity.name());
        assert!(readme.contains(&row), "README.md lacks the line\n{row}");
    }
}
