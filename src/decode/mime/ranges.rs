//! Parts of `multipart/byteranges`: put together again, so that a value cut by a range border is seen whole.

use alloc::vec::Vec;

use super::Part;

/// A part and where in the document it begins.
pub(super) struct Range<'a> {
    pub(super) start: u64,
    pub(super) part: Part<'a>,
}

/// A stretch of the document.
pub(super) struct Joined {
    pub(super) content_type: Vec<u8>,
    pub(super) bytes: Vec<u8>,
}

/// Where a `Content-Range` of bytes begins.
pub(super) fn start(value: &[u8]) -> Option<u64> {
    let digits = value.get(..5).filter(|unit| unit.eq_ignore_ascii_case(b"bytes")).map(|_| value[5..].trim_ascii())?;
    let end = digits.iter().position(|b| !b.is_ascii_digit())?;
    core::str::from_utf8(&digits[..end]).ok()?.parse().ok()
}

/// Joins ranges that touch or overlap, in any order; where they differ on the same bytes, both are kept.
pub(super) fn join(mut ranges: Vec<Range<'_>>) -> Vec<Joined> {
    ranges.sort_by_key(|range| range.start);
    let mut joined: Vec<Joined> = Vec::new();
    let mut end = None;
    for Range { start, part } in ranges {
        // How much of this range the ones before hold already.
        let overlap = end.and_then(|end: u64| end.checked_sub(start)).map(|n| (n as usize).min(part.bytes.len()));
        let same = |last: &&mut Joined| {
            let overlap = overlap?;
            let held = end?.checked_sub(start)? as usize;
            let from = last.bytes.len().checked_sub(held)?;
            (last.bytes.get(from..from + overlap)? == &part.bytes[..overlap]).then_some(overlap)
        };
        let last = joined.last_mut().and_then(|last| same(&last).map(|overlap| (last, overlap)));
        if let Some((last, overlap)) = last {
            last.bytes.extend_from_slice(&part.bytes[overlap..]);
            end = end.max(start.checked_add(part.bytes.len() as u64));
        } else {
            end = start.checked_add(part.bytes.len() as u64);
            joined.push(Joined { content_type: part.content_type.into_owned(), bytes: part.bytes.into_owned() });
        }
    }
    joined
}
