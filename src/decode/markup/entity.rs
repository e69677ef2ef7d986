//! References in marked-up text: `&amp;`, `&#57;`, `&#x39;`. Any other is text as it stands.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::REFERENCE;
use crate::bytes::Unread;

/// Gives text on, references replaced.
pub(super) fn text(mut text: &[u8], take: &mut dyn FnMut(&[u8]) -> Result<(), Unread>) -> Result<(), Unread> {
    while let Some(at) = text.iter().position(|&b| b == b'&') {
        let (before, from) = text.split_at_checked(at).unwrap_or((text, b""));
        if let Some((decoded, len)) = reference(from) {
            if !before.is_empty() {
                take(before)?;
            }
            take(decoded.encode_utf8(&mut [0; 4]).as_bytes())?;
            text = from.get(len..).unwrap_or_default();
        } else {
            take(text.get(..=at).unwrap_or_default())?;
            text = from.get(1..).unwrap_or_default();
        }
    }
    if text.is_empty() { Ok(()) } else { take(text) }
}

/// Text with its references replaced.
pub(super) fn decode(value: &[u8]) -> Cow<'_, [u8]> {
    if !value.contains(&b'&') {
        return Cow::Borrowed(value);
    }
    let mut decoded = Vec::with_capacity(value.len());
    // Nothing that it calls can fail.
    let _ = text(value, &mut |piece| {
        decoded.extend_from_slice(piece);
        Ok(())
    });
    Cow::Owned(decoded)
}

/// The reference at the beginning, and its length.
fn reference(from: &[u8]) -> Option<(char, usize)> {
    let len = from.iter().take(REFERENCE).position(|&b| b == b';')?;
    let name = core::str::from_utf8(from.get(1..len)?).ok()?;
    let decoded = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    };
    Some((decoded, len + 1))
}
