//! The parser, which reads one object from anywhere in a buffer.
//!
//! The same parser reads files, object streams, content streams and `CMap`s. It never fails: what is no object yields
//! `None` with the position moved on, so that a caller's loop always ends. Depth is limited (the stack is 1 MiB),
//! and so is the number of elements, because an array is the one thing here that costs more memory than its text.

use alloc::vec::Vec;

use super::object::{Dict, Object};

/// How deep arrays and dictionaries may be nested.
const DEPTH: u8 = 32;

/// How many elements one object may hold, all levels together.
pub(super) const ELEMENTS: usize = 1 << 18;

/// Reads objects one after the other.
pub(super) struct Parser<'a> {
    data: &'a [u8],
    pub(super) pos: usize,
    /// Elements that the object at hand may still hold; 0 says that it was refused for its size.
    pub(super) left: usize,
    /// Whether something was stepped over that is no object: a viewer may take it otherwise.
    pub(super) odd: bool,
}

pub(super) const fn is_white(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

pub(super) const fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'a> Parser<'a> {
    pub(super) const fn new(data: &'a [u8], pos: usize) -> Self {
        Self { data, pos, left: ELEMENTS, odd: false }
    }

    pub(super) fn at_end(&self) -> bool {
        self.pos >= self.data.len()
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.data.get(self.pos).copied()
    }

    fn rest(&self) -> &'a [u8] {
        self.data.get(self.pos..).unwrap_or_default()
    }

    /// Skips white space and comments.
    pub(super) fn skip_white(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                let line = self.rest().iter().position(|b| matches!(b, b'\n' | b'\r'));
                self.pos += line.unwrap_or(self.rest().len());
            } else if is_white(byte) {
                self.pos += 1;
            } else {
                return;
            }
        }
    }

    /// The next object or word of a content stream, where `R` is no reference.
    pub(super) fn operand(&mut self) -> Option<Object> {
        self.left = ELEMENTS;
        self.value(DEPTH, false)
    }

    /// The next object of a file.
    pub(super) fn object(&mut self) -> Option<Object> {
        self.left = ELEMENTS;
        self.value(DEPTH, true)
    }

    fn value(&mut self, depth: u8, refs: bool) -> Option<Object> {
        self.skip_white();
        let byte = self.peek()?;
        match byte {
            b'(' => self.literal().map(Object::Text),
            b'<' if self.rest().get(1) == Some(&b'<') => self.dict(depth, refs),
            b'<' => Some(Object::Text(self.hex())),
            b'[' => self.array(depth, refs),
            b'/' => Some(Object::Name(self.name())),
            b'+' | b'-' | b'.' | b'0'..=b'9' => Some(self.number_or_ref(refs)),
            _ if is_delimiter(byte) => {
                self.pos += 1;
                None
            }
            _ => Some(self.word()),
        }
    }

    fn array(&mut self, depth: u8, refs: bool) -> Option<Object> {
        self.pos += 1;
        let depth = depth.checked_sub(1)?;
        let mut items = Vec::new();
        loop {
            self.skip_white();
            match self.peek()? {
                b']' => {
                    self.pos += 1;
                    return Some(Object::Array(items));
                }
                // A dictionary around it ends: the bracket was forgotten.
                b'>' if self.rest().starts_with(b">>") => {
                    self.odd = true;
                    return Some(Object::Array(items));
                }
                _ => {}
            }
            self.left = self.left.checked_sub(1)?;
            match self.value(depth, refs) {
                Some(Object::Word(word)) if ends_object(&word) => return None,
                // What is no object viewers step over.
                Some(Object::Word(_)) | None => self.odd = true,
                Some(item) => items.push(item),
            }
        }
    }

    fn dict(&mut self, depth: u8, refs: bool) -> Option<Object> {
        self.pos += 2;
        let depth = depth.checked_sub(1)?;
        let mut dict = Dict::default();
        loop {
            self.skip_white();
            match self.peek()? {
                b'>' if self.rest().starts_with(b">>") => {
                    self.pos += 2;
                    return Some(Object::Dict(dict));
                }
                b'/' => {}
                // A stray value: a writer's slip. A keyword, though, is where the object has ended.
                _ => {
                    self.left = self.left.checked_sub(1)?;
                    self.odd = true;
                    match self.value(depth, refs) {
                        Some(Object::Word(word)) if ends_object(&word) => return None,
                        _ => continue,
                    }
                }
            }
            self.left = self.left.checked_sub(1)?;
            let key = self.name();
            self.skip_white();
            if self.peek() == Some(b'>') && !self.rest().starts_with(b">>") {
                continue;
            }
            if self.rest().starts_with(b">>") {
                dict.0.push((key, Object::Null));
                continue;
            }
            match self.value(depth, refs) {
                Some(Object::Word(word)) if ends_object(&word) => return None,
                // Any other word is no value, and viewers read on behind it.
                None | Some(Object::Word(_)) => {
                    self.odd = true;
                    dict.0.push((key, Object::Null));
                }
                Some(value) => dict.0.push((key, value)),
            }
        }
    }

    fn name(&mut self) -> Vec<u8> {
        self.pos += 1;
        let mut name = Vec::new();
        while let Some(byte) = self.peek().filter(|b| !is_white(*b) && !is_delimiter(*b)) {
            self.pos += 1;
            let escaped = match self.rest() {
                [high, low, ..] if byte == b'#' => hex_digit(*high).zip(hex_digit(*low)),
                _ => None,
            };
            if let Some((high, low)) = escaped {
                self.pos += 2;
                name.push(high << 4 | low);
            } else {
                name.push(byte);
            }
        }
        name
    }

    fn word(&mut self) -> Object {
        let rest = self.rest();
        let len = rest.iter().position(|b| is_white(*b) || is_delimiter(*b)).unwrap_or(rest.len());
        self.pos += len;
        match rest.get(..len).unwrap_or_default() {
            b"true" => Object::Bool(true),
            b"false" => Object::Bool(false),
            b"null" => Object::Null,
            word => Object::Word(word.to_vec()),
        }
    }

    fn number_or_ref(&mut self, refs: bool) -> Object {
        let first = self.number();
        if !refs || first < 0.0 {
            return Object::Number(first);
        }
        let back = self.pos;
        self.skip_white();
        let digits = self.rest().iter().take(6).take_while(|b| b.is_ascii_digit()).count();
        if digits > 0 && digits < 6 {
            self.pos += digits;
            self.skip_white();
            if self.peek() == Some(b'R') && self.rest().get(1).is_none_or(|b| is_white(*b) || is_delimiter(*b)) {
                self.pos += 1;
                return Object::Ref(first as u32);
            }
        }
        self.pos = back;
        Object::Number(first)
    }

    /// A number in the forms that files hold, which are more than the standard's: `--5`, `.`, `1.2.3`, `5-3`.
    fn number(&mut self) -> f64 {
        let (mut value, mut scale, mut negative, start) = (0.0, 0.0, false, self.pos);
        while let Some(byte) = self.peek() {
            match byte {
                b'+' | b'-' if self.pos == start || value == 0.0 && scale == 0.0 => negative |= byte == b'-',
                b'.' if scale == 0.0 => scale = 1.0,
                b'0'..=b'9' => {
                    value = value * 10.0 + f64::from(byte - b'0');
                    scale *= 10.0;
                }
                _ if is_white(byte) || is_delimiter(byte) => break,
                b'-' | b'.' | b'+' => {}
                _ => break,
            }
            self.pos += 1;
        }
        if scale > 1.0 {
            value /= scale;
        }
        let value = if value.is_finite() { value } else { 0.0 };
        if negative { -value } else { value }
    }

    fn hex(&mut self) -> Vec<u8> {
        self.pos += 1;
        let (mut text, mut high) = (Vec::new(), None);
        while let Some(byte) = self.peek() {
            self.pos += 1;
            match (hex_digit(byte), high.take()) {
                (Some(low), Some(high)) => text.push(high << 4 | low),
                (Some(digit), None) => high = Some(digit),
                (None, kept) => {
                    high = kept;
                    if byte == b'>' {
                        break;
                    }
                }
            }
        }
        text.extend(high.map(|h: u8| h << 4));
        text
    }

    fn literal(&mut self) -> Option<Vec<u8>> {
        self.pos += 1;
        let (mut text, mut open) = (Vec::new(), 1_u32);
        loop {
            let byte = self.peek()?;
            self.pos += 1;
            match byte {
                b'(' => open += 1,
                b')' => {
                    open -= 1;
                    if open == 0 {
                        return Some(text);
                    }
                }
                b'\\' => {
                    self.escape(&mut text);
                    continue;
                }
                b'\r' => {
                    if self.peek() == Some(b'\n') {
                        self.pos += 1;
                    }
                    text.push(b'\n');
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
    }

    fn escape(&mut self, text: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.pos += 1;
        match byte {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' => text.push(8),
            b'f' => text.push(0x0c),
            b'\n' => {}
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.pos += 1;
                }
            }
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    value = value * 8 + u32::from(digit - b'0');
                    self.pos += 1;
                }
                text.push(value as u8);
            }
            other => text.push(other),
        }
    }
}

