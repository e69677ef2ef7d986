//! JSON against `serde_json`: for each key and each leaf value where its segment begins, and what labels it.
//!
//! Departures that are meant: a key is asked of the lexicon as it is spelled (escapes are not undone) and by its
//! first 64 bytes; one that says nothing by itself takes what is said of the object, or else what a member in front
//! of it names; what names the next member is no value; an array's elements take what
//! is said of the array; levels from the 32nd on are only counted; a string or a number that is a document of its own
//! stands on a line of its own; what a table's names say of an array in an array is left out (`headed`).
//! What is no JSON (a script's call around it, a stream of events) `serde_json` doesn't read, so it is not compared here.

use std::fmt;

use serde_json::value::RawValue;

use super::walk::{LEXICON, Trace, json};
use super::{Agreed, Labels};

const NEUTRAL: [&str; 11] = ["value", "val", "no", "number", "num", "text", "#text", "_text", "$", "content", "answer"];
const TYPES: [&str; 6] = ["S", "N", "stringValue", "integerValue", "$numberLong", "$numberInt"];
const NAMED: [&str; 5] = ["value", "val", "text", "content", "answer"];
const NAMING: [&str; 9] =
    ["key", "name", "field", "label", "title", "question", "attribute", "fieldname", "displayname"];
/// Levels that are labelled.
const DEPTH: usize = 31;

/// The members of an object in order, duplicates too: `serde_json`'s own map keeps neither.
struct Members<'a>(Vec<(&'a RawValue, &'a RawValue)>);

impl<'de: 'a, 'a> serde::Deserialize<'de> for Members<'a> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Members<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}

struct Compare<'a> {
    body: &'a [u8],
    trace: Trace,
    /// Labelled leaves: start, end, labels.
    values: Vec<(u64, u64, Labels)>,
    /// Unlabelled leaves of arrays in arrays, which may be a table's rows.
    rows: Vec<(usize, usize)>,
    things: usize,
}

impl Compare<'_> {
    /// Where a text that is borrowed from the body begins in it.
    fn place(&self, text: &str) -> usize {
        text.as_ptr() as usize - self.body.as_ptr() as usize
    }

    /// A key or a leaf: its bytes are of one segment, which begins with it, and labelled alike.
    fn leaf(&mut self, text: &str, labels: Option<Labels>) -> Result<(usize, usize), String> {
        let place = self.place(text);
        let string = text.starts_with('"');
        let (start, end) = if string { (place + 1, place + text.len() - 1) } else { (place, place + text.len()) };
        for at in start..end {
            let Some((segment, said)) = self.trace.spots[at].place else { return Err(format!("byte {at} is unread")) };
            let segment = segment as usize;
            let begins = if string {
                segment == start
            } else {
                segment <= start && self.body[segment..start].iter().all(u8::is_ascii_whitespace)
            };
            if !begins || labels.is_some_and(|labels| labels != said) {
                return Err(format!("byte {at}: segment {segment}, {said:?}; not {start}, {labels:?}"));
            }
        }
        self.things += 1;
        Ok((start, end))
    }

    /// Whether a value is the name of the next member, whose key (in quotes) is near.
    fn names(&self, value: &str, next: &str) -> bool {
        let (end, key) = (self.place(value) + value.len(), self.place(next));
        let comma = (end..key).find(|&at| self.body[at] == b',').unwrap_or(end);
        let value = value.as_bytes();
        key + next.len() - comma - 1 <= 64
            && NAMED.iter().any(|n| next[1..next.len() - 1].eq_ignore_ascii_case(n))
            && !LEXICON.label(&value[..value.len().min(257)]).is_none()
    }

    /// `arrays`: how many of the levels around it are arrays, from the innermost on.
    fn value(&mut self, raw: &RawValue, labels: Labels, depth: usize, arrays: usize) -> Result<(), String> {
        let text = raw.get();
        match text.as_bytes()[0] {
            b'{' => {
                let Members(members) = serde_json::from_str(text).map_err(|e| format!("oracle: {e}"))?;
                // What the members so far name; nothing once it can't be told from the bytes before a key.
                let mut named = Some(Labels::NONE);
                for (i, (key, value)) in members.iter().copied().enumerate() {
                    let (start, end) = self.leaf(key.get(), (depth < DEPTH).then_some(Labels::NONE))?;
                    let name = &self.body[start..end];
                    let mut own = LEXICON.label(&name[..name.len().min(64)]);
                    // The name, its closing quote, and blanks: farther than this from its colon a key is unread.
                    let colon = (end..self.body.len()).find(|&at| self.body[at] == b':').unwrap_or(end);
                    if colon - (start - 1) - 1 > 2048 {
                        own = Labels::NONE;
                    } else if own.is_none() && is_neutral(name) {
                        let near = start - 1 - self.place(text) <= 256;
                        own = if labels.is_none() && near { named.unwrap_or(Labels::NONE) } else { labels };
                    }
                    let next = members.get(i + 1).map(|(key, _)| key.get());
                    let known = self.values.len();
                    self.value(value, own, depth + 1, 0)?;
                    let leaf = !value.get().starts_with(['{', '[']);
                    if leaf && self.values.len() > known && next.is_some_and(|next| self.names(value.get(), next)) {
                        self.values.pop();
                    }
                    let plain = |text: &str| !text.contains(['{', '\\']);
                    named = named.filter(|_| leaf && plain(key.get()) && plain(value.get()));
                    if value.get().starts_with('"') && NAMING.iter().any(|n| name.eq_ignore_ascii_case(n.as_bytes())) {
                        named = named.map(|_| LEXICON.label(value.get().as_bytes()));
                    }
                }
            }
            b'[' => {
                let values: Vec<&RawValue> = serde_json::from_str(text).map_err(|e| format!("oracle: {e}"))?;
                for value in values {
                    self.value(value, labels, depth + 1, arrays + 1)?;
                }
            }
            _ => {
                let row = arrays > 1 && labels.is_none();
                let (start, end) = self.leaf(text, (depth < DEPTH && !row).then_some(labels))?;
                if row {
                    self.rows.push((start, end));
                }
                if !labels.is_none() && start < end && depth < DEPTH {
                    self.values.push((start as u64, end as u64, labels));
                }
            }
        }
        Ok(())
    }
}

