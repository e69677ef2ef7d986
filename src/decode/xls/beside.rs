//! What stands beside the cells: comments and text boxes, headers and footers, links, what a cell asks for when
//! somebody edits it, titles in charts, and what is remembered of other workbooks.

use alloc::vec::Vec;

use super::record::{Count, MALFORMED, Reader, Record};
use crate::bytes::Unread;
use crate::bytes::events::{CELL, Output, ROW};
use crate::decode::layout::{Aside, write_line};
use crate::decode::little::{le16, le32, units, utf8};
use crate::decode::xlsx::float;

/// Reads a record, if it has text beside the cells.
pub(super) fn beside(stream: &[u8], record: &Record<'_>, unicode: bool, out: &mut Aside) -> Result<(), Unread> {
    let body = record.body;
    let reader = |from| Reader::new(stream, record, from, unicode);
    let mut text = Vec::new();
    let read = match record.kind {
        _ if body.is_empty() => Some(()),
        // Header and footer.
        0x14 | 0x15 => reader(0).string(if unicode { Count::Word } else { Count::Byte }, &mut text),
        // The same for first and even pages, behind their lengths.
        0x89c => headers(&mut reader(28), out),
        // Comment; since 1997 its text is that of a box.
        0x1c if !unicode => reader(4).string(Count::Word, &mut text),
        // Box: its text comes in the records that continue it.
        0x1b6 => {
            let count = le16(body, 10).unwrap_or(0);
            if count == 0 { Some(()) } else { reader(body.len()).characters(usize::from(count), false, &mut text) }
        }
        0x1b8 => link(body, out),
        // What a link says when pointed at.
        0x800 => {
            wide(body.get(10..).unwrap_or_default(), &mut text);
            Some(())
        }
        // What may be entered into cells.
        0x1be => {
            let mut reader = reader(4);
            (0..4).try_for_each(|_| {
                let mut text = Vec::new();
                reader.string(Count::Word, &mut text)?;
                line(&text, out);
                Some(())
            })
        }
        // Title in a chart.
        0x100d => reader(2).string(Count::Byte, &mut text),
        // Cells of another workbook.
        0x5a => remembered(&mut reader(0), out),
        _ => return Ok(()),
    };
    line(&text, out);
    read.ok_or(MALFORMED)
}

fn line(text: &[u8], out: &mut Aside) {
    if !text.is_empty() {
        out.write(&[ROW]);
        write_line(text, out);
    }
}

/// UTF-16 up to its end or a NUL.
fn wide(bytes: &[u8], text: &mut Vec<u8>) {
    utf8(units(bytes).take_while(|&unit| unit != 0), text);
}

fn headers(reader: &mut Reader<'_>, out: &mut Aside) -> Option<()> {
    reader.skip(2)?;
    let mut there = [false; 4];
    for there in &mut there {
        *there = reader.word()? > 0;
    }
    there.into_iter().filter(|&there| there).try_for_each(|_| {
        let mut text = Vec::new();
        reader.string(Count::Word, &mut text)?;
        line(&text, out);
        Some(())
    })
}

/// A link: what it shows, where it leads, each if a flag says that it is there.
fn link(body: &[u8], out: &mut Aside) -> Option<()> {
    const URL: &[u8] = b"\xe0\xc9\xea\x79\xf9\xba\xce\x11\x8c\x82\x00\xaa\x00\x4b\xa9\x0b";
    let flags = le32(body, 28)?;
    let mut rest = body.get(32..)?;
    // Behind a length in units of so many bytes.
    let mut string = |rest: &mut &[u8], unit: usize| {
        let (text, behind) = rest.get(4..)?.split_at_checked((le32(rest, 0)? as usize).checked_mul(unit)?)?;
        *rest = behind;
        let mut held = Vec::new();
        wide(text, &mut held);
        line(&held, out);
        Some(())
    };
    // The name, the frame, and a target that is no object.
    for flag in [0x10, 0x80, 0x100] {
        if flags & flag != 0 {
            string(&mut rest, 2)?;
        }
    }
    // What leads to a file tells nothing but its path.
    let url = rest.strip_prefix(URL).filter(|_| flags & 0x101 == 1);
    url.map_or(Some(()), |mut url| string(&mut url, 1))
}

/// Cells of a row of another workbook, as they were seen last.
fn remembered(reader: &mut Reader<'_>, out: &mut Aside) -> Option<()> {
    let (last, first) = (reader.byte()?, reader.byte()?);
    reader.word()?;
    out.write(&[ROW]);
    for column in first..=last {
        if column > first {
            out.write(&[CELL]);
        }
        match reader.byte()? {
            1 => float(reader.float()?, out),
            2 => {
                let mut text = Vec::new();
                reader.string(Count::Word, &mut text)?;
                write_line(&text, out);
            }
            _ => reader.skip(8)?,
        }
    }
    Some(())
}
