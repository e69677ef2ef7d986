//! Whole compound files, honest and not.

use super::compound::{END, MAGIC};
use super::lzfu::tests::HELLO;
use super::ole;
use super::writer::{Order, compound, write};
use crate::bytes::{Budget, Unread};
use crate::decode::xls::writer::{book, cell, shared, sheet, text};
use crate::decode::{Member, Members};

/// Tells events text readably, and members by name and text.
pub(in crate::decode) fn told(bytes: &[u8]) -> Result<String, Unread> {
    let (mut text, mut members) = (Vec::new(), Told(String::new()));
    ole(bytes, &mut Budget::default(), &mut |bytes: &[u8]| text.extend_from_slice(bytes), &mut members)?;
    let signs = [('\u{1c}', "#"), ('\u{1d}', "="), ('\u{1e}', "/"), ('\u{1f}', "|"), ('\u{1}', "{"), ('\u{2}', "}")];
    let text = String::from_utf8(text).expect("events are UTF-8");
    Ok(signs.iter().fold(text, |text, &(event, sign)| text.replace(event, sign)) + &members.0)
}

struct Told(String);

impl Members for Told {
    fn member(&mut self, member: &Member<'_>, _: &mut Budget) -> Result<(), Unread> {
        self.0 += &["[", member.name, ": ", &String::from_utf8_lossy(member.bytes), "]"].concat();
        Ok(())
    }
}

/// A workbook with a cell, and behind it bytes that make it as long as no small stream is.
fn long() -> Vec<u8> {
    let mut book = book(&[], &[sheet(&[cell(0x204, 0, 0, &text("Asha"))])]);
    book.resize(9000, 0);
    book
}

#[test]
fn streams_are_read_wherever_their_sectors_are() {
    let short = book(&shared(&["Asha"]), &[sheet(&[cell(0xfd, 0, 0, &[0; 4])])]);
    for shift in [9, 12] {
        for order in [Order::Forwards, Order::Backwards] {
            for stream in [&short, &long()] {
                let file = write(&[("x", &[1; 70]), ("Workbook", stream), ("y", &[])], order, shift);
                assert_eq!(told(&file).as_deref(), Ok("#/Asha"), "{shift} {order:?} {}", stream.len());
            }
        }
    }
}

#[test]
fn what_a_file_is_shows_in_the_names_of_its_streams() {
    let short = book(&shared(&["Asha"]), &[sheet(&[cell(0xfd, 0, 0, &[0; 4])])]);
    let native = b"\x30\0\0\0\x02\0a.csv\0C:\\a.csv\0\0\0\x03\0\x05\0\0\0C:\\a\0\x04\0\0\0name";
    let asha = Ok("#/Asha".to_owned());
    for (streams, expected) in [
        (&[("Workbook", &short[..])][..], asha.clone()),
        (&[("BOOK", &short)], asha.clone()),
        (&[("MBD0001/Workbook", &short), ("other", b"")], asha.clone()),
        (&[("Workbook", &short), ("Book", &short)], Ok("#/Asha#/Asha".to_owned())),
        (&[("Workbook", &short), ("MBD1/Package", b"PK\x03\x04")], Ok("#/Asha[: PK\u{3}\u{4}]".to_owned())),
        (&[("Workbook", &short), ("MBD1/\u{1}Ole10Native", native)], Ok("#/Asha[a.csv: name]".to_owned())),
        (&[("EncryptedPackage", b"x"), ("EncryptionInfo", b"y")], Err(Unread("encrypted"))),
        (&[("Workbook", &short), ("PowerPoint Document", b"x")], Err(Unread("malformed"))),
        (&[("Contents", b"x")], Ok("[: x]".to_owned())),
        (&[("\u{1}Ole10Native", native)], Ok("[a.csv: name]".to_owned())),
        (&[("VBA/_VBA_PROJECT", b"x"), ("PROJECT", b"y")], Ok(String::new())),
        (&[("PP40", b"x")], Err(Unread("office"))),
        (&[("Workbook", b"x")], Err(Unread("office"))),
        (&[], Err(Unread("office"))),
    ] {
        let names: Vec<_> = streams.iter().map(|(name, _)| name).collect();
        assert_eq!(told(&compound(streams)), expected, "{names:?}");
    }
}

