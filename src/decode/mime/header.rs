//! Header fields of a mail or a part: unfolded, and encoded words undone.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::transfer::{base64, hex_pair};
use crate::decode::charset::{Charset, windows_1252};

/// Fields that are read: more of them is no mail.
pub(super) const MOST_FIELDS: usize = 4096;

/// Bytes in which an encoded word ends. By the standard it is 75; a word that never ends must not be looked for again
/// and again.
const LONGEST_WORD: usize = 1024;

/// A header field as it stands, its value still folded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field<'a> {
    pub(super) name: &'a [u8],
    pub(super) value: &'a [u8],
}

/// The fields of a header block, and what follows it. A line that is no field ends the block: it is text.
pub(super) fn split(bytes: &[u8]) -> (Vec<Field<'_>>, &[u8]) {
    let mut fields = Vec::new();
    let mut rest = bytes;
    loop {
        let (line, behind) = first_line(rest);
        if line.is_empty() || fields.len() > MOST_FIELDS {
            return (fields, behind);
        }
        let Some(colon) = line.iter().position(|&b| b == b':') else { return (fields, rest) };
        let name = line[..colon].trim_ascii_end();
        if name.is_empty() || !name.iter().all(u8::is_ascii_graphic) {
            return (fields, rest);
        }
        let mut end = behind;
        while matches!(end.first(), Some(b' ' | b'\t')) {
            end = first_line(end).1;
        }
        let field = &rest[..rest.len() - end.len()];
        fields.push(Field { name, value: field[colon + 1..].trim_ascii() });
        rest = end;
    }
}

/// The first line without its end, and what follows it. Lines end as CRLF or LF.
pub(super) fn first_line(bytes: &[u8]) -> (&[u8], &[u8]) {
    let end = bytes.iter().position(|&b| b == b'\n');
    let (line, rest) = end.map_or((bytes, &bytes[bytes.len()..]), |end| (&bytes[..end], &bytes[end + 1..]));
    (line.strip_suffix(b"\r").unwrap_or(line), rest)
}

/// The value of the first field of a name.
pub(super) fn value<'a>(fields: &[Field<'a>], name: &str) -> Option<&'a [u8]> {
    fields.iter().find(|field| field.name.eq_ignore_ascii_case(name.as_bytes())).map(|field| field.value)
}

/// A value as a reader sees it: on one line, encoded words undone, UTF-8.
pub(super) fn readable(value: &[u8]) -> String {
    let mut made: Vec<u8> = Vec::with_capacity(value.len());
    let mut rest = value;
    let mut word_before = false;
    while !rest.is_empty() {
        let blanks = rest.iter().take_while(|b| b.is_ascii_whitespace()).count();
        let behind = &rest[blanks..];
        if let Some(after) =
            behind.strip_prefix(b"=?").and_then(|word| encoded_word(word, blanks, word_before, &mut made))
        {
            rest = after;
            word_before = true;
            continue;
        }
        // White space between two encoded words stands for nothing; elsewhere it is one space.
        if blanks > 0 {
            made.push(b' ');
        }
        let length =
            behind.iter().skip(1).position(|&b| b.is_ascii_whitespace() || b == b'=').map_or(behind.len(), |n| n + 1);
        made.extend_from_slice(&behind[..length.min(behind.len())]);
        rest = &behind[length.min(behind.len())..];
        word_before = false;
    }
    match String::from_utf8_lossy(&made) {
        Cow::Borrowed(text) => text.into(),
        Cow::Owned(text) => text,
    }
}

/// Undoes an encoded word behind its `=?`; gives what follows it. None if it is none, or of an unknown charset.
fn encoded_word<'a>(word: &'a [u8], blanks: usize, word_before: bool, made: &mut Vec<u8>) -> Option<&'a [u8]> {
    let mut fields = word.splitn(3, |&b| b == b'?');
    let (charset, kind, text) = (fields.next()?, fields.next()?, fields.next()?);
    let end = text.windows(2).take(LONGEST_WORD).position(|pair| pair == b"?=")?;
    let (text, after) = (&text[..end], &text[end + 2..]);
    // RFC 2231 lets a language follow: `utf-8*hi`.
    let charset = Charset::labelled(charset.split(|&b| b == b'*').next()?).filter(|charset| !charset.is_wide())?;
    let mut bytes = Vec::with_capacity(text.len());
    match kind {
        b"B" | b"b" => drop(base64(text, &mut |piece: &[u8]| bytes.extend_from_slice(piece))),
        b"Q" | b"q" => q_word(text, &mut bytes),
        _ => return None,
    }
    if blanks > 0 && !word_before {
        made.push(b' ');
    }
    transcode(charset, &bytes, made);
    Some(after)
}

/// Quoted-printable as words have it: `_` is a space.
fn q_word(mut text: &[u8], made: &mut Vec<u8>) {
    while let Some((&byte, rest)) = text.split_first() {
        let escaped = if byte == b'=' { hex_pair(rest) } else { None };
        made.push(escaped.unwrap_or(if byte == b'_' { b' ' } else { byte }));
        text = if escaped.is_some() { &rest[2..] } else { rest };
    }
}

/// Adds bytes of a charset as UTF-8. Words in wide charsets stay as they stand.
fn transcode(charset: Charset, bytes: &[u8], made: &mut Vec<u8>) {
    if charset == Charset::Windows1252 && core::str::from_utf8(bytes).is_err() {
        let text: String = bytes.iter().map(|&byte| windows_1252(byte)).collect();
        made.extend_from_slice(text.as_bytes());
    } else {
        made.extend_from_slice(bytes);
    }
}

/// A file name or field name among the parameters of a field: bare or quoted, of encoded words, or as RFC 2231 has it
/// (`name*=utf-8''…`, and in pieces `name*0=`, `name*1*=`).
pub(super) fn named_parameter(field: &[u8], name: &str) -> Option<String> {
    let mut extended: Option<Vec<u8>> = None;
    let mut plain = None;
    for (found, value) in crate::decode::parameter::parameters(field) {
        let Some((head, tail)) = found.split_at_checked(name.len()) else { continue };
        if !head.eq_ignore_ascii_case(name.as_bytes()) {
            continue;
        }
        match tail {
            b"" => plain = plain.or(Some(value)),
            [b'*', ..] => {
                let pieces = extended.get_or_insert_default();
                if tail.ends_with(b"*") {
                    // In front of two apostrophes stand charset and language, in the first piece only.
                    let mut marks = value.splitn(3, |&b| b == b'\'');
                    let value = marks.by_ref().nth(2).filter(|_| pieces.is_empty()).unwrap_or(value);
                    percent(value, pieces);
                } else {
                    pieces.extend_from_slice(value);
                }
            }
            _ => {}
        }
    }
    extended.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).or_else(|| plain.map(readable))
}

fn percent(mut value: &[u8], made: &mut Vec<u8>) {
    while let Some((&byte, rest)) = value.split_first() {
        let escaped = if byte == b'%' { hex_pair(rest) } else { None };
        made.push(escaped.unwrap_or(byte));
        value = if escaped.is_some() { &rest[2..] } else { rest };
    }
}
