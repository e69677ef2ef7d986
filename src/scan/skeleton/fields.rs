//! Names with their values, one behind the other: the body of a form, and the cards of an address book or a calendar.
//!
//! In a form (`application/x-www-form-urlencoded`, WHATWG URL §5) a `&` or a `;` ends a field and a `=` its name; a
//! line is a record. In a card (vCard, RFC 6350; iCalendar, RFC 5545) a line is a field, the first `:` ends its name and
//! parameters, and a line that begins with a blank goes on with the one before; in vCard 2.1, where a field may be
//! quoted-printable, so does one behind a `=`. `END` closes a record there, and so does everybody whom an event names
//! (`ATTENDEE;CN=Asha:mailto:…`), since each is somebody else.

use super::{Ended, FAR, Place, Sight, Skeleton, before};
use crate::bytes::{Span, Window};
use crate::grammar::{Labels, Lexicon};
use crate::scan::masks::Near;
use crate::scan::unit::{Unit, unit_at};
use crate::scan::view::{Fielded, Folding};
use crate::simd::Block;

/// Bytes of a name, in a card with its parameters, that are read.
const NAME: u64 = 256;
/// Bytes of a form's name once its escapes are undone.
const KEY: usize = 64;

/// What the properties of cards are called elsewhere, those of the card itself nothing; the others are read as they are.
const PROPERTIES: [(&str, &str); 8] = [
    ("uid", ""),
    ("n", "name"),
    ("fn", "name"),
    ("tel", "phone"),
    ("adr", "address"),
    ("bday", "date of birth"),
    ("attendee", "email"),
    ("organizer", "email"),
];

/// The state.
#[derive(Clone, Debug)]
pub(in crate::scan) struct Fields {
    kind: Kind,
    /// Where the open field begins.
    field: u64,
    /// Where its value begins, once its name has ended.
    value: Option<u64>,
    /// What its name says, and whether its end is a record's.
    labels: Labels,
    last: bool,
    /// Whether its characters may be spelled out as quoted-printable.
    quoted: bool,
    /// Marks of the block that were not passed yet.
    marks: u64,
}

/// What the fields are written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scan) enum Kind {
    Form,
    Card,
}

impl Fields {
    /// The state before the first byte.
    pub(in crate::scan) const fn new(kind: Kind) -> Self {
        Self { kind, field: 0, value: None, labels: Labels::NONE, last: false, quoted: false, marks: 0 }
    }

    /// What the fields are written as.
    pub(in crate::scan) const fn kind(&self) -> Kind {
        self.kind
    }

    /// Whether the byte ends a segment of a form.
    pub(in crate::scan) fn ends_in_form(byte: u8) -> bool {
        matches!(byte, b'&' | b';') || Self::is_end(byte)
    }

    /// The name ends at `at`, if it can: whom it names, if its parameters do.
    fn name_ends(&mut self, at: u64, sight: Sight<'_>) -> Option<(Span, Labels)> {
        if self.value.is_some() {
            return None;
        }
        let name = sight.window.bytes(self.field, at.min(self.field + NAME));
        // A parameter in quotes may hold a colon.
        if self.kind == Kind::Card && name.iter().filter(|&&b| b == b'"').count() % 2 == 1 {
            return None;
        }
        self.value = Some(at + 1);
        if at - self.field > NAME {
            return None;
        }
        if self.kind == Kind::Form {
            self.labels = form_label(name, sight.lexicon);
            return None;
        }
        let property = property(name);
        let is = |word: &str| property.eq_ignore_ascii_case(word.as_bytes());
        self.labels = property_label(property, sight.lexicon);
        self.last = is("end") || is("attendee") || is("organizer");
        self.quoted = has(name, b"quoted-printable");
        let (start, end) = common_name(name).filter(|_| self.last)?;
        Some((Span::new(self.field + start as u64, self.field + end as u64), sight.lexicon.label(b"name")))
    }

    /// The field ends at `at`: the value of its name.
    fn field_ends(&mut self, at: u64) -> Ended {
        let labelled = self.value.filter(|&value| !self.labels.is_none() && value < at && at - value <= FAR);
        let ended = Ended {
            value: labelled.map(|value| (Span::new(value, at), self.labels)),
            record: self.last,
            at,
            ..Ended::default()
        };
        (self.field, self.value, self.labels, self.last) = (at + 1, None, Labels::NONE, false);
        self.quoted = false;
        ended
    }

    /// Whether the line end at `at` is none in a card: its line goes on in the next one.
    fn goes_on(&self, at: u64, window: &Window) -> bool {
        let behind = at + if window.bytes(at, at + 2) == b"\r\n" { 2 } else { 1 };
        let before = window.bytes(at.saturating_sub(2), at);
        let quoted = || self.quoted && matches!(before, [b'=', b'\r'] | [_, b'='] | [b'=']);
        self.kind == Kind::Card && (matches!(window.byte(behind), Some(b' ' | b'\t')) || quoted())
    }
}

