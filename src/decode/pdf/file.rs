//! The file: where its objects are, and how to get at them.
//!
//! The cross-reference table is not read. Every `N G obj` in the bytes is found by one scan, so neither a broken table
//! nor a forged one hides an object. Of several objects with one number the last counts; since a forged file may hide
//! text behind a later object that its table does not name, the first can be made to count instead
//! ([`File::prefer_first`]).

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;
use core::cell::Cell;

use crate::bytes::{Budget, Unread};

use super::crypt::Crypt;
use super::filter::{self, Predictor};
use super::object::{Dict, Object, Stream};
use super::parse::{Parser, is_white};

/// Most bytes of one decoded stream.
pub(super) const STREAM: usize = 32 << 20;
/// Most bytes of all object streams, which are kept.
const OBJECT_STREAMS: usize = 16 << 20;
/// Most filters on one stream.
const FILTERS: usize = 8;

/// Where an object is: in the file or in an object stream.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Place {
    /// 0 for the file, n for the n-th object stream.
    buffer: u32,
    at: usize,
}

/// A file's bytes and the places of its objects.
#[derive(Debug)]
pub(super) struct File<'a> {
    data: &'a [u8],
    unpacked: Vec<Vec<u8>>,
    first: BTreeMap<u32, Place>,
    last: BTreeMap<u32, Place>,
    first_counts: bool,
    /// Whether an object has another generation than 0, which would change its key.
    regenerated: bool,
    crypt: Option<Crypt>,
    /// Whether there was what can't be read as it is written: viewers differ in what they make of it.
    broken: Cell<bool>,
    pub(super) trailers: Vec<Dict>,
    /// The numbers of the pages, in the order of the file.
    pub(super) pages: Vec<u32>,
    pub(super) catalogs: Vec<u32>,
}

