//! The entries of an archive, as its two lists agree on them.
//!
//! A zip lists its files twice: in a header before each file, which programs that stream believe, and in a directory
//! at the end, which the others believe. An archive that tells them different things shows a filter one file and the
//! reader another, so names, sizes, methods and flags must be the same in both, entries must not overlap, and what
//! lies between them must not look like a part of an archive.

use alloc::vec::Vec;

use super::data::Data;
use super::fields::{bytes, size_or_zip64};
use crate::bytes::{Budget, Unread};
use crate::decode::little::{le16, le32};

const LOCAL: &[u8] = b"PK\x03\x04";
const CENTRAL: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";
const DESCRIPTOR: &[u8] = b"PK\x07\x08";

const MISMATCH: Unread = Unread("zip_mismatch");
const MALFORMED: Unread = Unread("malformed");

/// Flags that change how an entry is read: encrypted, sizes behind the data, strongly encrypted, headers masked.
const FLAGS: u16 = ENCRYPTED | SIZES_BEHIND;
const ENCRYPTED: u16 = 1 | 1 << 6 | 1 << 13;
const SIZES_BEHIND: u16 = 1 << 3;

/// One file of the archive.
#[derive(Clone, Copy, Debug)]
pub(in crate::decode) struct Entry<'a> {
    pub(in crate::decode) name: &'a [u8],
    pub(in crate::decode) data: Data<'a>,
}

/// What the archive holds, in the order of the bytes.
#[derive(Debug)]
pub(super) struct Directory<'a> {
    pub(super) entries: Vec<Entry<'a>>,
    /// Bytes that belong to no entry, and comments.
    pub(super) strays: Vec<&'a [u8]>,
}

/// What one of the lists says of an entry.
struct Listed<'a> {
    flags: u16,
    method: u16,
    crc: u32,
    packed: u64,
    size: u64,
    offset: u64,
    name: &'a [u8],
}

/// Reads both lists and compares them.
pub(super) fn read<'a>(archive: &'a [u8], budget: &mut Budget) -> Result<Directory<'a>, Unread> {
    let end = super::end::find(archive).ok_or(MALFORMED)?;
    let mut strays = Vec::new();
    let mut listed = Vec::new();
    let mut at = end.directory;
    for _ in 0..end.entries {
        budget.take_part()?;
        let (central, comment, next) = central(archive, at).ok_or(MALFORMED)?;
        if central.flags & ENCRYPTED != 0 || central.method == 99 {
            return Err(Unread("encrypted"));
        }
        listed.push(central);
        strays.push(comment);
        at = next;
    }
    if at != end.directory + end.directory_len {
        return Err(MISMATCH);
    }
    listed.sort_unstable_by_key(|central| central.offset);
    let mut entries = Vec::with_capacity(listed.len());
    let mut behind = 0;
    for central in &listed {
        let start = end.shift.checked_add(usize::try_from(central.offset).map_err(|_| MALFORMED)?).ok_or(MALFORMED)?;
        if start < behind || start > end.directory {
            return Err(MISMATCH);
        }
        strays.push(archive.get(behind..start).ok_or(MALFORMED)?);
        let (entry, next) = local(archive, start, central)?;
        entries.push(entry);
        behind = next;
    }
    strays.push(archive.get(behind..end.directory).ok_or(MISMATCH)?);
    strays.push(archive.get(at..end.records).ok_or(MISMATCH)?);
    strays.push(archive.get(end.behind..).unwrap_or_default());
    strays.retain(|stray| stray.iter().any(|&b| b != 0));
    if strays.iter().any(|stray| looks_like_an_archive(stray)) {
        return Err(MISMATCH);
    }
    Ok(Directory { entries, strays })
}

/// Whether some program could take the bytes for a part of an archive.
pub(super) fn looks_like_an_archive(bytes: &[u8]) -> bool {
    bytes.windows(4).any(|four| four == LOCAL || four == CENTRAL || four == END)
}

