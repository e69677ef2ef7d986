//! What is a deployment's own: patterns and lists of words that it looks for, values that it never minds, and how grave and
//! how sure the catalogue's kinds must be for it.
//!
//! Read from the document's member `own` and laid over a catalogue ([`Own::over`]): every own kind is a detector like any
//! other, tried at a literal, so that a page without the literal costs what it costs anyway.

mod allow;
#[cfg(feature = "patterns")]
mod pattern;
mod words;

use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use serde_json::Value;

use super::document::{Object, Problem};
use super::words::Word;
use crate::grammar::{Anchor, Catalog, Detector, Literal, Pack, Packs, Role, Severity};
use crate::scan::unhooked;
use allow::Allow;
use words::Words;

/// Own kinds of one document.
const KINDS: usize = 64;
/// Literals of all of them.
const LITERALS: usize = 192;

/// The member `own`.
#[derive(Debug, Default)]
pub struct Own {
    kinds: Vec<Kind>,
    allow: Allow,
    grades: Vec<Grade>,
}

/// One own kind.
#[derive(Debug)]
struct Kind {
    id: String,
    path: String,
    severity: Severity,
    confidence: u8,
    role: Role,
    literals: Vec<String>,
    find: Find,
}

#[derive(Debug)]
enum Find {
    #[cfg(feature = "patterns")]
    Pattern(pattern::Pattern),
    Words(Words),
}

/// What a kind of the catalogue is to this deployment.
#[derive(Debug)]
struct Grade {
    kind: String,
    path: String,
    severity: Option<Grave>,
    confidence: u8,
}

/// How grave a kind is, or that it is not looked for.
#[derive(Clone, Copy, Debug)]
enum Grave {
    Is(Severity),
    Off,
}

impl Word for Grave {
    const ALL: &'static [(&'static str, Self)] = &[
        ("low", Self::Is(Severity::Low)),
        ("medium", Self::Is(Severity::Medium)),
        ("high", Self::Is(Severity::High)),
        ("critical", Self::Is(Severity::Critical)),
        ("off", Self::Off),
    ];
}

impl Word for Severity {
    const ALL: &'static [(&'static str, Self)] =
        &[("low", Self::Low), ("medium", Self::Medium), ("high", Self::High), ("critical", Self::Critical)];
}

impl Own {
    /// Reads the member; nothing if there is none.
    pub(super) fn read(document: &Object<'_>) -> Result<Option<Self>, Problem> {
        if !document.has_any(&["own"]) {
            return Ok(None);
        }
        let given = document.object("own", &["patterns", "words", "allow", "kinds"])?;
        let mut own = Self { kinds: Vec::new(), allow: Allow::read(&given)?, grades: grades(&given)? };
        for (i, value) in given.list("patterns")?.iter().enumerate() {
            own.add(pattern_kind(value, format!("own.patterns[{i}]"))?)?;
        }
        for (i, value) in given.list("words")?.iter().enumerate() {
            own.add(words_kind(value, format!("own.words[{i}]"))?)?;
        }
        Ok(Some(own))
    }

    fn add(&mut self, kind: Kind) -> Result<(), Problem> {
        let problem = |message: &str| Err(Problem { path: kind.path.clone(), message: message.into() });
        if self.kinds.iter().any(|other| other.id == kind.id) {
            return problem("has the name of another");
        }
        let literals = self.kinds.iter().map(|kind| kind.literals.len()).sum::<usize>() + kind.literals.len();
        if self.kinds.len() == KINDS || literals > LITERALS {
            return problem(
                "is one too many: there may be 64 patterns and lists, and 192 literals, of which a word has up to three",
            );
        }
        self.kinds.push(kind);
        Ok(())
    }

    /// A catalogue with what is the deployment's own, in which kinds that came behind the catalogue number `tested` report
    /// and block nothing. It lives as long as the program: a policy is read once.
    ///
    /// # Errors
    /// A kind that the catalogue does not have, or too many different words.
    pub fn over(self, base: &Catalog, tested: u16) -> Result<&'static Catalog, Problem> {
        let mut detectors = base.detectors.to_vec();
        // Who grades a kind has seen it.
        let graded = |detector: &Detector| self.grades.iter().any(|grade| grade.kind == detector.id);
        for detector in detectors.iter_mut().filter(|detector| detector.since > tested && !graded(detector)) {
            (detector.severity, detector.role) = (Severity::Low, Role::Body);
        }
        for Grade { kind, path, severity, confidence } in &self.grades {
            let mut known = false;
            for detector in detectors.iter_mut().filter(|detector| detector.id == kind) {
                known = true;
                match severity {
                    Some(Grave::Is(severity)) => detector.severity = *severity,
                    Some(Grave::Off) => detector.least = u8::MAX,
                    None => {}
                }
                detector.least = detector.least.max(*confidence);
            }
            if !known {
                let message = "is no kind that there is; `dwarpal kinds` lists them";
                return Err(Problem { path: path.clone(), message: message.into() });
            }
        }
        let mut literals = base.literals.to_vec();
        for (i, kind) in self.kinds.iter().enumerate() {
            let detector = detectors.len() as u16;
            let texts = kind.literals.iter().map(|text| Literal { text: leak(text), detector });
            literals.extend(texts);
            detectors.push(Detector {
                id: leak(&kind.id),
                title: "Of your own",
                pack: Pack::Own,
                severity: kind.severity,
                role: kind.role,
                anchor: Anchor::Own { kind: i as u16, alone: kind.confidence },
                labelled: kind.confidence,
                rank: 2,
                source: "the policy",
                ..Detector::BASE
            });
        }
        let detectors: &'static [Detector] = Vec::leak(detectors);
        let literals: &'static [Literal] = Vec::leak(literals);
        if let Some(literal) = unhooked(literals, detectors, Packs::ALL) {
            let of = detectors[literal.detector as usize].id;
            let kind = self.kinds.iter().find(|kind| kind.id == of);
            let path = kind.map_or_else(String::new, |kind| kind.path.clone());
            let message =
                "has words that share no letter with the others: too many different ones would slow every page";
            return Err(Problem { path, message: message.into() });
        }
        let own: &'static Self = Box::leak(Box::new(self));
        let packs = base.packs.with(Pack::Own);
        Ok(Box::leak(Box::new(Catalog { detectors, literals, own: Some(own), packs, ..*base })))
    }
}

