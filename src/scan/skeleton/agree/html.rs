//! HTML against html5ever's tokenizer: which bytes are tags, comments, raw content and text, where each text's
//! segment begins, and what the quoted values of attributes are.
//!
//! The tokenizer is fed character by character, so the byte with which a token ends is known.
//!
//! Departures that are meant: see [`departs`]. Foreign content is not told apart: `<title>` in a drawing is as raw
//! as in a head, here and in the skeleton.

use std::cell::{Cell, RefCell};

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::Agreed;
use super::walk::{Part, html, is_inline};

/// What the parser says of some bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Is {
    Text,
    Tag,
    Comment,
    Raw(&'static str),
    /// Of a token that the body's end cut off.
    Cut,
}

/// What came out with the last character: the last token of it.
#[derive(Default)]
struct Sink {
    came: Cell<Option<Is>>,
    tag: RefCell<Option<Tag>>,
    raw: Cell<&'static str>,
}

/// Elements whose content is no markup, by what is made of it.
const RAW: [(&str, RawKind); 8] = [
    ("script", RawKind::ScriptData),
    ("style", RawKind::Rawtext),
    ("xmp", RawKind::Rawtext),
    ("iframe", RawKind::Rawtext),
    ("noembed", RawKind::Rawtext),
    ("noframes", RawKind::Rawtext),
    ("title", RawKind::Rcdata),
    ("textarea", RawKind::Rcdata),
];

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::CharacterTokens(_) | Token::NullCharacterToken => {
                let raw = self.raw.get();
                self.came.set(Some(if raw.is_empty() { Is::Text } else { Is::Raw(raw) }));
            }
            Token::CommentToken(_) | Token::DoctypeToken(_) => self.came.set(Some(Is::Comment)),
            Token::TagToken(tag) => {
                self.came.set(Some(Is::Tag));
                let raw = RAW.iter().find(|(name, _)| tag.kind == TagKind::StartTag && *tag.name == **name);
                let plain = tag.kind == TagKind::StartTag && &*tag.name == "plaintext";
                self.tag.replace(Some(tag));
                self.raw.set(raw.map_or("", |(name, _)| name));
                if plain {
                    self.raw.set("plaintext");
                    return TokenSinkResult::Plaintext;
                }
                if let Some(&(_, kind)) = raw {
                    return TokenSinkResult::RawData(kind);
                }
            }
            Token::ParseError(_) | Token::EOFToken => {}
        }
        TokenSinkResult::Continue
    }
}

/// A tag of the parser.
struct Found {
    start: usize,
    end: usize,
    tag: Tag,
}

/// What each byte is, and the tags.
fn parse(text: &str) -> (Vec<Is>, Vec<Found>) {
    let options = TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() };
    let tokenizer = Tokenizer::new(Sink::default(), options);
    let queue = BufferQueue::default();
    let (mut is, mut tags) = (Vec::with_capacity(text.len()), Vec::new());
    for (at, c) in text.char_indices() {
        queue.push_back(StrTendril::from_char(c));
        let _ = tokenizer.feed(&queue);
        let end = at + c.len_utf8();
        let Some(came) = tokenizer.sink.came.take() else {
            // Of the line end `\r\n` the parser makes its token when the first byte comes.
            if text[..end].ends_with("\r\n") && is.len() == at {
                is.resize(end, is[at - 1]);
            }
            continue;
        };
        // Of `</>` the parser makes nothing.
        while !matches!(came, Is::Raw(_)) && text[is.len()..].starts_with("</>") {
            is.resize(is.len() + 3, Is::Comment);
        }
        // A `<` is never text by itself: what came ended before it.
        let until = if c == '<' && came != Is::Raw("plaintext") { at } else { end };
        if came == Is::Tag
            && let Some(tag) = tokenizer.sink.tag.take()
        {
            tags.push(Found { start: is.len(), end, tag });
        }
        is.resize(until, came);
    }
    is.resize(text.len(), Is::Cut);
    (is, tags)
}

