//! Whole compound files, honest and not.

use super::compound::{END, MAGIC};
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
        (&[("Workbook", &short), ("PowerPoint Document", b"x")], Err(Unread("office"))),
        (&[("Contents", b"x")], Err(Unread("office"))),
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
