//! Masking a row of which nothing says what its values are, once it is known to be of a person.
//!
//! Why the whole row: without a header or names of columns only what shows itself is found, such as a number with a check
//! digit; the name, the age and the address beside it are of the same person. Separators, quotes and the words of the
//! language stay, so that the row still parses.

use crate::grammar::shape::is_of_token;
use crate::scan::patch::{Filler, Patch};
use crate::scan::skeleton::Bare;

/// Calls `each` with the patches of a row: `raw` are its bytes, which begin at `origin`.
pub(super) fn patches(raw: &[u8], origin: u64, bare: Bare, each: &mut dyn FnMut(Patch)) {
    let literals = bare == Bare::Literals;
    let mut string = None;
    let mut at = 0;
    while let Some(&byte) = raw.get(at) {
        match byte {
            // What is escaped stays what it is: a line end, a quote, nothing at all.
            b'\\' => at += 2,
            b'\'' | b'"' | b'`' if literals => {
                string = match string {
                    None => Some(byte),
                    Some(quote) if quote == byte => None,
                    open => open,
                };
                at += 1;
            }
            _ if is_of_word(byte) => {
                let token = &raw[at..];
                let token = &token[..token.iter().take_while(|&&b| is_of_word(b) || b == b'_').count()];
                let filler = match string {
                    Some(b'`') => None,
                    None if literals => token.iter().all(u8::is_ascii_digit).then_some(Filler::Digit),
                    _ => Some(Filler::Letter),
                };
                if let Some(filler) = filler {
                    each(Patch { start: origin + at as u64, len: token.len() as u32, filler });
                }
                at += token.len();
            }
            _ => at += 1,
        }
    }
}

/// Whether the byte is of a letter or a digit; of whatever is no ASCII, too.
const fn is_of_word(byte: u8) -> bool {
    is_of_token(byte) || !byte.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::{Bare, patches};

    #[test]
    fn rows_keep_what_makes_them_rows() {
        for (bare, row, masked) in [
            (Bare::Cells, "Asha Rao,47,\"12, MG Road\",F", "xxxx xxx,xx,\"xx, xx xxxx\",x"),
            (Bare::Cells, "1\tआशा\t\\N", "x\txxxxxxxxx\t\\N"),
            (Bare::Literals, "(7,'Asha O''Hara\\n',NULL,4.5,'F'", "(1,'xxxx x''xxxx\\n',NULL,1.1,'x'"),
            (Bare::Literals, "INSERT INTO `t 1` VALUES (1,\"it's\"", "INSERT INTO `t 1` VALUES (1,\"xx'x\""),
        ] {
            let mut body = row.as_bytes().to_vec();
            patches(row.as_bytes(), 0, bare, &mut |patch| {
                body[patch.start as usize..patch.start as usize + patch.len as usize].fill(patch.filler.byte());
            });
            assert_eq!(String::from_utf8_lossy(&body), masked);
        }
    }
}
