//! Whole files, built here: each feature a row; broken and hostile ones.

use super::pdf;
use crate::bytes::{Budget, Unread};
use crate::decode::chance::random;

/// A file of one page with this content and this font, and more objects.
fn file(content: &str, font: &str, more: &str) -> Vec<u8> {
    format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]>>endobj\n\
         3 0 obj<</Type/Page/Contents 4 0 R/Resources<</Font<</F {font}>>/XObject<</X 9 0 R>>>>>>endobj\n\
         4 0 obj<</Length {}>>stream\n{content}\nendstream endobj\n{more}\ntrailer<</Root 1 0 R>>",
        content.len()
    )
    .into_bytes()
}

const HELVETICA: &str = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";

/// A label, and digits that stand a box apart.
const BOXED: &str = "BT /F 10 Tf 0 9 Td (No) Tj 30 0 Td (9) Tj 18 0 Td (8) Tj 18 0 Td (7) Tj 18 0 Td (6) Tj 18 0 Td (5) Tj 18 0 Td (4) Tj ET";

/// The events with their bytes made visible.
fn read(bytes: &[u8]) -> Result<String, Unread> {
    let mut out = Vec::new();
    pdf(bytes, &mut Budget::default(), &mut |bytes: &[u8]| out.extend_from_slice(bytes))?;
    let text = String::from_utf8(out).expect("events are UTF-8");
    Ok(text.replace('\x1d', "#").replace('\x1e', "/").replace('\x1f', "|").replace('\x01', "{").replace('\x02', "}"))
}

#[test]
fn text_is_read_however_it_is_placed() {
    for (what, content, expected) in [
        ("a line", "BT /F 10 Tf 9 9 Td (Asha Rao) Tj ET", "#/Asha Rao"),
        ("kerning", "BT /F 10 Tf [(As) 50 (ha) -400 (Rao)] TJ ET", "#/Asha Rao"),
        ("lines", "BT /F 10 Tf 12 TL 9 99 Td (a) Tj T* (b) Tj (c) ' 0 0 (d) \" ET", "#/a/b/c/d"),
        ("out of order", "BT /F 10 Tf 9 9 Td (Rao) Tj -40 0 Td (Asha) Tj ET", "#/Asha|Rao"),
        ("upwards", "BT /F 10 Tf 9 9 Td (two) Tj 0 20 Td (one) Tj ET", "#/one/two"),
        ("by glyph", "BT /F 10 Tf 0 9 Td (1) Tj 5.56 0 Td (2) Tj 5.56 0 Td (3) Tj ET", "#/123"),
        ("letters apart", "BT /F 10 Tf 9 Tc (Asha) Tj ET", "#/Asha"),
        ("rotated", "BT /F 10 Tf 0 1 -1 0 50 9 Tm (up) Tj 0 1 -1 0 62 9 Tm (next) Tj ET", "#/up/next"),
        ("scaled", "q .1 0 0 .1 0 0 cm BT /F 100 Tf 9 9 Td (a) Tj 90 0 Td (b) Tj ET Q", "#/a b"),
        ("one over another", "BT /F 10 Tf (Asha) Tj ET BT /F 10 Tf (98765) Tj ET", "#/Asha|98765"),
        ("printed twice", "BT /F 10 Tf 9 9 Td (Asha) Tj .3 0 Td (Asha) Tj ET", "#/Asha"),
        ("double letters", "BT /F 10 Tf 0 9 Td (l) Tj 2.22 0 Td (l) Tj ET", "#/ll"),
        ("in boxes", BOXED, "#/No|987654"),
        ("hex and octal", "BT /F 10 Tf <41 7368> Tj (\\141) Tj ET", "#/Asha"),
        ("a form", "/X Do", "#/in a form"),
        ("an image within", "BI /W 1 ID \u{1}(x) Tj EI BT /F 10 Tf (a) Tj ET", "#/a"),
        ("no event bytes", "BT /F 10 Tf (a\\036b) Tj ET", "#/a\u{fffd}b"),
    ] {
        let form = "9 0 obj<</Subtype/Form/BBox[0 0 9 9]/Length 40>>stream\nBT /F 10 Tf (in a form) Tj ET /X Do      \nendstream";
        assert_eq!(read(&file(content, HELVETICA, form)).as_deref(), Ok(expected), "{what}");
    }
}

