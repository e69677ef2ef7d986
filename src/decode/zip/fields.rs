//! Numbers and names in the headers of an archive: little-endian, at places that may not exist.

use crate::decode::little::{le16, le64};

/// So many bytes.
pub(super) fn bytes(bytes: &[u8], at: usize, len: u16) -> Option<&[u8]> {
    bytes.get(at..)?.get(..usize::from(len))
}

/// A size, or where it is full, the next of the wide ones in the extra field.
pub(super) fn size_or_zip64(narrow: u32, extra: &[u8], wide: &mut usize) -> Option<u64> {
    if narrow != u32::MAX {
        return Some(u64::from(narrow));
    }
    let at = *wide;
    *wide += 8;
    le64(zip64(extra)?, at)
}

/// The field of the extra fields that holds wide sizes.
fn zip64(mut extra: &[u8]) -> Option<&[u8]> {
    loop {
        let field = bytes(extra, 4, le16(extra, 2)?)?;
        if le16(extra, 0)? == 1 {
            return Some(field);
        }
        extra = extra.get(4 + field.len()..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::size_or_zip64;

    #[test]
    fn wide_sizes_are_read_in_order() {
        let extra = [&b"\x55\x54\x01\0x\x01\0\x10\0"[..], &7_u64.to_le_bytes(), &9_u64.to_le_bytes()].concat();
        let mut wide = 0;
        assert_eq!(size_or_zip64(u32::MAX, &extra, &mut wide), Some(7));
        assert_eq!(size_or_zip64(5, &extra, &mut wide), Some(5));
        assert_eq!(size_or_zip64(u32::MAX, &extra, &mut wide), Some(9));
        assert_eq!(size_or_zip64(u32::MAX, &extra, &mut wide), None);
        assert_eq!(size_or_zip64(u32::MAX, b"", &mut 0), None);
    }
}
