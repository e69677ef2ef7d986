//! Compound files: a small file system in one file, in which Office kept its documents until 2007.
//!
//! The file is cut into sectors; a table says of each sector which one comes next, and streams of less than 4,096 bytes
//! stand in a stream of their own, in sectors of 64 bytes. A stream whose sectors follow each other, as nearly all do,
//! is a piece of the file; any other is put together. Neither can be longer than the file, so chains that run in
//! circles end.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use crate::bytes::{Budget, Unread};
use crate::decode::little::{le16, le32, units};

pub(super) const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

const MALFORMED: Unread = Unread("malformed");

/// Numbers that no sector has: the end of a chain, and a sector that is in none.
pub(super) const END: u32 = 0xffff_fffe;
pub(super) const FREE: u32 = 0xffff_ffff;

/// Streams below this size stand in the small sectors.
pub(super) const SMALL: usize = 4096;

/// Small sectors have 64 bytes.
const SMALL_SHIFT: u16 = 6;

/// Bytes of an entry of the directory.
const ENTRY: usize = 128;

/// A compound file.
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    shift: u16,
    /// The sectors that the table of sectors stands in.
    table: Vec<u32>,
    directory: Cow<'a, [u8]>,
    small: Cow<'a, [u8]>,
    small_table: Cow<'a, [u8]>,
}

/// A stream that the directory lists.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) name: String,
    /// The entry of the folder that it is in; zero is the outermost.
    pub(super) folder: u32,
    size: usize,
    start: u32,
}

impl<'a> Compound<'a> {
    /// Reads the tables of the file.
    pub(super) fn open(bytes: &'a [u8], budget: &mut Budget) -> Result<Self, Unread> {
        let header = bytes.get(..512).filter(|header| header.starts_with(MAGIC)).ok_or(MALFORMED)?;
        let field = |at| le32(header, at).ok_or(MALFORMED);
        let ((Some(3), Some(shift @ 9)) | (Some(4), Some(shift @ 12))) = (le16(header, 26), le16(header, 30)) else {
            return Err(MALFORMED);
        };
        if le16(header, 32) != Some(SMALL_SHIFT) || field(56)? as usize != SMALL {
            return Err(MALFORMED);
        }
        let nothing = || Cow::Borrowed(&[][..]);
        let table = table(bytes, shift, budget)?;
        let mut file = Self { bytes, shift, table, directory: nothing(), small: nothing(), small_table: nothing() };
        file.directory = file.large(field(48)?, None, budget)?;
        let root = file.directory.get(..ENTRY).filter(|root| root.get(66) == Some(&5)).ok_or(MALFORMED)?;
        let (start, size) = (le32(root, 116).ok_or(MALFORMED)?, size(root, shift).ok_or(MALFORMED)?);
        if size > 0 {
            file.small = file.large(start, Some(size), budget)?;
            file.small_table = file.large(field(60)?, None, budget)?;
        }
        Ok(file)
    }

    /// All streams of the directory, also those that are in no folder.
    pub(super) fn entries(&self, budget: &mut Budget) -> Result<Vec<Entry>, Unread> {
        let folders = self.folders(budget)?;
        let mut entries = Vec::new();
        for (entry, folder) in self.directory.chunks_exact(ENTRY).zip(folders) {
            budget.take_steps(ENTRY as u64)?;
            if entry.get(66) != Some(&2) {
                continue;
            }
            let (start, size) = (le32(entry, 116).ok_or(MALFORMED)?, size(entry, self.shift).ok_or(MALFORMED)?);
            entries.push(Entry { name: name(entry), folder, size, start });
        }
        Ok(entries)
    }

    /// For each entry of the directory, the folder that it is in. A folder knows one of its entries, and each entry two
    /// others that are in the same folder.
    fn folders(&self, budget: &mut Budget) -> Result<Vec<u32>, Unread> {
        let mut folders = Vec::new();
        folders.resize(self.directory.len() / ENTRY, FREE);
        let mut open = Vec::from([(0_u32, FREE)]);
        while let Some((number, folder)) = open.pop() {
            budget.take_steps(1)?;
            let Some(known) = folders.get_mut(number as usize).filter(|known| **known == FREE) else { continue };
            // The outermost folder is in itself.
            *known = if folder == FREE { 0 } else { folder };
            let at = number as usize * ENTRY;
            let field = |behind: usize| le32(&self.directory, at + behind).filter(|&number| number < END);
            open.extend(field(76).map(|child| (child, number)));
            if folder != FREE {
                open.extend([68, 72].into_iter().filter_map(field).map(|next| (next, folder)));
            }
        }
        Ok(folders)
    }

    /// The name of a folder.
    pub(super) fn folder_name(&self, folder: u32) -> String {
        let at = (folder as usize).saturating_mul(ENTRY);
        self.directory.get(at..).map_or(String::new(), name)
    }