#[test]
fn codes_are_read_by_what_the_file_says_of_them() {
    let differences = "<</Subtype/Type1/Encoding<</Differences[1/A/uni0939/g7 97/b]>>>>";
    let composite = "<</Subtype/Type0/Encoding/Identity-H/ToUnicode 8 0 R/DescendantFonts[<</DW 500/W[1[600 600]]>>]>>";
    let map = "8 0 obj<</Length 90>>stream\n2 beginbfchar <0001> <0041> <0002> <D83DDE00> endbfchar 1 beginbfrange <0010> <0012> <0061> endbfrange\nendstream endobj";
    let forged = "<</Subtype/Type1/Encoding/WinAnsiEncoding/ToUnicode 8 0 R>>";
    let lie = "8 0 obj<<>>stream\n1 beginbfrange <30> <39> <0061> endbfrange\nendstream endobj";
    for (what, font, more, content, expected) in [
        ("differences", differences, "", "BT /F 9 Tf <010261> Tj ET", "#/Aहb"),
        ("two bytes", composite, map, "BT /F 9 Tf <000100020011> Tj ET", "#/A😀b"),
        ("a forged map", forged, lie, "BT /F 9 Tf (12) Tj ET", "#/bc#/12"),
    ] {
        assert_eq!(read(&file(content, font, more)).as_deref(), Ok(expected), "{what}");
    }
}

/// Places texts: x, y, text.
fn placed(texts: &[(u32, u32, &str)]) -> String {
    texts.iter().map(|(x, y, text)| format!("BT /F 10 Tf {x} {y} Td ({text}) Tj ET\n")).collect::<Vec<_>>().concat()
}

