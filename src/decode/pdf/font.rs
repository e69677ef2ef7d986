//! Fonts: how the bytes of a string are cut into codes, what text each code is, and how wide it is.
//!
//! A code may have two texts: what `ToUnicode` says, and what the glyph is by its name or by the font program. Viewers
//! show the glyph, copying gives `ToUnicode`, and a forged table makes the two differ. [`Font::text`] gives either;
//! whoever reads a page asks for the other one as well where they disagree.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;

use crate::bytes::{Budget, Unread};

use super::cmap::CMap;
use super::file::File;
use super::glyphs::{Names, encoding, usual_width};
use super::object::{Dict, Object};
use super::truetype::{Program, type1};

/// Most bytes of a `CMap`, and of a font program.
const CMAP: usize = 4 << 20;
const PROGRAM: usize = 8 << 20;
/// How many table entries the fonts that are kept may hold together.
const KEPT: usize = 1 << 19;

/// Which of a code's two texts is wanted.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum View {
    /// `ToUnicode` first.
    Declared,
    /// The glyph first.
    Glyphs,
}

/// What became of a code.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Shown {
    Same,
    /// The glyph is another letter or digit than `ToUnicode` says.
    Disagreed,
    /// Nothing says what the code is.
    Unknown,
}

/// How codes are cut.
enum Codes {
    Byte,
    /// Two bytes, which are the glyph number.
    Identity,
    /// Two bytes, which are UTF-16.
    Unicode,
    /// An embedded map.
    Map(CMap),
    /// A legacy charset of one and two bytes, of which ASCII is read.
    Legacy,
}

/// A font, as far as text needs it.
pub(super) struct Font {
    codes: Codes,
    unicode: CMap,
    /// The glyph of each byte, in simple fonts.
    chars: Box<[char; 256]>,
    /// Whether `chars` was told by the file, not guessed.
    told: bool,
    program: Program,
    glyph_numbers: Vec<u8>,
    /// Glyph numbers 1 to 95 are ASCII, as in Adobe's CJK collections.
    collection: bool,
    widths: BTreeMap<u32, (u32, f32)>,
    default_width: f32,
    name: Vec<u8>,
    /// Text space for a thousandth of the font's units.
    pub(super) unit: f64,
    /// The height of the letters in ems.
    pub(super) em: f64,
}

impl Font {
    pub(super) fn load(file: &File, dict: &Dict, names: &Names, budget: &mut Budget) -> Result<Self, Unread> {
        let name = file.get(dict, b"BaseFont", budget)?.name().unwrap_or_default().to_vec();
        let mut font = Self {
            codes: Codes::Byte,
            unicode: CMap::default(),
            chars: Box::new(encoding(b"WinAnsiEncoding")),
            told: false,
            program: Program::default(),
            glyph_numbers: Vec::new(),
            collection: false,
            widths: BTreeMap::new(),
            default_width: 0.0,
            name,
            unit: 0.001,
            em: 1.0,
        };
        if let Object::Stream(stream) = file.get(dict, b"ToUnicode", budget)? {
            let data = file.decode(&stream, CMAP, budget)?;
            font.unicode = CMap::parse(&data, budget)?;
        }
        if dict.is(b"Subtype", b"Type0") {
            font.composite(file, dict, names, budget)?;
        } else {
            font.simple(file, dict, names, budget)?;
        }
        Ok(font)
    }

