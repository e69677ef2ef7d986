//! Label words around a candidate, in the text it stands in.

use crate::grammar::lexicon::Found;
use crate::grammar::{Group, Lexicon};

/// Bytes of text left of a candidate in which labels are looked for.
const LEFT: usize = 160;
/// Bytes of text right of a candidate in which labels are looked for.
const RIGHT: usize = 48;
/// Left of a candidate, a word that speaks against it counts within so many bytes.
const NEGATIVE_REACH: usize = 40;
/// Labels kept; the nearest ones.
const MOST: usize = 16;

/// How a label stands to a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// Directly in front, nothing but punctuation and fillers (`no.`, `is`) between.
    Strong,
    /// In the same segment.
    Near,
}

/// The labels around one candidate.
pub(super) struct Context<'a> {
    left: &'a [u8],
    before: [Found; MOST],
    before_len: usize,
    behind: [u16; 4],
}

impl<'a> Context<'a> {
    /// No words.
    pub(super) const NONE: Self =
        Self { left: &[], before: [Found { group: 0, start: 0, end: 0 }; MOST], before_len: 0, behind: [0; 4] };

    /// Reads the labels of `text` around `[start, end)`.
    pub(super) fn read(lexicon: &Lexicon, text: &'a [u8], start: usize, end: usize) -> Self {
        let left = &text[start.saturating_sub(LEFT)..start];
        let right = &text[end..(end + RIGHT).min(text.len())];
        let mut context = Self { left, before: [Found::default(); MOST], before_len: 0, behind: [0; 4] };
        lexicon.find(left, |found| {
            if context.before_len == MOST {
                context.before.copy_within(1.., 0);
                context.before_len -= 1;
            }
            context.before[context.before_len] = found;
            context.before_len += 1;
        });
        let mut n = 0;
        lexicon.find(right, |found| {
            if n < context.behind.len() {
                context.behind[n] = found.group;
                n += 1;
            }
        });
        context
    }

    fn labels(&self) -> &[Found] {
        &self.before[..self.before_len]
    }

    /// Whether a label of `group` is near at all.
    pub(super) fn names(&self, group: Group) -> bool {
        self.labels().iter().any(|l| l.group == group.0) || self.behind.contains(&group.0)
    }

    /// Whether a label of something that is looked for is near.
    pub(super) fn names_something(&self) -> bool {
        self.labels().iter().any(|l| l.group >= Group::FIRST_FREE)
            || self.behind.iter().any(|&g| g >= Group::FIRST_FREE)
    }

    /// How the nearest label of `group` stands to the candidate.
    pub(super) fn relation(&self, group: Group) -> Option<Relation> {
        if let Some(at) = self.labels().iter().rposition(|l| l.group == group.0) {
            let label = self.labels()[at];
            let between = &self.left[label.end as usize..];
            let nearest = at + 1 == self.before_len;
            if nearest && is_filler(between) {
                return Some(Relation::Strong);
            }
            // `?v=98…`: a parameter is named by its own name.
            if is_parameter(self.left) {
                return None;
            }
            // `Aadhaar 2341 … Mobile 98…`: the far label has its own value, and the near one names this.
            if nearest || !holds_value(between) {
                return Some(Relation::Near);
            }
        }
        let office_or_label = self.behind.iter().find(|&&g| g != Group::NONE.0);
        (office_or_label == Some(&group.0)).then_some(Relation::Near)
    }

    /// How a word that speaks against the candidate stands to it; a nearer label of another kind outweighs it.
    pub(super) fn against(&self) -> Option<Relation> {
        let last = self.labels().last().filter(|l| l.group == Group::NEGATIVE.0)?;
        let between = &self.left[last.end as usize..];
        if is_filler(between) {
            Some(Relation::Strong)
        } else {
            (between.len() <= NEGATIVE_REACH).then_some(Relation::Near)
        }
    }

