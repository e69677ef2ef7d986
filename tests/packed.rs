//! Bodies in other forms, built here: codings, archives, letters, documents.

use std::fmt::Write as _;

use dwarpal::decode::coding::Crc32;
use miniz_oxide::deflate::{compress_to_vec, compress_to_vec_zlib};

use crate::base64::base64;

fn crc(bytes: &[u8]) -> u32 {
    let mut crc = Crc32::new();
    crc.update(bytes);
    crc.value()
}

/// A member of gzip (RFC 1952).
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    out.extend(compress_to_vec(bytes, 6));
    out.extend(crc(bytes).to_le_bytes());
    out.extend((bytes.len() as u32).to_le_bytes());
    out
}

/// A frame of one raw block (RFC 8878 §3.1.1).
pub(crate) fn zstd(bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![0x28, 0xb5, 0x2f, 0xfd, 0xa0];
    out.extend((bytes.len() as u32).to_le_bytes());
    out.extend(&((bytes.len() as u32) << 3 | 1).to_le_bytes()[..3]);
    out.extend(bytes);
    out
}

/// A stream of one meta-block that is not compressed (RFC 7932 §9.2).
pub(crate) fn brotli(bytes: &[u8]) -> Vec<u8> {
    let header = (bytes.len() as u32 - 1) << 4 | 1 << 20;
    let mut out = header.to_le_bytes()[..3].to_vec();
    out.extend(bytes);
    out.push(3);
    out
}

/// A zip of files, stored as they are or deflated (APPNOTE 4.3).
pub(crate) fn zip(files: &[(&str, &[u8])], deflated: bool) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let data = if deflated { compress_to_vec(bytes, 6) } else { bytes.to_vec() };
        let method = if deflated { 8 } else { 0 };
        let sizes = [crc(bytes), data.len() as u32, bytes.len() as u32].map(u32::to_le_bytes).concat();
        let name_len = (name.len() as u16).to_le_bytes();
        let common = [&[20, 0, 0, 0, method, 0, 0, 0, 0, 0][..], &sizes, &name_len, b"\0\0"].concat();
        let place = (out.len() as u32).to_le_bytes();
        directory.extend([&b"PK\x01\x02\x14\0"[..], &common, &[0; 10], &place, name.as_bytes()].concat());
        out.extend([&b"PK\x03\x04"[..], &common, name.as_bytes(), &data].concat());
    }
    let count = (files.len() as u16).to_le_bytes();
    let places = [directory.len() as u32, out.len() as u32].map(u32::to_le_bytes).concat();
    out.extend([&directory[..], b"PK\x05\x06\0\0\0\0", &count, &count, &places, b"\0\0"].concat());
    out
}

/// A file in a tape archive (POSIX.1-2017, ustar).
pub(crate) fn tar(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut head = vec![0; 512];
    let mut put = |at: usize, text: &[u8]| head[at..at + text.len()].copy_from_slice(text);
    put(0, name.as_bytes());
    put(100, b"0000644\0");
    put(124, format!("{:011o}\0", bytes.len()).as_bytes());
    put(136, b"00000000000\0");
    put(148, b"        0");
    put(257, b"ustar\x0000");
    let sum: u32 = head.iter().map(|&b| u32::from(b)).sum();
    head[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    let end = vec![0; (512 - bytes.len() % 512) % 512 + 1024];
    [head, bytes.to_vec(), end].concat()
}

/// Lines of this length.
pub(crate) fn lines(text: &str, len: usize, end: &str) -> String {
    text.as_bytes().chunks(len).map(|line| String::from_utf8_lossy(line).into_owned() + end).collect()
}

/// A mail with a file in base64 (RFC 2045).
pub(crate) fn mail(name: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!(
        "From: a@b.in\r\nMIME-Version: 1.0\r\nContent-Type: application/octet-stream; name=\"{name}\"\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n"
    );
    (head + &lines(&base64(bytes), 76, "\r\n")).into_bytes()
}

/// A workbook of one sheet whose cells are strings.
pub(crate) fn xlsx(rows: &str) -> Vec<u8> {
    let cell = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let row = |line: &str| format!("<row>{}</row>", line.split(',').map(cell).collect::<String>());
    let sheet = format!("<worksheet><sheetData>{}</sheetData></worksheet>", rows.lines().map(row).collect::<String>());
    let book = "<workbook><sheets><sheet name=\"a\"/></sheets></workbook>";
    let files = [("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", book), ("xl/worksheets/sheet1.xml", &sheet)];
    zip(&files.map(|(name, text)| (name, text.as_bytes())), true)
}

/// A document of Word's: a table.
pub(crate) fn docx(rows: &str) -> Vec<u8> {
    let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let row = |line: &str| format!("<w:tr>{}</w:tr>", line.split(',').map(cell).collect::<String>());
    let table = rows.lines().map(row).collect::<String>();
    let body = format!("<w:document><w:body><w:tbl>{table}</w:tbl></w:body></w:document>");
    zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", body.as_bytes())], true)
}

/// A word processor's text of a table, its digits and letters beyond ASCII told by number.
pub(crate) fn rtf(rows: &str) -> Vec<u8> {
    let by_number = |c: char| c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit}?")).collect();
    let letter = |c: char| if c.is_ascii_digit() || !c.is_ascii() { by_number(c) } else { c.to_string() };
    let cell = |text: &str| format!("{{\\b {}}}\\cell ", text.chars().map(letter).collect::<String>());
    let row = |line: &str| format!("\\trowd\\pard\\intbl {}\\row\n", line.split(',').map(cell).collect::<String>());
    format!("{{\\rtf1\\ansi{{\\*\\generator x;}}{}}}", rows.lines().map(row).collect::<String>()).into_bytes()
}

/// A spreadsheet of `LibreOffice`'s.
pub(crate) fn ods(rows: &str) -> Vec<u8> {
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let row =
        |line: &str| format!("<table:table-row>{}</table:table-row>", line.split(',').map(cell).collect::<String>());
    let rows = rows.lines().map(row).collect::<String>();
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table>{rows}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    let kind = b"application/vnd.oasis.opendocument.spreadsheet";
    zip(&[("mimetype", kind), ("content.xml", content.as_bytes())], true)
}

/// A page with a table: a cell every 130 points, a row every 20, in a compressed stream.
pub(crate) fn pdf(rows: &str) -> Vec<u8> {
    let mut content = String::new();
    for (y, line) in rows.lines().enumerate() {
        for (x, cell) in line.split(',').enumerate() {
            let _ = writeln!(content, "BT /F 10 Tf {} {} Td ({cell}) Tj ET", 20 + x * 130, 700 - y * 20);
        }
    }
    let content = compress_to_vec_zlib(content.as_bytes(), 6);
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    let stream =
        [format!("<</Length {}/Filter/FlateDecode>>stream\n", content.len()).as_bytes(), &content, b"\nendstream"]
            .concat();
    for object in [
        &b"<</Type/Catalog/Pages 2 0 R>>"[..],
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 5 0 R/Resources<</Font<</F 4 0 R>>>>>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        &stream,
    ] {
        places.push(out.len());
        out.extend([format!("{} 0 obj", places.len()).as_bytes(), object, b"endobj\n"].concat());
    }
    let table = out.len();
    out.extend(b"xref\n0 6\n0000000000 65535 f \n");
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    out.extend(format!("trailer<</Size 6/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n").bytes());
    out
}
