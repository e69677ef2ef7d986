//! Little-endian numbers at places that may not exist, and UTF-16: archives and binary documents are made of them.

use alloc::vec::Vec;

/// Sixteen bits.
pub(in crate::decode) fn le16(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|two| u16::from_le_bytes(*two))
}

/// Thirty-two bits.
pub(in crate::decode) fn le32(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|four| u32::from_le_bytes(*four))
}

/// Sixty-four bits.
pub(in crate::decode) fn le64(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|eight| u64::from_le_bytes(*eight))
}

/// The units of UTF-16.
pub(in crate::decode) fn units(bytes: &[u8]) -> impl Iterator<Item = u16> {
    bytes.as_chunks().0.iter().map(|unit| u16::from_le_bytes(*unit))
}

/// Adds UTF-16 to a text.
pub(in crate::decode) fn utf8(units: impl Iterator<Item = u16>, text: &mut Vec<u8>) {
    char::decode_utf16(units).for_each(|c| push(c.unwrap_or(char::REPLACEMENT_CHARACTER), text));
}

/// Adds a character to a text.
pub(in crate::decode) fn push(c: char, text: &mut Vec<u8>) {
    text.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
}