    /// All bytes of a stream.
    pub(super) fn stream(&self, entry: &Entry, budget: &mut Budget) -> Result<Cow<'_, [u8]>, Unread> {
        if entry.size == 0 {
            return Ok(Cow::Borrowed(&[]));
        }
        if entry.size >= SMALL {
            return self.large(entry.start, Some(entry.size), budget);
        }
        let next = |sector: u32| le32(&self.small_table, (sector as usize).checked_mul(4)?);
        chain(&self.small, (SMALL_SHIFT, 0), entry.start, Some(entry.size), &next, budget)
    }

    fn large(&self, start: u32, size: Option<usize>, budget: &mut Budget) -> Result<Cow<'a, [u8]>, Unread> {
        chain(self.bytes, (self.shift, 1), start, size, &|sector| self.next(sector), budget)
    }

    /// The sector behind a sector.
    fn next(&self, sector: u32) -> Option<u32> {
        let each = 1_u32 << (self.shift - 2);
        let table = *self.table.get((sector / each) as usize)?;
        le32(self.bytes, place(table, self.shift, 1)?.checked_add((sector % each) as usize * 4)?)
    }
}

/// The name that an entry tells.
fn name(entry: &[u8]) -> String {
    let width = usize::from(le16(entry, 64).unwrap_or(0)).saturating_sub(2).min(62);
    let name = char::decode_utf16(units(entry.get(..width).unwrap_or_default()));
    name.map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Where a sector begins, behind so many others that have no number.
fn place(sector: u32, shift: u16, before: usize) -> Option<usize> {
    (sector as usize).checked_add(before)?.checked_mul(1 << shift)
}

/// The size that an entry tells. The older version has only its lower half; what stands in the upper is left from
/// what the memory of the writer held.
fn size(entry: &[u8], shift: u16) -> Option<usize> {
    let (low, high) = (le32(entry, 120)?, le32(entry, 124)?);
    (shift == 9 || high == 0).then_some(low as usize)
}

/// The sectors that the table of sectors stands in: 109 of them in the header, the others in a chain of lists.
fn table(bytes: &[u8], shift: u16, budget: &mut Budget) -> Result<Vec<u32>, Unread> {
    let sectors = bytes.len() >> shift;
    let numbers = |from: usize, to: usize| bytes.get(from..to).unwrap_or_default().as_chunks().0.iter();
    let mut table = Vec::new();
    let mut add = |number: &[u8; 4]| {
        let number = u32::from_le_bytes(*number);
        if number != FREE {
            table.push(number);
        }
    };
    numbers(76, 512).for_each(&mut add);
    let mut list = le32(bytes, 68).ok_or(MALFORMED)?;
    let mut lists = 0;
    // Some writers leave zero where there is no list.
    while list < END && !(list == 0 && le32(bytes, 72) == Some(0)) {
        lists += 1;
        let from = place(list, shift, 1).ok_or(MALFORMED)?;
        let last = from.checked_add((1 << shift) - 4).ok_or(MALFORMED)?;
        list = le32(bytes, last).filter(|_| lists <= sectors).ok_or(MALFORMED)?;
        budget.take_steps(1 << shift)?;
        numbers(from, last).for_each(&mut add);
    }
    Ok(table)
}

/// Follows a chain of sectors to its end, or until a size is reached.
fn chain<'b>(
    bytes: &'b [u8],
    (shift, before): (u16, usize),
    start: u32,
    size: Option<usize>,
    next: &dyn Fn(u32) -> Option<u32>,
    budget: &mut Budget,
) -> Result<Cow<'b, [u8]>, Unread> {
    let most = size.unwrap_or(bytes.len());
    if most > bytes.len() {
        return Err(MALFORMED);
    }
    let mut sector = start;
    let mut piece: Range<usize> = 0..0;
    let mut whole = Vec::new();
    let mut left = most;
    while left > 0 || size.is_none() {
        if sector == END && size.is_none() {
            break;
        }
        budget.take_steps(1)?;
        let from = place(sector, shift, before).ok_or(MALFORMED)?;
        let width = if size.is_some() { left.min(1 << shift) } else { 1 << shift };
        // The last sector of a file may be cut short.
        let to = from.checked_add(width).filter(|&to| to <= bytes.len() && left >= width).ok_or(MALFORMED)?;
        if from != piece.end {
            if !piece.is_empty() {
                budget.take_bytes(piece.len() as u64)?;
                whole.extend_from_slice(bytes.get(piece).ok_or(MALFORMED)?);
            }
            piece = from..from;
        }
        piece.end = to;
        left -= width;
        sector = next(sector).unwrap_or(FREE);
    }
    let last = bytes.get(piece).ok_or(MALFORMED)?;
    if whole.is_empty() {
        return Ok(Cow::Borrowed(last));
    }
    budget.take_bytes(last.len() as u64)?;
    whole.extend_from_slice(last);
    Ok(Cow::Owned(whole))
}
