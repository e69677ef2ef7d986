//! UTF-16 made UTF-8, in pieces; text in UTF-8 passes as it is.
//!
//! The first bytes tell, by a mark or by the zero beside the first `<`. A half pair becomes the replacement character.

use alloc::borrow::Cow;
use alloc::vec::Vec;

/// How the text is written, and what of it is left over between two pieces.
#[derive(Debug)]
pub(super) struct Wide {
    form: Option<Form>,
    /// Bytes of a character that has not come in full.
    rest: Vec<u8>,
}

#[derive(Clone, Copy, Debug)]
enum Form {
    Utf8,
    Little,
    Big,
}

impl Wide {
    pub(super) const fn new() -> Self {
        Self { form: None, rest: Vec::new() }
    }

    /// The piece in UTF-8, without the mark.
    pub(super) fn narrow<'p>(&mut self, piece: &'p [u8]) -> Cow<'p, [u8]> {
        let unit: fn([u8; 2]) -> u16 = match self.form {
            Some(Form::Utf8) => return Cow::Borrowed(piece),
            Some(Form::Little) => u16::from_le_bytes,
            Some(Form::Big) => u16::from_be_bytes,
            None => {
                self.rest.extend_from_slice(piece);
                return self.begin();
            }
        };
        self.rest.extend_from_slice(piece);
        let mut units: Vec<u16> = self.rest.chunks_exact(2).map(|two| unit([two[0], two[1]])).collect();
        // The first half of a pair waits for the second.
        if units.last().is_some_and(|last| (0xd800..0xdc00).contains(last)) {
            units.pop();
        }
        self.rest.drain(..units.len() * 2);
        let mut text = Vec::with_capacity(units.len() * 2);
        for decoded in char::decode_utf16(units) {
            let c = decoded.unwrap_or(char::REPLACEMENT_CHARACTER);
            if c != '\u{feff}' {
                text.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            }
        }
        Cow::Owned(text)
    }

    /// Looks at the first bytes, once they tell.
    fn begin<'p>(&mut self) -> Cow<'p, [u8]> {
        let form = match *self.rest.as_slice() {
            [0xff, 0xfe, ..] | [b'<', 0, ..] => Form::Little,
            [0xfe, 0xff, ..] | [0, b'<', ..] => Form::Big,
            [] | [0xef | 0xff | 0xfe | 0 | b'<'] | [0xef, 0xbb] => return Cow::Borrowed(b""),
            _ => Form::Utf8,
        };
        self.form = Some(form);
        if !matches!(form, Form::Utf8) {
            return self.narrow(b"");
        }
        let mut text = core::mem::take(&mut self.rest);
        if text.starts_with(b"\xef\xbb\xbf") {
            text.drain(..3);
        }
        Cow::Owned(text)
    }
}
