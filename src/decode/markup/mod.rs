//! A tokeniser for marked-up text, well-formed or not, that comes in pieces.
//!
//! It never fails on bad markup: what is no tag is text. Names come without their prefix, since every program may
//! choose its own. Only an unfinished tag is held between pieces, so memory does not grow with a document. Declarations
//! of entities are refused, not expanded: they are how a small file becomes a large one, or a value hides.

use alloc::borrow::Cow;
use alloc::vec::Vec;

mod entity;
mod wide;

use super::zip::Data;
use crate::bytes::{Budget, Unread};

/// Bytes that a tag may have: enough for the longest text of a cell in one attribute, every character a reference.
const HELD: usize = 256 << 10;

/// Bytes that a reference such as `&#x1F600;` may have.
const REFERENCE: usize = 12;

/// What the text is made of.
#[derive(Debug)]
pub(super) enum Token<'a> {
    /// An element begins.
    Open(Tag<'a>),
    /// The element of this name ends.
    Close(&'a [u8]),
    /// Some text; what stands between two tags may come in any number of these.
    Text(&'a [u8]),
}

/// The beginning of an element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag<'a> {
    /// Its name without the prefix.
    pub(super) name: &'a [u8],
    attributes: &'a [u8],
}

/// Takes tokens.
pub(super) type Take<'t> = dyn FnMut(Token<'_>, &mut Budget) -> Result<(), Unread> + 't;

/// Where in the text the next byte stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Within {
    Content,
    Comment,
    Data,
}

/// A tokeniser between two pieces.
#[derive(Debug)]
pub(super) struct Markup {
    within: Within,
    held: Vec<u8>,
    wide: wide::Wide,
}

impl Tag<'_> {
    /// The value of an attribute, its prefix not looked at.
    pub(super) fn attribute(&self, name: &[u8]) -> Option<Cow<'_, [u8]>> {
        let mut rest = self.attributes;
        loop {
            let (key, value, behind) = attribute(rest)?;
            if local(key) == name {
                return Some(entity::decode(value));
            }
            rest = behind;
        }
    }

    /// The value of an attribute that is a number.
    pub(super) fn number(&self, name: &[u8]) -> Option<u32> {
        core::str::from_utf8(&self.attribute(name)?).ok()?.trim().parse().ok()
    }

    /// Whether an attribute is set to yes.
    pub(super) fn is_true(&self, name: &[u8]) -> bool {
        self.attribute(name).is_some_and(|value| matches!(&*value, b"1" | b"true"))
    }
}

impl Markup {
    pub(super) const fn new() -> Self {
        Self { within: Within::Content, held: Vec::new(), wide: wide::Wide::new() }
    }

    /// Takes the next piece.
    pub(super) fn write(&mut self, piece: &[u8], budget: &mut Budget, take: &mut Take<'_>) -> Result<(), Unread> {
        let piece = self.wide.narrow(piece);
        if self.held.is_empty() {
            let done = self.run(&piece, budget, take)?;
            self.held.extend_from_slice(piece.get(done..).unwrap_or_default());
        } else {
            let mut held = core::mem::take(&mut self.held);
            // Looking through them again and again must not be free.
            budget.take_steps(held.len() as u64 / 64)?;
            held.extend_from_slice(&piece);
            let done = self.run(&held, budget, take)?;
            held.drain(..done.min(held.len()));
            self.held = held;
        }
        if self.held.len() > HELD { Err(Unread("malformed")) } else { Ok(()) }
    }

    /// The text ends: what looked like the beginning of a tag was text.
    pub(super) fn end(&mut self, budget: &mut Budget, take: &mut Take<'_>) -> Result<(), Unread> {
        let held = core::mem::take(&mut self.held);
        entity::text(&held, &mut |text| take(Token::Text(text), budget))
    }