    fn simple(&mut self, file: &File, dict: &Dict, names: &Names, budget: &mut Budget) -> Result<(), Unread> {
        let descriptor = file.get(dict, b"FontDescriptor", budget)?.dict().cloned().unwrap_or_default();
        let coding = file.get(dict, b"Encoding", budget)?;
        let base = match &coding {
            Object::Name(name) => Some(name.clone()),
            Object::Dict(coding) => file.get(coding, b"BaseEncoding", budget)?.name().map(<[u8]>::to_vec),
            _ => None,
        };
        match &base {
            Some(base) => *self.chars = encoding(base),
            None => self.built_in(file, dict, &descriptor, names, budget)?,
        }
        self.told |= base.is_some();
        if let Object::Dict(coding) = &coding
            && let Object::Array(differences) = file.get(coding, b"Differences", budget)?
        {
            let mut code = 0;
            for item in &differences {
                match item {
                    Object::Number(n) => code = n.max(0.0) as usize,
                    Object::Name(name) => {
                        if let Some(slot) = self.chars.get_mut(code) {
                            *slot = names.char(name).or_else(|| drawn(name, code)).unwrap_or('\0');
                        }
                        code += 1;
                    }
                    _ => {}
                }
            }
            self.told = true;
        }
        if dict.is(b"Subtype", b"Type3") {
            let matrix = file.get(dict, b"FontMatrix", budget)?;
            let scale = matrix.array().and_then(<[Object]>::first).and_then(Object::number).unwrap_or(0.001);
            self.unit = if scale == 0.0 { 0.001 } else { scale.abs() };
        }
        let first = file.get(dict, b"FirstChar", budget)?.index().unwrap_or(0) as u32;
        let (mut sum, mut count) = (0.0, 0.0);
        if let Object::Array(widths) = file.get(dict, b"Widths", budget)? {
            for (code, width) in (first..256).zip(&widths) {
                if let Some(width) = file.resolve(width, budget)?.number() {
                    self.widths.insert(code, (code, width as f32));
                    sum += if width > 0.0 { width } else { 0.0 };
                    count += if width > 0.0 { 1.0 } else { 0.0 };
                }
            }
        }
        if dict.is(b"Subtype", b"Type3") && count > 0.0 {
            // Its units say nothing of its size; letters are about half as wide as they are high.
            self.em = 2.0 * sum / count * self.unit;
        }
        if let Some(width) = file.get(&descriptor, b"MissingWidth", budget)?.number() {
            self.default_width = width as f32;
        }
        Ok(())
    }

    /// The encoding that a font program has within.
    fn built_in(
        &mut self,
        file: &File,
        dict: &Dict,
        descriptor: &Dict,
        names: &Names,
        budget: &mut Budget,
    ) -> Result<(), Unread> {
        if let Object::Stream(stream) = file.get(descriptor, b"FontFile", budget)? {
            let program = file.decode(&stream, PROGRAM, budget)?;
            *self.chars = encoding(b"StandardEncoding");
            for (code, char) in type1(&program, names, budget)? {
                self.chars[usize::from(code)] = char;
                self.told = true;
            }
        } else if let Object::Stream(stream) = file.get(descriptor, b"FontFile2", budget)? {
            let program = file.decode(&stream, PROGRAM, budget)?;
            let program = Program::truetype(&program, names, budget)?;
            for (code, glyph) in &program.glyph_of_code {
                if let (Some(slot), Some(char)) = (self.chars.get_mut(*code as usize), program.char_of_glyph.get(glyph))
                {
                    *slot = *char;
                    self.told = true;
                }
            }
        } else if dict.is(b"Subtype", b"Type1") {
            *self.chars = encoding(b"StandardEncoding");
        }
        Ok(())
    }

    fn composite(&mut self, file: &File, dict: &Dict, names: &Names, budget: &mut Budget) -> Result<(), Unread> {
        self.codes = match file.get(dict, b"Encoding", budget)? {
            Object::Stream(stream) => {
                let data = file.decode(&stream, CMAP, budget)?;
                Codes::Map(CMap::parse(&data, budget)?)
            }
            Object::Name(name) if name.starts_with(b"Identity") => Codes::Identity,
            Object::Name(name) => {
                let has = |part: &[u8]| name.windows(part.len()).any(|w| w == part);
                if has(b"UCS2") || has(b"UTF16") { Codes::Unicode } else { Codes::Legacy }
            }
            _ => Codes::Identity,
        };
        self.default_width = 1000.0;
        let Object::Array(descendants) = file.get(dict, b"DescendantFonts", budget)? else { return Ok(()) };
        let inner = file.resolve(descendants.first().unwrap_or(&Object::Null), budget)?;
        let Some(inner) = inner.dict() else { return Ok(()) };
        if let Some(width) = file.get(inner, b"DW", budget)?.number() {
            self.default_width = width as f32;
        }
        if let Object::Array(widths) = file.get(inner, b"W", budget)? {
            self.take_widths(file, &widths, budget)?;
        }
        let system = file.get(inner, b"CIDSystemInfo", budget)?.dict().cloned().unwrap_or_default();
        let ordering = file.get(&system, b"Ordering", budget)?;
        self.collection = matches!(ordering.text(), Some(b"Japan1" | b"GB1" | b"CNS1" | b"Korea1"));
        let descriptor = file.get(inner, b"FontDescriptor", budget)?.dict().cloned().unwrap_or_default();
        if let Object::Stream(stream) = file.get(&descriptor, b"FontFile2", budget)? {
            let program = file.decode(&stream, PROGRAM, budget)?;
            self.program = Program::truetype(&program, names, budget)?;
        }
        if let Object::Stream(stream) = file.get(inner, b"CIDToGIDMap", budget)? {
            self.glyph_numbers = file.decode(&stream, 1 << 18, budget)?;
        }
        Ok(())
    }

