//! Mails and multipart bodies: parts are cut, undone and handed on with their names and types.
//!
//! Too much is read rather than too little. What stands in front of the first boundary and behind the last is handed on
//! as text; a part that says base64 and also holds other bytes is handed on as it stands too; a body whose declared
//! boundary does not occur is cut at the one that does.
//!
//! Header fields of a mail and fields of a form are written to the output as labels and values; files and bodies go to
//! [`Members`], which decides what they are.

mod header;
mod ranges;
mod transfer;

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::charset::Charset;
use super::member::{Member, Members};
use super::parameter::{main_value, parameter};
use crate::bytes::events::{LABEL, Output, PART, VALUE, write_text};
use crate::bytes::{Budget, Unread};
use header::{Field, first_line, named_parameter, readable};
pub use transfer::{base64, quoted_printable};

/// Fields that machines write for machines: identifiers in them look like addresses of persons.
const MACHINE_FIELDS: &[&str] = &[
    "arc-", "authentication-results", "autocrypt", "content-", "date", "dkim-", "domainkey-", "feedback-id",
    "in-reply-to", "list-", "message-id", "mime-version", "received", "references", "return-path", "thread-",
    "x-google-", "x-mailer", "x-ms-", "x-received", "x-spam-",
];

/// Fields with one of which a mail begins, if no container says that it is one.
const FIRST_FIELDS: &[&str] =
    &["arc-seal", "delivered-to", "dkim-signature", "from", "message-id", "mime-version", "received", "return-path"];

/// What a byte of a header costs in steps of the budget: the ends of encoded words are looked for.
const HEADER_STEPS: u64 = 8;

/// Where the results of one body go.
struct Reader<'a> {
    budget: &'a mut Budget,
    out: &'a mut dyn Output,
    members: &'a mut dyn Members,
}

/// A part, undone from its transfer encoding.
struct Part<'a> {
    fields: Vec<Field<'a>>,
    content_type: Cow<'a, [u8]>,
    bytes: Cow<'a, [u8]>,
}

/// Whether a body begins as a mail does: with a field that mails have, and another field or a line of one.
#[must_use]
pub fn is_mail(first: &[u8]) -> bool {
    let first = first.strip_prefix(b"From ").map_or(first, |mbox| first_line(mbox).1);
    let (fields, _) = header::split(first);
    let known = |field: &Field<'_>| FIRST_FIELDS.iter().any(|name| field.name.eq_ignore_ascii_case(name.as_bytes()));
    fields.len() > 1 && fields.first().is_some_and(known)
}

/// Reads a body of type `multipart/…`. The boundary is the type's parameter; else, or if it does not occur, that of the
/// first line that looks like one.
///
/// # Errors
/// `malformed` where nothing separates parts, `encoding` for a transfer encoding unknown here, what the budget lacks,
/// or what `members` answers.
pub fn multipart(
    bytes: &[u8],
    content_type: &str,
    budget: &mut Budget,
    out: &mut dyn Output,
    members: &mut dyn Members,
) -> Result<(), Unread> {
    Reader { budget, out, members }.multipart(bytes, content_type.as_bytes())
}

/// Reads a mail: type `message/rfc822`, or a body of which [`is_mail`] is true.
///
/// # Errors
/// As [`multipart`].
pub fn mail(bytes: &[u8], budget: &mut Budget, out: &mut dyn Output, members: &mut dyn Members) -> Result<(), Unread> {
    Reader { budget, out, members }.mail(bytes)
}