    /// Takes what can be told of these bytes, and says how many that were.
    fn run(&mut self, bytes: &[u8], budget: &mut Budget, take: &mut Take<'_>) -> Result<usize, Unread> {
        let mut at = 0;
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            let step = match self.within {
                Within::Comment => self.through(rest, b"-->", &mut |_| Ok(()))?,
                Within::Data => self.through(rest, b"]]>", &mut |text| take(Token::Text(text), budget))?,
                Within::Content if rest.first() == Some(&b'<') => self.tag(rest, budget, take)?,
                Within::Content => text(rest, budget, take)?,
            };
            if step == 0 {
                break;
            }
            at += step;
        }
        Ok(at)
    }

    /// Goes to the end of a comment or of literal text.
    fn through(
        &mut self,
        rest: &[u8],
        end: &[u8],
        take: &mut dyn FnMut(&[u8]) -> Result<(), Unread>,
    ) -> Result<usize, Unread> {
        if let Some(at) = find(rest, end) {
            self.within = Within::Content;
            take(rest.get(..at).unwrap_or_default())?;
            return Ok(at + end.len());
        }
        let known = rest.len().saturating_sub(end.len() - 1);
        take(rest.get(..known).unwrap_or_default())?;
        Ok(known)
    }

    /// What begins with `<`.
    fn tag(&mut self, rest: &[u8], budget: &mut Budget, take: &mut Take<'_>) -> Result<usize, Unread> {
        for (start, within) in [(&b"<!--"[..], Within::Comment), (b"<![CDATA[", Within::Data)] {
            if rest.starts_with(start) {
                self.within = within;
                return Ok(start.len());
            }
            if start.starts_with(rest) {
                return Ok(0);
            }
        }
        match rest.get(1) {
            None => Ok(0),
            Some(b'?') => {
                let Some(end) = find(rest, b"?>") else { return Ok(0) };
                readable(rest.get(..end).unwrap_or_default())?;
                Ok(end + 2)
            }
            Some(b'!') => {
                let Some(end) = rest.iter().position(|&b| matches!(b, b'>' | b'[')) else { return Ok(0) };
                if rest.get(end) == Some(&b'[') { Err(Unread("entities")) } else { Ok(end + 1) }
            }
            Some(&b) if b == b'/' || b == b'_' || b.is_ascii_alphabetic() || !b.is_ascii() => {
                let Some(end) = tag_end(rest) else { return Ok(0) };
                budget.take_steps(1)?;
                element(rest.get(1..end).unwrap_or_default(), budget, take)?;
                Ok(end + 1)
            }
            Some(_) => take(Token::Text(b"<"), budget).map(|()| 1),
        }
    }
}

/// Tokenises a whole entry of an archive.
pub(super) fn read(data: &Data<'_>, budget: &mut Budget, take: &mut Take<'_>) -> Result<(), Unread> {
    let mut markup = Markup::new();
    data.read(budget, &mut |piece, budget| markup.write(piece, budget, take).map(|()| true))?;
    markup.end(budget, take)
}

/// The name of the outermost element, empty if there is none.
pub(super) fn root(data: &Data<'_>, budget: &mut Budget) -> Result<Vec<u8>, Unread> {
    let mut markup = Markup::new();
    let mut root = Vec::new();
    data.read(budget, &mut |piece, budget| {
        markup.write(piece, budget, &mut |token, _| {
            if let (Token::Open(tag), true) = (token, root.is_empty()) {
                root.extend_from_slice(tag.name);
            }
            Ok(())
        })?;
        Ok(root.is_empty())
    })?;
    Ok(root)
}

/// Text up to the next tag; a reference that may go on is left.
fn text(rest: &[u8], budget: &mut Budget, take: &mut Take<'_>) -> Result<usize, Unread> {
    let len = rest.iter().position(|&b| b == b'<').unwrap_or_else(|| {
        let tail = rest.len().saturating_sub(REFERENCE);
        let open = rest.get(tail..).and_then(|end| end.iter().rposition(|&b| matches!(b, b'&' | b';')));
        open.map(|at| tail + at).filter(|&at| rest.get(at) == Some(&b'&')).unwrap_or(rest.len())
    });
    entity::text(rest.get(..len).unwrap_or_default(), &mut |text| take(Token::Text(text), budget))?;
    Ok(len)
}

/// A tag without its brackets.
fn element(tag: &[u8], budget: &mut Budget, take: &mut Take<'_>) -> Result<(), Unread> {
    if let Some(name) = tag.strip_prefix(b"/") {
        return take(Token::Close(local(name.trim_ascii())), budget);
    }
    let (tag, closed) = tag.strip_suffix(b"/").map_or((tag, false), |tag| (tag, true));
    let len = tag.iter().position(u8::is_ascii_whitespace).unwrap_or(tag.len());
    let (name, attributes) = tag.split_at_checked(len).unwrap_or((tag, b""));
    let name = local(name);
    take(Token::Open(Tag { name, attributes }), budget)?;
    if closed { take(Token::Close(name), budget) } else { Ok(()) }
}

/// The first attribute: name, value, what stands behind.
fn attribute(attributes: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let equals = attributes.iter().position(|&b| b == b'=')?;
    let (key, value) = (attributes.get(..equals)?.trim_ascii(), attributes.get(equals + 1..)?.trim_ascii_start());
    // A name without a value may stand before this one.
    let key = key.rsplit(u8::is_ascii_whitespace).next()?;
    let (value, closes): (_, fn(u8, u8) -> bool) = match value.first()? {
        b'"' | b'\'' => (value.get(1..)?, |b, quote| b == quote),
        _ => (value, |b, _| b.is_ascii_whitespace()),
    };
    let quote = *attributes.get(equals + 1..)?.trim_ascii_start().first()?;
    let len = value.iter().position(|&b| closes(b, quote)).unwrap_or(value.len());
    Some((key, value.get(..len)?, value.get(len + 1..).unwrap_or_default()))
}

