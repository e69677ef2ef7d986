//! A pattern of the deployment's own: a regular expression that costs a page without its literal nothing.
//!
//! Of bytes and of bounded length, matched in linear time by the crate `regex` over a few hundred bytes around the literal.
//! What would be slow, endless or anywhere is refused with its reason when the policy is read.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use regex::bytes::{Regex, RegexBuilder};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::literal::Extractor;
use regex_syntax::hir::{Hir, HirKind};

use super::stands_free;
use crate::grammar::Literal;

/// Most bytes of a match: what the scanner sees to either side of a literal.
const LONGEST: usize = 200;
/// Most bytes of the compiled expression.
const SIZE: usize = 128 * 1024;
/// Most literals that one of which every match has.
const LITERALS: usize = 32;

/// The pattern.
#[derive(Debug)]
pub(super) struct Pattern {
    regex: Regex,
    /// Most bytes of a match in front of the literal, and in all.
    before: usize,
    longest: usize,
}

impl Pattern {
    /// The pattern and its literals: every match holds one of them.
    ///
    /// # Errors
    /// Why it is refused.
    pub(super) fn new(source: &str) -> Result<(Self, Vec<String>), String> {
        let wrong =
            |why: &dyn core::fmt::Display| format!("is no regular expression: {}", last_line(&format!("{why}")));
        let mut parser = ParserBuilder::new().unicode(false).utf8(false).nest_limit(32).build();
        let hir = parser.parse(source).map_err(|why| wrong(&why))?;
        let properties = hir.properties();
        if properties.minimum_len().unwrap_or(0) == 0 {
            return Err("can match nothing: it must have a character at least".into());
        }
        let longest = properties.maximum_len().filter(|&len| len <= LONGEST);
        let longest = longest.ok_or("has no bound of 200 bytes: say how often at most, as in {1,12}")?;
        if !properties.look_set().is_empty() {
            let message = "looks around (`^`, `$`, `\\b`): leave it out, a match counts only where it stands free";
            return Err(message.into());
        }
        let (literals, before) = required(&hir).ok_or(
            "has no literal: every match must hold one of a few texts of three characters or more, such as `EMP-`",
        )?;
        let mut builder = RegexBuilder::new(source);
        let regex = builder.unicode(false).size_limit(SIZE).build().map_err(|why| match why {
            regex::Error::CompiledTooBig(_) => "is too big: repeat less, or say it in two patterns".into(),
            why => wrong(&why),
        })?;
        Ok((Self { regex, before, longest }, literals))
    }

    /// The first match that stands free around the literal at `at`.
    pub(super) fn find(&self, text: &[u8], at: usize) -> Option<(usize, usize)> {
        let from = at.saturating_sub(self.before);
        let near = &text[from..text.len().min(at + self.longest)];
        let mut matches = self.regex.find_iter(near).map(|found| (from + found.start(), from + found.end()));
        matches.find(|&(start, end)| start <= at && at < end && stands_free(text, start, end))
    }
}

/// The last line of a message of several: what is wrong, without the pattern again.
fn last_line(message: &str) -> &str {
    message.lines().last().unwrap_or("").trim_start_matches("error: ")
}

/// Texts of which every match holds one, and the most bytes of a match in front of it.
fn required(hir: &Hir) -> Option<(Vec<String>, usize)> {
    let text = |bytes: &[u8]| {
        let cut = &bytes[..bytes.len().min(Literal::LONGEST)];
        core::str::from_utf8(cut).ok().filter(|text| text.len() >= Literal::SHORTEST).map(String::from)
    };
    // Without a class in it if that does: what stands behind may be parted from it, by a tag, and one literal costs less
    // than ten.
    for classes in [1, LITERALS] {
        let prefixes = Extractor::new().limit_total(LITERALS).limit_class(classes).extract(hir);
        let literals = prefixes.literals().filter(|all| !all.is_empty());
        let begins =
            literals.and_then(|all| all.iter().map(|literal| text(literal.as_bytes())).collect::<Option<Vec<_>>>());
        if let Some(mut begins) = begins {
            begins.sort();
            begins.dedup();
            return Some((begins, 0));
        }
    }
    let HirKind::Concat(parts) = hir.kind() else { return None };
    let mut before = 0;
    for part in parts {
        if let HirKind::Literal(literal) = part.kind()
            && let Some(inner) = text(&literal.0)
        {
            return Some((alloc::vec![inner], before));
        }
        before += part.properties().maximum_len()?;
    }
    None
}
