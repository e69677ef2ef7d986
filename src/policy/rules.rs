//! What holds for one response, complete: defaults, the document's own members, a route's.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::Thresholds;
use super::document::Given;
use super::words::{Audience, Choice, Many, Mode, Number, one_of};
use crate::grammar::{Pack, Packs};

/// What is wrong in a document: where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its place, such as `routes[2].thresholds.persons`; empty for the document as a whole.
    pub path: String,
    /// What must stand there.
    pub message: String,
}

impl core::fmt::Display for Problem {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let path = if self.path.is_empty() { "the policy" } else { &self.path };
        write!(f, "{path} {}", self.message)
    }
}

/// The rules for one response.
#[derive(Clone, Debug)]
pub struct Rules {
    /// The route's name; empty where no route fits.
    pub route: String,
    /// What becomes of a leak.
    pub mode: Mode,
    /// Percent of the addresses on which the mode is enforced; the others are observed.
    pub enforce: u32,
    /// For whom the page is.
    pub audience: Audience,
    /// Persons that may stand on a page for one.
    pub self_persons: u32,
    /// From how many on a body is blocked.
    pub thresholds: Thresholds,
    /// What is looked for.
    pub packs: Packs,
    /// What becomes of a body over `max_held`.
    pub on_limit: Choice,
    /// … of a body that cannot be read.
    pub on_uninspectable: Choice,
    /// … of a body whose scan failed.
    pub on_error: Choice,
    /// Bytes of a body kept back at most.
    pub max_held: u32,
    /// Status of a block response.
    pub block_status: u16,
    /// Whether values that stand in the request do not count.
    pub ignore_reflected: bool,
    /// Seconds that a passing verdict is believed; 0 is not at all.
    pub verdict_cache: u32,
    /// Why a list may pass, where it may.
    pub because: String,
}

impl Rules {
    /// What a public portal wants of a filter: the closed door.
    pub(super) fn closed() -> Self {
        Self {
            route: String::new(),
            mode: Mode::Block,
            enforce: 100,
            audience: Audience::Public,
            self_persons: 1,
            thresholds: Thresholds::PUBLIC,
            packs: Packs::NONE.with(Pack::In).with(Pack::IntlCore),
            on_limit: Choice::Block,
            on_uninspectable: Choice::Block,
            on_error: Choice::Block,
            max_held: 8 << 20,
            block_status: 451,
            ignore_reflected: false,
            verdict_cache: 0,
            because: String::new(),
        }
    }

    /// These rules with those that are given at `path` in their place.
    pub(super) fn with(&self, given: &Given, path: &str) -> Result<Self, Problem> {
        let at = |name: &str| if path.is_empty() { name.to_string() } else { format!("{path}.{name}") };
        let number = |name: &str, given: Option<Number>, before: u32, least: u32, most: u32| match given {
            None => Ok(before),
            Some(Number(n)) if n >= f64::from(least) && n <= f64::from(most) && n % 1.0 == 0.0 => Ok(n as u32),
            Some(_) => {
                Err(Problem { path: at(name), message: format!("must be a whole number from {least} to {most}") })
            }
        };
        let audience = given.audience.unwrap_or(self.audience);
        let self_persons = number("selfPersons", given.self_persons, self.self_persons, 1, 32)?;
        // One person's page may say all there is of them: only other people count.
        let lines = match audience {
            Audience::OwnRecord => Thresholds { critical: 0, exposed: self_persons + 1, persons: self_persons + 1 },
            Audience::Public if self.audience == Audience::OwnRecord => Thresholds::PUBLIC,
            Audience::Public => self.thresholds,
        };
        let line = |name: &str, given, before| number(&format!("thresholds.{name}"), given, before, 0, 64);
        let rules = Self {
            route: self.route.clone(),
            mode: given.mode.unwrap_or(self.mode),
            enforce: number("enforce", given.enforce, self.enforce, 0, 100)?,
            audience,
            self_persons,
            thresholds: Thresholds {
                critical: line("critical", given.thresholds.critical, lines.critical)?,
                exposed: line("exposed", given.thresholds.exposed, lines.exposed)?,
                persons: line("persons", given.thresholds.persons, lines.persons)?,
            },
            packs: packs(given.packs.as_ref(), self.packs).map_err(|message| Problem { path: at("packs"), message })?,
            on_limit: given.on_limit.unwrap_or(self.on_limit),
            on_uninspectable: given.on_uninspectable.unwrap_or(self.on_uninspectable),
            on_error: given.on_error.unwrap_or(self.on_error),
            max_held: number("maxHeld", given.max_held, self.max_held, 1, 1 << 31)?,
            block_status: number("blockStatus", given.block_status, u32::from(self.block_status), 400, 599)? as u16,
            ignore_reflected: given.ignore_reflected.unwrap_or(self.ignore_reflected),
            verdict_cache: number("verdictCache", given.verdict_cache, self.verdict_cache, 0, 3600)?,
            because: given.because.clone().unwrap_or_else(|| self.because.clone()),
        };
        if rules.lets_a_list_through() && rules.because.trim().is_empty() {
            let message = "is needed: these thresholds let a list of people through; say why that is right".into();
            return Err(Problem { path: at("because"), message });
        }
        Ok(rules)
    }

    /// Whether more people pass than on a public page, or than one family is.
    fn lets_a_list_through(&self) -> bool {
        let over = |line: u32, usual: u32| line == 0 || line > usual;
        let Thresholds { critical, exposed, persons } = self.thresholds;
        let usual = Thresholds::PUBLIC;
        match self.audience {
            Audience::Public => {
                over(critical, usual.critical) || over(exposed, usual.exposed) || over(persons, usual.persons)
            }
            Audience::OwnRecord => over(exposed, 10) || over(persons, 10),
        }
    }

    /// How wide open the door is; where an address may be read in two ways, the smaller holds.
    pub(super) fn openness(&self) -> (bool, u32, bool, u32) {
        let line = |n: u32| if n == 0 { u32::MAX } else { n };
        let Thresholds { critical, exposed, persons } = self.thresholds;
        let lines = line(critical).saturating_add(line(exposed)).saturating_add(line(persons));
        (self.mode == Mode::Observe, 100 - self.enforce, self.audience == Audience::OwnRecord, lines)
    }
}

/// The packs with these names.
fn packs(names: Option<&Many>, before: Packs) -> Result<Packs, String> {
    let Some(Many(names)) = names else { return Ok(before) };
    let mut on = Packs::NONE;
    for name in names {
        let Some(pack) = Pack::ALL.iter().find(|pack| pack.name() == name) else {
            let known: Vec<&str> = Pack::ALL.iter().map(|pack| pack.name()).collect();
            return Err(format!("must name packs: {}", one_of(&known)));
        };
        on = on.with(*pack);
    }
    if on == Packs::NONE { Err("must name one pack at least".into()) } else { Ok(on) }
}