/// Where the tag ends that begins here: at the first `>` outside quotes.
fn tag_end(rest: &[u8]) -> Option<usize> {
    let mut quote = 0;
    rest.iter().position(|&b| {
        match b {
            b'>' if quote == 0 => return true,
            b'"' | b'\'' if quote == 0 => quote = b,
            _ if b == quote => quote = 0,
            _ => {}
        }
        false
    })
}

/// Whether the declaration at the beginning names an encoding whose ASCII is ASCII.
fn readable(declaration: &[u8]) -> Result<(), Unread> {
    const READABLE: [&[u8]; 7] = [b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"];
    let Some(attributes) = declaration.strip_prefix(b"<?xml ") else { return Ok(()) };
    let tag = Tag { name: b"", attributes };
    let known = |name: Cow<'_, [u8]>| READABLE.iter().any(|known| name.trim_ascii().eq_ignore_ascii_case(known));
    if tag.attribute(b"encoding").is_none_or(known) { Ok(()) } else { Err(Unread("charset")) }
}

/// A name without its prefix.
fn local(name: &[u8]) -> &[u8] {
    name.rsplit(|&b| b == b':').next().unwrap_or(name)
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::{Markup, Token};
    use crate::bytes::{Budget, Unread};

    /// Tokens as text: `<name`, `>name`, text. The attributes `a` and `b` are told.
    fn tokens(pieces: &[&[u8]]) -> Result<String, Unread> {
        let (mut told, mut markup, mut budget) = (String::new(), Markup::new(), Budget::DEFAULT);
        let mut take = |token: Token<'_>, _: &mut Budget| {
            match token {
                Token::Open(tag) => {
                    told += &["<", &String::from_utf8_lossy(tag.name)].concat();
                    for value in [&b"a"[..], b"b"].iter().filter_map(|name| tag.attribute(name)) {
                        told += &[" ", &String::from_utf8_lossy(&value)].concat();
                    }
                    told.push('>');
                }
                Token::Close(name) => told += &["</", &String::from_utf8_lossy(name), ">"].concat(),
                Token::Text(text) => told += &String::from_utf8_lossy(text),
            }
            Ok(())
        };
        for piece in pieces {
            markup.write(piece, &mut budget, &mut take)?;
        }
        markup.end(&mut budget, &mut take)?;
        Ok(told)
    }

    const ROWS: &[(&str, Result<&str, Unread>)] = &[
        ("<?xml version='1.0' encoding='UTF-8'?><x:r a='1' x:b=\"2\"/>", Ok("<r 1 2></r>")),
        ("<r>a&amp;b&#57;&#x39;&lt;</r>", Ok("<r>a&b99<</r>")),
        ("<r a='x>y' b='&quot;'>t</r >", Ok("<r x>y \">t</r>")),
        ("<r><![CDATA[<&amp;]]]>z<!-- <no> -->y</r>", Ok("<r><&amp;]zy</r>")),
        ("<r a=1 b = '2' c>", Ok("<r 1 2>")),
        ("1 < 2 & 3 &unknown; &#xfffffff;", Ok("1 < 2 & 3 &unknown; &#xfffffff;")),
        ("<r>cut<t a='", Ok("<r>cut<t a='")),
        ("<!DOCTYPE r SYSTEM 'r.dtd'><r/>", Ok("<r></r>")),
        ("<!DOCTYPE r [<!ENTITY a 'b'>]><r>&a;</r>", Err(Unread("entities"))),
        ("<?xml version='1.0' encoding='UTF-7'?><r/>", Err(Unread("charset"))),
        ("", Ok("")),
    ];

    #[test]
    fn rows_in_every_cut() {
        for (text, expected) in ROWS {
            let expected = expected.map(str::to_owned);
            assert_eq!(tokens(&[text.as_bytes()]), expected, "{text}");
            for cut in 0..text.len() {
                let (first, second) = text.as_bytes().split_at(cut);
                assert_eq!(tokens(&[first, second]), expected, "{text} cut at {cut}");
            }
            let bytes: Vec<&[u8]> = text.as_bytes().chunks(1).collect();
            assert_eq!(tokens(&bytes), expected, "{text} by bytes");
        }
    }

    #[test]
    fn utf_16_is_read_in_every_cut() {
        let text = "\u{feff}<r a='नाम'>😀 &#57;</r>";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().skip(1).flat_map(u16::to_be_bytes).collect();
        for bytes in [&little, &big] {
            for cut in 0..bytes.len() {
                let (first, second) = bytes.split_at(cut);
                assert_eq!(tokens(&[first, second]).as_deref(), Ok("<r नाम>😀 9</r>"), "cut at {cut}");
            }
        }
    }

    #[test]
    fn an_endless_tag_is_given_up() {
        let piece = [b'x'; 32 << 10];
        let pieces: Vec<&[u8]> = std::iter::once(&b"<r a='"[..]).chain((0..40).map(|_| &piece[..])).collect();
        assert_eq!(tokens(&pieces), Err(Unread("malformed")));
    }
}
