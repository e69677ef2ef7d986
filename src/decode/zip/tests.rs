//! Whole archives, honest and not.

use super::writer::{Written, archive, file, write};
use super::zip;
use crate::bytes::{Budget, Unread};
use crate::decode::chance::random;
use crate::decode::{Member, Members};

/// Tells events text readably, and members by name and text.
pub(in crate::decode) fn told(bytes: &[u8]) -> Result<String, Unread> {
    let (mut text, mut members) = (Vec::new(), Told(String::new()));
    zip(bytes, &mut Budget::default(), &mut |bytes: &[u8]| text.extend_from_slice(bytes), &mut members)?;
    let signs = [('\u{1c}', "#"), ('\u{1d}', "="), ('\u{1e}', "/"), ('\u{1f}', "|")];
    let text = String::from_utf8_lossy(&text).into_owned();
    let text = signs.iter().fold(text, |text, &(event, sign)| text.replace(event, sign));
    Ok(text.trim_end_matches('#').to_owned() + &members.0)
}

struct Told(String);

impl Members for Told {
    fn member(&mut self, member: &Member<'_>, budget: &mut Budget) -> Result<(), Unread> {
        if member.bytes.starts_with(b"PK\x03\x04") {
            return zip(member.bytes, budget, &mut |_: &[u8]| (), self);
        }
        self.0 += &[member.name, ": ", &String::from_utf8_lossy(member.bytes), ". "].concat();
        Ok(())
    }
}

fn lying(change: fn(&mut Written)) -> Vec<u8> {
    let mut files = [file("a.csv", b"name"), file("b.csv", b"phone")];
    change(&mut files[1]);
    write(&files)
}

#[test]
fn files_are_handed_on_or_there_is_a_reason() {
    let plain = archive(&[("a.csv", "name"), ("f/", ""), ("b.csv", "phone")]);
    let all = Ok("a.csv: name. b.csv: phone. ".to_owned());
    let png = archive(&[("a.png", "\u{89}PNG"), ("b.gif", "GIF89a")]);
    let mismatch = Err(Unread("zip_mismatch"));
    for (what, bytes, expected) in [
        ("plain", plain.clone(), all.clone()),
        ("stored", lying(|b| b.method = 0), all.clone()),
        ("sizes behind", lying(|b| b.flags = 8), all.clone()),
        ("wide sizes", lying(|b| b.wide = true), all.clone()),
        ("line behind", [&plain[..], b"\n"].concat(), Ok(all.clone().unwrap_or_default() + ": \n. ")),
        ("text before", [b"x", &plain[..]].concat(), Ok(all.clone().unwrap_or_default() + ": x. ")),
        ("archive before", [&plain[..], &plain[..]].concat(), mismatch.clone()),
        ("archive behind", [&plain[..], &b"PK\x03\x04"[..]].concat(), mismatch.clone()),
        ("media", png, Ok("a.png: \u{89}PNG. ".to_owned())),
        ("encrypted", lying(|b| b.flags = 1), Err(Unread("encrypted"))),
        ("encrypted, AES", lying(|b| b.method = 99), Err(Unread("encrypted"))),
        ("bzip2", lying(|b| b.method = 12), Err(Unread("zip_method"))),
        ("two names", lying(|b| b.listed_name = Some("c.png".to_owned())), mismatch.clone()),
        ("two sizes", lying(|b| b.listed_size = Some(4)), mismatch.clone()),
        ("empty", archive(&[]), Ok(String::new())),
        ("no archive", b"name,phone\n".to_vec(), Err(Unread("malformed"))),
    ] {
        assert_eq!(told(&bytes), expected, "{what}");
    }
}

#[test]
fn headers_that_differ_in_any_field_are_refused() {
    let whole = archive(&[("a.csv", "name"), ("b.csv", "phone")]);
    let expected = told(&whole);
    // The version may differ: what is read is the same.
    for at in [6, 8, 18, 22, 26, 30] {
        let mut lie = whole.clone();
        lie[at] ^= 1;
        assert!(told(&lie).is_err() || at == 6 && told(&lie) == expected, "{at}");
    }
}

