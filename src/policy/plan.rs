//! A policy that has been read and checked: which rules hold for which response.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::document::{Document, Where};
use super::route::{Asked, is_status, willing};
use super::rules::{Problem, Rules};
use super::words::{Many, Number};

/// The one version of the document's form.
const VERSION: f64 = 1.0;

/// A policy.
#[derive(Clone, Debug)]
pub struct Policy {
    /// What holds where no route does, then each route's; a decision is a place in this list.
    rules: Vec<Rules>,
    routes: Vec<Where>,
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
        // To serde a list is an object whose names were left out.
        if text.trim_start().starts_with('[') {
            return Err(Problem { path: String::new(), message: "must be an object, not a list".into() });
        }
        let mut json = serde_json::Deserializer::from_str(text);
        let read: Result<Document, _> = serde_path_to_error::deserialize(&mut json);
        let document = read.map_err(|e| {
            let path = e.path().to_string();
            let path = if path == "." { String::new() } else { path };
            let inner = e.into_inner();
            let message = inner.to_string();
            // Where a word of the document is wrong its path says more than a line.
            let message = match message.rsplit_once(" at line ") {
                Some((message, _)) if inner.is_data() => message.to_string(),
                _ => message,
            };
            let message = if message.starts_with("must be") { message } else { format!("is wrong: {message}") };
            Problem { path, message }
        })?;
        json.end().map_err(|e| Problem { path: String::new(), message: format!("is wrong: {e}") })?;
        Self::check(&document, digest(&[text.as_bytes(), env!("CARGO_PKG_VERSION").as_bytes()]))
    }

    fn check(document: &Document, digest: u64) -> Result<Self, Problem> {
        if document.version.is_some_and(|Number(version)| version.total_cmp(&VERSION).is_ne()) {
            return Err(Problem { path: "version".into(), message: "must be 1".into() });
        }
        if let Some(wanted) = document.catalogue.as_deref().filter(|&wanted| wanted != env!("CARGO_PKG_VERSION")) {
            let have = env!("CARGO_PKG_VERSION");
            let message =
                format!("must be \"{have}\", this engine's; it is \"{wanted}\": test the policy anew, or leave it out");
            return Err(Problem { path: "catalogue".into(), message });
        }
        let base = Rules::closed().with(&document.given(), "")?;
        let mut rules = alloc::vec![base.clone()];
        for (i, route) in document.routes.iter().enumerate() {
            let path = format!("routes[{i}]");
            check_where(&route.holds, &path)?;
            let given = route.given();
            // Why a list may pass is said where it is let through, not above.
            let mut rule = Rules { because: String::new(), ..base.clone() }.with(&given, &path).or_else(|problem| {
                let as_above = problem.path.ends_with("because") && !base.because.is_empty();
                let same = given.thresholds.is_empty() && given.audience.is_none() && given.self_persons.is_none();
                if as_above && same { base.with(&given, &path) } else { Err(problem) }
            })?;
            rule.route = route.name.clone().unwrap_or_else(|| path.clone());
            rules.push(rule);
        }
        let routes = document.routes.iter().map(|route| route.holds.clone()).collect();
        Ok(Self { rules, routes, digest })
    }

    /// All rules that a decision may name.
    #[must_use]
    pub fn rules(&self) -> &[Rules] {
        &self.rules
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

fn check_where(holds: &Where, path: &str) -> Result<(), Problem> {
    let problem = |name: &str, message: &str| Problem { path: format!("{path}.match.{name}"), message: message.into() };
    let wrong = |many: &Option<Many>, fits: &dyn Fn(&str) -> bool| {
        many.as_ref().is_some_and(|Many(all)| all.is_empty() || !all.iter().all(|one| fits(one)))
    };
    if wrong(&holds.path, &|path| path.starts_with('/') || path.starts_with("**")) {
        return Err(problem("path", "must be paths that begin with / or **, such as \"/lists/**\""));
    }
    if wrong(&holds.host, &|host| !host.is_empty() && !host.contains(['/', ':'])) {
        return Err(problem("host", "must be host names without scheme and port, such as \"*.example.gov.in\""));
    }
    if wrong(&holds.status, &is_status) {
        return Err(problem("status", "must be statuses such as 404 or \"4xx\""));
    }
    if wrong(&holds.method, &|method| method.bytes().all(|b| b.is_ascii_alphabetic()) && !method.is_empty()) {
        return Err(problem("method", "must be methods such as \"GET\""));
    }
    if wrong(&holds.content_type, &|kind| kind.contains('/') && !kind.contains(';')) {
        return Err(problem("contentType", "must be types without parameters, such as \"text/*\""));
    }
    Ok(())
}

/// FNV-1a, each part ended by a byte that stands in none; not for secrets.
fn digest(parts: &[&[u8]]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.iter().chain(&[0xff]));
    let hash =
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    // The low bits of the sum depend on the low bits of the text alone.
    hash ^ hash >> 32
}
