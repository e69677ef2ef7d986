//! Documents, built here.

use crate::bytes::Unread;
use crate::decode::chance::random;
use crate::decode::ole::tests::told;
use crate::decode::ole::writer::compound;

/// Where the page of paragraphs is, and where the text begins.
const PAGE: usize = 0x400;
const TEXT: usize = 0x600;

/// Changes of paragraphs: in a table; in a table, ending a row, behind changes of other sizes.
const CELL: &[u8] = &[0x16, 0x24, 1];
const ROW_END: &[u8] =
    &[0x0d, 0xc6, 2, 0, 0, 0x03, 0x6a, 0, 0, 0, 0, 0x08, 0xd6, 3, 0, 9, 9, 0x16, 0x24, 1, 0x17, 0x24, 1];

fn put(to: &mut [u8], at: usize, bytes: &[u8]) {
    to[at..at + bytes.len()].copy_from_slice(bytes);
}

/// The two streams of a document: pieces of text of one byte or two for each character, and how paragraphs differ.
fn streams(pieces: &[(&str, bool)], paragraphs: &[(&str, &[u8])]) -> (Vec<u8>, Vec<u8>) {
    let mut words = vec![0; TEXT];
    put(&mut words, 0, &[0xec, 0xa5, 0xc1, 0]);
    put(&mut words, 10, &[0, 2]);
    let mut page = vec![0; 512];
    let (mut from, mut place) = (TEXT as u32, 510);
    for (n, (text, changes)) in paragraphs.iter().enumerate() {
        put(&mut page, n * 4, &from.to_le_bytes());
        from += text.len() as u32;
        if !changes.is_empty() {
            let padded = changes.len().div_ceil(2) * 2 + 2;
            place -= padded + 2;
            put(&mut page, place + 1, &[padded as u8 / 2, 0, 0]);
            put(&mut page, place + 4, changes);
            put(&mut page, place, &[0]);
            page[(paragraphs.len() + 1) * 4 + n * 13] = (place / 2) as u8;
        }
    }
    put(&mut page, paragraphs.len() * 4, &from.to_le_bytes());
    page[511] = paragraphs.len() as u8;
    put(&mut words, PAGE, &page);
    let (mut ends, mut places) = (vec![0_u32], Vec::new());
    for &(text, narrow) in pieces {
        let at = words.len() as u32;
        let units = text.encode_utf16();
        ends.push(ends[ends.len() - 1] + units.clone().count() as u32);
        if narrow {
            words.extend(units.map(|unit| unit as u8));
            places.push([&[0, 0][..], &((at * 2) | (1 << 30)).to_le_bytes(), &[0, 0]].concat());
        } else {
            words.extend(units.flat_map(u16::to_le_bytes));
            places.push([&[0, 0][..], &at.to_le_bytes(), &[0, 0]].concat());
        }
    }
    let list: Vec<u8> = ends.iter().flat_map(|end| end.to_le_bytes()).chain(places.concat()).collect();
    let mut table: Vec<u8> = [TEXT as u32, from, PAGE as u32 / 512].iter().flat_map(|n| n.to_le_bytes()).collect();
    let pieces_at = table.len() as u32;
    table.extend([&[1, 2, 0, 9, 9, 2][..], &(list.len() as u32).to_le_bytes(), &list].concat());
    put(&mut words, 0x102, &[0_u32, pieces_at].map(u32::to_le_bytes).concat());
    put(&mut words, 0x1a2, &[pieces_at, table.len() as u32 - pieces_at].map(u32::to_le_bytes).concat());
    (words, table)
}

fn read(words: &[u8], table: &[u8]) -> Result<String, Unread> {
    told(&compound(&[("WordDocument", words), ("1Table", table)]))
}

