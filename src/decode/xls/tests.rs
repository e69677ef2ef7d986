//! Workbooks, built here: each kind of record a row; cut off and changed ones.

use super::writer::{book, cell, part, record, shared, sheet, styled, text};
use crate::bytes::Unread;
use crate::decode::chance::random;
use crate::decode::ole::tests::told;
use crate::decode::ole::writer::{Order, compound, write};

fn read(stream: &[u8]) -> Result<String, Unread> {
    told(&compound(&[("Workbook", stream)]))
}

fn float(number: f64) -> [u8; 8] {
    number.to_le_bytes()
}

/// A formula: its result, and no tokens.
fn formula(row: u16, column: u16, result: &[u8]) -> Vec<u8> {
    cell(0x06, row, column, &[result, &[0; 8]].concat())
}

#[test]
fn cells_read_as_on_the_sheet() {
    let rk = |number: u32| cell(0x27e, 0, 0, &number.to_le_bytes());
    let several = [&[0, 0, 1, 0, 1, 0, 30, 0, 0, 0][..], &[2, 0, 0x46, 2, 0, 0], &[2, 0]].concat();
    for (what, cells, expected) in [
        ("shared", vec![cell(0xfd, 0, 0, &[0; 4]), cell(0xfd, 0, 1, &[1, 0, 0, 0])], "Asha|राव"),
        ("no such string", vec![cell(0xfd, 0, 0, &[9; 4]), cell(0xfd, 0, 1, &[0; 4])], "|Asha"),
        ("label", vec![cell(0x204, 0, 0, &text("a\n\u{1f}b"))], "a b"),
        ("label with runs", vec![cell(0xd6, 0, 0, &[&text("é")[..], &[1, 0, 1, 0, 2, 0]].concat())], "é"),
        ("number", vec![cell(0x203, 0, 0, &float(234_123_412_346.0))], "234123412346"),
        ("date", vec![styled(0x203, 0, 0, 2, &float(44197.5))], "2021-01-01 12:00"),
        ("own date", vec![styled(0x203, 0, 0, 3, &float(44197.0))], "2021-01-01"),
        ("no date", vec![styled(0x203, 0, 0, 9, &float(-7.5))], "-7.5"),
        ("whole", vec![rk(1234 << 2 | 2)], "1234"),
        ("negative", vec![rk((-5_i32 << 2 | 2).cast_unsigned())], "-5"),
        ("hundredths", vec![rk(1250 << 2 | 3)], "12.5"),
        ("half of a number", vec![rk(0x3ff8_0000)], "1.5"),
        ("several", vec![record(0xbd, &several)], "|7|1900-05-24"),
        ("true", vec![cell(0x205, 0, 0, &[1, 0]), cell(0x205, 0, 1, &[0x2a, 1])], "TRUE|#N/A"),
        ("formula", vec![formula(0, 1, &float(9_876_543_210.0))], "|9876543210"),
        (
            "formula of text",
            vec![
                formula(0, 0, &[0, 0, 0, 0, 0, 0, 0xff, 0xff]),
                record(0x4bc, &[0; 4]),
                record(0x207, &text("Asha")),
                formula(0, 1, &[1, 0, 1, 0, 0, 0, 0xff, 0xff]),
                formula(0, 2, &[3, 0, 0, 0, 0, 0, 0xff, 0xff]),
                formula(0, 3, &[2, 0, 7, 0, 0, 0, 0xff, 0xff]),
            ],
            "Asha|TRUE||#DIV/0!",
        ),
        ("in no order", vec![cell(0x205, 1, 1, &[1, 0]), cell(0x205, 0, 2, &[0, 0]), rk(6)], "1||FALSE/|TRUE"),
        ("twice", vec![rk(6), rk(10)], "1|2"),
        ("empty", vec![record(0x201, &[0; 6]), cell(0x204, 0, 1, &text("")), cell(0x205, 0, 2, &[1, 0])], "||TRUE"),
    ] {
        let told = read(&book(&shared(&["Asha", "राव"]), &[sheet(&cells)]));
        assert_eq!(told, Ok(format!("#/{expected}")), "{what}");
    }
    let from_1904 = book(&record(0x22, &[1, 0]), &[sheet(&[styled(0x203, 0, 0, 2, &float(42735.0))])]);
    assert_eq!(read(&from_1904).as_deref(), Ok("#/2021-01-01"));
}