/// Compares one document, or several in a row; nothing when `serde_json` reads none.
pub(crate) fn compare(body: &[u8]) -> Result<Option<Agreed>, String> {
    let Ok(text) = core::str::from_utf8(body) else { return Ok(None) };
    let documents: Result<Vec<&RawValue>, _> = serde_json::Deserializer::from_str(text).into_iter().collect();
    let Ok(documents) = documents else { return Ok(None) };
    let place = |raw: &RawValue| raw.get().as_ptr() as usize - body.as_ptr() as usize;
    let glued = |pair: &[&RawValue]| {
        let leaf = |raw: &RawValue| !raw.get().starts_with(['{', '[']);
        let between = &body[place(pair[0]) + pair[0].get().len()..place(pair[1])];
        (leaf(pair[0]) || leaf(pair[1])) && !between.contains(&b'\n')
    };
    if documents.windows(2).any(glued) {
        return Ok(None);
    }
    let mut compare = Compare { body, trace: json(body), values: Vec::new(), rows: Vec::new(), things: 0 };
    for document in documents {
        compare.value(document, Labels::NONE, 0, 0)?;
    }
    // What the skeleton hands on as a value: a number comes with the blanks around it.
    let found = compare.trace.ends.iter().filter_map(|end| end.value).map(|(start, end, labels)| {
        let raw = &body[start as usize..end as usize];
        let blanks = raw.len() - raw.trim_ascii_start().len();
        let is_string = start > 0 && body[start as usize - 1] == b'"';
        if is_string {
            (start, end, labels)
        } else {
            (start + blanks as u64, start + (blanks + raw.trim_ascii().len()) as u64, labels)
        }
    });
    let of_row = |(start, end): (u64, u64)| {
        let next = compare.rows.partition_point(|&(begin, _)| begin <= start as usize);
        next.checked_sub(1).is_some_and(|at| end as usize <= compare.rows[at].1)
    };
    let found: Vec<_> = found.filter(|&(start, end, _)| !of_row((start, end))).collect();
    let expected = &compare.values;
    if !deep(body) && found != *expected {
        let odd = found.iter().zip(expected).position(|(a, b)| a != b).unwrap_or(found.len().min(expected.len()));
        return Err(format!(
            "value {odd} of {} and {}: {:?}, {:?}",
            found.len(),
            expected.len(),
            found.get(odd),
            expected.get(odd)
        ));
    }
    Ok(Some(Agreed { bytes: body.len(), things: compare.things }))
}

/// Whether the body may be nested deeper than levels are labelled.
fn deep(body: &[u8]) -> bool {
    let mut depth = 0usize;
    body.iter().any(|byte| {
        depth =
            (depth + usize::from(matches!(byte, b'{' | b'['))).saturating_sub(usize::from(matches!(byte, b'}' | b']')));
        depth >= DEPTH
    })
}

/// Whether a key means what the one above it says.
fn is_neutral(name: &[u8]) -> bool {
    NEUTRAL.iter().any(|n| name.eq_ignore_ascii_case(n.as_bytes())) || TYPES.iter().any(|n| n.as_bytes() == name)
}