    /// Widths as `[first [w w w]]` or `[first last w]`.
    fn take_widths(&mut self, file: &File, widths: &[Object], budget: &mut Budget) -> Result<(), Unread> {
        let mut rest = widths;
        while let [first, second, tail @ ..] = rest {
            budget.take_steps(1)?;
            let first = first.number().unwrap_or(0.0) as u32;
            let second = file.resolve(second, budget)?;
            if let Object::Array(list) = &second {
                for (code, width) in (first..).zip(list) {
                    self.widths.insert(code, (code, width.number().unwrap_or(0.0) as f32));
                }
                rest = tail;
            } else if let [width, tail @ ..] = tail {
                let last = second.number().unwrap_or(0.0) as u32;
                self.widths.insert(first, (last, width.number().unwrap_or(0.0) as f32));
                rest = tail;
            } else {
                break;
            }
        }
        Ok(())
    }

    /// How much memory the font's tables take, in entries.
    fn weight(&self) -> usize {
        let maps = self.unicode.len() + if let Codes::Map(map) = &self.codes { map.len() } else { 0 };
        maps + self.widths.len() + self.program.char_of_glyph.len() + self.program.glyph_of_code.len()
    }

    /// The code at the front of a string and how many bytes it has: at least one, if there is one.
    pub(super) fn split(&self, bytes: &[u8]) -> (u32, usize) {
        match (&self.codes, bytes) {
            (_, []) => (0, 0),
            (Codes::Byte, [one, ..]) | (_, [one]) => (u32::from(*one), 1),
            (Codes::Map(map), _) => {
                let (code, len) = map.split(bytes);
                (code, len.max(1))
            }
            (Codes::Legacy, [one, ..]) if *one < 0x81 || *one == 0xff => (u32::from(*one), 1),
            (_, [high, low, ..]) => (u32::from(*high) << 8 | u32::from(*low), 2),
        }
    }

    fn glyph_number(&self, code: u32) -> u32 {
        match &self.codes {
            Codes::Map(map) => map.glyph(code).unwrap_or(0),
            _ => code,
        }
    }

    /// The glyph's own character, apart from `ToUnicode`.
    fn char(&self, code: u32) -> Option<char> {
        let number = self.glyph_number(code);
        match &self.codes {
            Codes::Byte => self.chars.get(code as usize).copied().filter(|char| *char != '\0'),
            Codes::Unicode => char::from_u32(code),
            Codes::Legacy => char::from_u32(code).filter(char::is_ascii),
            Codes::Identity | Codes::Map(_) if self.collection => {
                (1..=95).contains(&number).then(|| char::from_u32(number + 31)).flatten()
            }
            Codes::Identity | Codes::Map(_) => {
                let index = number as usize * 2;
                let mapped = self.glyph_numbers.get(index..index + 2);
                let glyph = mapped.map_or(number, |pair| u32::from(pair[0]) << 8 | u32::from(pair[1]));
                self.program.char_of_glyph.get(&glyph).copied()
            }
        }
    }

