//! Writes the streams of workbooks that the tests read.

/// A record.
pub(in crate::decode) fn record(kind: u16, body: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(body.len() as u16).to_le_bytes(), body].concat()
}

/// A cell of the second style.
pub(in crate::decode) fn cell(kind: u16, row: u16, column: u16, value: &[u8]) -> Vec<u8> {
    styled(kind, row, column, 1, value)
}

/// A cell of a style.
pub(in crate::decode) fn styled(kind: u16, row: u16, column: u16, style: u16, value: &[u8]) -> Vec<u8> {
    record(kind, &[&[row, column, style].map(u16::to_le_bytes).concat()[..], value].concat())
}

/// A string, in one byte for each character if that is enough.
pub(in crate::decode) fn text(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut string = (units.len() as u16).to_le_bytes().to_vec();
    let narrow: Option<Vec<u8>> = units.iter().map(|&unit| u8::try_from(unit).ok()).collect();
    string.push(u8::from(narrow.is_none()));
    string.extend(narrow.unwrap_or_else(|| units.iter().flat_map(|unit| unit.to_le_bytes()).collect()));
    string
}

/// The record of shared strings.
pub(in crate::decode) fn shared(strings: &[&str]) -> Vec<u8> {
    let count = (strings.len() as u32).to_le_bytes();
    let strings: Vec<u8> = strings.iter().flat_map(|string| text(string)).collect();
    record(0xfc, &[&count[..], &count, &strings].concat())
}

/// A part of the stream: its kind, and its records.
pub(in crate::decode) fn part(version: u16, kind: u16, records: &[u8]) -> Vec<u8> {
    let begins = record(0x809, &[version, kind].map(u16::to_le_bytes).concat());
    [&begins[..], records, &record(0x0a, &[])].concat()
}

/// A sheet of these records.
pub(in crate::decode) fn sheet(records: &[Vec<u8>]) -> Vec<u8> {
    part(0x600, 0x10, &records.concat())
}

/// A workbook of these records and sheets. Its styles: as numbers, as numbers, dates, dates by a format of its own.
pub(in crate::decode) fn book(records: &[u8], sheets: &[Vec<u8>]) -> Vec<u8> {
    let style = |format: u16| record(0xe0, &[0, format].map(u16::to_le_bytes).concat());
    let format = record(0x41e, &[&164_u16.to_le_bytes()[..], &text("dd/mm/yy")].concat());
    let styles = [0, 0, 14, 164].map(style).concat();
    let globals = |list: &[u8]| part(0x600, 5, &[records, &format, &styles, list].concat());
    let mut at = globals(&vec![0; sheets.len() * 12]).len() as u32;
    let mut list = Vec::new();
    for sheet in sheets {
        list.extend(record(0x85, &[&at.to_le_bytes()[..], &[0, 0, 0, 0]].concat()));
        at += sheet.len() as u32;
    }
    [globals(&list), sheets.concat()].concat()
}
