//! Reading a policy document: an object's members, each with its place for the error that it may make.
//!
//! Why by hand and not by serde's derived code: that took half as much again in the WebAssembly module, let a list pass for
//! an object whose names were left out, and its errors name no place.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde_json::{Map, Value};

use super::words::{Word, one_of};

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

/// An object of the document.
pub(super) struct Object<'d> {
    members: Option<&'d Map<String, Value>>,
    path: String,
}

impl<'d> Object<'d> {
    /// The object at `path`, which may have these members only.
    pub(super) fn new(value: &'d Value, path: String, names: &[&str]) -> Result<Self, Problem> {
        let Value::Object(members) = value else {
            return Err(Problem { path, message: "must be an object".into() });
        };
        let object = Self { members: Some(members), path };
        match members.keys().find(|name| !names.contains(&name.as_str())) {
            Some(unknown) => Err(object.problem(unknown, format!("is not known; there are `{}`", names.join("`, `")))),
            None => Ok(object),
        }
    }

    /// A problem with a member.
    pub(super) fn problem(&self, name: &str, message: impl Into<String>) -> Problem {
        let path = if self.path.is_empty() { name.to_string() } else { format!("{}.{name}", self.path) };
        Problem { path, message: message.into() }
    }

    fn get(&self, name: &str) -> Option<&'d Value> {
        self.members?.get(name)
    }

    /// Whether one of these members is given.
    pub(super) fn has_any(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.get(name).is_some())
    }

    /// The object under a name; one without members if there is none.
    pub(super) fn object(&self, name: &str, names: &[&str]) -> Result<Self, Problem> {
        let path = self.problem(name, "").path;
        match self.get(name) {
            Some(value) => Self::new(value, path, names),
            None => Ok(Self { members: None, path }),
        }
    }

    /// The members of the object under a name, in order; none if there is none.
    pub(super) fn members(&self, name: &str) -> Result<impl Iterator<Item = (&'d String, &'d Value)>, Problem> {
        match self.get(name) {
            Some(Value::Object(members)) => Ok(Some(members).into_iter().flatten()),
            Some(_) => Err(self.problem(name, "must be an object")),
            None => Ok(None.into_iter().flatten()),
        }
    }

    /// The list under a name; empty if there is none.
    pub(super) fn list(&self, name: &str) -> Result<&'d [Value], Problem> {
        match self.get(name) {
            Some(Value::Array(list)) => Ok(list),
            Some(_) => Err(self.problem(name, "must be a list")),
            None => Ok(&[]),
        }
    }

    /// The word under a name.
    pub(super) fn word<T: Word>(&self, name: &str) -> Result<Option<T>, Problem> {
        let Some(value) = self.get(name) else { return Ok(None) };
        let found = T::ALL.iter().find(|(word, _)| value.as_str() == Some(word));
        let must = || self.problem(name, format!("must be {}", one_of(T::ALL.iter().map(|(word, _)| *word))));
        found.map(|(_, meaning)| Some(*meaning)).ok_or_else(must)
    }

    /// The whole number under a name, within its limits; `before` if there is none.
    pub(super) fn number(&self, name: &str, before: u32, least: u32, most: u32) -> Result<u32, Problem> {
        let Some(value) = self.get(name) else { return Ok(before) };
        let number = value.as_u64().filter(|&n| n >= u64::from(least) && n <= u64::from(most));
        let must = || self.problem(name, format!("must be a whole number from {least} to {most}"));
        number.map(|n| n as u32).ok_or_else(must)
    }

    /// What stands under a name: true or false.
    pub(super) fn flag(&self, name: &str) -> Result<Option<bool>, Problem> {
        match self.get(name) {
            Some(Value::Bool(flag)) => Ok(Some(*flag)),
            Some(_) => Err(self.problem(name, "must be true or false")),
            None => Ok(None),
        }
    }

    /// The text under a name.
    pub(super) fn text(&self, name: &str) -> Result<Option<&'d str>, Problem> {
        match self.get(name) {
            Some(Value::String(text)) => Ok(Some(text)),
            Some(_) => Err(self.problem(name, "must be text")),
            None => Ok(None),
        }
    }

    /// One text or a list of them, each of which `fits`; numbers are taken for what they are written as.
    pub(super) fn texts(
        &self,
        name: &str,
        fits: impl Fn(&str) -> bool,
        must: &str,
    ) -> Result<Option<Vec<String>>, Problem> {
        let Some(value) = self.get(name) else { return Ok(None) };
        let one = core::slice::from_ref(value);
        let list = value.as_array().map_or(one, Vec::as_slice);
        let text = |value: &Value| match value {
            Value::String(text) => Some(text.clone()),
            // Whole ones: how a fraction is written would be a table of 10 KB.
            Value::Number(number) => number.as_u64().map(|n| n.to_string()),
            _ => None,
        };
        let texts: Option<Vec<String>> = list.iter().map(|value| text(value).filter(|text| fits(text))).collect();
        match texts {
            Some(texts) if !texts.is_empty() => Ok(Some(texts)),
            _ => Err(self.problem(name, format!("must be {must}"))),
        }
    }
}
