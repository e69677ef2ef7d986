//! What few bytes say of a trigger or a value, and the looks that are not one segment's: literals, lines for machines.

use super::{Look, REACH_LEFT, REACH_RIGHT};
use crate::bytes::{Span, Window};
use crate::grammar::Literal;
use crate::scan::boundary::Ends;
use crate::scan::candidate::Scene;
use crate::scan::steps::steps;
use crate::scan::view::{Fielded, Folding};

impl Look<'_> {
    /// Looks at the run of seven digits at `at` as at a part of lines that machines read: what stands in front of it may
    /// be of another segment.
    #[inline(never)]
    pub(super) fn zone(&mut self, at: u64, folding: Folding, window: &Window) {
        let origin = at.saturating_sub(REACH_LEFT).max(window.base()).max(self.told);
        let (text, here) = (window.bytes(origin, at + REACH_RIGHT), (at - origin) as usize);
        steps(text.len());
        let scene = Scene::plain(self.catalog, &self.wanted, &self.key, text, origin);
        let found = self.candidates.len();
        scene.around_run(here, &mut self.candidates);
        if self.candidates.len() == found && folding.markup {
            self.view.fold(text, here, folding, Ends::NONE);
            steps(text.len());
            let scene = Scene { text: self.view.text(), view: Some(&self.view), ..scene };
            scene.around_run(self.view.position(here), &mut self.candidates);
        }
    }

    /// Whether a literal of the catalogue has its hook at `at`.
    #[inline(never)]
    pub(super) fn is_literal(&self, at: u64, window: &Window) -> bool {
        let from = at.saturating_sub(Literal::LONGEST as u64).max(window.base());
        let text = window.bytes(from, at + Literal::LONGEST as u64);
        self.hooks.literals_at(self.catalog.literals, text, (at - from) as usize).next().is_some()
    }
}

/// Whether the value is a number that no quotes hold, in JSON, a script or a dump: digits behind what opens a value, in front
/// of what ends one.
pub(super) fn is_number(value: Span, window: &Window) -> bool {
    let before = value.start.checked_sub(1).and_then(|at| window.byte(at));
    let digits = window.bytes(value.start, value.end).iter().all(u8::is_ascii_digit);
    let behind = window.byte(value.end);
    digits
        && matches!(before, Some(b':' | b',' | b'[' | b'(' | b' '))
        && matches!(behind, None | Some(b',' | b'}' | b']' | b')' | b' ' | b'\n' | b'\r'))
}

/// Whether seven digits and what may be a sex stand at the beginning of `text`.
pub(super) fn begins_zone(text: &[u8]) -> bool {
    matches!(text.get(7), Some(b'M' | b'F' | b'X' | b'<' | b'&')) && text[..7].iter().all(u8::is_ascii_digit)
}

/// Bytes in front of a plus in which its field of a URL's query begins.
const FIELD: u64 = 96;

/// What stands for characters at `at`: in a URL's query, wherever it is, a plus is a blank, as in a form.
#[inline]
pub(super) fn folding_at(at: u64, folding: Folding, window: &Window) -> Folding {
    let blank = window.byte(at) == Some(b'+') && is_blank_of_query(at, window);
    Folding { fields: if blank { Fielded::Form } else { folding.fields }, ..folding }
}

/// Whether the `+` at `at` stands in a value of a URL's query (`?mobile=87287+93324`): behind a number that begins it, behind
/// its name.
#[inline(never)]
fn is_blank_of_query(at: u64, window: &Window) -> bool {
    let text = window.bytes(at.saturating_sub(FIELD), at);
    let of_number = |b: &u8| b.is_ascii_digit() || *b == b'+';
    let of_name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b'[' | b']' | b'%');
    let name = text.iter().rposition(|b| !of_number(b)).filter(|&at| text[at] == b'=').map(|at| &text[..at]);
    let begin = name.and_then(|name| Some((name, name.iter().rposition(|b| !of_name(b))?)));
    begin.is_some_and(|(name, at)| at + 1 < name.len() && matches!(name[at], b'?' | b'&' | b';'))
}

/// Whether the token at the beginning of `text` ends with something that may hide more of it.
pub(super) fn goes_on_unseen(text: &[u8]) -> bool {
    let plain = |b: &&u8| b.is_ascii_graphic() && !matches!(b, b'<' | b'&' | b'\\' | b'%');
    let token = text.iter().take_while(plain).count();
    text.get(token).is_some_and(|b| !matches!(b, b' ' | b'\n' | b'\r' | b'\t'))
}

/// Whether an address can have this byte, or the end of what stands for one, in front of its `@`.
pub(super) const fn ends_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(byte, b'.' | b'_' | b'%' | b'+' | b'-' | b'\'' | b';' | b'>' | b'[' | 0x80..)
}