/// The entry of the directory at a place, its comment, and the place behind it.
fn central(archive: &[u8], at: usize) -> Option<(Listed<'_>, &[u8], usize)> {
    let header = archive.get(at..)?.strip_prefix(CENTRAL)?;
    let (name_len, extra_len, comment_len) = (le16(header, 24)?, le16(header, 26)?, le16(header, 28)?);
    let name = bytes(header, 42, name_len)?;
    let extra = bytes(header, 42 + name.len(), extra_len)?;
    let comment = bytes(header, 42 + name.len() + extra.len(), comment_len)?;
    // Wider values stand in the extra field in this order, each only if its narrow one is full.
    let mut wide = 0;
    let size = size_or_zip64(le32(header, 20)?, extra, &mut wide)?;
    let packed = size_or_zip64(le32(header, 16)?, extra, &mut wide)?;
    let offset = size_or_zip64(le32(header, 38)?, extra, &mut wide)?;
    let (flags, method, crc) = (le16(header, 4)?, le16(header, 6)?, le32(header, 12)?);
    let behind = at + 46 + name.len() + extra.len() + comment.len();
    Some((Listed { flags, method, crc, packed, size, offset, name }, comment, behind))
}

/// The entry whose header stands at a place, if it is what the directory says, and the place behind it.
fn local<'a>(archive: &'a [u8], at: usize, listed: &Listed<'a>) -> Result<(Entry<'a>, usize), Unread> {
    let header = archive.get(at..).and_then(|from| from.strip_prefix(LOCAL)).ok_or(MISMATCH)?;
    let (said, extra) = local_fields(header, listed.offset).ok_or(MALFORMED)?;
    let later = said.flags & SIZES_BEHIND != 0;
    // Sizes that come behind the data are zero before it; writers that know some of them write those.
    let same = |said: u64, listed: u64| said == listed || later && said == 0;
    let sizes = same(u64::from(said.crc), u64::from(listed.crc))
        && same(said.packed, listed.packed)
        && same(said.size, listed.size);
    let kind = said.flags & FLAGS == listed.flags & FLAGS && said.method == listed.method;
    if !sizes || !kind || said.name != listed.name {
        return Err(MISMATCH);
    }
    let deflated = match said.method {
        0 if listed.packed == listed.size => false,
        0 => return Err(MISMATCH),
        8 => true,
        _ => return Err(Unread("zip_method")),
    };
    let start = at + 30 + said.name.len() + extra;
    let end = usize::try_from(listed.packed).ok().and_then(|len| start.checked_add(len)).ok_or(MALFORMED)?;
    let packed = archive.get(start..end).ok_or(MALFORMED)?;
    let behind = if later { end + descriptor(archive, end, listed).ok_or(MISMATCH)? } else { end };
    Ok((Entry { name: listed.name, data: Data { packed, size: listed.size, deflated, sum: Some(listed.crc) } }, behind))
}

/// What the header before a file says of it, and the length of its extra field.
fn local_fields(header: &[u8], offset: u64) -> Option<(Listed<'_>, usize)> {
    let name = bytes(header, 26, le16(header, 22)?)?;
    let extra = bytes(header, 26 + name.len(), le16(header, 24)?)?;
    let mut wide = 0;
    let size = size_or_zip64(le32(header, 18)?, extra, &mut wide)?;
    let packed = size_or_zip64(le32(header, 14)?, extra, &mut wide)?;
    let (flags, method, crc) = (le16(header, 2)?, le16(header, 4)?, le32(header, 10)?);
    Some((Listed { flags, method, crc, packed, size, offset, name }, extra.len()))
}

/// Length of the sizes behind an entry's data, if they say what the directory says: with or without a signature, of
/// four or eight bytes.
fn descriptor(archive: &[u8], at: usize, listed: &Listed<'_>) -> Option<usize> {
    let from = archive.get(at..)?;
    let (unsigned, signature) = from.strip_prefix(DESCRIPTOR).map_or((from, 0), |behind| (behind, 4));
    let mut narrow = listed.crc.to_le_bytes().to_vec();
    let mut wide = narrow.clone();
    for size in [listed.packed, listed.size] {
        narrow.extend_from_slice(&(size as u32).to_le_bytes());
        wide.extend_from_slice(&size.to_le_bytes());
    }
    // The wide one first: where both fit, the narrow one would leave bytes that belong to nothing.
    [wide, narrow].iter().find(|said| unsigned.starts_with(said)).map(|said| signature + said.len())
}
