//! The words around the values of a trigger: read where they are needed, and once.

use super::Scene;
use crate::grammar::Group;
use crate::scan::context::Context;
use crate::scan::run::Run;

/// Bytes around a run of digits whose words are read before a form is tried.
const SHORT: usize = 64;

/// The words around the values of a trigger.
#[allow(clippy::large_enum_variant, reason = "nothing allocates, and one stands on the stack")]
pub(super) enum Words<'a> {
    /// There are none.
    None,
    /// Read where they are needed: around the run of digits, and around a value that begins elsewhere.
    Some {
        run: Option<Context<'a>>,
        value: Option<(usize, Context<'a>)>,
        /// Whether those around the run were read before anything asked for them.
        early: bool,
    },
}

impl Words<'_> {
    /// Whether a word may name anything, as far as they are read.
    pub(super) fn may_name_something(&self) -> bool {
        match self {
            Self::None => false,
            Self::Some { run, .. } => run.as_ref().is_none_or(Context::names_something),
        }
    }

    /// Whether a word may name what `group` does, as far as they are read.
    pub(super) fn may_name(&self, group: Group) -> bool {
        match self {
            Self::None => false,
            Self::Some { run, .. } => run.as_ref().is_none_or(|words| words.names(group)),
        }
    }
}

impl<'a> Scene<'a> {
    /// Whether a word near the run of digits names what `group` does. Read once for a run: it holds what stands near any
    /// of its values.
    pub(super) fn is_named(&self, words: &mut Words<'a>, run: &Run, group: Group) -> bool {
        let Words::Some { run: read, early, .. } = words else { return false };
        *early = false;
        read.get_or_insert_with(|| self.context(run.start, run.end)).names(group)
    }

    /// The words around the value that begins at `start`.
    pub(super) fn words<'w>(
        &self,
        words: &'w mut Words<'a>,
        run: &Run,
        start: usize,
        end: usize,
    ) -> Option<&'w Context<'a>> {
        let Words::Some { run: read, value, early } = words else { return None };
        if start == run.start {
            // Nothing has asked for the words around the run as yet: those around the value are read.
            if core::mem::take(early) && end != run.end {
                *read = None;
            }
            return Some(read.get_or_insert_with(|| self.context(start, end)));
        }
        // A value that begins with letters has its label in front of them.
        if value.as_ref().is_none_or(|(at, _)| *at != start) {
            *value = Some((start, self.context(start, end)));
        }
        value.as_ref().map(|(_, context)| context)
    }

    /// The words around the run, whose token is `[token, behind)`: read at once where the text around it is short, since then
    /// most forms need not be tried.
    pub(super) fn words_near(&self, token: usize, behind: usize, run: &Run) -> Words<'a> {
        if self.is_alone(token, behind) {
            return Words::None;
        }
        let rest = &self.text[behind..(behind + SHORT).min(self.text.len())];
        let early = self.labels.is_none()
            && run.start <= SHORT
            && rest.iter().position(|&b| self.ends.has(b)).is_some_and(|len| run.start + len <= SHORT);
        Words::Some { run: early.then(|| self.context(run.start, run.end)), value: None, early }
    }

    /// Whether no word stands beside `[start, end)` in its segment.
    fn is_alone(&self, start: usize, end: usize) -> bool {
        let blank = |b: &u8| b.is_ascii() && !b.is_ascii_alphabetic();
        self.text[..start].iter().all(blank) && self.text[end..].iter().take_while(|&&b| !self.ends.has(b)).all(blank)
    }

    /// The label words around `[start, end)`, in its segment.
    pub(super) fn context(&self, start: usize, end: usize) -> Context<'a> {
        let len = self.text[end..].iter().position(|&b| self.ends.has(b));
        let segment = len.map_or(self.text.len(), |len| end + len);
        Context::read(&self.catalog.lexicon, &self.text[..segment], start, end)
    }
}