impl Reader<'_> {
    fn mail(&mut self, bytes: &[u8]) -> Result<(), Unread> {
        let bytes = bytes.strip_prefix(b"From ").map_or(bytes, |mbox| first_line(mbox).1);
        let part = self.part(bytes, b"text/plain")?;
        self.out.write(&[PART]);
        for field in part.fields.iter().filter(|field| !is_machine_field(field.name)) {
            self.labelled(field.name, readable(field.value).as_bytes())?;
        }
        self.content(&part)
    }

    fn labelled(&mut self, name: &[u8], value: &[u8]) -> Result<(), Unread> {
        self.budget.take_bytes((name.len() + value.len() + 2) as u64)?;
        self.out.write(&[LABEL]);
        write_text(name, self.out);
        self.out.write(&[VALUE]);
        write_text(value, self.out);
        Ok(())
    }

    fn multipart(&mut self, bytes: &[u8], content_type: &[u8]) -> Result<(), Unread> {
        self.budget.enter()?;
        let kind = main_value(content_type);
        let boundary = parameter(content_type, "boundary").map(<[u8]>::trim_ascii_end).unwrap_or_default();
        let boundary = if occurs(bytes, boundary) { boundary } else { first_boundary(bytes)? };
        let is = |name: &[u8]| kind.eq_ignore_ascii_case(name);
        let default = if is(b"multipart/digest") { "message/rfc822" } else { "text/plain" };
        if is(b"multipart/form-data") {
            self.out.write(&[PART]);
        }
        let mut ranges = Vec::new();
        for piece in cut(bytes, boundary) {
            match piece {
                Piece::Outside(text) if text.iter().all(u8::is_ascii_whitespace) => {}
                Piece::Outside(text) => self.hand_on("", b"text/plain", text)?,
                Piece::Part(bytes) => {
                    let part = self.part(bytes, default.as_bytes())?;
                    let range = header::value(&part.fields, "content-range").and_then(ranges::start);
                    match range {
                        Some(start) if is(b"multipart/byteranges") => ranges.push(ranges::Range { start, part }),
                        _ if is(b"multipart/form-data") && self.form_field(&part)? => {}
                        _ => self.content(&part)?,
                    }
                }
            }
        }
        for joined in ranges::join(ranges) {
            self.budget.take_bytes(joined.bytes.len() as u64)?;
            self.hand_on("", &joined.content_type, &joined.bytes)?;
        }
        self.budget.leave();
        Ok(())
    }

    /// Splits a part and undoes its transfer encoding.
    fn part<'b>(&mut self, bytes: &'b [u8], default_type: &'b [u8]) -> Result<Part<'b>, Unread> {
        self.budget.take_part()?;
        let (fields, body) = header::split(bytes);
        if fields.len() > header::MOST_FIELDS {
            return Err(Unread("malformed"));
        }
        self.budget.take_steps(HEADER_STEPS * (bytes.len() - body.len()) as u64)?;
        let content_type = header::value(&fields, "content-type").unwrap_or(default_type);
        let encoding = header::value(&fields, "content-transfer-encoding").unwrap_or(b"");
        let ends = |b: &u8| b.is_ascii_whitespace() || matches!(b, b';' | b'(' | b',');
        let encoding = encoding.split(ends).next().unwrap_or(encoding);
        let is = |name: &str| encoding.eq_ignore_ascii_case(name.as_bytes());
        let mut made = Vec::new();
        let bytes = if is("base64") {
            self.budget.take_bytes((body.len() / 4 * 3 + 3) as u64)?;
            made.reserve(body.len() / 4 * 3 + 3);
            if !base64(body, &mut |piece: &[u8]| made.extend_from_slice(piece)) {
                self.hand_on("", b"text/plain", body)?;
            }
            Cow::Owned(made)
        } else if is("quoted-printable") {
            self.budget.take_bytes(body.len() as u64)?;
            made.reserve(body.len());
            quoted_printable(body, &mut |piece: &[u8]| made.extend_from_slice(piece));
            Cow::Owned(made)
        } else if ["", "7bit", "8bit", "binary", "none", "identity"].into_iter().any(is) {
            Cow::Borrowed(body)
        } else {
            return Err(Unread("encoding"));
        };
        Ok(Part { fields, content_type: content_type.into(), bytes })
    }

    /// Reads what a part holds: more parts, a mail, or something to hand on.
    fn content(&mut self, part: &Part<'_>) -> Result<(), Unread> {
        let kind = main_value(&part.content_type);
        if kind.get(..10).is_some_and(|kind| kind.eq_ignore_ascii_case(b"multipart/")) {
            return self.multipart(&part.bytes, &part.content_type);
        }
        if [&b"message/rfc822"[..], b"message/global"].into_iter().any(|mail| kind.eq_ignore_ascii_case(mail)) {
            self.budget.enter()?;
            self.mail(&part.bytes)?;
            self.budget.leave();
            return Ok(());
        }
        let disposition = header::value(&part.fields, "content-disposition").unwrap_or(b"");
        let name = named_parameter(disposition, "filename").or_else(|| named_parameter(&part.content_type, "name"));
        self.hand_on(&name.unwrap_or_default(), &part.content_type, &part.bytes)
    }

    /// Writes a part of a form that is no file: its name labels it. Gives whether it was one.
    fn form_field(&mut self, part: &Part<'_>) -> Result<bool, Unread> {
        let disposition = header::value(&part.fields, "content-disposition").unwrap_or(b"");
        let charset = parameter(&part.content_type, "charset");
        let text = main_value(&part.content_type).eq_ignore_ascii_case(b"text/plain")
            && charset.is_none_or(|label| Charset::labelled(label) == Some(Charset::Utf8));
        let name = named_parameter(disposition, "name");
        match name.filter(|_| text && named_parameter(disposition, "filename").is_none()) {
            Some(name) => self.labelled(name.as_bytes(), &part.bytes).map(|()| true),
            None => Ok(false),
        }
    }

    fn hand_on(&mut self, name: &str, content_type: &[u8], bytes: &[u8]) -> Result<(), Unread> {
        let content_type = String::from_utf8_lossy(content_type);
        let content_type = content_type.replace(['\r', '\n'], "");
        self.members.member(&Member { name, content_type: &content_type, bytes }, self.budget)
    }
}