#[test]
fn text_is_read_in_the_order_of_its_pieces() {
    for (what, pieces, expected) in [
        ("one", &[("As\u{e9}\u{80}\rRao\r", true)][..], "#/Asé€/Rao"),
        ("two", &[("As", true), ("हा 😀\r", false)], "#/Asहा 😀"),
        ("cut in a pair", &[("राव", false), ("x", true)], "#/रावx"),
        ("marks", &[("a\tb\u{b}c\u{1e}d\u{1f}\u{c}e", true)], "#/a|b/c-d=/e"),
        ("field", &[("\u{13}HYPERLINK x\u{14}y\u{15}", true)], "#/ HYPERLINK x y "),
        ("cells that are none", &[("a\u{7}b\u{7}", true)], "#/a|/b|"),
        ("none", &[], "#"),
    ] {
        let (words, table) = streams(pieces, &[]);
        assert_eq!(read(&words, &table), Ok(expected.to_owned()), "{what}");
    }
}

#[test]
fn tables_have_rows_and_cells() {
    let rows: &[(&str, &[u8])] = &[
        ("before\r", &[]),
        ("Name\u{7}", CELL),
        ("\u{7}", CELL),
        ("Rao\r", CELL),
        ("Asha\u{7}", CELL),
        ("\u{7}", ROW_END),
        ("x\u{7}", CELL),
        ("\u{7}", ROW_END),
        ("after\r", &[]),
    ];
    let text: String = rows.iter().map(|(text, _)| *text).collect();
    let (words, table) = streams(&[(&text, true)], rows);
    assert_eq!(read(&words, &table).as_deref(), Ok("#/before=/Name||Rao Asha/x=/after"));
}

#[test]
fn what_can_not_be_read_has_a_reason() {
    let (words, table) = streams(&[("Asha\u{7}", true)], &[("Asha\u{7}", CELL)]);
    let change = |at: usize, byte: u8| {
        let mut words = words.clone();
        words[at] = byte;
        read(&words, &table)
    };
    for (what, read, expected) in [
        ("older", change(0, 0xdc), "office"),
        ("version", change(2, 0x65), "office"),
        ("password", change(11, 3), "encrypted"),
        ("other table", change(11, 0), "malformed"),
        ("pieces", change(0x1a2, 0xff), "malformed"),
        ("paragraphs", change(0x103, 0xff), "malformed"),
        ("page", change(PAGE + 8, 0xff), "malformed"),
    ] {
        assert_eq!(read, Err(Unread(expected)), "{what}");
    }
    for len in 0..words.len() {
        assert!(read(&words[..len], &table).is_err(), "{len}");
    }
    for len in 0..table.len() {
        assert!(read(&words, &table[..len]).is_err(), "{len}");
    }
    // Many pieces that are the same bytes.
    let list: Vec<u8> = (0..=300_000_u32).flat_map(|n| (n * 1536).to_le_bytes()).collect();
    let places = [0, 0, 0, 0, 0, 0x40, 0, 0].repeat(300_000);
    let size = (list.len() + places.len()) as u32;
    let many = [&table[..12], &[2], &size.to_le_bytes(), &list, &places].concat();
    let mut bomb = words.clone();
    put(&mut bomb, 0x1a2, &[12, many.len() as u32 - 12].map(u32::to_le_bytes).concat());
    assert_eq!(read(&bomb, &many), Err(Unread("steps")));
}

#[test]
fn mutations_end_in_text_or_a_reason() {
    let (words, table) =
        streams(&[("Asha\u{7}\u{7}", true), ("राव\r", false)], &[("Asha\u{7}", CELL), ("\u{7}", ROW_END)]);
    let mut random = random();
    // What the lists are told by, the page, and the text.
    let parts = [0x102..0x10a, 0x1a2..0x1aa, PAGE..PAGE + 40, TEXT - 40..words.len()];
    for _ in 0..20_000 {
        let (mut words, mut table) = (words.clone(), table.clone());
        for _ in 0..=random(4) {
            let part = parts[random(4)].clone();
            let at = part.start + random(part.len());
            words[at] = [0, 1, 0xff, words[at].wrapping_add(1)][random(4)];
            let at = random(table.len());
            table[at] = [0, table[at], 0xff, table[at].wrapping_add(1)][random(4)];
        }
        let _ = read(&words, &table);
    }
}
