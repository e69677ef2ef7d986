//! The shared strings of a workbook: one arena, since there may be a million.

use alloc::vec::Vec;

use super::sheet::CellText;
use crate::bytes::{Budget, Unread};
use crate::decode::markup::{self, Token};
use crate::decode::zip::Data;

/// Bytes of all strings.
const ARENA: usize = 32 << 20;

/// Strings.
const COUNT: usize = 4 << 20;

/// The strings, in the order of their numbers.
#[derive(Debug, Default)]
pub(in crate::decode) struct Strings {
    text: Vec<u8>,
    /// Where each one ends.
    ends: Vec<u32>,
}

impl Strings {
    /// Reads the part that holds them.
    pub(in crate::decode) fn read(data: &Data<'_>, budget: &mut Budget) -> Result<Self, Unread> {
        let mut strings = Self::default();
        // Text is shorter than the markup that it stands in.
        strings.text.reserve_exact(data.most().min(ARENA));
        let mut cell = CellText::default();
        markup::read(data, budget, &mut |token, _| match token {
            Token::Close(b"si") => strings.push(&cell.take()),
            Token::Open(tag) => {
                cell.open(tag.name);
                Ok(())
            }
            Token::Close(name) => {
                cell.close(name);
                Ok(())
            }
            Token::Text(text) => cell.text(text),
        })?;
        Ok(strings)
    }

    /// Adds the next one.
    pub(in crate::decode) fn push(&mut self, text: &[u8]) -> Result<(), Unread> {
        if self.text.len() + text.len() > ARENA || self.ends.len() == COUNT {
            return Err(Unread("inflated_bytes"));
        }
        self.text.extend_from_slice(text);
        self.ends.push(self.text.len() as u32);
        Ok(())
    }

    /// The string of a number; empty if there is none.
    pub(in crate::decode) fn get(&self, number: usize) -> &[u8] {
        let end_of = |number: usize| self.ends.get(number).map(|&end| end as usize);
        let start = number.checked_sub(1).map_or(Some(0), end_of);
        start.zip(end_of(number)).and_then(|(start, end)| self.text.get(start..end)).unwrap_or_default()
    }
}