fn is_machine_field(name: &[u8]) -> bool {
    MACHINE_FIELDS.iter().any(|machine| match machine.strip_suffix('-') {
        Some(_) => name.get(..machine.len()).is_some_and(|head| head.eq_ignore_ascii_case(machine.as_bytes())),
        None => name.eq_ignore_ascii_case(machine.as_bytes()),
    })
}

/// A piece of a multipart body.
enum Piece<'a> {
    /// In front of the first boundary or behind the closing one.
    Outside(&'a [u8]),
    Part(&'a [u8]),
}

/// Whether a line is a boundary, and if so whether the closing one.
fn delimiter(line: &[u8], boundary: &[u8]) -> Option<bool> {
    match line.strip_prefix(b"--")?.strip_prefix(boundary)?.trim_ascii() {
        b"" => Some(false),
        b"--" => Some(true),
        _ => None,
    }
}

fn occurs(bytes: &[u8], boundary: &[u8]) -> bool {
    !boundary.is_empty() && cut(bytes, boundary).any(|piece| matches!(piece, Piece::Part(_)))
}

/// The boundary of a body that does not say it truly: the first line that looks like one.
fn first_boundary(bytes: &[u8]) -> Result<&[u8], Unread> {
    let lines = bytes.split(|&b| b == b'\n').filter_map(|line| line.trim_ascii_end().strip_prefix(b"--"));
    lines.into_iter().find(|boundary| !boundary.is_empty()).ok_or(Unread("malformed"))
}

/// Cuts a body at its boundary lines. The line end in front of a boundary belongs to the boundary.
fn cut<'a>(bytes: &'a [u8], boundary: &'a [u8]) -> impl Iterator<Item = Piece<'a>> {
    let (mut rest, mut inside, mut ended) = (bytes, false, false);
    core::iter::from_fn(move || {
        if ended {
            return None;
        }
        let piece = rest;
        let piece_of = |length: usize, inside| {
            let text = &piece[..length];
            let text = text.strip_suffix(b"\n").map_or(text, |text| text.strip_suffix(b"\r").unwrap_or(text));
            if inside { Piece::Part(text) } else { Piece::Outside(text) }
        };
        while !rest.is_empty() {
            let at = piece.len() - rest.len();
            let (line, behind) = first_line(rest);
            rest = behind;
            if let Some(closes) = delimiter(line, boundary) {
                return Some(piece_of(at, core::mem::replace(&mut inside, !closes)));
            }
        }
        ended = true;
        Some(if inside { Piece::Part(piece) } else { Piece::Outside(piece) })
    })
}

#[cfg(test)]
mod tests;
