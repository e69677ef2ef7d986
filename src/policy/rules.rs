//! What holds for one response, complete: defaults, the document's own members, a route's.

use alloc::format;
use alloc::string::{String, ToString};

use super::Thresholds;
use super::document::{Object, Problem};
use super::words::{Audience, Choice, Many, Mode, one_of};
use crate::grammar::{Pack, Packs};

/// Members of a document or a route that are rules.
pub(super) const MEMBERS: [&str; 15] = [
    "mode", "enforce", "audience", "selfPersons", "thresholds", "packs", "onMany", "onLimit", "onUninspectable",
    "onError", "maxHeld", "blockStatus", "ignoreReflected", "verdictCache", "because",
];

/// Members of `thresholds`.
const LINES: &[&str] = &["critical", "exposed", "persons"];

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
    /// What becomes, in the mode `redact`, of a body over the thresholds.
    pub on_many: Many,
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
            packs: Packs::DEFAULT,
            on_many: Many::Redact,
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

    /// These rules with those that are given in their place.
    pub(super) fn with(&self, given: &Object<'_>) -> Result<Self, Problem> {
        let audience = given.word("audience")?.unwrap_or(self.audience);
        let self_persons = given.number("selfPersons", self.self_persons, 1, 32)?;
        // One person's page may say all there is of them: only other people count.
        let lines = match audience {
            Audience::OwnRecord => own_record(self_persons),
            Audience::Public if self.audience == Audience::OwnRecord => Thresholds::PUBLIC,
            Audience::Public => self.thresholds,
        };
        let thresholds = given.object("thresholds", LINES)?;
        let rules = Self {
            route: self.route.clone(),
            mode: given.word("mode")?.unwrap_or(self.mode),
            enforce: given.number("enforce", self.enforce, 0, 100)?,
            audience,
            self_persons,
            thresholds: Thresholds {
                critical: thresholds.number("critical", lines.critical, 0, 64)?,
                exposed: thresholds.number("exposed", lines.exposed, 0, 64)?,
                persons: thresholds.number("persons", lines.persons, 0, 64)?,
            },
            packs: packs(given)?.unwrap_or(self.packs),
            on_many: given.word("onMany")?.unwrap_or(self.on_many),
            on_limit: given.word("onLimit")?.unwrap_or(self.on_limit),
            on_uninspectable: given.word("onUninspectable")?.unwrap_or(self.on_uninspectable),
            on_error: given.word("onError")?.unwrap_or(self.on_error),
            max_held: given.number("maxHeld", self.max_held, 1, 1 << 31)?,
            block_status: given.number("blockStatus", u32::from(self.block_status), 400, 599)? as u16,
            ignore_reflected: given.flag("ignoreReflected")?.unwrap_or(self.ignore_reflected),
            verdict_cache: given.number("verdictCache", self.verdict_cache, 0, 3600)?,
            because: given.text("because")?.unwrap_or(&self.because).to_string(),
        };
        if [&rules, &rules.turned()].into_iter().any(Self::lets_a_list_through) && rules.because.trim().is_empty() {
            let message = "is needed: these thresholds let a list of people through; say why that is right";
            return Err(given.problem("because", message));
        }
        Ok(rules)
    }

    /// These rules for the other audience, with the thresholds that are usual for it.
    pub(super) fn turned(&self) -> Self {
        let (audience, thresholds) = match self.audience {
            Audience::Public => (Audience::OwnRecord, own_record(self.self_persons)),
            Audience::OwnRecord => (Audience::Public, Thresholds::PUBLIC),
        };
        Self { audience, thresholds, ..self.clone() }
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
    pub(super) fn openness(&self) -> [u32; 8] {
        let line = |n: u32| if n == 0 { u32::MAX } else { n };
        let Thresholds { critical, exposed, persons } = self.thresholds;
        let lines = line(critical).saturating_add(line(exposed)).saturating_add(line(persons));
        let passes = [self.on_uninspectable, self.on_error, self.on_limit];
        [
            u32::from(self.mode == Mode::Observe),
            u32::from(self.mode == Mode::Redact && self.on_many == Many::Redact),
            100 - self.enforce,
            u32::from(self.audience == Audience::OwnRecord),
            passes.into_iter().filter(|&choice| choice == Choice::Pass).count() as u32,
            lines,
            u32::from(self.ignore_reflected),
            Pack::ALL.iter().filter(|&&pack| !self.packs.has(pack)).count() as u32,
        ]
    }
}

/// The thresholds of a page for so many people.
const fn own_record(persons: u32) -> Thresholds {
    Thresholds { critical: 0, exposed: persons + 1, persons: persons + 1 }
}

/// The packs that are named.
fn packs(given: &Object<'_>) -> Result<Option<Packs>, Problem> {
    let find = |name: &str| Pack::ALL.iter().find(|pack| pack.name() == name);
    let must = format!("names of packs: {}", one_of(Pack::ALL.iter().map(|pack| pack.name())));
    let names = given.texts("packs", |name| find(name).is_some(), &must)?;
    Ok(names.map(|names| names.iter().filter_map(|name| find(name)).fold(Packs::NONE, |on, pack| on.with(*pack))))
}