#[test]
fn files_that_contradict_themselves_are_malformed() {
    let whole = compound(&[("Workbook", &long())]);
    let field = |at: usize, value: u32| {
        let mut lie = whole.clone();
        lie[at..at + 4].copy_from_slice(&value.to_le_bytes());
        lie
    };
    let mut circle = field(68, 5);
    circle[6 * 512 + 508] = 5;
    // The stream has 18 sectors, and the table stands in the last one.
    let table = whole.len() - 512;
    let directory = table - 512;
    for (what, lie) in [
        ("version", field(26, 5)),
        ("size of sectors", field(30, 0x0006_0008)),
        ("size of small streams", field(56, 64)),
        ("no table", field(76, 0x00ff_ffff)),
        ("lists in a circle", circle),
        ("directory in a circle", field(table + 18 * 4, 18)),
        ("stream in a circle", field(table + 17 * 4, 19)),
        ("stream ends early", field(table + 4, END)),
        ("stream that is too long", field(directory + 128 + 120, 0x00ff_ffff)),
        ("no root", field(directory + 64, 0)),
        ("nothing", MAGIC.to_vec()),
    ] {
        let told = told(&lie);
        // A stream that runs in a circle is as long as it says.
        assert!(told.is_err() || what == "stream in a circle", "{what}: {told:?}");
    }
    // Entries that lead to each other are visited once.
    let mut circle = compound(&[("Workbook", &long()), ("x", b"x")]);
    let at = circle.windows(16).position(|name| name == b"W\0o\0r\0k\0b\0o\0o\0k\0").expect("a name");
    circle[at + 72..at + 76].copy_from_slice(&1_u32.to_le_bytes());
    circle[at + 68..at + 72].copy_from_slice(&0_u32.to_le_bytes());
    assert_eq!(told(&circle).as_deref(), Ok("#/Asha"));
}

/// A record of a presentation.
fn record(head: u16, kind: u16, body: &[u8]) -> Vec<u8> {
    [&head.to_le_bytes()[..], &kind.to_le_bytes(), &(body.len() as u32).to_le_bytes(), body].concat()
}

#[test]
fn text_of_presentations_is_read() {
    let packed = miniz_oxide::deflate::compress_to_vec_zlib(b"name", 6);
    let object = [&4_u32.to_le_bytes()[..], &packed].concat();
    let slide = |records: &[u8]| record(15, 0x3e8, &record(15, 0x3ee, records));
    for (what, stream, expected) in [
        ("wide", slide(&record(0, 0xfa0, b"a\0\x39\x09\r\0b\0")), Ok("#=/a\u{939}/b")),
        ("narrow", slide(&record(0, 0xfa8, b"a\x80\x0bb")), Ok("#=/a\u{20ac}/b")),
        ("link", slide(&record(0x10, 0xfba, b"m\0")), Ok("#=/m")),
        ("number", slide(&record(0, 0x3ef, b"9876543210")), Ok("#=")),
        ("packed file", record(0x10, 0x1011, &object), Ok("#[: name]")),
        ("packed file, cut", record(0x10, 0x1011, &object[..object.len() - 4]), Ok("#[: name]")),
        ("file", record(0, 0x1011, b"name"), Ok("#[: name]")),
        ("file that is longer", record(0x10, 0x1011, &[&[5, 0, 0, 0], &packed[..]].concat()), Err("malformed")),
        ("file that is very long", record(0x10, 0x1011, &[0xff; 9]), Err("inflated_bytes")),
        ("kept for others", [record(15, 0x428, b"PK\x03\x04xxxxxx"), slide(&[])].concat(), Ok("#=")),
        ("gap", [&[0; 11][..], &slide(&record(0, 0xfa8, b"a"))].concat(), Ok("#=/a")),
        ("gap before text", [&[0; 9][..], &record(0, 0xfa8, b"a")].concat(), Ok("#/a")),
        ("locked", record(0, 0x2f14, &[]), Err("encrypted")),
        ("cut off", slide(&record(0, 0xfa8, b"Asha"))[..20].to_vec(), Err("malformed")),
    ] {
        let told = told(&compound(&[("PowerPoint Document", &stream)]));
        assert_eq!(told, expected.map(str::to_owned).map_err(Unread), "{what}");
    }
    let lock = [&[0; 12][..], b"\xdf\xc4\xd1\xf3"].concat();
    let locked = compound(&[("PowerPoint Document", &slide(&[])), ("Current User", &lock)]);
    assert_eq!(told(&locked), Err(Unread("encrypted")));
}

#[test]
fn properties_of_messages_are_read() {
    let p = |id: &str| format!("__substg1.0_{id}");
    for (streams, expected) in [
        (&[(p("0037001E"), &b"Caf\xe9"[..]), (p("1000001F"), b"a\0\n\0b\0")][..], Ok("#{subject}Café/a/b")),
        (&[(p("001A001E"), b"IPM"), (p("3A1C001E"), b"98")], Ok("#{mobile}98")),
        (&[("a/".to_owned() + &p("37010102"), b"name"), ("x".to_owned(), b"y")], Ok("#[: name]")),
        (&[(p("10130102"), b"<p>"), (p("10090102"), b"z")], Ok("#[: <p>]")),
        (&[(p("10090102"), b"z"), ("a/".to_owned() + &p("1000001E"), b"b")], Err("malformed")),
        (&[(p("10090102"), HELLO)], Ok("#[: {\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n]")),
        (&[(p("1000001F"), b"a\0\0\0"), ("__nameid_version1.0/".to_owned() + &p("10130102"), b"z")], Ok("#/a")),
        (&[(p("800"), b"z")], Err("office")),
    ] {
        let streams: Vec<(&str, &[u8])> = streams.iter().map(|(name, bytes)| (&**name, *bytes)).collect();
        let expected = expected.map(str::to_owned).map_err(Unread);
        assert_eq!(told(&compound(&streams)), expected, "{streams:?}");
    }
}
