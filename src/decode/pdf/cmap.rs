//! `CMap`s: from codes to text (`ToUnicode`) and from codes to glyph numbers (encodings of composite fonts).
//!
//! Both are PostScript programs of a few fixed forms, of which only the tables are read. Ranges stay ranges, so that a
//! file can't make memory of a range's length.

use alloc::string::String;
use alloc::vec::Vec;

use crate::bytes::{Budget, Unread};

use super::object::Object;
use super::parse::Parser;

/// Most ranges of one map.
const RANGES: usize = 1 << 17;

/// What a range of codes becomes.
#[derive(Clone, Copy, Debug)]
struct Range {
    low: u32,
    high: u32,
    /// Where the text of the first code stands in `texts`.
    at: u32,
    len: u32,
    /// The number of the first code, in maps to glyphs.
    glyph: u32,
}

/// A map, sorted by code.
#[derive(Debug, Default)]
pub(super) struct CMap {
    ranges: Vec<Range>,
    texts: String,
    /// Code space: how many bytes a code has, and from where to where it goes.
    spaces: Vec<(usize, u32, u32)>,
}

fn code(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |code, b| code << 8 | u32::from(*b))
}

/// Text in UTF-16, as maps and strings hold it.
pub(super) fn utf16(bytes: &[u8]) -> impl Iterator<Item = char> {
    let units = bytes.chunks(2).map(|pair| match pair {
        [high, low] => u16::from_be_bytes([*high, *low]),
        [one, ..] => u16::from(*one),
        [] => 0,
    });
    char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
}

impl CMap {
    pub(super) fn parse(data: &[u8], budget: &mut Budget) -> Result<Self, Unread> {
        let mut map = Self::default();
        let mut parser = Parser::new(data, 0);
        let mut held: Vec<Object> = Vec::new();
        while !parser.at_end() {
            budget.take_steps(1)?;
            match parser.operand() {
                Some(Object::Word(word)) => {
                    match word.as_slice() {
                        b"endcodespacerange" => map.take_spaces(&held),
                        b"endbfchar" => held.as_chunks::<2>().0.iter().for_each(|[from, to]| map.add(from, from, to)),
                        b"endbfrange" | b"endcidrange" => {
                            held.as_chunks::<3>().0.iter().for_each(|[from, to, first]| map.add(from, to, first));
                        }
                        b"endcidchar" => held.as_chunks::<2>().0.iter().for_each(|[from, to]| map.add(from, from, to)),
                        _ => {}
                    }
                    held.clear();
                }
                Some(object) if held.len() < RANGES => held.push(object),
                _ => {}
            }
            if parser.left == 0 || map.ranges.len() >= RANGES {
                return Err(Unread("elements"));
            }
        }
        // Of two ranges with one beginning the later counts; a stable sort leaves it behind.
        map.ranges.sort_by_key(|range| range.low);
        Ok(map)
    }

    fn take_spaces(&mut self, held: &[Object]) {
        for [low, high] in held.as_chunks::<2>().0 {
            if let (Some(low), Some(high)) = (low.text(), high.text()) {
                self.spaces.push((low.len().clamp(1, 4), code(low), code(high)));
            }
        }
    }

    fn add(&mut self, from: &Object, to: &Object, target: &Object) {
        let (Some(from), Some(to)) = (from.text(), to.text()) else { return };
        let (low, high) = (code(from), code(to).max(code(from)));
        match target {
            Object::Number(glyph) => {
                self.ranges.push(Range { low, high, at: 0, len: 0, glyph: glyph.max(0.0) as u32 });
            }
            Object::Text(text) => self.add_text(low, high, text),
            Object::Array(texts) => {
                for (code, text) in (low..=high).zip(texts) {
                    self.add_text(code, code, text.text().unwrap_or_default());
                }
            }
            _ => {}
        }
    }

    fn add_text(&mut self, low: u32, high: u32, text: &[u8]) {
        let at = self.texts.len();
        self.texts.extend(utf16(text).take(64));
        let len = (self.texts.len() - at) as u32;
        if self.ranges.len() < RANGES {
            self.ranges.push(Range { low, high, at: at as u32, len, glyph: 0 });
        }
    }

    fn range(&self, code: u32) -> Option<&Range> {
        let end = self.ranges.partition_point(|range| range.low <= code);
        // Ranges may overlap; a few steps back find one that is wider than its neighbours.
        self.ranges.get(..end)?.iter().rev().take(8).find(|range| range.high >= code)
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.ranges.len() + self.texts.len() / 16
    }

    /// The text of a code: what is fixed, and a last character that counts up through the range.
    pub(super) fn text(&self, code: u32) -> Option<(&str, char)> {
        let range = self.range(code)?;
        let text = self.texts.get(range.at as usize..(range.at + range.len) as usize)?;
        let last = text.chars().next_back()?;
        let counted = char::from_u32(last as u32 + (code - range.low)).unwrap_or(char::REPLACEMENT_CHARACTER);
        Some((text.get(..text.len() - last.len_utf8())?, counted))
    }

    /// The glyph number of a code.
    pub(super) fn glyph(&self, code: u32) -> Option<u32> {
        self.range(code).map(|range| range.glyph.wrapping_add(code - range.low))
    }

    /// The code at the front of `bytes`, and how many bytes it has. Two, where the map does not say.
    pub(super) fn split(&self, bytes: &[u8]) -> (u32, usize) {
        let fits = (1..=4).find_map(|len| {
            let value = code(bytes.get(..len)?);
            self.spaces
                .iter()
                .any(|(n, low, high)| *n == len && (*low..=*high).contains(&value))
                .then_some((value, len))
        });
        let usual = self.spaces.first().map_or(2, |(len, ..)| *len).min(bytes.len());
        fits.unwrap_or_else(|| (code(bytes.get(..usual).unwrap_or_default()), usual))
    }
}

#[cfg(test)]
mod tests {
    use super::CMap;
    use crate::bytes::Budget;

    fn text(map: &CMap, code: u32) -> Option<String> {
        map.text(code).map(|(text, last)| format!("{text}{last}"))
    }

    #[test]
    fn codes_become_text() {
        let map = CMap::parse(
            b"1 begincodespacerange <00> <80> <8100> <ffff> endcodespacerange\n\
              2 beginbfchar <01> <0041> <8102> <00660066> endbfchar\n\
              2 beginbfrange <10> <12> <0061> <20> <21> [<0031> <d83dde00>] endbfrange",
            &mut Budget::default(),
        )
        .unwrap();
        for (code, expected) in
            [(1, Some("A")), (0x8102, Some("ff")), (0x11, Some("b")), (0x21, Some("😀")), (0x13, None)]
        {
            assert_eq!(text(&map, code).as_deref(), expected, "{code}");
        }
        assert_eq!((map.split(&[1, 2]), map.split(&[0x81, 2, 3])), ((1, 1), (0x8102, 2)));
    }

    #[test]
    fn codes_become_glyphs() {
        let map = CMap::parse(b"<0005> <0009> 20 endcidrange <0001> 7 endcidchar", &mut Budget::default()).unwrap();
        assert_eq!([5, 9, 1, 10].map(|code| map.glyph(code)), [Some(20), Some(24), Some(7), None]);
    }
}