#[test]
fn values_stand_in_their_columns() {
    let head = [(0, 100, "Name"), (100, 100, "Age"), (150, 100, "Mobile")];
    let first = [(0, 85, "Asha"), (100, 85, "30"), (150, 85, "98")];
    let rows = |more: &[(u32, u32, &'static str)]| [&head, &first, more].concat();
    for (what, texts, expected) in [
        ("a table", rows(&[]), "#/Name|Age|Mobile/Asha|30|98"),
        ("an empty cell", rows(&[(0, 70, "Ravi"), (150, 70, "97")]), "#/Name|Age|Mobile/Asha|30|98/Ravi||97"),
        (
            "a wrapped cell",
            rows(&[(0, 74, "Rao"), (0, 55, "Ravi"), (150, 55, "97")]),
            "#/Name|Age|Mobile/Asha Rao|30|98/Ravi||97",
        ),
        (
            "cells that touch",
            rows(&[(0, 70, "Ravi Subramanian Raman"), (100, 70, "31"), (150, 70, "97")]),
            "#/Name|Age|Mobile/Asha|30|98/Ravi Subramanian Raman|31|97",
        ),
        (
            "a line between",
            rows(&[(0, 70, "All of these are from one village"), (0, 55, "Ravi"), (100, 55, "1"), (150, 55, "97")]),
            "#/Name|Age|Mobile/Asha|30|98/All of these are from one village/Ravi|1|97",
        ),
        (
            "pairs",
            vec![(0, 100, "Name:"), (90, 100, "Asha"), (90, 88, "Rao"), (0, 70, "Age: 3")],
            "#/Name:|Asha Rao/Age: 3",
        ),
    ] {
        assert_eq!(read(&file(&placed(&texts), HELVETICA, "")).as_deref(), Ok(expected), "{what}");
    }
}

#[test]
fn a_table_goes_on_over_the_page() {
    let head = placed(&[
        (0, 100, "Name"),
        (100, 100, "Age"),
        (150, 100, "Mobile"),
        (0, 85, "Asha"),
        (100, 85, "3"),
        (150, 85, "98"),
    ]);
    let next = placed(&[(0, 100, "Ravi"), (100, 100, "4"), (150, 100, "97"), (0, 85, "Uma"), (150, 85, "96")]);
    let page = format!(
        "5 0 obj<</Type/Page/Contents 6 0 R/Resources<</Font<</F {HELVETICA}>>>>>>endobj 6 0 obj<<>>stream\n{next}\nendstream"
    );
    let read = read(&file(&head, HELVETICA, &page));
    assert_eq!(read.as_deref(), Ok("#/Name|Age|Mobile/Asha|3|98#/Ravi|4|97/Uma||96"));
}

#[test]
fn what_stands_beside_the_pages_is_read() {
    let more = "5 0 obj<</FT/Tx/T(mobile)/V(98)>>endobj 6 0 obj<</Title(One)/Parent 1 0 R>>endobj \
        7 0 obj<</Subtype/Text/Contents(a note)>>endobj 8 0 obj<</Type/Filespec/F(people.csv)>>endobj \
        9 0 obj<</Type/Metadata>>stream\n<x><creator>Uma</creator></x>\nendstream endobj \
        10 0 obj<</S/URI/URI(mailto:a@b.in)>>endobj trailer<</Info<</Author<FEFF00410042>/Empty()>>>>";
    let read = read(&file("BT /F 9 Tf (x) Tj ET", HELVETICA, more));
    let expected = "#/x#/{Author}AB#/{mobile}98#/One#/a note#/people.csv#/Uma#/mailto:a@b.in";
    assert_eq!(read.as_deref(), Ok(expected));
}

#[test]
fn glyphs_that_tex_draws_are_named_by_their_codes() {
    let font = |names: &str| format!("<</Subtype/Type3/Encoding<</Differences[{names}]>>>>");
    let page = format!("BT /F 9 Tf <{}> Tj ET", "39380c".repeat(9));
    let drawn = read(&file(&page, &font("12/a12 56/a56/a57"), ""));
    assert_eq!(drawn.as_deref(), Ok(format!("#/{}", "98\u{fb01}".repeat(9)).as_str()));
    // Names that only count.
    assert_eq!(read(&file(&page, &font("12/a1 56/a2/a3"), "")), Err(Unread("unknown_glyphs")));
}

#[test]
fn what_can_t_be_read_has_a_name() {
    let image = "9 0 obj<</Subtype/Image>>stream\nx\nendstream";
    let locked = "5 0 obj<</Filter/Standard/V 1/R 2/P -4/O(01234567890123456789012345678901)/U(no)>>endobj trailer<</Encrypt 5 0 R>>";
    let unnamed = "<</Subtype/Type0/Encoding/Identity-H>>";
    let many = format!("BT /F 9 Tf <{}> Tj ET", "0042".repeat(30));
    // A line of text behind a byte that no stream of deflate begins with; a check sum that does not fit.
    let packed =
        |filter: &str, bytes: &str| format!("9 0 obj<</BBox[0 0 1 1]{filter}>>stream\n{bytes}\nendstream endobj");
    let (broken, other) = (packed("/Filter/FlateDecode", "\u{7}(98765) Tj"), packed("/Filter/PlateDecode", "x"));
    let unchecked = packed("/Filter[/AHx/Fl]", "789c 0100 00ff ff 0000 0002>");
    for (what, bytes, name) in [
        ("nothing", Vec::new(), "malformed"),
        ("no page", b"1 0 obj<</A/B>>endobj".to_vec(), "malformed"),
        ("a broken stream", file("/X Do", HELVETICA, &broken), "malformed"),
        ("another check sum", file("/X Do", HELVETICA, &unchecked), "malformed"),
        ("an unknown filter", file("/X Do", HELVETICA, &other), "malformed"),
        (
            "a dictionary with something between",
            file("", HELVETICA, "9 0 obj<</Length 9\u{ac}/A/B>>endobj"),
            "malformed",
        ),
        ("an array that does not end", file("", HELVETICA, "9 0 obj<</Box[0 0 >>endobj"), "malformed"),
        ("an image", file("/X Do", HELVETICA, image), "image_only"),
        ("a password", file("", HELVETICA, locked), "encrypted"),
        ("unnamed glyphs", file(&many, unnamed, ""), "unknown_glyphs"),
        ("elements", file("[ 1 ", HELVETICA, &format!("7 0 obj[{}]", "1 ".repeat(300_000))), "elements"),
    ] {
        assert_eq!(read(&bytes), Err(Unread(name)), "{what}");
    }
}

#[test]
fn a_later_object_hides_no_earlier_one() {
    let more = "4 0 obj<<>>stream\nBT /F 9 Tf (decoy) Tj ET\nendstream endobj";
    let read = read(&file("BT /F 9 Tf (98765) Tj ET", HELVETICA, more));
    assert_eq!(read.as_deref(), Ok("#/decoy#/98765"));
}

#[test]
fn broken_files_never_panic_and_end() {
    let texts = placed(&[
        (0, 100, "Name"),
        (100, 100, "Age"),
        (150, 100, "Mobile"),
        (0, 85, "Asha"),
        (100, 85, "3"),
        (150, 85, "98"),
    ]);
    let content = format!("{texts} q 1 0 0 1 0 0 cm [(a) -500 (b)] TJ Q /X Do BI ID x EI");
    let more = "9 0 obj<</Subtype/Form/BBox[0 0 1 1]/Filter[/A85/LZW/AHx/RL]/DecodeParms[<</Predictor 12>>]>>stream\n87cURDZ~>\nendstream endobj \
        5 0 obj<</Type/ObjStm/N 2/First 9>>stream\n10 0 11 4 <<>> [1 2]\nendstream endobj \
        7 0 obj<</FT/Tx/T(a)/V(b)>>endobj 8 0 obj<<>>stream\n1 beginbfrange <30> <39> <0061> endbfrange\nendstream";
    let font = "<</Subtype/Type0/Encoding 8 0 R/ToUnicode 8 0 R/DescendantFonts[<</W[1[2 3]4 5 6]/DW 7>>]>>";
    let whole = file(&content, font, more);
    let run = |bytes: &[u8]| {
        let mut budget = Budget::default();
        let mut made = 0;
        let _ = pdf(bytes, &mut budget, &mut |bytes: &[u8]| made += bytes.len());
        assert!(made < 100_000);
    };
    (0..whole.len()).for_each(|end| run(&whole[..end]));
    let mut random = random();
    let alphabet = b"0123456789<>[]()/ \nRTQqfjdmBEobjstream\x00\xff%-.";
    for _ in 0..20_000 {
        let mut bytes = whole.clone();
        for _ in 0..=random(6) {
            let at = random(bytes.len());
            match random(3) {
                0 => bytes[at] = alphabet[random(alphabet.len())],
                1 => {
                    let from = random(bytes.len());
                    let piece = bytes[from..bytes.len().min(from + random(40))].to_vec();
                    bytes.splice(at..at, piece);
                }
                _ => drop(bytes.drain(at..(at + random(40)).min(bytes.len()))),
            }
            if bytes.is_empty() {
                bytes.push(b'1');
            }
        }
        run(&bytes);
    }
}

#[test]
fn bombs_end_soon() {
    let calls = "/X Do ".repeat(1000);
    let forms: Vec<String> = (0..12).map(|i| {
        format!("{} 0 obj<</Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</X {} 0 R>>>>>>stream\n{calls}\nendstream endobj ", 9 + i, 10 + i)
    }).collect();
    for (what, bytes) in [
        ("forms that draw forms", file(&calls, HELVETICA, &forms.concat())),
        ("nested arrays", file(&"[".repeat(300_000), HELVETICA, "")),
        ("nested dictionaries", [&b"1 0 obj "[..], &b"<<".repeat(300_000)].concat()),
        ("open strings", b"1 0 obj (".repeat(50_000)),
        (
            "references in a ring",
            b"1 0 obj<</Type/Page/Contents 2 0 R>>endobj 2 0 obj 3 0 R endobj 3 0 obj 2 0 R endobj".to_vec(),
        ),
        (
            "a page tree in a ring",
            b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Kids[2 0 R 3 0 R]>>endobj 3 0 obj<</Kids[2 0 R]>>"
                .to_vec(),
        ),
    ] {
        let start = std::time::Instant::now();
        let _ = read(&bytes);
        assert!(start.elapsed().as_secs() < 20, "{what}: {:?}", start.elapsed());
    }
}
