//! Presentations as `PowerPoint` wrote them until 2007: records in records, of which a few kinds hold text.
//!
//! Saving adds to the end of the stream, so what an earlier edit has taken out is still there, and is read. The records
//! are walked as they stand, one behind the other, without going into any by its length. Where text stands on a slide is
//! not looked at: each box is a line.

use alloc::vec::Vec;

use super::packed::hand_on;
use crate::bytes::events::{BLOCK, Output, PART, ROW};
use crate::bytes::{Budget, Unread};
use crate::decode::charset::windows_1252;
use crate::decode::layout::write_line;
use crate::decode::little::{le16, le32, push, units, utf8};
use crate::decode::member::Members;
use crate::decode::zip::Data;

const MALFORMED: Unread = Unread("malformed");

/// Slides, notes, masters, and what the outline has of each slide.
const PASSAGES: [u16; 4] = [0x3ee, 0x3f0, 0x3f8, 0x3f3];
const WIDE: u16 = 0xfa0;
const NARROW: u16 = 0xfa8;
/// Names, addresses of links, comments.
const STRING: u16 = 0xfba;
/// Another document.
const OBJECT: u16 = 0x1011;
const LOCK: u16 = 0x2f14;
/// What newer programs keep of a presentation; it looks as if it held records.
const ROUND_TRIP: u16 = 0x428;

/// Bytes that a document in a presentation may have.
const UNPACKED: u32 = 64 << 20;

/// Whether the stream that tells who edited a presentation last says that it needs a password.
pub(super) fn is_locked(current: &[u8]) -> bool {
    le32(current, 12) == Some(0xf3d1_c4df)
}

/// Reads a presentation.
pub(super) fn slides(
    stream: &[u8],
    budget: &mut Budget,
    out: &mut dyn Output,
    members: &mut dyn Members,
) -> Result<(), Unread> {
    out.write(&[PART]);
    let mut rest = stream;
    let mut text = Vec::new();
    while !rest.is_empty() {
        budget.take_steps(1)?;
        if rest.starts_with(&[0; 8]) {
            rest = behind_gap(rest);
            continue;
        }
        let (head, kind) = le16(rest, 0).zip(le16(rest, 2)).ok_or(MALFORMED)?;
        let len = le32(rest, 4).ok_or(MALFORMED)? as usize;
        let behind = rest.get(8..).ok_or(MALFORMED)?;
        if PASSAGES.contains(&kind) {
            out.write(&[BLOCK]);
        }
        // Holds other records.
        if head & 15 == 15 && kind != ROUND_TRIP {
            rest = behind;
            continue;
        }
        let (body, behind) = behind.split_at_checked(len).ok_or(MALFORMED)?;
        rest = behind;
        text.clear();
        match kind {
            WIDE | STRING => utf8(units(body), &mut text),
            NARROW => body.iter().for_each(|&byte| push(windows_1252(byte), &mut text)),
            OBJECT => object(body, head >> 4 == 1, budget, members)?,
            LOCK => return Err(Unread("encrypted")),
            _ => {}
        }
        budget.take_bytes(text.len() as u64)?;
        for line in text.split(|&b| matches!(b, b'\r' | 0x0b)).filter(|line| !line.is_empty()) {
            out.write(&[ROW]);
            write_line(line, out);
        }
    }
    Ok(())
}

/// What is behind a gap that some writers leave: another holder of records, or a record whose first two bytes are zero.
fn behind_gap(rest: &[u8]) -> &[u8] {
    let zeros = rest.iter().take_while(|&&b| b == 0).count();
    let from = if rest.get(zeros) == Some(&15) { zeros } else { zeros.saturating_sub(2) };
    rest.get(from..).filter(|_| zeros < rest.len()).unwrap_or_default()
}

/// Hands a document on that is in the presentation, as it is or compressed, behind its size.
fn object(body: &[u8], compressed: bool, budget: &mut Budget, members: &mut dyn Members) -> Result<(), Unread> {
    if !compressed {
        return hand_on("", body, budget, members);
    }
    let size = le32(body, 0).ok_or(MALFORMED)?;
    if size > UNPACKED {
        return Err(Unread("inflated_bytes"));
    }
    // Behind two bytes that tell how. Some writers leave out the end, or the sum behind it.
    let data = Data::deflated(body.get(6..).ok_or(MALFORMED)?, size);
    let mut unpacked = Vec::with_capacity(data.most());
    data.read(budget, &mut |piece, _| {
        unpacked.extend_from_slice(piece);
        Ok(unpacked.len() < size as usize)
    })
    .map_err(|unread| if unread == Unread("zip_mismatch") { MALFORMED } else { unread })?;
    hand_on("", &unpacked, budget, members)
}