#[test]
fn strings_go_on_over_records() {
    let count = [1, 0, 0, 0, 2, 0, 0, 0];
    let tail = [1, 0, 0, b'x'];
    for (what, first, then, expected) in [
        ("as they were", &[4, 0, 0, b'A', b's'][..], &[&[0, b'h', b'a'][..]][..], "Asha|x"),
        ("wider", &[3, 0, 0, b'A', b's'], &[&[1, 0x39, 0x09]], "Asह|x"),
        ("narrower", &[3, 0, 1, 0x39, 0x09], &[&[0, b'h', b'a']], "हha|x"),
        ("in a pair", &[2, 0, 1, 0x3d, 0xd8], &[&[1, 0, 0xde]], "😀|x"),
        ("twice", &[3, 0, 0, b'A'], &[&[0, b's'], &[1, b'h', 0]], "Ash|x"),
        ("in the head", &[2, 0], &[&[0, b'A', b's']], "As|x"),
        ("in the runs", &[1, 0, 8, 1, 0, b'A', 0, 0], &[&[0, 0]], "A|x"),
        ("in what is spoken", &[1, 0, 4, 3, 0, 0, 0, b'A', 9], &[&[9], &[9]], "A|x"),
        ("all", &[1, 0, 13, 1, 0, 2, 0, 0, 0, b'A', 0, 1, 2, 3, 4, 9, 9], &[&[]], "A|x"),
    ] {
        let mut records = record(0xfc, &[&count[..], first].concat());
        for (n, more) in then.iter().enumerate() {
            let last = if n + 1 == then.len() { &tail[..] } else { &[] };
            records.extend(record(0x3c, &[more, last].concat()));
        }
        let cells = sheet(&[cell(0xfd, 0, 0, &[0; 4]), cell(0xfd, 0, 1, &[1, 0, 0, 0])]);
        assert_eq!(read(&book(&records, &[cells])), Ok(format!("#/{expected}")), "{what}");
    }
    let cut = book(&record(0xfc, &[&count[..], &[4, 0, 0, b'A']].concat()), &[]);
    assert_eq!(read(&cut), Err(Unread("malformed")));
}

#[test]
fn what_stands_beside_the_cells_comes_at_the_end() {
    let mut boxed = [0; 18];
    boxed[10] = 4;
    let url: Vec<u8> = "mailto:a@b.c\0".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut link = vec![0; 32];
    link[28] = 3;
    link.extend(b"\xe0\xc9\xea\x79\xf9\xba\xce\x11\x8c\x82\x00\xaa\x00\x4b\xa9\x0b");
    link.extend((url.len() as u32).to_le_bytes());
    link.extend(&url);
    let mut pages = vec![0; 38];
    pages[34] = 1;
    pages.extend(text("First"));
    let number = [&[1][..], &float(7.0)].concat();
    let chart = [cell(0x203, 0, 1, &float(2.0)), cell(0x204, 0, 0, &text("Asha")), record(0x1065, &[3, 0])].concat();
    for (what, records, expected) in [
        ("header", vec![record(0x14, &text("&CList")), record(0x15, &[])], "/&CList"),
        ("first page", vec![record(0x89c, &pages)], "/First"),
        ("box", vec![record(0x1b6, &boxed), record(0x3c, b"\0call"), record(0x3c, &[0; 8])], "/call"),
        ("link", vec![record(0x1b8, &link)], "/mailto:a@b.c"),
        ("tip", vec![record(0x800, &[&[0; 10][..], &url].concat())], "/mailto:a@b.c"),
        ("entry", vec![record(0x1be, &[&[0; 4][..], &text("a"), &text(""), &text("b"), &text("")].concat())], "/a/b"),
        ("chart", vec![part(0x600, 0x20, &chart), record(0x0c, &[])], "/Asha|2"),
        ("title", vec![part(0x600, 0x20, &record(0x100d, b"\0\0\x01\0T"))], "/T"),
        ("another workbook", vec![record(0x5a, &[&[1, 0, 5, 0][..], &number, &[2], &text("Rao")].concat())], "/7|Rao"),
    ] {
        let told = read(&book(&[], &[sheet(&[&[cell(0x205, 0, 0, &[1, 0])][..], &records].concat())]));
        assert_eq!(told, Ok(format!("#/TRUE#{expected}")), "{what}");
    }
}

#[test]
fn workbooks_before_1997() {
    let label = [&[0, 0, 0, 0, 0, 0, 4, 0][..], b"As\xe9\x80"].concat();
    let note = [&[0, 0, 0, 0, 4, 0][..], b"call"].concat();
    let sheet = part(0x500, 0x10, &[record(0x204, &label), record(0x1c, &note), record(0x14, b"\x01H")].concat());
    let globals = part(0x500, 5, &record(0x41e, b"\xa4\0\x02dd"));
    let expected = Ok("#/Asé€#/call/H".to_owned());
    assert_eq!(told(&compound(&[("Book", &[globals, sheet].concat())])), expected);
}

