//! Two techniques at once, of which at least one is the body's: a coding, an archive, a charset, a letter, a document
//! around another of them, and around a text whose value is in disguise.

use miniz_oxide::deflate::{compress_to_vec, compress_to_vec_zlib};

use super::Case;
use super::disguises;
use super::subjects::{Format, LIST, VALUES};
use crate::base64::base64;
use crate::packed::{brotli, docx, gzip, lines, mail, ods, pdf, rtf, tar, xlsx, zip, zstd};

/// A form that holds any bytes.
type Around = (&'static str, fn(&[u8]) -> Vec<u8>);

const AROUND: &[Around] = &[
    ("gzip", gzip),
    ("zlib", |b| compress_to_vec_zlib(b, 6)),
    ("deflate", |b| compress_to_vec(b, 6)),
    ("br", brotli),
    ("zstd", zstd),
    ("zip", |b| zip(&[("a.bin", b)], false)),
    ("zip_deflated", |b| zip(&[("a.bin", b)], true)),
    ("tar", |b| tar("a.bin", b)),
    ("mail", |b| mail("a.bin", b)),
    ("multipart", |b| {
        let head = "--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.bin\"\r\n\r\n";
        [head.as_bytes(), b, b"\r\n--x--\r\n"].concat()
    }),
    ("base64", |b| base64(b).into_bytes()),
    ("base64_lines", |b| lines(&base64(b), 76, "\n").into_bytes()),
];

/// A form that holds a text.
type Of = (&'static str, fn(&str) -> Vec<u8>);

const OF: &[Of] = &[
    ("utf8", |t| t.as_bytes().to_vec()),
    ("utf8_mark", |t| format!("\u{feff}{t}").into_bytes()),
    ("utf16le", |t| t.encode_utf16().flat_map(u16::to_le_bytes).collect()),
    ("utf16be_mark", |t| format!("\u{feff}{t}").encode_utf16().flat_map(u16::to_be_bytes).collect()),
    ("utf32le_mark", |t| format!("\u{feff}{t}").chars().flat_map(|c| (c as u32).to_le_bytes()).collect()),
];

/// A document that holds a list.
const LISTS: &[Of] = &[("xlsx", xlsx), ("docx", docx), ("ods", ods), ("rtf", rtf), ("pdf", pdf)];

/// What declares the outer form, where it needs to be declared.
fn declared(name: &str, case: Case) -> Case {
    match name {
        "deflate" | "zlib" => case.encoded("deflate"),
        "br" => case.encoded("br"),
        "multipart" => Case { content_type: "multipart/form-data; boundary=x", ..case },
        _ => case,
    }
}

/// Whether the form shows in its first bytes: what does not is not looked for within another.
fn shows(name: &str) -> bool {
    !matches!(name, "deflate" | "br" | "multipart")
}

/// Every form of a body in every other.
pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (outer, around) in AROUND {
        let mut add = |inner: &str, body: Vec<u8>| {
            let case = Case::new(format!("{outer} {inner}"), "in_aadhaar", "application/octet-stream", around(&body));
            cases.push(declared(outer, case));
        };
        OF.iter().chain(LISTS).for_each(|(inner, of)| add(inner, of(LIST)));
        AROUND.iter().filter(|(inner, _)| shows(inner)).for_each(|(inner, of)| add(inner, of(LIST.as_bytes())));
    }
    cases
}

/// Every disguise of a value in every form of a body; what `is_hidden` by the disguise alone is left out.
pub(super) fn disguised(is_hidden: impl Fn(&str) -> bool) -> Vec<Case> {
    let alone = disguises::cases();
    // Within an archive or a letter nothing says of a bare page that it is one.
    let bare = format!(" {} ", Format::Bare.name());
    let of_kind = |case: &&Case| {
        let kind = VALUES[..2].iter().any(|value| case.kind == value.kind);
        kind && !case.name.contains(&bare) && !is_hidden(&case.name)
    };
    let mut cases = Vec::new();
    for case in alone.iter().filter(of_kind) {
        let text = String::from_utf8_lossy(&case.body).into_owned();
        let mut add = |form: &str, body: Vec<u8>| {
            let case = Case::new(format!("{form} {}", case.name), case.kind, case.content_type, body);
            cases.push(declared(form, case));
        };
        for (form, around) in AROUND {
            add(form, around(text.as_bytes()));
        }
        for (form, of) in OF {
            add(form, of(&text));
        }
        // A cell of a document is a text of its own.
        if case.name.contains(&format!(" {} ", Format::Csv.name())) && !text.contains(['&', '<', '(', '\\']) {
            LISTS.iter().filter(|(form, _)| *form != "pdf").for_each(|(form, of)| add(form, of(&text)));
        }
    }
    cases
}
