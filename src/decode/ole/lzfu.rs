//! The packing of a message's body in rich text (MS-OXRTFCP): bytes, and references to the 4,096 bytes before them, which
//! begin as what such texts begin with.

use alloc::vec::Vec;

use crate::bytes::{Budget, Unread};
use crate::decode::little::le32;

const MALFORMED: Unread = Unread("malformed");

/// How the bytes behind the header are kept.
const PACKED: u32 = 0x7546_5a4c;
const AS_IT_IS: u32 = 0x414c_454d;

/// Bytes that references reach back.
const WINDOW: usize = 4096;
const HEADER: usize = 16;

const BEFORE: &[u8] =
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \
    \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\
    \\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

/// The text.
///
/// # Errors
/// `malformed`, or a limit of the budget.
pub(super) fn unpack(bytes: &[u8], budget: &mut Budget) -> Result<Vec<u8>, Unread> {
    let (size, kind) = le32(bytes, 4).zip(le32(bytes, 8)).ok_or(MALFORMED)?;
    let packed = bytes.get(HEADER..).ok_or(MALFORMED)?;
    let size = size as usize;
    // Two bytes become seventeen at most.
    if size > packed.len().saturating_mul(9) {
        return Err(MALFORMED);
    }
    budget.take_bytes(size as u64)?;
    match kind {
        AS_IT_IS => packed.get(..size).map(<[u8]>::to_vec).ok_or(MALFORMED),
        PACKED => text(packed, size).ok_or(MALFORMED),
        _ => Err(MALFORMED),
    }
}

/// Unpacks so many bytes; nothing if there are not as many.
fn text(packed: &[u8], size: usize) -> Option<Vec<u8>> {
    let mut text = Vec::with_capacity(BEFORE.len() + size);
    text.extend_from_slice(BEFORE);
    let whole = BEFORE.len() + size;
    let mut at = 0;
    while text.len() < whole {
        let kinds = *packed.get(at)?;
        at += 1;
        for bit in 0..8 {
            if text.len() >= whole {
                break;
            }
            if kinds >> bit & 1 == 0 {
                text.push(*packed.get(at)?);
                at += 1;
                continue;
            }
            let reference = u16::from_be_bytes(*packed.get(at..)?.first_chunk()?);
            at += 2;
            // Where in a ring of the last bytes; the place that is written next ends the text.
            let back = (text.len() + WINDOW - usize::from(reference >> 4) - 1) % WINDOW + 1;
            if back == WINDOW {
                return None;
            }
            for _ in 0..(reference & 15) + 2 {
                // What was never written is zero.
                text.push(text.len().checked_sub(back).and_then(|from| text.get(from)).copied().unwrap_or(0));
            }
        }
    }
    text.truncate(whole);
    Some(text.split_off(BEFORE.len()))
}

#[cfg(test)]
pub(super) mod tests {
    use super::{BEFORE, unpack};
    use crate::bytes::{Budget, Unread};

    /// The example of MS-OXRTFCP §4.1.
    pub(in crate::decode::ole) const HELLO: &[u8] =
        b"\x2d\0\0\0\x2b\0\0\0LZFu\xf1\xc5\xc7\xa7\x03\0\x0a\0rcpg125B2\x0a\xf3 \
        hel\x09\0 bw\x05\xb0ld}\x0a\x80\x0f\xa0";

    #[test]
    fn texts_come_out_or_a_reason() {
        let hello = b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n";
        let raw = [b"\0\0\0\0\x02\0\0\0MELA\0\0\0\0", &b"ab"[..]].concat();
        let other = [b"\0\0\0\0\x02\0\0\0MELB\0\0\0\0", &b"ab"[..]].concat();
        let malformed = Err(Unread("malformed"));
        assert_eq!(BEFORE.len(), 207);
        for (packed, expected) in [
            (HELLO, Ok(hello.to_vec())),
            (&raw, Ok(b"ab".to_vec())),
            (&other, malformed.clone()),
            (&HELLO[..40], malformed.clone()),
            (b"", malformed),
        ] {
            assert_eq!(unpack(packed, &mut Budget::default()), expected, "{packed:?}");
        }
    }
}