#[test]
fn sheets_count_if_they_are_listed_or_there() {
    let one = sheet(&[cell(0x205, 0, 0, &[1, 0])]);
    let listed = book(&[], &[one.clone(), one.clone()]);
    assert_eq!(read(&listed).as_deref(), Ok("#/TRUE#/TRUE"));
    assert_eq!(read(&[listed, one.clone()].concat()).as_deref(), Ok("#/TRUE#/TRUE#/TRUE"));
    let inside = |kind: u8| {
        let hidden = record(0xeb, &one);
        let list = |at: u32| record(0x85, &[&at.to_le_bytes()[..], &[0, kind, 0, 0]].concat());
        let globals = |at: u32| part(0x600, 5, &[list(at), hidden.clone()].concat());
        (globals(8 + 12 + 4), globals(8 + 12 + 5))
    };
    assert_eq!(read(&inside(0).0).as_deref(), Ok("#/TRUE"));
    assert_eq!(read(&inside(0).1), Err(Unread("malformed")));
    assert_eq!(read(&inside(6).1).as_deref(), Ok(""));
}

#[test]
fn what_needs_a_password_is_not_read() {
    let lock = record(0x2f, &[0; 6]);
    assert_eq!(read(&book(&lock, &[])), Err(Unread("encrypted")));
    assert_eq!(read(&book(&[], &[sheet(&[lock])])), Err(Unread("encrypted")));
}

#[test]
fn caches_of_pivot_tables_are_read() {
    let field = record(0xc7, &[&[0; 14][..], &text("Name")].concat());
    let values = [record(0xcd, &text("Asha")), record(0xc9, &float(7.0)), record(0xc8, &[0])].concat();
    let cache = [record(0xc6, &[0; 4]), field, values, record(0x0a, &[])].concat();
    let file = |cache: &[u8]| told(&compound(&[("Workbook", &book(&[], &[])), ("_SX_DB_CUR/0001", cache)]));
    assert_eq!(file(&cache).as_deref(), Ok("#=/Name/Asha/7"));
    assert_eq!(file(&cache[..cache.len() - 1]), Err(Unread("malformed")));
    assert_eq!(file(b"other").as_deref(), Ok(""));
}

#[test]
fn many_cells_of_one_string_end_at_a_limit() {
    let long = "x".repeat(30_000);
    let cells: Vec<_> = (0..10_000).map(|row| cell(0xfd, row, 0, &[0; 4])).collect();
    let mut strings = shared(&[&long]);
    strings.truncate(0xffff);
    assert_eq!(read(&book(&strings, &[sheet(&cells)])), Err(Unread("inflated_bytes")));
    let far: Vec<_> = (0..65_000).map(|row| cell(0x205, row, 1023, &[1, 0])).collect();
    let sheets = [sheet(&far), sheet(&far)];
    assert_eq!(read(&book(&[], &sheets)), Err(Unread("steps")));
}

/// A workbook with something of each.
fn small() -> Vec<u8> {
    let cells = [
        cell(0xfd, 0, 0, &[0; 4]),
        cell(0x204, 0, 1, &text("राव")),
        formula(1, 0, &[0, 0, 0, 0, 0, 0, 0xff, 0xff]),
        record(0x207, &text("Asha")),
        record(0xbd, &[0, 0, 1, 0, 1, 0, 29, 0, 0, 0, 1, 0]),
        part(0x600, 0x20, &cell(0x203, 0, 0, &float(1.0))),
        record(0x1be, &[&[0; 4][..], &text("a"), &text(""), &text("b"), &text("")].concat()),
    ];
    let strings = [record(0xfc, &[1, 0, 0, 0, 1, 0, 0, 0, 4, 0, 0, b'A']), record(0x3c, b"\x01s\0h\0a\0")].concat();
    book(&strings, &[sheet(&cells)])
}

#[test]
fn what_is_cut_off_is_never_taken_for_whole() {
    let whole = small();
    assert!(read(&whole).is_ok());
    for len in 0..whole.len() {
        assert!(read(&whole[..len]).is_err(), "{len}");
    }
    let file = compound(&[("Workbook", &whole)]);
    for len in 0..file.len() - 512 {
        assert!(told(&file[..len]).is_err(), "{len}");
    }
}

#[test]
fn mutations_end_in_text_or_a_reason() {
    let native = b"\x30\0\0\0\x02\0a.csv\0C:\\a.csv\0\0\0\x03\0\x05\0\0\0C:\\a\0\x04\0\0\0name";
    let streams = [("Workbook", &small()[..]), ("MBD1/\u{1}Ole10Native", native), ("MBD1/Book", &small())];
    let files = [compound(&streams), write(&streams, Order::Backwards, 9)];
    let mut random = random();
    for n in 0..20_000 {
        let mut bytes = files[n % 2].clone();
        for _ in 0..=random(4) {
            let at = random(bytes.len());
            match random(4) {
                0 => bytes[at] ^= 1 << random(8),
                1 => bytes[at] = [0, 1, 0x7f, 0xff][random(4)],
                2 if random(8) == 0 => bytes.truncate(at + 1),
                _ => bytes[at] = bytes[at].wrapping_add(1),
            }
        }
        let _ = told(&bytes);
    }
}
