//! A list of words of the deployment's own: found as whole words, as they are written, in small letters or in capitals.
//!
//! What is looked for first is the longest part between two spaces: a tag or an entity may stand beside it.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::{Find, stands_free};
use crate::grammar::Literal;

/// The words, and where in each its literal stands.
#[derive(Debug, Default)]
pub(super) struct Words(Vec<(String, usize)>);

/// The words and what to look for: a part of each.
pub(super) fn read(list: Vec<String>) -> (Find, Vec<String>) {
    let mut literals = Vec::new();
    let mut words = Vec::new();
    for word in list {
        let (at, part) = part(&word);
        for written in [part.to_string(), part.to_ascii_lowercase(), part.to_ascii_uppercase()] {
            if !literals.contains(&written) {
                literals.push(written);
            }
        }
        words.push((word, at));
    }
    (Find::Words(Words(words)), literals)
}

/// The longest part between spaces, or else the whole, and where it stands; cut to what a literal can be.
fn part(word: &str) -> (usize, &str) {
    let mut next = 0;
    let parts = word.split(' ').map(|part| {
        let at = next;
        next += part.len() + 1;
        (at, part)
    });
    let longest = parts.max_by_key(|(_, part)| part.len()).filter(|(_, part)| part.len() >= Literal::SHORTEST);
    let (at, part) = longest.unwrap_or((0, word));
    let whole = |&len: &usize| part.is_char_boundary(len);
    let len = (0..=part.len().min(Literal::LONGEST)).rev().find(whole).unwrap_or(0);
    (at, &part[..len])
}

impl Words {
    /// The longest word whose literal stands at `at`.
    pub(super) fn find(&self, text: &[u8], at: usize) -> Option<(usize, usize)> {
        let stands = |(word, literal): &(String, usize)| {
            let start = at.checked_sub(*literal)?;
            let there = text.get(start..start + word.len())?;
            let free = || stands_free(text, start, start + word.len());
            (there.eq_ignore_ascii_case(word.as_bytes()) && free()).then_some((start, start + word.len()))
        };
        self.0.iter().filter_map(stands).max_by_key(|(start, end)| end - start)
    }
}
