//! Which styles show a number as a date.

use alloc::vec::Vec;

use crate::bytes::{Budget, Unread};
use crate::decode::markup::{self, Token};
use crate::decode::zip::Data;

/// Styles that are told apart; Excel itself knows 65,490.
pub(in crate::decode) const STYLES: usize = 1 << 16;

/// For each style of cells, whether it shows dates.
#[derive(Debug, Default)]
pub(in crate::decode) struct Styles(Vec<bool>);

impl Styles {
    /// Reads the part that holds them.
    pub(in crate::decode) fn read(data: &Data<'_>, budget: &mut Budget) -> Result<Self, Unread> {
        let (mut formats, mut dates) = (Vec::new(), Vec::new());
        let mut of_cells = false;
        markup::read(data, budget, &mut |token, _| {
            match token {
                Token::Open(tag) => match tag.name {
                    b"cellXfs" => of_cells = true,
                    b"xf" if of_cells && formats.len() < STYLES => {
                        formats.push(tag.number(b"numFmtId").unwrap_or(0));
                    }
                    b"numFmt" if dates.len() < STYLES => {
                        let code = tag.attribute(b"formatCode").unwrap_or_default();
                        dates.push((tag.number(b"numFmtId").unwrap_or(0), shows_date(&code)));
                    }
                    _ => {}
                },
                Token::Close(b"cellXfs") => of_cells = false,
                _ => {}
            }
            Ok(())
        })?;
        Ok(Self::of(&formats, dates))
    }

    /// Of the format of each style, and of the formats that the workbook defines and whether they show dates.
    pub(in crate::decode) fn of(formats: &[u32], mut dates: Vec<(u32, bool)>) -> Self {
        dates.sort_unstable();
        let is_date = |format: &u32| {
            let own = dates.partition_point(|&(id, _)| id < *format);
            let own = dates.get(own).filter(|&&(id, _)| id == *format);
            own.map_or(matches!(format, 14..=22 | 27..=36 | 45..=47 | 50..=58), |&(_, date)| date)
        };
        Self(formats.iter().map(is_date).collect())
    }

    /// Whether cells of this style show dates.
    pub(in crate::decode) fn is_date(&self, style: u32) -> bool {
        self.0.get(style as usize).copied().unwrap_or(false)
    }
}

/// Whether a format has a day, month or year in it, or a time: outside quotes, brackets and after a backslash.
pub(in crate::decode) fn shows_date(code: &[u8]) -> bool {
    let (mut quoted, mut bracketed, mut escaped) = (false, false, false);
    code.iter().any(|&b| {
        if core::mem::take(&mut escaped) {
            return false;
        }
        match b {
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'[' => bracketed = true,
            b']' => bracketed = false,
            _ if bracketed => {}
            b'\\' | b'_' | b'*' => escaped = true,
            _ => return matches!(b.to_ascii_lowercase(), b'd' | b'm' | b'y' | b'h'),
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::shows_date;

    #[test]
    fn dates_are_told_by_letters_outside_quotes() {
        for (code, expected) in [
            ("yyyy-mm-dd", true),
            ("DD/MM/YYYY", true),
            ("[$-409]d mmm yy;@", true),
            ("[h]:mm", true),
            ("General", false),
            ("0.00", false),
            ("#,##0 \"days\"", false),
            ("[Red]0", false),
            ("0\\d", false),
            ("_d0", false),
            ("", false),
        ] {
            assert_eq!(shows_date(code.as_bytes()), expected, "{code}");
        }
    }
}
