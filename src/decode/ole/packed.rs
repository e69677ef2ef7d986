//! Files that were put into a document: as they are, or in the wrapping that Windows puts around those it knows no
//! program for.

use alloc::string::String;

use crate::bytes::{Budget, Unread};
use crate::decode::little::{le16, le32};
use crate::decode::member::{Member, Members, is_media};

/// Hands a file on, unless it is what nothing is read of.
pub(super) fn hand_on(name: &str, bytes: &[u8], budget: &mut Budget, members: &mut dyn Members) -> Result<(), Unread> {
    if bytes.is_empty() || is_media(name, bytes) {
        return Ok(());
    }
    members.member(&Member { name, content_type: "", bytes }, budget)
}

/// Hands the file in a wrapping on; what is no such wrapping, as it is.
pub(super) fn native(bytes: &[u8], budget: &mut Budget, members: &mut dyn Members) -> Result<(), Unread> {
    if let Some((name, file)) = unwrapped(bytes) {
        return hand_on(&String::from_utf8_lossy(name), file, budget, members);
    }
    // What other programs put there stands behind its size; among it are pictures of Paint.
    let file = bytes.get(4..).filter(|file| le32(bytes, 0).is_some_and(|size| size as usize == file.len()));
    let is_picture = file.is_some_and(|file| file.starts_with(b"BM") && le32(file, 2) == Some(file.len() as u32));
    if is_picture { Ok(()) } else { hand_on("", file.unwrap_or(bytes), budget, members) }
}

/// Hands on what a text holds of a file (MS-OLEDS §2.2.5): a compound file, or one in the wrapping, behind what program it
/// is of.
pub(in crate::decode) fn object(bytes: &[u8], budget: &mut Budget, members: &mut dyn Members) -> Result<(), Unread> {
    const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    /// The program's name, its two others, and before all of these as many bytes of numbers.
    const WRAPPED: &[u8] = b"Package\0\0\0\0\0\0\0\0\0";
    let find = |sign: &[u8]| bytes.windows(sign.len()).position(|window| window == sign);
    if let Some(at) = find(COMPOUND) {
        budget.take_part()?;
        return hand_on("", &bytes[at..], budget, members);
    }
    if let Some(at) = find(WRAPPED) {
        budget.take_part()?;
        return native(&bytes[at + WRAPPED.len()..], budget, members);
    }
    Ok(())
}

/// Name and bytes: between a size and the file stand a label, where it came from, and where it was unpacked to.
fn unwrapped(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let behind = bytes.get(4..).filter(|behind| le16(behind, 0) == Some(2))?;
    let (label, behind) = terminated(behind.get(2..)?)?;
    let (_, behind) = terminated(behind)?;
    let path = le32(behind, 4)? as usize;
    let behind = behind.get(8..)?.get(path..)?;
    Some((label, behind.get(4..)?.get(..le32(behind, 0)? as usize)?))
}

/// Text up to a NUL byte, and what is behind that.
fn terminated(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|&b| b == 0)?;
    Some((bytes.get(..end)?, bytes.get(end + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::unwrapped;

    #[test]
    fn the_file_is_found_in_its_wrapping() {
        let wrapped = b"\x30\0\0\0\x02\0a.csv\0C:\\a.csv\0\0\0\x03\0\x05\0\0\0C:\\a\0\x04\0\0\0name";
        assert_eq!(unwrapped(wrapped), Some((&b"a.csv"[..], &b"name"[..])));
        for len in 0..wrapped.len() {
            assert_eq!(unwrapped(&wrapped[..len]), None, "{len}");
        }
    }
}