    /// Whether a word near says that an office published the value.
    pub(super) fn office(&self) -> bool {
        self.labels().iter().any(|l| l.group == Group::OFFICE.0) || self.behind.contains(&Group::OFFICE.0)
    }
}

/// Words that may stand between a label and its value.
const FILLERS: [&str; 14] =
    ["no", "nos", "number", "num", "is", "id", "card", "value", "the", "नंबर", "संख्या", "क्रमांक", "नं", "எண்"];

/// Whether only punctuation and at most three fillers stand in `text`.
fn is_filler(text: &[u8]) -> bool {
    let mut words = 0;
    text.split(|b| b.is_ascii_whitespace() || b.is_ascii_punctuation()).filter(|word| !word.is_empty()).all(|word| {
        words += 1;
        words <= 3 && FILLERS.iter().any(|f| word.eq_ignore_ascii_case(f.as_bytes()))
    }) && !ends_sentence(text)
}

/// Whether a sentence ends in `text`, that is long enough to hold an end: with a dot that is none of an abbreviation.
fn ends_sentence(text: &[u8]) -> bool {
    let abbreviated = |before: &[u8]| {
        let word = before.iter().rev().take_while(|b| b.is_ascii_alphabetic()).count();
        ["no", "nos", "num"].iter().any(|short| before[before.len() - word..].eq_ignore_ascii_case(short.as_bytes()))
    };
    text.len() > 6 && text.windows(2).enumerate().any(|(at, w)| w == b". " && !abbreviated(&text[..at]))
}

/// Whether `left` ends with the name of a parameter in an address.
fn is_parameter(left: &[u8]) -> bool {
    let Some((b'=', left)) = left.split_last() else { return false };
    let name = left.iter().rev().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')).count();
    matches!(left[..left.len() - name].last(), Some(b'?' | b'&' | b';'))
}

/// Whether `text` holds a number of four digits or more: the value of a label before it.
fn holds_value(text: &[u8]) -> bool {
    text.windows(4).any(|w| w.iter().all(u8::is_ascii_digit))
}

#[cfg(test)]
mod tests {
    use super::{Context, Relation};
    use crate::grammar::{Group, Lexicon, LexiconIndex, Phrases};

    const KEY: Group = Group(20);
    const OTHER: Group = Group(21);
    const PHRASES: Phrases =
        &[(KEY, &["key"]), (OTHER, &["other"]), (Group::NEGATIVE, &["order"]), (Group::OFFICE, &["fax"])];
    static INDEX: LexiconIndex = LexiconIndex::new(PHRASES);
    const TOY: Lexicon = Lexicon { phrases: PHRASES, index: &INDEX };

    #[test]
    fn rows() {
        use Relation::{Near, Strong};
        // The value is `V`.
        for (text, key, against) in [
            ("key: V", Some(Strong), None),
            ("\"key\":\"V", Some(Strong), None),
            ("key no. V", Some(Strong), None),
            ("key of the applicant V", Some(Near), None),
            ("V is the key", Some(Near), None),
            ("key 12345 other V", None, None),
            ("key and other V", Some(Near), None),
            ("key 12345 / V", Some(Near), None),
            ("key No. no. V", Some(Strong), None),
            ("the key. Its number. is V", Some(Near), None),
            ("/with-a-key.html?v=V", None, None),
            ("/a.html?x=1&amp;key=V", Some(Strong), None),
            ("order no V", None, Some(Strong)),
            ("order of yesterday V", None, Some(Near)),
            ("order key V", Some(Strong), None),
            ("monkey V", None, None),
        ] {
            let at = text.find('V').expect("a value");
            let context = Context::read(&TOY, text.as_bytes(), at, at + 1);
            assert_eq!(context.relation(KEY), key, "{text}");
            assert_eq!(context.against(), against, "{text}");
        }
        let text = b"fax V";
        assert!(Context::read(&TOY, text, 4, 5).office());
    }
}