/// Whether the parameters hold the word.
fn has(name: &[u8], word: &[u8]) -> bool {
    name.windows(word.len()).any(|w| w.eq_ignore_ascii_case(word))
}

/// Where in the name of a field with its parameters the parameter `CN` has its value.
fn common_name(name: &[u8]) -> Option<(usize, usize)> {
    let start = name.windows(4).position(|w| w.eq_ignore_ascii_case(b";cn="))? + 4;
    let value = &name[start..];
    Some(match value.strip_prefix(b"\"") {
        Some(value) => (start + 1, start + 1 + value.iter().position(|&b| b == b'"')?),
        None => (start, start + value.iter().position(|&b| b == b';').unwrap_or(value.len())),
    })
}

/// What a form's name says, once its escapes are undone: `person%5Bmobile%5D`.
fn form_label(name: &[u8], lexicon: &Lexicon) -> Labels {
    let folding = Folding { fields: Fielded::Form, ..Folding::ALL };
    let (mut key, mut len, mut at) = ([0; KEY], 0, 0);
    while at < name.len() && len + 4 <= KEY {
        let (unit, step) = unit_at(&name[at..], folding);
        if let Unit::Character(c) = unit {
            len += c.encode_utf8(&mut key[len..]).len();
        }
        at += step;
    }
    lexicon.label(&key[..len])
}

/// The property of a card's line, without the group in front of it and the parameters behind.
fn property(name: &[u8]) -> &[u8] {
    let property = name.split(|&b| b == b';').next().unwrap_or(name);
    property.rsplit(|&b| b == b'.').next().unwrap_or(property)
}

fn property_label(property: &[u8], lexicon: &Lexicon) -> Labels {
    let word = PROPERTIES.iter().find(|(name, _)| property.eq_ignore_ascii_case(name.as_bytes()));
    lexicon.label(word.map_or(property, |(_, word)| word.as_bytes()))
}

impl Skeleton for Fields {
    fn enter(&mut self, block: &Block, _near: &Near<'_>, _at: u64, _window: &Window) {
        self.marks = match self.kind {
            Kind::Form => block.any(b"=+&;\r\n"),
            Kind::Card => block.any(b":=\r\n"),
        };
    }

    fn pass(&mut self, until: usize, at: u64, sight: Sight<'_>) -> Option<Ended> {
        loop {
            let marks = before(self.marks, until);
            if marks == 0 {
                return None;
            }
            self.marks &= self.marks - 1;
            let at = at + u64::from(marks.trailing_zeros());
            let digit = |at: u64| sight.window.byte(at).is_some_and(|b| b.is_ascii_digit());
            let behind_digit = at > 0 && digit(at - 1);
            let ended = match sight.window.byte(at) {
                // What is spelled out begins a value or goes on with one.
                Some(b'=') if self.kind == Kind::Card => {
                    let spelled = self.quoted && self.value.is_some() && sight.window.byte(at + 1) == Some(b'3');
                    Ended { split: spelled.then_some(at), at, ..Ended::default() }
                }
                Some(b'=' | b':') => Ended { value: self.name_ends(at, sight), at, ..Ended::default() },
                Some(b'+') => Ended { split: (behind_digit && digit(at + 1)).then_some(at), at, ..Ended::default() },
                Some(b'\r' | b'\n') if self.goes_on(at, sight.window) => {
                    Ended { split: behind_digit.then_some(at), at, ..Ended::default() }
                }
                // Of `\r\n` the first ends the field; of the second a field of its own ends, which has no name.
                Some(end) => {
                    let ended = self.field_ends(at);
                    Ended { record: ended.record || self.kind == Kind::Form && matches!(end, b'\r' | b'\n'), ..ended }
                }
                None => continue,
            };
            if ended.value.is_some() || ended.split.is_some() || ended.record && !sight.idle {
                return Some(ended);
            }
        }
    }

    fn place(&self, _at: u64, _sight: Sight<'_>) -> Option<Place> {
        Some(Place { segment: self.value.unwrap_or(self.field), labels: self.labels, labelled_only: false })
    }

    fn end(&mut self, at: u64, _sight: Sight<'_>) -> Ended {
        Ended { record: true, ..self.field_ends(at) }
    }

    fn folding(&self) -> Folding {
        let fields = if self.kind == Kind::Form { Fielded::Form } else { Fielded::Card };
        Folding { markup: false, tags: false, fields, ..Folding::ALL }
    }

    fn is_running(&self) -> bool {
        false
    }

    fn is_end(byte: u8) -> bool {
        matches!(byte, b'\r' | b'\n')
    }
}

#[cfg(test)]
mod tests {
    use super::property;

    #[test]
    fn properties() {
        for (line, name) in [("TEL", "TEL"), ("TEL;TYPE=CELL", "TEL"), ("item1.TEL;TYPE=CELL.x", "TEL"), ("", "")] {
            assert_eq!(property(line.as_bytes()), name.as_bytes(), "{line}");
        }
    }
}
