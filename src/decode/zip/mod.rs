//! Zip archives: what is in them, and what kind of file they are.
//!
//! Most "documents" are archives of marked-up parts; those are read here into one events text. Files of any other
//! archive, and files inside documents, are handed on one at a time. An archive that different programs would read
//! differently is not read at all ([`directory`]).

use alloc::string::String;
use alloc::vec::Vec;

mod data;
mod directory;
mod end;
mod fields;
#[cfg(test)]
pub(in crate::decode) mod tests;
#[cfg(test)]
pub(in crate::decode) mod writer;

pub(in crate::decode) use data::Data;
pub(in crate::decode) use directory::Entry;

use super::member::{self, Member, Members};
use super::package;
use crate::bytes::events::Output;
use crate::bytes::{Budget, Unread};

/// A file of an archive.
pub(in crate::decode) struct File<'a> {
    pub(in crate::decode) name: String,
    pub(in crate::decode) data: Data<'a>,
}

/// Reads a zip archive: the text of an office document goes to `out` as events text, files of any other archive and
/// files within the document go to `members`.
///
/// # Errors
/// Why it can't be read as a whole: `zip_mismatch`, `encrypted`, `zip_method`, `malformed`, `ratio`, or a limit of
/// the budget; and whatever `members` can't read.
pub fn zip(bytes: &[u8], budget: &mut Budget, out: &mut dyn Output, members: &mut dyn Members) -> Result<(), Unread> {
    budget.within(1, |budget| read(bytes, budget, out, members))
}

fn read(bytes: &[u8], budget: &mut Budget, out: &mut dyn Output, members: &mut dyn Members) -> Result<(), Unread> {
    let directory = directory::read(bytes, budget)?;
    let file = |entry: &Entry<'_>| String::from_utf8_lossy(entry.name).into_owned();
    let files: Vec<File<'_>> =
        directory.entries.iter().map(|entry| File { name: file(entry), data: entry.data }).collect();
    if package::is_package(&files) {
        package::read(&files, budget, out, members)?;
    } else {
        for file in &files {
            hand_on(file, budget, members)?;
        }
    }
    let nameless = |bytes| Member { name: "", content_type: "", bytes };
    directory.strays.iter().try_for_each(|stray| members.member(&nameless(stray), budget))
}

/// Hands a file on, unless it is a folder or what it says it is tells that there is nothing to read.
pub(in crate::decode) fn hand_on(
    file: &File<'_>,
    budget: &mut Budget,
    members: &mut dyn Members,
) -> Result<(), Unread> {
    if file.data.size() == 0 {
        // Whatever is packed into nothing must come out as nothing.
        return file.data.read(budget, &mut |_, _| Ok(true));
    }
    let hides_more = directory::looks_like_an_archive(file.data.packed());
    if !hides_more && member::is_media(&file.name, &file.data.first(budget)?) {
        return Ok(());
    }
    let bytes = file.data.whole(budget)?;
    members.member(&Member { name: &file.name, content_type: "", bytes: &bytes }, budget)
}