    /// Adds a code's text.
    pub(super) fn text(&self, code: u32, view: View, out: &mut String) -> Shown {
        let glyph = self.char(code);
        let declared = self.unicode.text(code).filter(|(start, last)| !start.is_empty() || is_text(*last));
        let Some((start, last)) = declared else {
            let known = glyph.filter(|char| is_text(*char) && (self.told || self.unicode.is_empty() || code < 127));
            out.push(known.unwrap_or(char::REPLACEMENT_CHARACTER));
            return if known.is_some() { Shown::Same } else { Shown::Unknown };
        };
        let told = self.told || !matches!(self.codes, Codes::Byte);
        let other = glyph.filter(|char| told && char.is_ascii_alphanumeric() && last.is_ascii() && *char != last);
        let other = other.filter(|_| start.is_empty() && last.is_ascii_alphanumeric());
        match other {
            Some(char) if view == View::Glyphs => out.push(char),
            _ => {
                out.push_str(start);
                out.push(last);
            }
        }
        if other.is_some() { Shown::Disagreed } else { Shown::Same }
    }

    /// The advance of a code, in text space for a font size of one.
    pub(super) fn width(&self, code: u32) -> f64 {
        let number = self.glyph_number(code);
        let known = self.widths.range(..=number).next_back().filter(|(_, (last, _))| *last >= number);
        let width = match known {
            Some((_, (_, width))) => f64::from(*width),
            None if matches!(self.codes, Codes::Byte) && self.default_width == 0.0 => {
                usual_width(&self.name, self.chars.get(code as usize).copied().unwrap_or('\0'))
            }
            None => f64::from(self.default_width),
        };
        width * self.unit
    }
}

/// The character of a glyph that is drawn dot by dot, as TeX makes them of its own fonts: named `a` and its code, which in
/// those for text is ASCII's, but for the letters that are joined.
fn drawn(name: &[u8], code: usize) -> Option<char> {
    const JOINED: [char; 5] = ['\u{fb00}', '\u{fb01}', '\u{fb02}', '\u{fb03}', '\u{fb04}'];
    let number = core::str::from_utf8(name.strip_prefix(b"a")?).ok()?;
    if number.parse() != Ok(code) {
        return None;
    }
    match code {
        // In the older encoding of TeX, and in the later one.
        11..=15 => Some(JOINED[code - 11]),
        27..=31 => Some(JOINED[code - 27]),
        33..=126 => char::from_u32(code as u32),
        _ => None,
    }
}

/// Whether a character stands for something that is read: not a control, and not of a private area, where fonts keep
/// what has no character.
fn is_text(char: char) -> bool {
    char >= ' ' && char != char::REPLACEMENT_CHARACTER && !('\u{e000}'..='\u{f8ff}').contains(&char)
}

/// The fonts of a file that were read already.
pub(super) struct Fonts {
    by_number: BTreeMap<u32, Rc<Font>>,
    weight: usize,
    names: Names,
}

impl Fonts {
    pub(super) fn new() -> Self {
        Self { by_number: BTreeMap::new(), weight: 0, names: Names::new() }
    }

    /// The font that an entry of a page's resources names.
    pub(super) fn get(&mut self, file: &File, entry: &Object, budget: &mut Budget) -> Result<Rc<Font>, Unread> {
        let number = if let Object::Ref(number) = entry { Some(*number) } else { None };
        if let Some(font) = number.and_then(|number| self.by_number.get(&number)) {
            return Ok(Rc::clone(font));
        }
        let object = file.resolve(entry, budget)?;
        let font = Rc::new(Font::load(file, object.dict().unwrap_or(&Dict::default()), &self.names, budget)?);
        budget.take_steps(64 + font.weight() as u64)?;
        if let Some(number) = number {
            self.weight += 256 + font.weight();
            if self.weight > KEPT {
                self.by_number.clear();
                self.weight = 256 + font.weight();
            }
            self.by_number.insert(number, Rc::clone(&font));
        }
        Ok(font)
    }

    /// Forgets all, for another view of the file.
    pub(super) fn clear(&mut self) {
        self.by_number.clear();
        self.weight = 0;
    }
}