#[test]
fn entries_do_not_overlap() {
    let mut twice = archive(&[("a.csv", "name"), ("a.csv", "name")]);
    let directory = twice.len() - 22 - 2 * 51;
    // The second entry points at the first one's place.
    let offset = directory + 51 + 42;
    twice[offset..offset + 4].fill(0);
    assert_eq!(told(&twice), Err(Unread("zip_mismatch")));
}

#[test]
fn archives_within_archives_end_at_a_depth() {
    let mut nested = archive(&[("a.csv", "name")]);
    for depth in 1..6 {
        let expected = if depth <= 4 { Ok("a.csv: name. ".to_owned()) } else { Err(Unread("depth")) };
        assert_eq!(told(&nested), expected);
        let mut outer = file("inner.zip", &nested);
        outer.method = 0;
        nested = write(&[outer]);
    }
}

#[test]
fn bombs_are_given_up() {
    let bomb = vec![b' '; 70 << 20];
    assert_eq!(told(&write(&[file("a.csv", &bomb)])), Err(Unread("inflated_bytes")));
    let part = [&b"<worksheet>"[..], &bomb].concat();
    let sheet = write(&[file("[Content_Types].xml", b"<Types/>"), file("xl/sheet.xml", &part)]);
    assert_eq!(told(&sheet), Err(Unread("ratio")));
    let many: Vec<Written> = (0..5000).map(|n| file(&n.to_string(), b"")).collect();
    assert_eq!(told(&write(&many)), Err(Unread("parts")));
    // Every row has one cell far to the right.
    let rows = "<row><c r='ALL1'><v>1</v></c></row>".repeat(100_000);
    let sheet = archive(&[("[Content_Types].xml", "<Types/>"), ("s.xml", &format!("<worksheet>{rows}</worksheet>"))]);
    assert_eq!(told(&sheet), Err(Unread("steps")));
}

/// A workbook and a document in one, with a file in it.
fn small(method: u16) -> Vec<u8> {
    let files = [
        ("[Content_Types].xml", "<Types/>"),
        ("xl/sst.xml", "<sst><si><t>Name</t></si><si><t>Asha</t></si></sst>"),
        ("xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId='14'/></cellXfs></styleSheet>"),
        ("xl/s.xml", "<worksheet><row><c t='s'><v>1</v></c><c r='C1'><v>44197</v></c></row></worksheet>"),
        ("word/document.xml", "<document><tbl><tr><tc><p><r><t>x</t></r></p></tc></tr></tbl></document>"),
        ("content.xml", "<document-content><table><table-row><table-cell/></table-row></table></document-content>"),
        ("xl/embeddings/a.csv", "name"),
    ];
    write(&files.map(|(name, text)| Written { method, ..file(name, text.as_bytes()) }))
}

#[test]
fn what_is_cut_off_is_never_taken_for_whole() {
    let whole = small(8);
    assert!(told(&whole).is_ok());
    for len in 0..whole.len() {
        assert!(told(&whole[..len]).is_err(), "{len}");
    }
}

#[test]
fn mutations_end_in_text_or_a_reason() {
    let wholes = [small(0), small(8)];
    let mut random = random();
    for n in 0..20_000 {
        let whole = &wholes[n % 2];
        let mut bytes = whole.clone();
        for _ in 0..=random(4) {
            let at = random(bytes.len());
            match random(4) {
                0 => bytes[at] ^= 1 << random(8),
                1 => bytes[at] = [0, 1, 0x7f, 0xff][random(4)],
                2 => bytes.truncate(at + 1),
                _ => bytes.extend_from_within(at..(at + 64).min(whole.len()).max(at).min(bytes.len())),
            }
        }
        let _ = told(&bytes);
    }
}
