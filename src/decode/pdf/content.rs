//! Content streams: the operators that place text, run over a page's graphics state.
//!
//! Nothing is drawn. What comes out is where each run of glyphs stands and what it says; [`super::page`] holds that.

use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;

use crate::bytes::{Budget, Unread};

use super::file::{File, STREAM};
use super::font::{Font, Fonts, Shown, View};
use super::object::{Dict, Object};
use super::page::{Page, RUNS};
use super::parse::{Parser, is_delimiter, is_white};

/// Forms within forms.
const FORMS: usize = 12;
/// Operands of one operator; what comes before the last of them is left out.
const OPERANDS: usize = 64;
/// Graphics states kept by `q`.
const STATES: usize = 256;

/// A transformation, as PDF writes it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    pub(super) const ONE: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// This first, then the other.
    pub(super) fn then(self, other: Self) -> Self {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, other.0);
        let values = [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l];
        Self(values.map(|v| if v.is_finite() { v.clamp(-1e12, 1e12) } else { 0.0 }))
    }

    const fn shift(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    pub(super) fn of(values: &[Object]) -> Option<Self> {
        let mut matrix = [0.0; 6];
        for (slot, value) in matrix.iter_mut().zip(values.get(..6)?) {
            *slot = value.number()?;
        }
        Some(Self(matrix))
    }
}

#[derive(Clone)]
struct State {
    ctm: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    char_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

/// What a page's streams are run with.
pub(super) struct Interpreter<'i, 'a> {
    pub(super) file: &'i File<'a>,
    pub(super) fonts: &'i mut Fonts,
    pub(super) budget: &'i mut Budget,
    pub(super) page: &'i mut Page,
    pub(super) view: View,
    /// The forms that are being drawn: none draws itself again.
    active: Vec<u32>,
    /// Bytes of the streams that are held.
    held: usize,
}

/// One stream's state.
struct Text {
    state: State,
    saved: Vec<State>,
    matrix: Matrix,
    line: Matrix,
}

impl<'i, 'a> Interpreter<'i, 'a> {
    pub(super) const fn new(
        file: &'i File<'a>,
        fonts: &'i mut Fonts,
        budget: &'i mut Budget,
        page: &'i mut Page,
        view: View,
    ) -> Self {
        Self { file, fonts, budget, page, view, active: Vec::new(), held: 0 }
    }

    /// Runs the streams of a page, which are one stream in pieces.
    pub(super) fn contents(&mut self, contents: &Object, resources: &Dict, ctm: Matrix) -> Result<(), Unread> {
        let mut joined = Vec::new();
        let pieces = match contents {
            Object::Array(pieces) => pieces.clone(),
            one => Vec::from([one.clone()]),
        };
        for piece in &pieces {
            self.budget.take_steps(1)?;
            let Object::Stream(stream) = self.file.resolve(piece, self.budget)? else { continue };
            let decoded = self.file.decode(
                &stream,
                (STREAM - joined.len()) / if joined.is_empty() { 1 } else { 2 },
                self.budget,
            )?;
            if joined.is_empty() {
                joined = decoded;
            } else {
                joined.reserve_exact(decoded.len() + 1);
                joined.push(b'\n');
                joined.extend_from_slice(&decoded);
            }
        }
        self.run(&joined, resources, ctm)
    }

    /// Draws a form.
    pub(super) fn form(&mut self, entry: &Object, outer: &Dict, ctm: Matrix) -> Result<(), Unread> {
        self.budget.take_steps(64)?;
        let Object::Stream(stream) = self.file.resolve(entry, self.budget)? else { return Ok(()) };
        if stream.dict.is(b"Subtype", b"Image") {
            self.page.images += 1;
            return Ok(());
        }
        if !stream.dict.is(b"Subtype", b"Form") && stream.dict.get(b"BBox").is_none() {
            return Ok(());
        }
        if self.active.contains(&stream.number) {
            return Ok(());
        }
        if self.active.len() >= FORMS {
            return Err(Unread("depth"));
        }
        let matrix = self.file.get(&stream.dict, b"Matrix", self.budget)?;
        let matrix = matrix.array().and_then(Matrix::of).unwrap_or(Matrix::ONE);
        let resources = self.file.get(&stream.dict, b"Resources", self.budget)?;
        let resources = resources.dict().unwrap_or(outer);
        let content = self.file.decode(&stream, STREAM.saturating_sub(self.held), self.budget)?;
        self.active.push(stream.number);
        self.run(&content, resources, matrix.then(ctm))?;
        self.active.pop();
        Ok(())
    }

