//! Texts, and what is read in them; broken and hostile ones.

use super::rtf;
use crate::bytes::{Budget, Unread};
use crate::decode::chance::random;
use crate::decode::member::{Member, Members};

/// Files that were handed on: type, bar, text.
#[derive(Default)]
struct Files(Vec<String>);

impl Members for Files {
    fn member(&mut self, member: &Member<'_>, _: &mut Budget) -> Result<(), Unread> {
        self.0.push(format!("{}{}|{}", member.name, member.content_type, String::from_utf8_lossy(member.bytes)));
        Ok(())
    }
}

/// The events with their bytes made visible, and the files.
fn read(text: &[u8]) -> Result<(String, Vec<String>), Unread> {
    let (mut out, mut files) = (Vec::new(), Files::default());
    rtf(text, &mut Budget::default(), &mut |bytes: &[u8]| out.extend_from_slice(bytes), &mut files)?;
    let text = String::from_utf8(out).expect("events are UTF-8");
    Ok((text.replace('\x1d', "#").replace('\x1e', "/").replace('\x1f', "|"), files.0))
}

const TABLE: &str = r"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\pard List\par
\trowd\cellx900\cellx1800\cellx2700\pard\intbl Name\cell Age\cell Mobile\cell\row
\trowd\cellx900\cellx1800\cellx2700\pard\intbl{\b Asha}\par Rao\cell\cell 98765 4\b 32\b0 10\cell{\trowd\row}\pard after\par}";

#[test]
fn text_is_read_as_a_reader_sees_it() {
    for (what, text, expected) in [
        ("a line", r"{\rtf1 Asha Rao\par Pune}", "#/Asha Rao/Pune#"),
        ("split by words", r"{\rtf1 Asha {\b R}\i ao\i0  {}x}", "#/Asha Rao x#"),
        ("split by lines", "{\\rtf1 39\r\n71\\\r\n61}", "#/3971/61#"),
        ("letters of windows-1252", r"{\rtf1\ansi caf\'e9 \'80}", "#/café €#"),
        ("letters by number", r"{\rtf1 \u2361?\u-10179?\u-8704?{\uc2\u49 xx2}\u51\'333{\uc0\u52}5}", "#/ह😀123345#"),
        ("escaped", r"{\rtf1 \{a\\b\}\~c\_d\-e}", "#/{a\\b} c-de#"),
        ("symbols", r"{\rtf1 a\tab b\emdash\lquote c\line d}", "#/a|b-'c/d#"),
        (
            "groups for programs",
            r"{\rtf1{\*\unknown{x}y}{\stylesheet{\s0 Normal;}}{\pict 0123{x}}a{\*\bkmkstart b}}", "#/a#",
        ),
        ("bytes", "{\\rtf1 a\\bin3 {{{b}", "#/ab#"),
        (
            "a link", r#"{\rtf1{\field{\*\fldinst HYPERLINK "mailto:a@b.in"}{\fldrslt Asha}}}"#,
            "#/ HYPERLINK \"mailto:a@b.in\" Asha#",
        ),
        ("a note", r"{\rtf1 As{\footnote\par one\par two}ha{\*\annotation three}}", "#/Asha#/footnote: /one/two/three"),
        ("of itself", r"{\rtf1{\info{\author Asha}{\*\company X}}b}", "#/b#/author: Asha/X"),
        (
            "a shape", r"{\rtf1{\shp{\*\shpinst{\sp{\sn gtextUNICODE}{\sv Asha}}{\shptxt Rao\par}}}b}",
            "#/b#/sv: Asha/shptxt: Rao",
        ),
        ("a table", TABLE, "#/List#/Name|Age|Mobile/Asha Rao||98765 43210#/after#"),
        (
            "a table in a table",
            r"{\rtf1\trowd\pard\intbl\itap2 a\nestcell b\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables x}\pard\intbl c\cell\row}",
            "#/a|b/c#",
        ),
        ("not closed", r"{\rtf1 {\b a", "#/a#"),
        ("closed too often", r"{\rtf1 a}}b", "#/ab#"),
    ] {
        assert_eq!(read(text.as_bytes()), Ok((expected.to_owned(), vec![])), "{what}");
    }
}

#[test]
fn pages_and_files_are_handed_on() {
    let page =
        r"{\rtf1\fromhtml1{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 a<b\htmlrtf\par}\htmlrtf0{\*\htmltag72 </p>\par}}";
    assert_eq!(read(page.as_bytes()).map(|(_, files)| files), Ok(vec!["text/html|<p>a&lt;b</p>\n".to_owned()]));
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join("\n");
    let file = b"\x02\0a.csv\0C:\\a.csv\0\0\0\x03\0\x05\0\0\0C:\\a\0\x04\0\0\0name";
    let head = b"\x01\x05\0\0\x02\0\0\0\x08\0\0\0Package\0\0\0\0\0\0\0\0\0";
    let packed = [&head[..], &(file.len() as u32).to_le_bytes(), file].concat();
    let compound = b"\x01\x05\0\0\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1x";
    for (object, expected) in [
        (packed, vec!["a.csv|name".to_owned()]),
        (compound.to_vec(), vec![format!("|{}", String::from_utf8_lossy(&compound[4..]))]),
        (b"\x01\x05\0\0x".to_vec(), vec![]),
    ] {
        let text = format!("{{\\rtf1{{\\object{{\\*\\objdata {}}}}}}}", hex(&object));
        assert_eq!(read(text.as_bytes()).map(|(_, files)| files), Ok(expected));
    }
}

#[test]
fn what_is_cut_off_is_read_up_to_there() {
    for text in [TABLE, r"{\rtf1\ansi{\*\x y}\u2361?\'e9{\field{\*\fldinst a}{\fldrslt b}}\bin2 xx d}"] {
        let (whole, _) = read(text.as_bytes()).expect("a text");
        for len in 0..text.len() {
            let (part, _) = read(&text.as_bytes()[..len]).expect("a text that is cut off");
            // What a reader saw before the cut is there: all but the last word, which may be half a control word.
            let seen = part.trim_end_matches(['#', '/', '|']);
            let seen = seen.rfind(['/', '|', ' ']).map_or("", |at| &seen[..at]);
            assert!(whole.starts_with(seen), "{len}: {seen}");
        }
        let cut = &text.as_bytes()[..text.len() - 1];
        assert_eq!(read(cut).expect("a text").0, whole);
    }
}

#[test]
fn broken_texts_never_panic_and_end() {
    assert_eq!(read(&b"{".repeat(10_000)), Err(Unread("depth")));
    assert_eq!(read(&b"a".repeat(9 << 20)), Err(Unread("inflated_bytes")));
    let whole = [TABLE, r"{\uc2\u1\'41 \bin2 xx{\*\objdata 01}\fromhtml\u-5{\*\htmltag <b>}}"].concat().into_bytes();
    let mut random = random();
    for _ in 0..20_000 {
        let mut bytes = whole.clone();
        for _ in 0..=random(6) {
            let at = random(bytes.len());
            match random(3) {
                0 => bytes[at] = b"{}\\*'u019- \xff"[random(11)],
                1 => drop(bytes.drain(at..(at + random(40)).min(bytes.len() - 1))),
                _ => bytes.truncate(at + 1),
            }
        }
        let _ = read(&bytes);
    }
}
