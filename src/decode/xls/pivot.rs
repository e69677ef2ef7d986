//! The cache of a pivot table: for each field of a list, which the workbook may no longer show, all its values.

use alloc::vec::Vec;

use super::record::{Count, EOF, MALFORMED, Reader, Record};
use crate::bytes::events::{BLOCK, Output, PART, ROW};
use crate::bytes::{Budget, Unread};
use crate::decode::layout::write_line;
use crate::decode::little::le64;
use crate::decode::xlsx::float;

/// With which a cache begins.
const SXDB: u16 = 0xc6;
const FIELD: u16 = 0xc7;
const NUMBER: u16 = 0xc9;
const STRING: u16 = 0xcd;

/// Reads a stream, if it is such a cache.
pub(in crate::decode) fn pivot(stream: &[u8], budget: &mut Budget, out: &mut dyn Output) -> Result<(), Unread> {
    let Some(mut record) = Record::at(stream, 0).filter(|first| first.kind == SXDB) else { return Ok(()) };
    out.write(&[PART]);
    let mut text = Vec::new();
    while record.kind != EOF {
        budget.take_steps(1)?;
        text.clear();
        let string = |from, text: &mut Vec<u8>| {
            Reader::new(stream, &record, from, true).string(Count::Word, text).ok_or(MALFORMED)
        };
        match record.kind {
            FIELD => {
                string(14, &mut text)?;
                out.write(&[BLOCK, ROW]);
            }
            STRING => {
                string(0, &mut text)?;
                out.write(&[ROW]);
            }
            NUMBER => {
                out.write(&[ROW]);
                float(f64::from_bits(le64(record.body, 0).ok_or(MALFORMED)?), out);
            }
            _ => {}
        }
        write_line(&text, out);
        record = Record::at(stream, record.end()).ok_or(MALFORMED)?;
    }
    Ok(())
}