impl crate::grammar::Own for Own {
    fn find(&self, kind: u16, text: &[u8], at: usize) -> Option<(usize, usize)> {
        match &self.kinds.get(kind as usize)?.find {
            #[cfg(feature = "patterns")]
            Find::Pattern(pattern) => pattern.find(text, at),
            Find::Words(words) => words.find(text, at),
        }
    }

    fn allows(&self, value: &[u8], compact: &[u8], fingerprint: &dyn Fn() -> u64) -> bool {
        self.allow.has(value, compact, fingerprint)
    }
}

fn leak(text: &str) -> &'static str {
    String::leak(text.into())
}

/// Whether the value `[start, end)` touches no letter, digit or `_`, nor a byte of another script's letter.
fn stands_free(text: &[u8], start: usize, end: usize) -> bool {
    let word = |b: &u8| b.is_ascii_alphanumeric() || *b == b'_' || *b >= 0x80;
    let free = |edge: u8, beside: Option<&u8>| !word(&edge) || !beside.is_some_and(word);
    end > start && free(text[start], text[..start].last()) && free(text[end - 1], text.get(end))
}

/// What every own kind says: its name, how grave and how sure it is.
fn kind(given: &Object<'_>, path: String, role: Role, confidence: u32) -> Result<Kind, Problem> {
    let name = given.text("name")?.unwrap_or("");
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-');
    if name.is_empty() || name.len() > 40 || !name.bytes().all(plain) {
        return Err(given.problem("name", "must be a name of small letters, digits, `_` and `-`"));
    }
    Ok(Kind {
        id: format!("custom:{name}"),
        path,
        severity: given.word("severity")?.unwrap_or(Severity::Medium),
        confidence: given.number("confidence", confidence, 60, 100)? as u8,
        role,
        literals: Vec::new(),
        find: Find::Words(Words::default()),
    })
}

#[cfg(feature = "patterns")]
fn pattern_kind(value: &Value, path: String) -> Result<Kind, Problem> {
    let given = Object::new(value, path.clone(), &["name", "pattern", "severity", "confidence"])?;
    let mut kind = kind(&given, path, Role::Identifier, 90)?;
    let source = given.text("pattern")?.unwrap_or("");
    let (pattern, literals) = pattern::Pattern::new(source).map_err(|message| given.problem("pattern", message))?;
    kind.find = Find::Pattern(pattern);
    kind.literals = literals;
    Ok(kind)
}

#[cfg(not(feature = "patterns"))]
fn pattern_kind(_: &Value, path: String) -> Result<Kind, Problem> {
    let message = "needs a build with the feature `patterns`: the command has it, the package's module is built with \
                   `make build FEATURES=patterns`";
    Err(Problem { path, message: message.into() })
}

fn words_kind(value: &Value, path: String) -> Result<Kind, Problem> {
    let given = Object::new(value, path.clone(), &["name", "words", "severity", "confidence"])?;
    let mut kind = kind(&given, path, Role::Secret, 90)?;
    let must = "words of three to 100 bytes, at least one";
    let fits = |word: &str| (Literal::SHORTEST..=100).contains(&word.len()) && word.trim() == word;
    let list = given.texts("words", fits, must)?.ok_or_else(|| given.problem("words", format!("must be {must}")))?;
    (kind.find, kind.literals) = words::read(list);
    Ok(kind)
}

fn grades(own: &Object<'_>) -> Result<Vec<Grade>, Problem> {
    let each = |(name, value): (&String, &Value)| {
        let path = format!("own.kinds.{name}");
        let given = Object::new(value, path.clone(), &["severity", "confidence"])?;
        Ok(Grade {
            kind: name.clone(),
            path,
            severity: given.word("severity")?,
            confidence: given.number("confidence", 0, 0, 100)? as u8,
        })
    };
    own.members("kinds")?.map(each).collect()
}
