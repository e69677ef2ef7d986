//! Where an archive's directory is: the records at the archive's end.
//!
//! The last record that says so counts, as for every program; what stands before, between and behind is told to the
//! caller, who looks for a second archive there.

use super::fields::bytes;
use crate::decode::little::{le16, le32, le64};

/// Bytes of the last record without its comment, which is no longer than 64 KiB.
const RECORD: usize = 22;

/// Where things are.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct End {
    pub(super) entries: u64,
    /// Place of the directory.
    pub(super) directory: usize,
    pub(super) directory_len: usize,
    /// Place of the first record behind the directory.
    pub(super) records: usize,
    /// Place behind the last record, its comment not counted.
    pub(super) behind: usize,
    /// How far offsets are off: bytes that were put before a finished archive.
    pub(super) shift: usize,
}

/// Finds the end; none if the archive is cut off or contradicts itself.
pub(super) fn find(archive: &[u8]) -> Option<End> {
    let last = archive.len().checked_sub(RECORD)?;
    let first = last.saturating_sub(usize::from(u16::MAX) + RECORD);
    let at = (first..=last).rev().find(|&at| archive.get(at..).is_some_and(|from| from.starts_with(b"PK\x05\x06")))?;
    let record = archive.get(at..)?;
    // A comment that is cut off: so may the archive be.
    bytes(record, RECORD, le16(record, 20)?)?;
    let narrow = (u64::from(le16(record, 10)?), u64::from(le32(record, 12)?), u64::from(le32(record, 16)?));
    if le16(record, 4)? | le16(record, 6)? != 0 && le16(record, 4)? != u16::MAX {
        return None;
    }
    let (records, (entries, len, offset)) = match zip64(archive, at) {
        Some((records, wide)) => {
            let agree = |narrow: u64, full: u64, wide: u64| narrow == full || narrow == wide;
            let same = agree(narrow.0, u64::from(u16::MAX), wide.0)
                && agree(narrow.1, u64::from(u32::MAX), wide.1)
                && agree(narrow.2, u64::from(u32::MAX), wide.2);
            same.then_some((records, wide))?
        }
        None => (at, narrow),
    };
    let (len, offset) = (usize::try_from(len).ok()?, usize::try_from(offset).ok()?);
    let shift = records.checked_sub(offset.checked_add(len)?)?;
    // Either bytes were put before the archive, or they stand behind the directory.
    let here = archive.get(offset..)?.starts_with(b"PK\x01\x02");
    let shift = if here { 0 } else { shift };
    Some(End { entries, directory: offset + shift, directory_len: len, records, behind: at + RECORD, shift })
}

/// The record with wide numbers, if the one at `end` has one before it: its place, entries, length, offset.
fn zip64(archive: &[u8], end: usize) -> Option<(usize, (u64, u64, u64))> {
    let locator = end.checked_sub(20)?;
    let offset = le64(archive.get(locator..)?.strip_prefix(b"PK\x06\x07")?, 4)?;
    let fits = |at: usize| {
        let record = archive.get(at..locator)?;
        let len = le64(record.strip_prefix(b"PK\x06\x06")?, 0)?;
        (len.checked_add(12)? == record.len() as u64).then_some((at, record))
    };
    let (at, record) = usize::try_from(offset).ok().and_then(fits).or_else(|| fits(locator.checked_sub(56)?))?;
    Some((at, (le64(record, 32)?, le64(record, 40)?, le64(record, 48)?)))
}
