//! Tar archives: headers of 512 bytes, each followed by its file.
//!
//! All blocks are read, also those behind the end mark, where some programs look for another archive. Whatever is no
//! header and no file makes the archive unreadable.

use alloc::borrow::Cow;
use alloc::string::String;

use super::member::{Member, Members, is_media};
use crate::bytes::{Budget, Unread};

const BLOCK: usize = 512;

const MALFORMED: Unread = Unread("malformed");

/// Reads a tar archive, handing its files on.
///
/// # Errors
/// `malformed`, `tar_sparse`, a limit of the budget, and whatever `members` can't read.
pub fn tar(bytes: &[u8], budget: &mut Budget, members: &mut dyn Members) -> Result<(), Unread> {
    budget.enter()?;
    let read = read(bytes, budget, members);
    budget.leave();
    read
}

/// What an entry says of the one behind it.
#[derive(Default)]
struct Ahead<'a> {
    name: Option<&'a [u8]>,
    size: Option<usize>,
}

fn read(bytes: &[u8], budget: &mut Budget, members: &mut dyn Members) -> Result<(), Unread> {
    let mut ahead = Ahead::default();
    let mut rest = bytes;
    while let Some((header, behind)) = rest.split_at_checked(BLOCK) {
        budget.take_steps(1)?;
        if header.iter().all(|&b| b == 0) {
            rest = behind;
            continue;
        }
        if !sums_up(header) {
            return Err(MALFORMED);
        }
        budget.take_part()?;
        let kind = header.get(156).copied().unwrap_or(0);
        // Links and folders have no bytes, whatever they say; old programs wrote sizes there.
        let empty = matches!(kind, b'1'..=b'6');
        let said = ahead.size.map_or_else(|| number(header.get(124..136).unwrap_or_default()), Some);
        let size = if empty { 0 } else { said.ok_or(MALFORMED)? };
        let file = behind.get(..size).ok_or(MALFORMED)?;
        let padded = size.div_ceil(BLOCK).checked_mul(BLOCK).ok_or(MALFORMED)?;
        // The last block may be cut short: there is nothing in it.
        rest = behind.get(padded..).unwrap_or_default();
        match kind {
            b'L' => ahead.name = Some(until_nul(file)),
            b'x' => extend(file, &mut ahead)?,
            // For all files, or the target of a link.
            b'g' | b'K' => {}
            b'S' => return Err(Unread("tar_sparse")),
            _ => {
                let told = core::mem::take(&mut ahead);
                let name = name(header, told.name);
                if size > 0 && !is_media(&name, file) {
                    members.member(&Member { name: &name, content_type: "", bytes: file }, budget)?;
                }
            }
        }
    }
    if rest.iter().any(|&b| b != 0) { Err(MALFORMED) } else { Ok(()) }
}

/// The path: told by the entry before, or in two fields of the header.
fn name<'a>(header: &'a [u8], told: Option<&'a [u8]>) -> Cow<'a, str> {
    let field = |from, to| until_nul(header.get(from..to).unwrap_or_default());
    let name = String::from_utf8_lossy(told.unwrap_or_else(|| field(0, 100)));
    let prefix = if header.get(257..263) == Some(b"ustar\0") { field(345, 500) } else { b"" };
    if told.is_some() || prefix.is_empty() {
        return name;
    }
    let mut path = String::from_utf8_lossy(prefix).into_owned();
    path.push('/');
    path.push_str(&name);
    Cow::Owned(path)
}

/// Records of the form `17 path=folder/file\n`.
fn extend<'a>(mut records: &'a [u8], ahead: &mut Ahead<'a>) -> Result<(), Unread> {
    let decimal = |text: &[u8]| core::str::from_utf8(text).ok()?.parse().ok();
    while !records.is_empty() {
        let space = records.iter().take(20).position(|&b| b == b' ').ok_or(MALFORMED)?;
        let len: usize = decimal(records.get(..space).unwrap_or_default()).ok_or(MALFORMED)?;
        let record = records.get(space + 1..len).ok_or(MALFORMED)?;
        records = records.get(len..).unwrap_or_default();
        let record = record.strip_suffix(b"\n").unwrap_or(record);
        if let Some(path) = record.strip_prefix(b"path=") {
            ahead.name = Some(path);
        } else if let Some(size) = record.strip_prefix(b"size=") {
            ahead.size = Some(decimal(size).ok_or(MALFORMED)?);
        } else if record.starts_with(b"GNU.sparse.") {
            return Err(Unread("tar_sparse"));
        }
    }
    Ok(())
}

/// Whether the header's sum of bytes is right; its own field counts as spaces.
fn sums_up(header: &[u8]) -> bool {
    let sum: usize = header.iter().map(|&b| usize::from(b)).sum();
    let Some(field) = header.get(148..156) else { return false };
    let own: usize = field.iter().map(|&b| usize::from(b)).sum();
    number(field) == Some(sum - own + 8 * usize::from(b' '))
}

/// A number in octal digits, or in bytes if the first bit is set.
fn number(field: &[u8]) -> Option<usize> {
    if let Some((&first, rest)) = field.split_first().filter(|&(&first, _)| first & 0x80 != 0) {
        let fold = |n: usize, &b: &u8| n.checked_mul(256)?.checked_add(usize::from(b));
        return rest.iter().try_fold(usize::from(first & 0x7f), fold);
    }
    let digits = until_nul(field).trim_ascii();
    let fold =
        |n: usize, &b: &u8| n.checked_mul(8)?.checked_add(usize::from(b.wrapping_sub(b'0'))).filter(|_| b < b'8');
    digits.iter().try_fold(0, fold)
}

fn until_nul(field: &[u8]) -> &[u8] {
    field.split(|&b| b == 0).next().unwrap_or_default()
}
