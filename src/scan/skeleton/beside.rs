//! A value of a JSON object that names the value beside it: `{"key": "mobile", "value": "…"}`.
//!
//! Looked for backwards, when a key says nothing by itself: most objects have no such key, and pay nothing.

use super::quoted::string;
use crate::bytes::{BLOCK, LOOK_AHEAD, Span, Window};
use crate::grammar::{Labels, Lexicon};
use crate::scan::steps::steps;

/// Bytes in front of the key that are read.
const REACH: u64 = 256;
/// Bytes behind a comma in which the next key stands.
const NEXT: u64 = 64;
const _: () = assert!(NEXT as usize + BLOCK <= LOOK_AHEAD);
/// Keys of values that another one names.
const NAMED: [&[u8]; 5] = [b"value", b"val", b"text", b"content", b"answer"];
/// Keys whose value is the name of another one.
const NAMING: [&[u8]; 9] =
    [b"key", b"name", b"field", b"label", b"title", b"question", b"attribute", b"fieldname", b"displayname"];

/// What the members of the same object say that stand in front of the quote at `at`, which opens a key: the nearest
/// that names something.
pub(super) fn beside(at: u64, window: &Window, lexicon: &Lexicon) -> Labels {
    let text = window.bytes(at.saturating_sub(REACH).max(window.base()), at);
    steps(text.len());
    let open = text.iter().rposition(|&b| b == b'{').map(|open| &text[open + 1..]);
    open.filter(|members| !members.contains(&b'\\')).and_then(|members| named(members, lexicon)).unwrap_or(Labels::NONE)
}

/// What the last of `members` that names something says; nothing where another object or an array is among them.
fn named(members: &[u8], lexicon: &Lexicon) -> Option<Labels> {
    let (mut labels, mut rest) = (Labels::NONE, members.trim_ascii_start());
    while !rest.is_empty() {
        let (key, behind) = plain(rest)?;
        let value = behind.trim_ascii_start().strip_prefix(b":")?;
        rest = if let Some((value, behind)) = plain(value) {
            if NAMING.iter().any(|name| key.eq_ignore_ascii_case(name)) {
                labels = lexicon.label(value);
            }
            behind
        } else {
            let (word, behind) = value.split_at(value.iter().position(|&b| b == b',')?);
            (!word.iter().any(|b| matches!(b, b'}' | b'[' | b']'))).then_some(behind)?
        };
        rest = rest.trim_ascii_start().strip_prefix(b",")?.trim_ascii_start();
    }
    Some(labels)
}

/// Whether `value`, behind which a comma stands at `at`, is the name of the value behind it: then it is not one itself
/// (`{"name": "Mobile", "value": …}` speaks of nobody called so).
pub(super) fn names_next(value: Span, at: u64, window: &Window, lexicon: &Lexicon) -> bool {
    let next = plain(window.bytes(at + 1, at + 1 + NEXT)).map(|(key, _)| key);
    next.is_some_and(|key| NAMED.iter().any(|name| key.eq_ignore_ascii_case(name)))
        && !lexicon.label(window.bytes(value.start, value.end.min(value.start + REACH))).is_none()
}

/// The string without escapes that `text` begins with, blanks left out, and what follows it.
fn plain(text: &[u8]) -> Option<(&[u8], &[u8])> {
    string(text.trim_ascii_start()).filter(|(string, _)| !string.contains(&b'\\'))
}

#[cfg(test)]
mod tests {
    use super::{beside, names_next};
    use crate::bytes::{Span, Window};
    use crate::grammar::{Group, Labels, Lexicon, LexiconIndex, Phrases};

    const MOBILE: Group = Group(20);
    const PHRASES: Phrases = &[(MOBILE, &["mobile"])];
    static INDEX: LexiconIndex = LexiconIndex::new(PHRASES);
    const TOY: Lexicon = Lexicon { phrases: PHRASES, index: &INDEX };

    fn window(text: &str) -> Window {
        let mut window = Window::new();
        window.room(0)[..text.len()].copy_from_slice(text.as_bytes());
        window.commit(text.len());
        window
    }

    #[test]
    fn names_are_no_values() {
        for (text, names) in [
            (r#"Mobile","value":"#, true),
            (r#"Asha Rao","value":"#, false),
            (r#"Mobile","age":"#, false),
            (r#"Mobile","#, false),
        ] {
            let comma = text.find(',').expect("a comma") as u64;
            assert_eq!(names_next(Span::new(0, comma - 1), comma, &window(text), &TOY), names, "{text}");
        }
    }

    #[test]
    fn names_in_front_of_values() {
        for (text, named) in [
            (r#"{"key":"mobile","#, true),
            (r#"[{"x":"y"},{ "Key" : "Mobile No" , "type":"text", "#, true),
            (r#"{"id":3,"label":"mobile","#, true),
            (r#"{"key":"mobile","label":"other","#, false),
            (r#"{"key":"mobile"},{"#, false),
            (r#"{"key":"mobile","list":[{"#, false),
            (r#"{"meta":{"key":"mobile"},"#, false),
            (r#"{"meta":{"key":"mobile","n":1},"#, false),
            (r#"{"key":"mobile","list":[1,2],"#, false),
            (r#"{"key":"mobile","n":1 , "m":null,"#, true),
            (r#"{"note":"mobile","#, false),
            (r#"{"key":"mo\"mobile","#, false),
            (r#"{"key":5,"#, false),
            ("{", false),
            ("", false),
        ] {
            let mut labels = Labels::NONE;
            if named {
                labels.add(MOBILE);
            }
            assert_eq!(beside(text.len() as u64, &window(text), &TOY), labels, "{text}");
        }
    }
}
