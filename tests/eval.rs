//! `make eval` where the large corpus is not at hand: how much of the bundled bodies is found, and how much is found
//! wrongly, by kind. Run with `--nocapture` to see the table.

use std::collections::BTreeMap;

use crate::structure::judged;

#[test]
fn eval() {
    // Kind: found, missed, found wrongly.
    let mut kinds: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for (found, expected) in judged() {
        for value in &expected {
            kinds.entry(value.2.clone()).or_default()[usize::from(!found.contains(value))] += 1;
        }
        for value in found.iter().filter(|f| !expected.contains(f)) {
            kinds.entry(value.2.clone()).or_default()[2] += 1;
        }
    }
    println!("{:<20} {:>6} {:>7} {:>6}", "kind", "found", "missed", "wrong");
    for (kind, [found, missed, wrong]) in &kinds {
        println!("{kind:<20} {found:>6} {missed:>7} {wrong:>6}");
    }
    assert!(kinds.len() > 8 && kinds.values().all(|[found, missed, wrong]| found * 50 >= (missed + wrong) * 49));
}
