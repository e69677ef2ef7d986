//! A policy that has been read and checked: which rules hold for which response.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::document::{Object, Problem};
use super::own::Own;
use super::route::{Asked, Where, willing};
use super::rules::{MEMBERS, Rules};
use crate::grammar::Catalog;

/// The one version of the document's form.
const VERSION: u32 = 1;

/// A policy.
#[derive(Debug)]
pub struct Policy {
    /// What holds where no route does, then each route's; a decision is a place in this list.
    rules: Vec<Rules>,
    turned: Vec<Rules>,
    routes: Vec<Where>,
    /// The catalogue that it was tested with, if it says so: kinds of later ones only report.
    catalogue: Option<u16>,
    own: Option<Own>,
    digest: u64,
}

/// The rules for a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Their place in [`Policy::rules`].
    pub rules: usize,
    /// Whether their mode is enforced; if not, the response is observed.
    pub enforced: bool,
}

impl Policy {
    /// Reads a document.
    ///
    /// # Errors
    /// The first thing that is wrong, with its place.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let value = serde_json::from_str(text)
            .map_err(|e| Problem { path: String::new(), message: format!("is not JSON: {e}") })?;
        let names = [&["$schema", "version", "catalogue", "own", "routes"][..], &MEMBERS].concat();
        let document = Object::new(&value, String::new(), &names)?;
        document.text("$schema")?;
        document.number("version", VERSION, VERSION, VERSION)?;
        let number = document.number("catalogue", 0, 1, u32::from(u16::MAX))? as u16;
        let base = Rules::closed().with(&document)?;
        let (mut rules, mut routes) = (alloc::vec![base.clone()], Vec::new());
        let names = [&["name", "match"][..], &MEMBERS].concat();
        for (i, value) in document.list("routes")?.iter().enumerate() {
            let path = format!("routes[{i}]");
            let route = Object::new(value, path.clone(), &names)?;
            routes.push(Where::read(&route)?);
            // Why a list may pass is said where the line for it is drawn.
            let own_line = route.has_any(&["thresholds", "audience", "selfPersons"]);
            let because = if own_line { String::new() } else { base.because.clone() };
            let name = route.text("name")?.unwrap_or(&path).to_string();
            rules.push(Rules { route: name, because, ..base.clone() }.with(&route)?);
        }
        let turned = rules.iter().map(Rules::turned).collect();
        Ok(Self {
            rules,
            turned,
            routes,
            catalogue: (number > 0).then_some(number),
            own: Own::read(&document)?,
            digest: digest(&[text.as_bytes(), env!("CARGO_PKG_VERSION").as_bytes()]),
        })
    }

    /// All rules that a decision may name.
    #[must_use]
    pub fn rules(&self) -> &[Rules] {
        &self.rules
    }

    /// The same, each for the other audience: what holds where an origin has said so, and signed it.
    #[must_use]
    pub fn turned(&self) -> &[Rules] {
        &self.turned
    }

    /// The catalogue by which this policy judges, with what is its own, and with kinds that are newer than it as ones that only
    /// report; asked once. Packs are the rules' business.
    ///
    /// # Errors
    /// What is wrong with its own kinds.
    pub fn catalog(&mut self, base: &'static Catalog) -> Result<&'static Catalog, Problem> {
        let tested = self.catalogue.unwrap_or(base.number);
        if tested > base.number {
            let message = format!("must be {} at most, this engine's: the policy is for a newer one", base.number);
            return Err(Problem { path: "catalogue".into(), message });
        }
        match self.own.take() {
            None if tested == base.number => Ok(base),
            own => own.unwrap_or_default().over(base, tested),
        }
    }

    /// Tells this policy and engine from others.
    #[must_use]
    pub const fn digest(&self) -> u64 {
        self.digest
    }

    /// The rules for a response: those of the first route that fits.
    #[must_use]
    pub fn decide(&self, asked: &Asked<'_>) -> Decision {
        let at = |path: &str| self.routes.iter().position(|route| route.holds(asked, path)).map_or(0, |i| i + 1);
        let read = willing(asked.path);
        let rules = if self.routes.is_empty() {
            0
        } else {
            let (came, willing) = (at(asked.path), at(&read));
            if self.rules[willing].openness() < self.rules[came].openness() { willing } else { came }
        };
        // The same address is always treated alike: who asks again gets no other answer.
        let lot = digest(&[asked.host.as_bytes(), read.as_bytes()]) % 100;
        Decision { rules, enforced: lot < u64::from(self.rules[rules].enforce) }
    }
}

/// FNV-1a, each part ended by a byte that stands in none; not for secrets.
fn digest(parts: &[&[u8]]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.iter().chain(&[0xff]));
    let hash =
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    // The low bits of the sum depend on the low bits of the text alone.
    hash ^ hash >> 32
}
