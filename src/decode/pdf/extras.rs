//! What a file says outside its pages: information, outlines, form fields, notes, links, names of attachments, texts
//! of tags, and XMP.
//!
//! All objects are looked at, not only those that the catalogue leads to: what is not linked is in the file anyway.

use alloc::string::String;
use alloc::vec::Vec;

use crate::bytes::events::{BLOCK, LABEL, Output, ROW, VALUE, write_text};
use crate::bytes::{Budget, Unread};

use super::cmap::utf16;
use super::file::File;
use super::glyphs::encoding;
use super::object::{Dict, Object};

/// Most bytes of a metadata or text stream.
const XML: usize = 4 << 20;

/// The text of a string: UTF-16 or UTF-8 with a mark, or the document encoding, which is nearly Windows'.
pub(super) fn string_text(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => utf16(rest).filter(|char| *char >= ' ').collect(),
        [0xff, 0xfe, rest @ ..] => {
            let swapped: Vec<u8> = rest.as_chunks::<2>().0.iter().flat_map(|[low, high]| [*high, *low]).collect();
            utf16(&swapped).filter(|char| *char >= ' ').collect()
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => {
            let chars = encoding(b"WinAnsiEncoding");
            bytes.iter().map(|b| chars[usize::from(*b)]).map(|char| if char == '\0' { ' ' } else { char }).collect()
        }
    }
}

/// Writes all of it, a block for each object that says something.
pub(super) fn write(file: &File, budget: &mut Budget, out: &mut dyn Output) -> Result<(), Unread> {
    let mut info = Vec::new();
    for trailer in &file.trailers {
        if let Some(dict) = file.get(trailer, b"Info", budget)?.dict() {
            for (key, value) in &dict.0 {
                let value = file.resolve(value, budget)?;
                if let Some(text) = value.text().filter(|text| !text.is_empty() && !text.starts_with(b"D:")) {
                    pair(key, text, &mut info);
                }
            }
        }
    }
    block(&mut info, out);
    let mut found = Vec::new();
    for number in file.numbers() {
        let object = file.load(number, budget)?;
        match &object {
            Object::Dict(dict) => one(file, dict, &mut found, budget)?,
            Object::Stream(stream) if stream.dict.is(b"Type", b"Metadata") => {
                // What is too large to be metadata is no text to be missed: it ends the reading.
                let xml = file.decode(stream, XML, budget)?;
                markup(&xml, &mut found);
            }
            _ => {}
        }
        block(&mut found, out);
    }
    for number in &file.catalogs {
        let catalog = file.load(*number, budget)?;
        let Some(catalog) = catalog.dict() else { continue };
        let form = file.get(catalog, b"AcroForm", budget)?;
        if let Some(form) = form.dict()
            && let Object::Array(parts) = file.get(form, b"XFA", budget)?
        {
            for part in &parts {
                if let Object::Stream(stream) = file.resolve(part, budget)? {
                    markup(&file.decode(&stream, XML, budget)?, &mut found);
                }
            }
            block(&mut found, out);
        }
    }
    Ok(())
}

fn block(found: &mut Vec<u8>, out: &mut dyn Output) {
    if !found.is_empty() {
        out.write(&[BLOCK]);
        out.write(found);
        found.clear();
    }
}

fn put(text: &[u8], to: &mut Vec<u8>) {
    write_text(string_text(text).as_bytes(), &mut |bytes: &[u8]| to.extend_from_slice(bytes));
}

fn pair(label: &[u8], value: &[u8], to: &mut Vec<u8>) {
    to.extend([ROW, LABEL]);
    put(label, to);
    to.push(VALUE);
    put(value, to);
}

fn line(text: &[u8], to: &mut Vec<u8>) {
    if !text.is_empty() {
        to.push(ROW);
        put(text, to);
    }
}

/// What one dictionary says.
fn one(file: &File, dict: &Dict, to: &mut Vec<u8>, budget: &mut Budget) -> Result<(), Unread> {
    let mut text = |key: &[u8]| -> Result<Vec<u8>, Unread> {
        Ok(match file.get(dict, key, budget)? {
            Object::Text(text) => text,
            Object::Name(name) => name,
            Object::Array(items) => items.iter().filter_map(Object::text).collect::<Vec<_>>().join(&b", "[..]),
            Object::Stream(stream) => file.decode(&stream, XML, budget)?,
            _ => Vec::new(),
        })
    };
    let has = |key: &[u8]| dict.get(key).is_some();
    if has(b"FT") || has(b"V") && has(b"T") {
        let (name, shown) = (text(b"T")?, text(b"TU")?);
        let label = if shown.is_empty() { name } else { shown };
        for key in [&b"V"[..], b"DV"] {
            let value = text(key)?;
            if !value.is_empty() && (key == b"V" || value != text(b"V")?) {
                pair(&label, &value, to);
            }
        }
    }
    if has(b"Subtype") || has(b"Annots") {
        for key in [&b"Contents"[..], b"Subj"] {
            if !dict.is(b"Type", b"Page") {
                line(&text(key)?, to);
            }
        }
        markup(&text(b"RC")?, to);
    }
    if has(b"Title") && (has(b"Parent") || has(b"Dest") || has(b"A") || has(b"First")) {
        line(&text(b"Title")?, to);
    }
    if has(b"EF") || dict.is(b"Type", b"Filespec") {
        let (plain, unicode, about) = (text(b"F")?, text(b"UF")?, text(b"Desc")?);
        line(if unicode.is_empty() { &plain } else { &unicode }, to);
        line(&about, to);
    }
    if has(b"S") {
        for key in [&b"ActualText"[..], b"Alt", b"E", b"URI"] {
            line(&text(key)?, to);
        }
    }
    // Links' targets are mostly written within them.
    if let Some(Object::Dict(action)) = dict.get(b"A") {
        line(action.get(b"URI").and_then(Object::text).unwrap_or_default(), to);
    }
    Ok(())
}

/// The text of XML, an element's a line.
fn markup(xml: &[u8], to: &mut Vec<u8>) {
    for piece in xml.split(|b| *b == b'<') {
        let text = match piece.iter().position(|b| *b == b'>') {
            Some(end) => piece.get(end + 1..).unwrap_or_default(),
            None => continue,
        };
        let text = text.trim_ascii();
        if !text.is_empty() {
            to.push(ROW);
            write_text(text, &mut |bytes: &[u8]| to.extend_from_slice(bytes));
        }
    }
}