/// Where the skeleton departs from the parser on purpose, first: from there on nothing is compared.
///
/// * `<![CDATA[` outside of foreign content is a comment up to the next `>`; the skeleton reads it as the text that
///   its writer meant it to be.
/// * `<!--<script>` in a script makes `</script>` a part of the script; the skeleton ends it there, and so reads the
///   rest as text: more, not less.
/// * An element that ends with `/>` is empty in XHTML, which is read as HTML; in HTML the slash means nothing, and
///   what follows a `<script/>` is script.
/// * `<plaintext>` ends at `</plaintext>`, not with the body.
fn departs(text: &str, tags: &[Found]) -> usize {
    let lower = text.to_ascii_lowercase();
    let script = |tag: &Found| tag.tag.kind == TagKind::StartTag && &*tag.tag.name == "script";
    // The parser finds no tag in a script but the one that ends it.
    let doubly = |tag: &Found| {
        let next = tags.iter().find(|next| next.start >= tag.end).map_or(text.len(), |next| next.start);
        lower[tag.end..next].split_once("<!--").is_some_and(|(_, escaped)| escaped.contains("<script"))
    };
    let data = lower.find("<![cdata[").unwrap_or(text.len());
    let raw = |tag: &Found| RAW.iter().any(|(name, _)| *tag.tag.name == **name);
    let empty = |tag: &Found| raw(tag) && text[..tag.end].ends_with("/>");
    let odd = |tag: &&Found| empty(tag) || &*tag.tag.name == "plaintext" || script(tag) && doubly(tag);
    tags.iter().find(odd).map_or(data, |tag| data.min(tag.start))
}

/// Compares; nothing when the body is no UTF-8.
pub(crate) fn compare(body: &[u8]) -> Result<Option<Agreed>, String> {
    let Ok(text) = core::str::from_utf8(body) else { return Ok(None) };
    let (is, tags) = parse(text);
    let trace = html(body);
    let until = departs(text, &tags);
    let (mut segment, mut next) = (0, 0);
    for at in 0..until {
        while let Some(tag) = tags.get(next).filter(|tag| tag.end <= at) {
            if !is_inline(&tag.tag.name) {
                segment = tag.end as u64;
            }
            next += 1;
        }
        // The mark with which something begins is asked about before it is passed.
        if at > 0 && is[at] != is[at - 1] || tags.get(next).is_some_and(|tag| tag.start == at) || body[at] == b'<' {
            continue;
        }
        let spot = trace.spots[at];
        let agrees = match (is[at], spot.part) {
            (Is::Text, Part::Text) => spot.place.is_some_and(|(begins, _)| begins == segment),
            (Is::Tag, Part::Tag | Part::Value(_)) | (Is::Comment, Part::Comment | Part::Tag) | (Is::Cut, _) => true,
            // A script that is data has segments of its own, which are compared with a JSON parser elsewhere.
            (Is::Raw("script"), Part::Script) => {
                spot.place.is_some_and(|(begins, _)| (segment..=at as u64).contains(&begins))
            }
            (Is::Raw("style"), Part::Style) => spot.place.is_none(),
            (Is::Raw(_), Part::RawText) => spot.place.is_some_and(|(begins, _)| begins == segment),
            _ => false,
        };
        if !agrees {
            return Err(format!("byte {at} is {:?}, segment {segment}; not {spot:?}", is[at]));
        }
    }
    values(body, &tags, &trace.spots, until)?;
    Ok(Some(Agreed { bytes: until, things: tags.iter().filter(|tag| tag.end <= until).count() }))
}

/// Every quoted value that the skeleton sees is one that the parser has read, where character references and a
/// repeated attribute (of which the parser keeps the first) can't differ.
fn values(body: &[u8], tags: &[Found], spots: &[super::walk::Spot], until: usize) -> Result<(), String> {
    for found in tags.iter().filter(|found| found.end <= until && found.tag.kind == TagKind::StartTag) {
        let mut at = found.start + 1;
        while at < found.end {
            let Part::Value(quote) = spots[at].part else {
                at += 1;
                continue;
            };
            let start = at;
            while at < found.end && spots[at].part == Part::Value(quote) {
                at += 1;
            }
            // The closing quote is asked about before it is passed.
            let value = &body[start..at - 1];
            let unlike = value.iter().any(|b| matches!(b, b'&' | b'\r' | 0)) || found.tag.had_duplicate_attributes;
            if !unlike && !found.tag.attrs.iter().any(|a| a.value[..].as_bytes() == value) {
                return Err(format!("bytes {start}..{} are no value of <{}>", at - 1, found.tag.name));
            }
        }
    }
    Ok(())
}
