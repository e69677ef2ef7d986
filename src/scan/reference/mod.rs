//! The slow reference (invariant I3): the same answer, arrived at without any of the scanner's ways.
//!
//! It holds the whole body, goes through it one byte a step, writes out the visible text with a map back to the bytes, and tries
//! every shape of every detector at every place. It has the catalogue, the score, the list rule, the rules of what may stand
//! beside a value and the judgement of records in common with the scanner; window, blocks, masks, triggers, skeletons, units and
//! view it has not. Where the scanner looks no farther on purpose, the reference says so, in a constant or a sentence: these are
//! the stated limits.
//!
//! Only in tests. `tests.rs` compares the two: over the rows, the bodies of `tests/data`, those of a corpus
//! (`DWARPAL_CORPUS`), and recombinations. It knows text and tables; of the other formats the structure is compared with real
//! parsers (`skeleton/agree`).

mod csv;
mod detect;
mod lines;
mod records;
mod runs;
mod segment;
mod structure;
mod tests;
mod text;
mod visible;

use visible::Spelling;

use super::finding::Finding;
use super::persons::Key;
use super::skeleton::{Declared, Format, sniff};
use crate::grammar::{Catalog, Detector, Lexicon};

/// What a body comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Answer {
    /// In the order of the records, and of their places in each.
    findings: Vec<Finding>,
    /// Distinct persons.
    persons: u32,
}

/// A body that is looked at.
struct Body<'a> {
    catalog: &'a Catalog,
    key: Key,
    bytes: &'a [u8],
    spelling: Spelling,
    /// The bytes that end a segment behind what is looked at.
    ends: &'static [u8],
    /// The bytes that part the columns of a line.
    parts: &'static [u8],
}

impl<'a> Body<'a> {
    /// The detectors whose packs are on.
    fn detectors(&self) -> impl Iterator<Item = (u16, &'a Detector)> + use<'a> {
        let packs = self.catalog.packs;
        let numbered = self.catalog.detectors.iter().enumerate().map(|(index, detector)| (index as u16, detector));
        numbered.filter(move |(_, detector)| packs.has(detector.pack))
    }

    fn lexicon(&self) -> &'a Lexicon {
        &self.catalog.lexicon
    }

    /// The column of what stands at `at`, by the bytes that part columns before it in its line: no more than so many are
    /// counted, a stated limit.
    fn lane(&self, at: u64) -> u16 {
        let before = &self.bytes[at.saturating_sub(512) as usize..at as usize];
        let line = before.rsplit(|&b| matches!(b, b'\n' | b'\r')).next().unwrap_or(before);
        line.iter().filter(|b| self.parts.contains(b)).count() as u16
    }

    fn ends(&self, byte: u8) -> bool {
        self.ends.contains(&byte)
    }
}

/// Scans a body; `None` where the reference does not know the format.
fn scan(catalog: &Catalog, key: Key, declared: Declared, bytes: &[u8]) -> Option<Answer> {
    let format = sniff(bytes, declared);
    let (ends, parts, spelling): (&'static [u8], &'static [u8], _) = match format {
        Format::Text => (b"\n\r", b",\t;|", Spelling { tags: true, escapes: true }),
        // Which semicolons end a character reference, and which a cell, nobody can say.
        Format::Csv(b';') if bytes.contains(&b'&') => return None,
        Format::Csv(separator) => {
            let parts = [&b","[..], b"\t", b";", b"|"].into_iter().find(|parts| parts[0] == separator)?;
            (b"\n\r\"\t;,|", parts, Spelling { tags: true, escapes: false })
        }
        _ => return None,
    };
    let body = Body { catalog, key, bytes, spelling, ends, parts };
    let structure = match format {
        Format::Csv(separator) => csv::read(&body, separator),
        _ => text::read(&body),
    };
    Some(records::judge(&body, &structure))
}
