//! Office documents of the years before 2007, and mails of Outlook: compound files ([`compound`]).
//!
//! What a file is shows in the names of its streams. All streams with such a name are read, in whatever folder of the
//! file they are, so documents within the document are read like the document; files packed into it are handed on.
//! Streams that no program shows (macros, settings, pictures) are not looked at.

mod compound;
mod lzfu;
mod message;
mod packed;
mod slides;
#[cfg(test)]
pub(in crate::decode) mod tests;
#[cfg(test)]
pub(in crate::decode) mod writer;

use alloc::borrow::Cow;

use self::compound::{Compound, Entry};
pub(super) use self::packed::object as packed_object;
use super::doc::doc;
use super::member::Members;
use super::xls::{pivot, xls};
use crate::bytes::events::Output;
use crate::bytes::{Budget, Unread};

/// The stream of a presentation.
const SLIDES: &str = "PowerPoint Document";

/// A file that was put into a document, and what other programs keep theirs in.
const NATIVE: &str = "\u{1}Ole10Native";
const CONTENTS: &str = "CONTENTS";

/// What there is in files that hold macros or a formula only, of which nothing is read.
const SILENT: [&str; 2] = ["_VBA_PROJECT", "Equation Native"];

const OFFICE: Unread = Unread("office");

/// Reads a compound file: the text of workbooks, documents, presentations and messages goes to `out` as events text, files in them go to
/// `members`.
///
/// # Errors
/// `office` for what is none of these, or older than 1997 (workbooks: 1993), `encrypted`, `malformed`, or a limit of the budget; and
/// whatever `members` can't read.
pub fn ole(bytes: &[u8], budget: &mut Budget, out: &mut dyn Output, members: &mut dyn Members) -> Result<(), Unread> {
    budget.within(1, |budget| read(bytes, budget, out, members))
}

fn read(bytes: &[u8], budget: &mut Budget, out: &mut dyn Output, members: &mut dyn Members) -> Result<(), Unread> {
    let file = Compound::open(bytes, budget)?;
    let entries = file.entries(budget)?;
    let has = |name: &str| entries.iter().any(|entry| is(entry, name));
    if has("EncryptedPackage") || has("\tDRMContent") {
        return Err(Unread("encrypted"));
    }
    if message::is_message(&entries) {
        return message::message(&file, &entries, budget, out, members);
    }
    if !["Workbook", "Book", "WordDocument", SLIDES, "Package", NATIVE, CONTENTS].iter().any(|name| has(name)) {
        return if SILENT.iter().any(|name| has(name)) { Ok(()) } else { Err(OFFICE) };
    }
    for entry in &entries {
        let stream = |budget: &mut Budget| -> Result<Cow<'_, [u8]>, Unread> {
            budget.take_part()?;
            file.stream(entry, budget)
        };
        let beside = |name: &str, budget: &mut Budget| -> Result<Cow<'_, [u8]>, Unread> {
            let beside = |other: &&Entry| other.folder == entry.folder && is(other, name);
            budget.take_steps(entries.len() as u64)?;
            let found = entries.iter().find(beside);
            found.map_or(Ok(Cow::Borrowed(&[])), |found| file.stream(found, budget))
        };
        if is(entry, "Workbook") || is(entry, "Book") {
            xls(&stream(budget)?, budget, out)?;
        } else if is(entry, "WordDocument") {
            doc(&stream(budget)?, beside, budget, out)?;
        } else if is(entry, SLIDES) {
            if slides::is_locked(&beside("Current User", budget)?) {
                return Err(Unread("encrypted"));
            }
            slides::slides(&stream(budget)?, budget, out, members)?;
        } else if is(entry, "Package") || is(entry, CONTENTS) {
            packed::hand_on("", &stream(budget)?, budget, members)?;
        } else if is(entry, NATIVE) {
            packed::native(&stream(budget)?, budget, members)?;
        } else if is_pivot(entry) {
            pivot(&stream(budget)?, budget, out)?;
        }
    }
    Ok(())
}

/// Whether a stream has this name; programs don't mind its case.
fn is(entry: &Entry, name: &str) -> bool {
    entry.name.eq_ignore_ascii_case(name)
}

/// Whether a stream has the name of a pivot table's cache: four hexadecimal digits.
fn is_pivot(entry: &Entry) -> bool {
    entry.name.len() == 4 && entry.name.bytes().all(|b| b.is_ascii_hexdigit())
}
