//! What embedded font programs say about their glyphs: `TrueType`'s `cmap` and `post` tables read backwards, and the
//! encoding in the clear head of a Type 1 font.
//!
//! Needed where a file leaves `ToUnicode` out, and to see where a forged one differs from the glyphs.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use crate::bytes::{Budget, Unread};

use super::glyphs::Names;
use super::object::Object;
use super::parse::Parser;

/// A font's glyphs: codes to glyphs for simple fonts, glyphs to characters for all.
#[derive(Debug, Default)]
pub(super) struct Program {
    pub(super) glyph_of_code: BTreeMap<u32, u32>,
    pub(super) char_of_glyph: BTreeMap<u32, char>,
}

fn u16_at(data: &[u8], at: usize) -> Option<u32> {
    let bytes = data.get(at..)?.first_chunk::<2>()?;
    Some(u32::from(u16::from_be_bytes(*bytes)))
}

fn u32_at(data: &[u8], at: usize) -> Option<usize> {
    let bytes = data.get(at..)?.first_chunk::<4>()?;
    Some(u32::from_be_bytes(*bytes) as usize)
}

fn table<'a>(font: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let count = u16_at(font, 4)? as usize;
    let records = font.get(12..)?.as_chunks::<16>().0;
    let record = records.iter().take(count.min(64)).find(|record| record.starts_with(name))?;
    font.get(u32_at(record, 8)?..)
}

/// Calls back with every code and glyph of a subtable, at most 65,536 times.
fn walk(subtable: &[u8], mut each: impl FnMut(u32, u32)) -> Option<()> {
    let mut left = 1_u32 << 16;
    match u16_at(subtable, 0)? {
        0 => subtable.get(6..)?.iter().take(256).zip(0..).for_each(|(glyph, code)| each(code, u32::from(*glyph))),
        6 => {
            let (first, count) = (u16_at(subtable, 6)?, u16_at(subtable, 8)?);
            for i in 0..count {
                each(first + i, u16_at(subtable, 10 + i as usize * 2)?);
            }
        }
        4 => {
            let segments = u16_at(subtable, 6)? as usize / 2;
            for i in 0..segments {
                let end = u16_at(subtable, 14 + i * 2)?;
                let start = u16_at(subtable, 16 + (segments + i) * 2)?;
                let delta = u16_at(subtable, 16 + (segments * 2 + i) * 2)?;
                let slot = 16 + (segments * 3 + i) * 2;
                let offset = u16_at(subtable, slot)? as usize;
                for code in start..=end.min(0xfffe) {
                    left = left.checked_sub(1)?;
                    let glyph = if offset == 0 {
                        code
                    } else {
                        match u16_at(subtable, slot + offset + (code - start) as usize * 2) {
                            Some(0) | None => continue,
                            Some(glyph) => glyph,
                        }
                    };
                    each(code, (glyph + delta) & 0xffff);
                }
            }
        }
        12 => {
            let groups = subtable.get(16..)?.as_chunks::<12>().0;
            for group in groups.iter().take(u32_at(subtable, 12)?) {
                let (start, end, glyph) =
                    (u32_at(group, 0)? as u32, u32_at(group, 4)? as u32, u32_at(group, 8)? as u32);
                for code in start..=end {
                    left = left.checked_sub(1)?;
                    each(code, glyph.wrapping_add(code - start));
                }
            }
        }
        _ => {}
    }
    Some(())
}

impl Program {
    /// Reads a `TrueType` or `OpenType` font.
    pub(super) fn truetype(font: &[u8], names: &Names, budget: &mut Budget) -> Result<Self, Unread> {
        budget.take_steps(1 << 12)?;
        let mut program = Self::default();
        program.names(font, names);
        program.codes(font);
        budget.take_steps((program.glyph_of_code.len() + program.char_of_glyph.len()) as u64)?;
        Ok(program)
    }

    fn codes(&mut self, font: &[u8]) -> Option<()> {
        let cmap = table(font, b"cmap")?;
        for i in 0..(u16_at(cmap, 2)? as usize).min(16) {
            let record = 4 + i * 8;
            let kind = (u16_at(cmap, record)?, u16_at(cmap, record + 2)?);
            let Some(subtable) = cmap.get(u32_at(cmap, record + 4)?..) else { continue };
            if kind == (1, 0) || kind == (3, 0) {
                // Symbol fonts have their codes in a private area.
                walk(subtable, |code, glyph| {
                    if glyph != 0 && (code < 256 || code >> 8 == 0xf0) {
                        self.glyph_of_code.entry(code & 0xff).or_insert(glyph);
                    }
                });
            }
            if matches!(kind, (0, _) | (3, 1 | 10)) {
                walk(subtable, |code, glyph| {
                    if let Some(char) = char::from_u32(code).filter(|_| glyph != 0) {
                        let old = self.char_of_glyph.entry(glyph).or_insert(char);
                        // One glyph serves the hyphen and the soft hyphen, the space and the no-break space.
                        if char < *old {
                            *old = char;
                        }
                    }
                });
            }
        }
        Some(())
    }

    /// Glyph names of a `post` table, version 2, those of its own only.
    fn names(&mut self, font: &[u8], names: &Names) -> Option<()> {
        let post = table(font, b"post")?;
        if u32_at(post, 0)? != 0x0002_0000 {
            return None;
        }
        let count = u16_at(post, 32)? as usize;
        let mut own = Vec::new();
        let mut rest = post.get(34 + count * 2..)?;
        while let [len, tail @ ..] = rest {
            let Some((name, after)) = tail.split_at_checked(usize::from(*len)) else { break };
            own.push(name);
            rest = after;
            if own.len() >= count {
                break;
            }
        }
        for glyph in 0..count {
            let index = u16_at(post, 34 + glyph * 2)? as usize;
            // The first 258 are Macintosh's; of those, ASCII stands in order from the space on.
            let char = match index {
                3..=97 => Some((index as u8 + 29) as char),
                _ => index.checked_sub(258).and_then(|i| own.get(i)).and_then(|name| names.char(name)),
            };
            self.char_of_glyph.extend(char.map(|char| (glyph as u32, char)));
        }
        Some(())
    }
}

/// The encoding of a Type 1 font: lines `dup 65 /A put` before the encrypted part.
pub(super) fn type1(font: &[u8], names: &Names, budget: &mut Budget) -> Result<Vec<(u8, char)>, Unread> {
    let end = super::file::find(font, b"eexec", 0).unwrap_or(font.len());
    let head = font.get(..end.min(1 << 16)).unwrap_or_default();
    let mut found = Vec::new();
    let start = super::file::find(head, b"/Encoding", 0).unwrap_or(head.len());
    let mut parser = Parser::new(head, start);
    let mut code = None;
    while !parser.at_end() {
        budget.take_steps(1)?;
        match parser.operand() {
            Some(Object::Number(n)) if (0.0..256.0).contains(&n) => code = Some(n as u8),
            Some(Object::Name(name)) => found.extend(code.take().zip(names.char(&name))),
            Some(Object::Word(word)) if word == b"def" => break,
            Some(Object::Word(word)) if word == b"dup" => code = None,
            _ => {}
        }
    }
    found.truncate(256);
    Ok(found)
}
