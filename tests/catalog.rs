//! What the compiler can't check of the catalogue.

use std::collections::HashSet;

use dwarpal::catalog;

use crate::support::rows;

#[test]
fn ids_are_unique_and_well_formed() {
    let mut seen = HashSet::new();
    for detector in catalog::ALL {
        assert!(seen.insert(detector.id), "{} twice", detector.id);
        assert!(detector.id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'));
    }
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
fn the_readme_names_every_detector() {
    let readme = include_str!("../README.md");
    for detector in catalog::ALL {
        let row = format!("| `{}` | {} | {} |", detector.id, detector.title, detector.severity.name());
        assert!(readme.contains(&row), "README.md lacks the line\n{row}");
    }
}
