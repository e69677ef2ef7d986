//! Mails, contacts and appointments of Outlook: each property a stream, whose name tells which and of what type.
//!
//! Texts of properties that readers know come with their names, as the fields of other mails do; of all others, but for
//! those that programs write for programs, only the text. Attachments and marked-up bodies are handed on.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::compound::{Compound, Entry};
use super::lzfu::unpack;
use super::packed::hand_on;
use crate::bytes::events::{LABEL, Output, PART, ROW, VALUE};
use crate::bytes::{Budget, Unread};
use crate::decode::charset::windows_1252;
use crate::decode::layout::write_line;
use crate::decode::little::{push, units, utf8};
use crate::decode::member::{Member, Members};

/// With which the names of properties begin.
const PROPERTY: &str = "__substg1.0_";

/// The folder of what numbers of properties mean.
const NAMES_FOLDER: &str = "__nameid_version1.0";

const BODY: u16 = 0x1000;
const PACKED_BODY: u16 = 0x1009;
const MARKED_UP_BODY: u16 = 0x1013;
const ATTACHMENT: u16 = 0x3701;

/// Types of values.
const NARROW: u16 = 0x1e;
const WIDE: u16 = 0x1f;
const BINARY: u16 = 0x102;

const NAMES: &[(u16, &str)] = &[
    (0x0037, "subject"),
    (0x0042, "from"),
    (0x0065, "from"),
    (0x0c1a, "from"),
    (0x0c1f, "from"),
    (0x5d01, "from"),
    (0x0e02, "bcc"),
    (0x0e03, "cc"),
    (0x0e04, "to"),
    (0x3001, "name"),
    (0x3003, "email"),
    (0x39fe, "email"),
    (0x3a08, "phone"),
    (0x3a09, "phone"),
    (0x3a1c, "mobile"),
    (0x3a15, "address"),
];

/// The kind of message, its topic (again), headers, kinds of addresses, identifiers, kinds of attachments.
const MACHINE: &[u16] = &[
    0x001a, 0x0064, 0x0070, 0x0075, 0x0077, 0x007d, 0x0c1e, 0x0e1d, 0x1035, 0x1039, 0x1042, 0x3002, 0x3703, 0x370e,
    0x3712,
];

/// Property and type that the name of a stream tells.
fn property(entry: &Entry) -> Option<(u16, u16)> {
    let start = entry.name.get(..PROPERTY.len()).filter(|start| start.eq_ignore_ascii_case(PROPERTY))?;
    let hex = |from: usize| u16::from_str_radix(entry.name.get(from..from + 4)?, 16).ok();
    Some((hex(start.len())?, hex(start.len() + 4)?))
}

/// Whether the streams are those of a message.
pub(super) fn is_message(entries: &[Entry]) -> bool {
    entries.iter().any(|entry| property(entry).is_some())
}

/// Reads a message, and those in it.
pub(super) fn message(
    file: &Compound<'_>,
    entries: &[Entry],
    budget: &mut Budget,
    out: &mut dyn Output,
    members: &mut dyn Members,
) -> Result<(), Unread> {
    out.write(&[PART]);
    // What properties are called is no property, though its streams have such names.
    let named = |entry: &&Entry| !file.folder_name(entry.folder).eq_ignore_ascii_case(NAMES_FOLDER);
    let entries: Vec<&Entry> = entries.iter().filter(named).collect();
    let properties = || entries.iter().filter_map(|&entry| property(entry).map(|(id, kind)| (entry, id, kind)));
    for (entry, id, kind) in properties() {
        let bytes = file.stream(entry, budget)?;
        // Many streams can be the same bytes.
        budget.take_bytes(bytes.len() as u64)?;
        let text = text(&bytes, kind);
        match (id, kind) {
            (ATTACHMENT, BINARY) => {
                budget.take_part()?;
                hand_on("", &bytes, budget, members)?;
            }
            (MARKED_UP_BODY, _) => {
                budget.take_part()?;
                let bytes = if kind == BINARY { &bytes } else { &text };
                members.member(&Member { name: "", content_type: "text/html", bytes }, budget)?;
            }
            // A body that is packed counts if there is no other of the same message.
            (PACKED_BODY, BINARY) => {
                let other = |(other, id, _): (&Entry, u16, u16)| {
                    other.folder == entry.folder && matches!(id, BODY | MARKED_UP_BODY)
                };
                budget.take_steps(entries.len() as u64)?;
                if !properties().any(other) {
                    budget.take_part()?;
                    let bytes = &unpack(&bytes, budget)?;
                    members.member(&Member { name: "", content_type: "text/rtf", bytes }, budget)?;
                }
            }
            _ if MACHINE.contains(&id) => {}
            _ => field(id, &text, budget, out)?,
        }
    }
    Ok(())
}

/// What a property says, if it is text.
fn text(bytes: &[u8], kind: u16) -> Cow<'_, [u8]> {
    let mut text = Vec::new();
    match kind {
        WIDE => utf8(units(bytes).take_while(|&unit| unit != 0), &mut text),
        NARROW if bytes.is_ascii() => return Cow::Borrowed(bytes),
        NARROW => bytes.iter().for_each(|&byte| push(windows_1252(byte), &mut text)),
        _ => {}
    }
    Cow::Owned(text)
}

fn field(id: u16, text: &[u8], budget: &mut Budget, out: &mut dyn Output) -> Result<(), Unread> {
    budget.take_bytes(text.len() as u64)?;
    if let Some((_, name)) = NAMES.iter().find(|&&(named, _)| named == id).filter(|_| !text.is_empty()) {
        out.write(&[LABEL]);
        out.write(name.as_bytes());
        out.write(&[VALUE]);
        write_line(text, out);
        return Ok(());
    }
    for line in text.split(|&b| b == b'\n').filter(|line| !line.is_empty()) {
        out.write(&[ROW]);
        write_line(line, out);
    }
    Ok(())
}
