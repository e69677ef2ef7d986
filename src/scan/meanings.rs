//! Which detectors look at a whole value under which labels: asked for every cell of a labelled column, so the answers
//! for the last labels are kept.

use crate::grammar::{Catalog, Labels};

/// Answers kept.
const SLOTS: usize = 32;
/// Detectors of an answer that are kept; with more of them all are gone through.
const MOST: usize = 7;

/// The answers.
#[derive(Clone)]
pub(super) struct Meanings {
    slots: [Meaning; SLOTS],
}

/// The detectors that some labels mean.
#[derive(Clone, Copy)]
struct Meaning {
    labels: Labels,
    detectors: [u16; MOST],
    len: u8,
}

impl Meanings {
    /// Nothing asked yet: without labels nothing is meant.
    pub(super) const fn new() -> Self {
        Self { slots: [Meaning { labels: Labels::NONE, detectors: [0; MOST], len: 0 }; SLOTS] }
    }

    /// The detectors of whole values that `labels` may mean: all that do, and in rare cases others.
    pub(super) fn of(&mut self, labels: Labels, catalog: &Catalog) -> &[u16] {
        let slot = &mut self.slots[labels.hash() % SLOTS];
        if slot.labels != labels {
            *slot = Meaning::read(labels, catalog);
        }
        slot.detectors.get(..slot.len as usize).unwrap_or(catalog.values)
    }
}

impl Meaning {
    fn read(labels: Labels, catalog: &Catalog) -> Self {
        let mut meaning = Self { labels, detectors: [0; MOST], len: 0 };
        for &index in catalog.values {
            let detector = &catalog.detectors[index as usize];
            if labels.has(detector.label) && catalog.packs.has(detector.pack) {
                if let Some(free) = meaning.detectors.get_mut(meaning.len as usize) {
                    *free = index;
                }
                meaning.len += 1;
            }
        }
        meaning
    }
}

#[cfg(test)]
mod tests {
    use super::{Meanings, SLOTS};
    use crate::catalog::DEFAULT;
    use crate::grammar::Labels;

    #[test]
    fn answers_are_those_of_the_catalogue() {
        let mut meanings = Meanings::new();
        let mut asked = 0;
        // Twice, and more labels than are kept.
        for _ in 0..2 {
            for detector in DEFAULT.detectors {
                let mut labels = Labels::NONE;
                labels.add(detector.label);
                let means = |&&index: &&u16| {
                    let detector = &DEFAULT.detectors[index as usize];
                    labels.has(detector.label) && DEFAULT.packs.has(detector.pack)
                };
                assert!(meanings.of(labels, &DEFAULT).iter().filter(means).eq(DEFAULT.values.iter().filter(means)));
                asked += 1;
            }
        }
        assert!(asked > 2 * SLOTS);
        assert!(meanings.of(Labels::NONE, &DEFAULT).is_empty());
    }
}
