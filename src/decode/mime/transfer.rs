//! Transfer encodings: quoted-printable and base64, read as laxly as mail programs read them.

use crate::bytes::events::Output;

/// Bytes that are collected before they are given out.
const PIECE: usize = 192;

/// Undoes quoted-printable. What is no escape stays as it is.
pub fn quoted_printable(bytes: &[u8], out: &mut (impl Output + ?Sized)) {
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|&b| b == b'=') {
        let (before, escape) = rest.split_at(at);
        out.write(before);
        if let Some(byte) = hex_pair(&escape[1..]) {
            out.write(&[byte]);
            rest = &escape[3..];
        } else if let Some(length) = soft_break(&escape[1..]) {
            rest = &escape[1 + length..];
        } else {
            out.write(b"=");
            rest = &escape[1..];
        }
    }
    out.write(rest);
}

/// The byte that two hexadecimal digits say.
pub(super) fn hex_pair(bytes: &[u8]) -> Option<u8> {
    let digit = |b: u8| (b as char).to_digit(16).map(|d| d as u8);
    match bytes {
        [high, low, ..] => Some(digit(*high)? << 4 | digit(*low)?),
        _ => None,
    }
}

/// The length of the white space and the line end that follow a `=` at the end of a line.
fn soft_break(bytes: &[u8]) -> Option<usize> {
    let blanks = bytes.iter().take_while(|&&b| matches!(b, b' ' | b'\t')).count();
    match &bytes[blanks..] {
        [] => Some(blanks),
        [b'\r', b'\n', ..] => Some(blanks + 2),
        [b'\n' | b'\r', ..] => Some(blanks + 1),
        _ => None,
    }
}

/// Undoes base64, also of the URL alphabet, with lines broken anywhere, and with more of it behind padding. Other bytes
/// are skipped; gives whether there were none but white space.
pub fn base64(bytes: &[u8], out: &mut (impl Output + ?Sized)) -> bool {
    let mut piece = [0; PIECE];
    let (mut made, mut bits, mut known, mut pure) = (0, 0_u32, 0, true);
    for &byte in bytes {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => {
                known = 0;
                continue;
            }
            _ => {
                pure &= byte.is_ascii_whitespace();
                continue;
            }
        };
        bits = bits << 6 | six as u32;
        known += 6;
        if known >= 8 {
            known -= 8;
            piece[made] = (bits >> known) as u8;
            made += 1;
        }
        if made == PIECE {
            out.write(&piece);
            made = 0;
        }
    }
    out.write(&piece[..made]);
    pure
}

#[cfg(test)]
mod tests {
    use super::{base64, quoted_printable};

    #[test]
    fn quoted_printable_rows() {
        for (coded, expected) in [
            ("", ""),
            ("a=3Db", "a=b"),
            ("=e0=A4=95", "क"),
            ("98765=\r\n43210", "9876543210"),
            ("98765= \t\n43210", "9876543210"),
            ("a=", "a"),
            ("a=4", "a=4"),
            ("a=zz=\n", "a=zz"),
            ("line\r\n", "line\r\n"),
        ] {
            let mut made = Vec::new();
            quoted_printable(coded.as_bytes(), &mut |bytes: &[u8]| made.extend_from_slice(bytes));
            assert_eq!(made, expected.as_bytes(), "{coded:?}");
        }
    }

    #[test]
    fn base64_rows() {
        for (coded, expected, pure) in [
            ("", "", true),
            ("QXNoYQ==", "Asha", true),
            ("QXNo\r\nYQ", "Asha", true),
            ("QQ==QQ==", "AA", true),
            ("fn5-fn8_", "~~~~\x7f?", true),
            ("QX:Noa", "Ash", false),
            ("=", "", true),
        ] {
            let mut made = Vec::new();
            let found = base64(coded.as_bytes(), &mut |bytes: &[u8]| made.extend_from_slice(bytes));
            assert_eq!((made, found), (expected.as_bytes().to_vec(), pure), "{coded:?}");
        }
        let mut made = Vec::new();
        assert!(base64(&b"QUFB".repeat(1000), &mut |bytes: &[u8]| made.extend_from_slice(bytes)));
        assert_eq!(made, b"A".repeat(3000));
    }
}