    fn run(&mut self, content: &[u8], resources: &Dict, ctm: Matrix) -> Result<(), Unread> {
        self.held += content.len();
        let state = State {
            ctm,
            font: None,
            size: 1.0,
            char_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        let mut text = Text { state, saved: Vec::new(), matrix: Matrix::ONE, line: Matrix::ONE };
        let mut operands: Vec<Object> = Vec::new();
        let mut parser = Parser::new(content, 0);
        while !parser.at_end() {
            let from = parser.pos;
            let object = parser.operand();
            self.budget.take_steps(1 + (parser.pos - from) as u64 / 8)?;
            if parser.left == 0 {
                return Err(Unread("elements"));
            }
            match object {
                Some(Object::Word(word)) => {
                    if word == b"ID" {
                        self.page.images += 1;
                        parser.pos = end_of_image(content, parser.pos);
                    } else {
                        self.operator(&word, &operands, resources, &mut text)?;
                    }
                    operands.clear();
                }
                Some(operand) => {
                    if operands.len() >= OPERANDS {
                        operands.clear();
                    }
                    operands.push(operand);
                }
                None => {}
            }
        }
        self.held -= content.len();
        Ok(())
    }

    fn operator(&mut self, word: &[u8], operands: &[Object], resources: &Dict, text: &mut Text) -> Result<(), Unread> {
        let number = |back: usize| -> f64 {
            operands.len().checked_sub(back).and_then(|i| operands.get(i)).and_then(Object::number).unwrap_or(0.0)
        };
        let last = operands.last();
        self.page.placed |= matches!(word, b"BT" | b"Td" | b"TD" | b"Tm" | b"T*" | b"'" | b"\"");
        match word {
            b"BT" => (text.matrix, text.line) = (Matrix::ONE, Matrix::ONE),
            b"Tf" => {
                text.state.size = number(1);
                let name = operands.iter().rev().find_map(Object::name).unwrap_or_default();
                let fonts = self.file.get(resources, b"Font", self.budget)?;
                let entry = fonts.dict().and_then(|fonts| fonts.get(name)).unwrap_or(&Object::Null);
                text.state.font = Some(self.fonts.get(self.file, entry, self.budget)?);
            }
            b"Tc" => text.state.char_space = number(1),
            b"Tw" => text.state.word_space = number(1),
            b"Tz" => text.state.stretch = number(1) / 100.0,
            b"TL" => text.state.leading = number(1),
            b"Ts" => text.state.rise = number(1),
            b"Td" => text.go(number(2), number(1)),
            b"TD" => {
                text.state.leading = -number(1);
                text.go(number(2), number(1));
            }
            b"Tm" => {
                if let Some(matrix) = operands.get(operands.len().saturating_sub(6)..).and_then(Matrix::of) {
                    (text.matrix, text.line) = (matrix, matrix);
                }
            }
            b"T*" => text.go(0.0, -text.state.leading),
            b"Tj" | b"'" | b"\"" => {
                if word == b"\"" {
                    text.state.word_space = number(3);
                    text.state.char_space = number(2);
                }
                if word != b"Tj" {
                    text.go(0.0, -text.state.leading);
                }
                self.show(last.and_then(Object::text).unwrap_or_default(), text)?;
            }
            b"TJ" => {
                for item in last.and_then(Object::array).unwrap_or_default() {
                    match item {
                        Object::Text(string) => self.show(string, text)?,
                        Object::Number(back) => text.advance(-back / 1000.0 * text.state.size * text.state.stretch),
                        _ => {}
                    }
                }
            }
            b"q" if text.saved.len() < STATES => text.saved.push(text.state.clone()),
            b"Q" => text.state = text.saved.pop().unwrap_or_else(|| text.state.clone()),
            b"cm" => {
                if let Some(matrix) = operands.get(operands.len().saturating_sub(6)..).and_then(Matrix::of) {
                    text.state.ctm = matrix.then(text.state.ctm);
                }
            }
            b"gs" => self.graphics(last, resources, text)?,
            b"Do" => {
                let forms = self.file.get(resources, b"XObject", self.budget)?;
                let entry = last.and_then(Object::name).and_then(|name| forms.dict()?.get(name));
                if let Some(entry) = entry {
                    self.form(entry, resources, text.state.ctm)?;
                }
            }
            b"BDC" => self.marked(last, resources)?,
            b"c" | b"v" | b"y" => self.page.curves += 1,
            _ => {}
        }
        Ok(())
    }

    /// A font may be set by an entry of the resources too.
    fn graphics(&mut self, name: Option<&Object>, resources: &Dict, text: &mut Text) -> Result<(), Unread> {
        let states = self.file.get(resources, b"ExtGState", self.budget)?;
        let entry = name.and_then(Object::name).and_then(|name| states.dict()?.get(name));
        let Some(entry) = entry else { return Ok(()) };
        let settings = self.file.resolve(entry, self.budget)?;
        let Some(font) = settings.dict().and_then(|settings| settings.get(b"Font")) else { return Ok(()) };
        if let Object::Array(font) = self.file.resolve(font, self.budget)?
            && let [entry, size] = font.as_slice()
        {
            text.state.size = size.number().unwrap_or(1.0);
            text.state.font = Some(self.fonts.get(self.file, entry, self.budget)?);
        }
        Ok(())
    }

    /// Text that a marked passage says it stands for.
    fn marked(&mut self, properties: Option<&Object>, resources: &Dict) -> Result<(), Unread> {
        let named = match properties {
            Some(Object::Name(name)) => {
                let all = self.file.get(resources, b"Properties", self.budget)?;
                match all.dict().and_then(|all| all.get(name)) {
                    Some(entry) => self.file.resolve(entry, self.budget)?,
                    None => return Ok(()),
                }
            }
            Some(other) => other.clone(),
            None => return Ok(()),
        };
        if let Some(actual) = named.dict().and_then(|dict| dict.get(b"ActualText")).and_then(Object::text) {
            self.page.stand_in(actual);
        }
        Ok(())
    }

    fn show(&mut self, string: &[u8], text: &mut Text) -> Result<(), Unread> {
        self.budget.take_steps(1 + string.len() as u64)?;
        let font = match &text.state.font {
            Some(font) => Rc::clone(font),
            None => self.fonts.get(self.file, &Object::Null, self.budget)?,
        };
        let (size, stretch) = (text.state.size, text.state.stretch);
        let [a, b, c, d, ..] = text.matrix.then(text.state.ctm).0;
        let sign = if size * stretch < 0.0 { -1.0 } else { 1.0 };
        self.page.direct((a * sign, b * sign), size.abs() * root(c * c + d * d) * font.em);
        if self.page.runs > RUNS {
            return Err(Unread("elements"));
        }
        let mut rest = string;
        let mut glyph = String::new();
        let mut joined = false;
        while !rest.is_empty() {
            let (code, len) = font.split(rest);
            let space = len == 1 && code == 32;
            rest = rest.get(len..).unwrap_or_default();
            glyph.clear();
            let shown = font.text(code, self.view, &mut glyph);
            let extra = text.state.char_space + if space { text.state.word_space } else { 0.0 };
            let advance = (font.width(code) * size + extra) * stretch;
            let [.., e, f] = Matrix::shift(0.0, text.state.rise).then(text.matrix).then(text.state.ctm).0;
            let length = advance * sign * root(a * a + b * b);
            joined = self.page.glyph(&glyph, (e, f), length, joined);
            self.page.count(shown != Shown::Unknown);
            self.page.disagreed |= shown == Shown::Disagreed;
            text.advance(advance);
        }
        Ok(())
    }
}

impl Text {
    fn go(&mut self, x: f64, y: f64) {
        self.line = Matrix::shift(x, y).then(self.line);
        self.matrix = self.line;
    }

    fn advance(&mut self, x: f64) {
        self.matrix = Matrix::shift(x, 0.0).then(self.matrix);
    }
}

/// The square root, which `core` lacks: Newton's way from a first guess by the exponent.
pub(super) fn root(square: f64) -> f64 {
    if !square.is_finite() || square <= 0.0 {
        return 0.0;
    }
    let mut root = f64::from_bits((square.to_bits() >> 1) + (1023 << 51));
    for _ in 0..4 {
        root = f64::midpoint(root, square / root);
    }
    root
}

/// Where an inline image's data ends: `EI` between white space.
fn end_of_image(content: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(found) = super::file::find(content, b"EI", at) {
        let before = found.checked_sub(1).and_then(|i| content.get(i));
        let after = content.get(found + 2);
        at = found + 2;
        if before.is_some_and(|b| is_white(*b)) && after.is_none_or(|b| is_white(*b) || is_delimiter(*b)) {
            break;
        }
        if found + 2 >= content.len() {
            break;
        }
    }
    at
}