/// Where `needle` begins in `hay` at or behind `from`.
pub(super) fn find(hay: &[u8], needle: &[u8], from: usize) -> Option<usize> {
    let (first, rest) = needle.split_first()?;
    let mut at = from;
    while let Some(skip) = hay.get(at..)?.iter().position(|b| b == first) {
        at += skip;
        if hay.get(at + 1..)?.starts_with(rest) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// The numbers before `obj` at `at`: the object's and its generation.
fn numbers_before(data: &[u8], at: usize) -> Option<(u32, u32)> {
    let before = data.get(at.saturating_sub(32)..at)?;
    let mut rest = before.iter().rev().copied().peekable();
    let mut numbers = [0; 2];
    for number in numbers.iter_mut().rev() {
        while rest.next_if(|b| is_white(*b)).is_some() {}
        let (mut value, mut unit, mut digits) = (0_u64, 1_u64, 0);
        while let Some(digit) = rest.next_if(u8::is_ascii_digit) {
            value += u64::from(digit - b'0') * unit;
            unit *= 10;
            digits += 1;
            if digits > 10 {
                return None;
            }
        }
        if digits == 0 {
            return None;
        }
        *number = u32::try_from(value).ok()?;
    }
    Some((numbers[0], numbers[1]))
}

impl<'a> File<'a> {
    /// Finds the objects.
    ///
    /// # Errors
    /// `malformed` when there is none, `encrypted`, and what the budget says.
    pub(super) fn open(data: &'a [u8], budget: &mut Budget) -> Result<Self, Unread> {
        let mut file = Self {
            data,
            unpacked: Vec::new(),
            first: BTreeMap::new(),
            last: BTreeMap::new(),
            first_counts: false,
            regenerated: false,
            crypt: None,
            broken: Cell::new(false),
            trailers: Vec::new(),
            pages: Vec::new(),
            catalogs: Vec::new(),
        };
        let packed = file.scan(budget)?;
        if file.last.is_empty() {
            return Err(Unread("malformed"));
        }
        file.unlock(budget)?;
        for stream in packed {
            file.unpack(&stream, budget)?;
        }
        let mut seen = BTreeSet::new();
        file.pages.retain(|number| seen.insert(*number));
        Ok(file)
    }

    /// One walk over the bytes. Gives the object streams, which can't be read before the key is known.
    fn scan(&mut self, budget: &mut Budget) -> Result<Vec<Stream>, Unread> {
        let mut packed = Vec::new();
        let mut at = 0;
        while let Some(skip) = self.data.get(at..).and_then(|rest| rest.iter().position(|b| matches!(b, b'o' | b't'))) {
            budget.take_steps(1 + skip as u64 / 64)?;
            at += skip;
            let rest = self.data.get(at..).unwrap_or_default();
            if rest.starts_with(b"trailer") {
                let mut parser = Parser::new(self.data, at + 7);
                if let Some(Object::Dict(dict)) = parser.object() {
                    self.trailers.push(dict);
                }
                budget.take_steps((parser.pos - at) as u64 / 4)?;
                at += 7;
                continue;
            }
            let number = if rest.starts_with(b"obj") { numbers_before(self.data, at) } else { None };
            let Some((number, generation)) = number else {
                at += 1;
                continue;
            };
            self.regenerated |= generation != 0;
            let place = Place { buffer: 0, at: at + 3 };
            at += 3;
            let (object, end) = self.parse(number, place, budget)?;
            self.note(number, place, object.as_ref());
            if let Some(object) = object {
                at = at.max(end);
                if let Object::Stream(stream) = object {
                    at = find(self.data, b"endstream", stream.start).unwrap_or(at);
                    if stream.dict.is(b"Type", b"ObjStm") {
                        packed.push(stream);
                    } else if stream.dict.is(b"Type", b"XRef") {
                        self.trailers.push(stream.dict);
                    }
                }
            }
        }
        Ok(packed)
    }

    fn note(&mut self, number: u32, place: Place, object: Option<&Object>) {
        self.first.entry(number).or_insert(place);
        self.last.insert(number, place);
        if let Some(dict) = object.and_then(Object::dict) {
            if dict.is(b"Type", b"Page") {
                self.pages.push(number);
            } else if dict.is(b"Type", b"Catalog") {
                self.catalogs.push(number);
            }
        }
    }

    fn unlock(&mut self, budget: &mut Budget) -> Result<(), Unread> {
        let Some(trailer) = self.trailers.iter().rev().find(|dict| dict.get(b"Encrypt").is_some()) else {
            return Ok(());
        };
        let id = match trailer.get(b"ID").and_then(|id| id.array()).and_then(<[Object]>::first) {
            Some(Object::Text(id)) => id.clone(),
            _ => Vec::new(),
        };
        if self.regenerated {
            return Err(Unread("encrypted"));
        }
        let encrypt = self.get(trailer, b"Encrypt", budget)?;
        self.crypt = Some(Crypt::open(encrypt.dict().ok_or(Unread("encrypted"))?, &id)?);
        Ok(())
    }

    fn unpack(&mut self, stream: &Stream, budget: &mut Budget) -> Result<(), Unread> {
        let used: usize = self.unpacked.iter().map(Vec::len).sum();
        let bytes = self.decode(stream, OBJECT_STREAMS.saturating_sub(used), budget)?;
        let start = stream.dict.get(b"First").and_then(Object::index).unwrap_or(0);
        let count = stream.dict.get(b"N").and_then(Object::index).unwrap_or(0);
        let mut found = Vec::new();
        let mut heads = Parser::new(&bytes, 0);
        for _ in 0..count {
            budget.take_steps(1)?;
            let (Some(Object::Number(number)), Some(Object::Number(offset))) = (heads.operand(), heads.operand())
            else {
                break;
            };
            if number >= 0.0 && offset >= 0.0 {
                found.push((number as u32, start.saturating_add(offset as usize)));
            }
        }
        self.unpacked.push(bytes);
        let buffer = self.unpacked.len() as u32;
        for (number, at) in found {
            let place = Place { buffer, at };
            let (object, _) = self.parse(number, place, budget)?;
            self.note(number, place, object.as_ref());
        }
        Ok(())
    }

    /// Parses an object, and says where it ends.
    fn parse(&self, number: u32, place: Place, budget: &mut Budget) -> Result<(Option<Object>, usize), Unread> {
        let packed = (place.buffer as usize).checked_sub(1);
        let buffer = match packed {
            Some(i) => self.unpacked.get(i).map(Vec::as_slice).unwrap_or_default(),
            None => self.data,
        };
        let mut parser = Parser::new(buffer, place.at);
        let mut object = parser.object();
        budget.take_steps(1 + parser.pos.saturating_sub(place.at) as u64 / 4)?;
        if parser.left == 0 {
            return Err(Unread("elements"));
        }
        let end = parser.pos;
        if parser.odd || object.is_none() {
            self.broken.set(true);
        }
        if packed.is_some() {
            return Ok((object, end));
        }
        if let Some(Object::Dict(dict)) = object {
            parser.skip_white();
            let rest = buffer.get(parser.pos..).unwrap_or_default();
            object = Some(match rest.strip_prefix(b"stream") {
                Some(rest) => {
                    let line = if rest.starts_with(b"\r\n") {
                        2
                    } else {
                        rest.iter().take(1).filter(|b| is_white(**b)).count()
                    };
                    Object::Stream(Stream { dict, number, start: parser.pos + 6 + line })
                }
                None => Object::Dict(dict),
            });
        }
        if let (Some(crypt), Some(object)) = (&self.crypt, &mut object) {
            crypt.strings(number, object);
        }
        Ok((object, end))
    }

    /// The object of a number; `Null` where there is none.
    pub(super) fn load(&self, number: u32, budget: &mut Budget) -> Result<Object, Unread> {
        let places = if self.first_counts { &self.first } else { &self.last };
        let Some(place) = places.get(&number) else { return Ok(Object::Null) };
        Ok(self.parse(number, *place, budget)?.0.unwrap_or(Object::Null))
    }

    /// Follows references.
    pub(super) fn resolve(&self, object: &Object, budget: &mut Budget) -> Result<Object, Unread> {
        let mut object = object.clone();
        for _ in 0..8 {
            let Object::Ref(number) = object else { return Ok(object) };
            object = self.load(number, budget)?;
        }
        Ok(Object::Null)
    }

    /// A dictionary's value, references followed.
    pub(super) fn get(&self, dict: &Dict, key: &[u8], budget: &mut Budget) -> Result<Object, Unread> {
        dict.get(key).map_or(Ok(Object::Null), |value| self.resolve(value, budget))
    }

    /// The numbers of all objects.
    pub(super) fn numbers(&self) -> Vec<u32> {
        self.last.keys().copied().collect()
    }

    /// Whether some number was given to several objects.
    pub(super) fn has_doubles(&self) -> bool {
        self.first.iter().any(|(number, place)| self.last.get(number) != Some(place))
    }

    /// Whether there was what can't be read; known once all was asked for.
    pub(super) const fn is_broken(&self) -> bool {
        self.broken.get()
    }

    /// From here on the first object of a number counts.
    pub(super) const fn prefer_first(&mut self) {
        self.first_counts = true;
    }

    /// The bytes of a stream as they stand in the file. The length is believed if `endstream` follows.
    fn raw(&self, stream: &Stream, budget: &mut Budget) -> Result<&'a [u8], Unread> {
        let length = self.get(&stream.dict, b"Length", budget)?.index().unwrap_or(usize::MAX);
        let told = stream.start.checked_add(length).filter(|end| {
            let rest = self.data.get(*end..).unwrap_or_default();
            let white = rest.iter().take(4).take_while(|b| is_white(**b)).count();
            rest.get(white..).unwrap_or_default().starts_with(b"endstream")
        });
        let end = match told {
            Some(end) => end,
            None => find(self.data, b"endstream", stream.start).unwrap_or(self.data.len()),
        };
        let raw = self.data.get(stream.start..end).unwrap_or_default();
        budget.take_steps(raw.len() as u64 / 256)?;
        Ok(raw)
    }

    /// Decodes a stream to at most `cap` bytes. A picture's filter ends the chain with nothing: there is no text in it.
    ///
    /// # Errors
    /// `inflated_bytes`.
    pub(super) fn decode(&self, stream: &Stream, cap: usize, budget: &mut Budget) -> Result<Vec<u8>, Unread> {
        let raw = self.raw(stream, budget)?;
        let filters = list(self.get(&stream.dict, b"Filter", budget)?);
        let settings = list(self.get(&stream.dict, b"DecodeParms", budget)?);
        let plain = stream.dict.is(b"Type", b"XRef") || filters.contains(&Object::Name(b"Crypt".to_vec()));
        let mut data: Option<Vec<u8>> = None;
        if let Some(crypt) = &self.crypt
            && !plain
            && (crypt.metadata || !stream.dict.is(b"Type", b"Metadata"))
        {
            budget.take_steps(raw.len() as u64 / 16)?;
            data = Some(crypt.stream(stream.number, raw.to_vec()));
        }
        for (i, filter) in filters.iter().take(FILTERS).enumerate() {
            let filter = self.resolve(filter, budget)?;
            let settings = self.resolve(settings.get(i).unwrap_or(&Object::Null), budget)?;
            let settings = settings.dict().cloned().unwrap_or_default();
            let input = data.as_deref().unwrap_or(raw);
            let cap = cap.saturating_sub(if data.is_some() { input.len().min(cap / 2) } else { 0 });
            let mut setting = |key: &[u8], default| -> Result<usize, Unread> {
                Ok(self.get(&settings, key, budget)?.index().unwrap_or(default))
            };
            let predictor = Predictor {
                kind: setting(b"Predictor", 1)?,
                colors: setting(b"Colors", 1)?,
                bits: setting(b"BitsPerComponent", 8)?,
                columns: setting(b"Columns", 1)?,
            };
            let early = setting(b"EarlyChange", 1)? != 0;
            data = Some(match filter.name().unwrap_or_default() {
                b"FlateDecode" | b"Fl" => {
                    let (inflated, whole) = filter::flate(input, cap, budget)?;
                    if !whole {
                        self.broken.set(true);
                    }
                    filter::unpredict(inflated, predictor)
                }
                b"LZWDecode" | b"LZW" => filter::unpredict(filter::lzw(input, early, cap, budget)?, predictor),
                b"ASCIIHexDecode" | b"AHx" => filter::ascii_hex(input, cap, budget)?,
                b"ASCII85Decode" | b"A85" => filter::ascii85(input, cap, budget)?,
                b"RunLengthDecode" | b"RL" => filter::run_length(input, cap, budget)?,
                b"Crypt" => continue,
                other => {
                    let pictures: &[&[u8]] =
                        &[b"DCTDecode", b"DCT", b"CCITTFaxDecode", b"CCF", b"JBIG2Decode", b"JPXDecode"];
                    if !pictures.contains(&other) {
                        self.broken.set(true);
                    }
                    return Ok(Vec::new());
                }
            });
        }
        match data {
            Some(data) => Ok(data),
            None if raw.len() <= cap => {
                budget.take_bytes(raw.len() as u64)?;
                Ok(raw.to_vec())
            }
            None => Err(Unread("inflated_bytes")),
        }
    }
}

/// One value or several, as filters are written.
fn list(object: Object) -> Vec<Object> {
    match object {
        Object::Array(items) => items,
        Object::Null => Vec::new(),
        one => Vec::from([one]),
    }
}