pub(in crate::decode) const fn hex_digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

/// Whether the object around it has ended, though it was not closed, where this word stands.
fn ends_object(word: &[u8]) -> bool {
    matches!(word, b"endobj" | b"obj" | b"stream" | b"endstream" | b"xref" | b"trailer" | b"startxref")
}

#[cfg(test)]
mod tests {
    use super::{Object, Parser};

    fn show(object: &Object) -> String {
        match object {
            Object::Null => "null".into(),
            Object::Bool(b) => b.to_string(),
            Object::Number(n) => n.to_string(),
            Object::Name(n) => format!("/{}", String::from_utf8_lossy(n)),
            Object::Text(t) => format!("({})", String::from_utf8_lossy(t)),
            Object::Array(a) => format!("[{}]", a.iter().map(show).collect::<Vec<_>>().join(" ")),
            Object::Dict(d) => {
                let entries = d.0.iter().map(|(k, v)| format!("{}:{}", String::from_utf8_lossy(k), show(v)));
                format!("<{}>", entries.collect::<Vec<_>>().join(" "))
            }
            Object::Ref(n) => format!("@{n}"),
            Object::Word(w) => String::from_utf8_lossy(w).into(),
            Object::Stream(_) => "stream".into(),
        }
    }

    #[test]
    fn objects_are_read_as_written() {
        let deep = "[".repeat(100);
        for (written, read) in [
            ("12", "12"),
            ("-.5", "-0.5"),
            ("--5", "-5"),
            ("4.25", "4.25"),
            ("/A#20b", "/A b"),
            ("(a\\(b\\)(c)\\101\\\nd)", "(a(b)(c)Ad)"),
            ("<48 65 6>", "(He`)"),
            ("[1 0 R 2 3 true]", "[@1 2 3 true]"),
            ("<</A 1/B[/C]/D<</E null>>>>", "<A:1 B:[/C] D:<E:null>>"),
            ("<</A/B % comment\n /C>>", "<A:/B C:null>"),
            ("<</A \u{e9}2/B/C>>", "<A:null B:/C>"),
            ("<</A 2\u{e9}/B/C>>", "<A:2 B:/C>"),
            ("<</A >2/B[0 >1 x}]/C/D>>", "<B:[0 1] C:/D>"),
            ("<</A endobj/B/C>>", "none"),
            ("endobj", "endobj"),
            ("[1 endobj", "none"),
            ("(open", "none"),
            (deep.as_str(), "none"),
        ] {
            let object = Parser::new(written.as_bytes(), 0).object();
            assert_eq!(object.as_ref().map_or("none".into(), show), read, "{written}");
        }
    }
}
