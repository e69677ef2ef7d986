//! Bodies that are coded, mislabelled, padded or packed: a list of persons that must come to light, or be declared
//! unread.

use miniz_oxide::deflate::{compress_to_vec, compress_to_vec_zlib};

use super::Case;
use super::subjects::LIST;
use crate::base64::base64;
use crate::packed::{brotli, gzip, lines, zip, zstd};

const CSV: &str = "text/csv";
const HTML: &str = "text/html; charset=utf-8";
const JSON: &str = "application/json";
const TEXT: &str = "text/plain";
const OCTETS: &str = "application/octet-stream";

/// A case whose list may be found anywhere.
fn case(name: impl Into<String>, content_type: &'static str, body: impl Into<Vec<u8>>) -> Case {
    Case::new(name.into(), "in_aadhaar", content_type, body)
}

pub(super) fn cases() -> Vec<Case> {
    [charsets(), codings(), types(), dialects(), padded(), packed(), encoded()].concat()
}

fn wide(text: &str, to: impl Fn(u32) -> Vec<u8>) -> Vec<u8> {
    text.chars().flat_map(|c| to(c as u32)).collect()
}

fn charsets() -> Vec<Case> {
    let list = LIST.replace("Asha", "Āsha");
    let marked = format!("\u{feff}{list}");
    let little = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    let big = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>();
    let little32 = |text: &str| wide(text, |c| c.to_le_bytes().to_vec());
    let big32 = |text: &str| wide(text, |c| c.to_be_bytes().to_vec());
    let windows = LIST.replace("Asha", "Asha \u{1}").bytes().map(|b| if b == 1 { 0xe9 } else { b }).collect::<Vec<_>>();
    let mut broken = LIST.as_bytes().to_vec();
    broken.splice(24..24, *b"\xff\xe0\xa4");
    let seven = LIST.replace('3', "+ADM-");
    // Digits of EBCDIC are F0 to F9.
    let ebcdic: Vec<u8> =
        LIST.bytes().map(|b| if b.is_ascii_digit() { b - b'0' + 0xf0 } else { b.wrapping_add(0x80) }).collect();
    let mut cases = Vec::new();
    for content_type in ["", CSV, "text/csv; charset=utf-16", "text/csv; charset=utf-8", "text/csv; charset=x-y"] {
        for (name, body) in [
            ("utf16le", little(&list)),
            ("utf16be", big(&list)),
            ("utf16le_mark", little(&marked)),
            ("utf16be_mark", big(&marked)),
            ("utf32le", little32(&list)),
            ("utf32be", big32(&list)),
            ("utf32le_mark", little32(&marked)),
            ("utf32be_mark", big32(&marked)),
            ("windows1252", windows.clone()),
            ("utf8", list.clone().into_bytes()),
            ("utf8_mark", marked.clone().into_bytes()),
            ("utf8_broken", broken.clone()),
        ] {
            let said = content_type.rsplit(['=', '/']).next().unwrap_or("").replace(' ', "");
            let said = if said.is_empty() { "nothing".into() } else { said };
            cases.push(case(format!("{name} {said}"), content_type, body));
        }
    }
    cases.push(case("utf7 declared", "text/csv; charset=utf-7", seven.as_bytes()));
    cases.push(case("ibm037 declared", "text/csv; charset=ibm037", ebcdic.clone()));
    cases.push(case("ibm037 nothing", "", ebcdic));
    cases.push(case("quoted charset", "text/csv; charset=\"UTF-16LE\"", little(&list)));
    cases.push(case("two charsets", "text/csv; charset=utf-8; charset=utf-16", little(&list)));
    cases
}

fn codings() -> Vec<Case> {
    let list = LIST.as_bytes();
    let mut cases = Vec::new();
    let coded = [
        ("gzip", gzip(list)),
        ("deflate", compress_to_vec_zlib(list, 6)),
        ("deflate_raw", compress_to_vec(list, 6)),
        ("br", brotli(list)),
        ("zstd", zstd(list)),
        ("gzip_gzip", gzip(&gzip(list))),
        ("gzip_in_zstd", zstd(&gzip(list))),
        ("clear", list.to_vec()),
    ];
    let declared = ["", "gzip", "deflate", "br", "zstd", "gzip, gzip", "GZIP", "x-gzip", "identity", "aes128gcm"];
    for (name, body) in coded {
        for said in declared {
            let name = format!("{name} as_{}", said.replace(", ", "_"));
            cases.push(case(name, CSV, body.clone()).encoded(said));
        }
    }
    let mut padded = gzip(b"name,aadhaar\nAsha,1\n");
    padded.extend(gzip(list));
    cases.push(case("gzip members", CSV, padded).encoded("gzip"));
    let mut cut = gzip(list);
    cut.truncate(cut.len() - 12);
    cases.push(case("gzip cut", CSV, cut).encoded("gzip"));
    let mut zlib = compress_to_vec_zlib(list, 0);
    zlib[0] = 0x78;
    cases.push(case("deflate stored", CSV, zlib).encoded("deflate"));
    cases
}

fn types() -> Vec<Case> {
    let html = "<!DOCTYPE html><table><tr><th>Name<th>Aadhaar<tr><td>Asha<td>397161293962</table>";
    let json = "[{\"name\":\"Asha\",\"aadhaar\":397161293962}]";
    let mut cases = Vec::new();
    for (said, content_type) in [
        ("missing", ""),
        ("octets", OCTETS),
        ("png", "image/png"),
        ("html", "text/html"),
        ("html_odd", "Text/HTML ;charset=x"),
        ("plain", TEXT),
        ("json", "application/json"),
        ("json_plus", "application/vnd.x+json"),
        ("pdf", "application/pdf"),
        ("zip", "application/zip"),
        ("xml", "text/xml"),
        ("css", "text/css"),
        ("font", "font/woff2"),
        ("wasm", "application/wasm"),
        ("video", "video/mp4"),
        ("nonsense", "///;;;=\""),
        ("multipart", "multipart/form-data; boundary=x"),
        ("mail", "message/rfc822"),
    ] {
        for (name, body) in [("csv", LIST), ("html", html), ("json", json)] {
            cases.push(case(format!("{name} as_{said}"), content_type, body));
        }
    }
    for (name, magic) in [("gif", "GIF89a"), ("id3", "ID3"), ("pdf", "%PDF"), ("png", "PNG"), ("riff", "RIFF")] {
        cases.push(case(format!("magic {name}"), "", LIST.replacen("name", magic, 1)));
    }
    // Bytes that say what a file is, in front of a list: a client that was told `text/csv` shows the list.
    for (name, magic) in [
        ("gif", &b"GIF89a\x01\0"[..]),
        ("png", b"\x89PNG\r\n\x1a\n"),
        ("jpeg", b"\xff\xd8\xff\xe0"),
        ("wasm", b"\0asm\x01\0\0\0"),
        ("exe", b"MZ\x90\0"),
    ] {
        let body = [magic, b"\n", LIST.as_bytes()].concat();
        cases.push(case(format!("binary_magic {name}"), CSV, body));
    }
    // What pictures say of themselves.
    let text = b"Aadhaar: 3971 6129 3962, Mobile 8728793324";
    let png = [
        &b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\x32tEXtComment\0"[..],
        text,
    ];
    let exif =
        [&b"\xff\xd8\xff\xe1\0\x60Exif\0\0II*\0\x08\0\0\0\x01\0\x0e\x01\x02\0\x2a\0\0\0\x1a\0\0\0\0\0\0\0"[..], text];
    let xmp = [&b"\xff\xd8\xff\xe1\0\x90http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><dc:description>"[..], text];
    let gif = [&b"GIF89a\x01\0\x01\0\0\0\0\x21\xfe\x2a"[..], text];
    for (name, body) in [("png", png.concat()), ("exif", exif.concat()), ("xmp", xmp.concat()), ("gif", gif.concat())] {
        cases.push(case(format!("picture {name}"), "image/x", [&body[..], &[0; 40]].concat()));
    }
    cases.extend(deep_pictures(text));
    cases
}

/// Pictures that say something behind their first two kilobytes: at exactly its place, unless it is deflated.
fn deep_pictures(text: &[u8]) -> Vec<Case> {
    let filler = [b' '; 3000];
    let segment =
        |marker: u8, data: &[u8]| [&[0xff, marker][..], &(data.len() as u16 + 2).to_be_bytes(), data].concat();
    let chunk =
        |name: &str, data: &[u8]| [&(data.len() as u32).to_be_bytes()[..], name.as_bytes(), data, b"crc!"].concat();
    let riff = |name: &str, data: &[u8]| [name.as_bytes(), &(data.len() as u32).to_le_bytes(), data].concat();
    let png = |chunk: Vec<u8>, filler: Vec<u8>| [&b"\x89PNG\r\n\x1a\n"[..], &filler, &chunk].concat();
    let pads = || chunk("pads", &filler);
    let packed = compress_to_vec_zlib(&[text, b"\xff"].concat(), 6);
    let bodies = [
        ("jpeg_app", [&b"\xff\xd8"[..], &segment(0xdb, &filler), &segment(0xe1, text)].concat()),
        ("jpeg_comment", [&b"\xff\xd8"[..], &segment(0xe0, &filler), &segment(0xfe, text)].concat()),
        ("jpeg_across", [&b"\xff\xd8"[..], &segment(0xe1, &[&filler[..2015], text].concat())].concat()),
        ("png_text", png(chunk("tEXt", &[b"Comment\0", text].concat()), pads())),
        ("png_international", png(chunk("iTXt", &[b"Comment\0\0\0\0\0", text].concat()), pads())),
        ("png_packed", png(chunk("zTXt", &[b"Comment\0\0", &packed[..]].concat()), pads())),
        ("png_packed_first", png(chunk("iTXt", &[b"Comment\0\x01\0\0\0", &packed[..]].concat()), vec![])),
        (
            "webp",
            [&b"RIFF\0\0\0\0WEBP"[..], &riff("VP8X", &[4; 10]), &riff("VP8 ", &filler), &riff("XMP ", text)].concat(),
        ),
    ];
    let placed = |(name, body): (&str, Vec<u8>)| {
        let at = body.windows(14).position(|w| w == b"3971 6129 3962").filter(|_| !name.contains("packed"));
        let case = case(format!("picture_deep {name}"), "image/x", [&body[..], &[0; 40]].concat());
        if let Some(at) = at { case.at(at..at + 14) } else { case }
    };
    bodies.into_iter().map(placed).collect()
}

fn dialects() -> Vec<Case> {
    let mut cases = Vec::new();
    for (name, separator) in [("comma", ","), ("semicolon", ";"), ("tab", "\t"), ("pipe", "|")] {
        let list = LIST.replace(',', separator);
        let quoted =
            format!("\"{}\"\n", LIST.trim_end().replace(',', &format!("\"{separator}\"")).replace('\n', "\"\n\""));
        for (said, content_type) in
            [("csv", CSV), ("plain", TEXT), ("octets", OCTETS), ("excel", "application/vnd.ms-excel")]
        {
            for (dialect, body) in [
                ("plain", list.clone()),
                ("quoted", quoted.clone()),
                ("mark", format!("\u{feff}{list}")),
                ("crlf", list.replace('\n', "\r\n")),
                ("cr", list.replace('\n', "\r")),
                ("no_end", list.trim_end().into()),
                ("titles", format!("Health Department\nList of patients of 17 April 2021\n\n{list}")),
                ("sep_line", format!("sep={separator}\n{list}")),
                ("spaced", list.replace(separator, &format!(" {separator} "))),
                ("formula", list.replace("397161293962", "=\"397161293962\"")),
                ("apostrophe", list.replace("397161293962", "'397161293962")),
                ("grouped", list.replace("397161293962", "3971 6129 3962")),
            ] {
                cases.push(case(format!("{name} {dialect} {said}"), content_type, body));
            }
        }
    }
    for (name, separator) in [("caret", "^"), ("tilde", "~"), ("double", "||"), ("columns", "    ")] {
        cases.push(case(format!("{name} plain csv"), CSV, LIST.replace(',', separator)));
    }
    cases
}

fn padded() -> Vec<Case> {
    let leak = "Aadhaar: 3971 6129 3962, Mobile 8728793324\n";
    let prose = "The clinic is open from nine to five on every day of the week. ";
    let mib = 1 << 20;
    let mut cases = vec![
        case("spaces mib", TEXT, " ".repeat(mib) + leak),
        case("line_ends mib", TEXT, "\n".repeat(mib) + leak),
        case("zeros mib", TEXT, "0".repeat(mib) + " " + leak),
        case("one_line mib", TEXT, prose.repeat(mib / prose.len()) + leak),
        case("lines mib", TEXT, format!("{prose}\n").repeat(mib / prose.len()) + leak),
        case("spaces html", HTML, format!("<!DOCTYPE html><p>{}</p><p>{leak}</p>", " ".repeat(mib))),
        case("blanks_first html", HTML, " ".repeat(mib) + "<!DOCTYPE html><p>" + leak + "</p>"),
        case("comment html", HTML, format!("<p><!--{}--></p><p>{leak}</p>", "-<p> ".repeat(mib / 5))),
        case("comment_open html", HTML, format!("<p><!--{} {leak}", prose.repeat(100))),
        case("attribute html", HTML, format!("<p class=\"{}\">{leak}</p>", "x".repeat(mib))),
        case("attribute_open html", HTML, format!("<p class=\"{leak}")),
        case("depth html", HTML, "<div>".repeat(mib / 5) + leak),
        case("tables html", HTML, "<table><tr><td>".repeat(1000) + leak),
        case("script html", HTML, format!("<script>{}</script><p>{leak}", "var a = 1; ".repeat(9000))),
        case("script_open html", HTML, format!("<script>var a = \"{leak}")),
        case("string json", JSON, format!("{{\"a\":\"{}\",\"aadhaar\":\"397161293962\"}}", "x".repeat(mib))),
        case("spaces json", JSON, format!("{{{}\"aadhaar\":\"397161293962\"}}", " ".repeat(mib))),
        case("row csv", CSV, format!("name,note,aadhaar\nAsha,{},397161293962\n", "x".repeat(mib))),
        case("columns csv", CSV, format!("{}aadhaar\n{}397161293962\n", "x,".repeat(200), ",".repeat(200))),
        case("rows csv", CSV, format!("name,aadhaar\n{}Asha,397161293962\n", "Ravi,\n".repeat(mib / 6))),
        case("quote_open csv", CSV, format!("name,aadhaar\n\"Ravi,\nAsha,397161293962\n{LIST}")),
        case("label_far text", TEXT, format!("Aadhaar{}397161293962\n", " ".repeat(300))),
        case("label_far html", HTML, format!("<p>Aadhaar{}397161293962</p>", "&nbsp;".repeat(100))),
    ];
    for depth in [10, 32, 33, 100, 10_000] {
        let deep = |open: &str, close: &str, value: &str| open.repeat(depth) + value + &close.repeat(depth);
        let value = "{\"aadhaar\":\"397161293962\"}";
        cases.push(case(format!("objects_{depth} json"), JSON, deep("{\"a\":", "}", value)));
        cases.push(case(format!("arrays_{depth} json"), JSON, deep("[", "]", value)));
        let labelled = format!("{{\"aadhaar\":{}}}", deep("[", "]", "\"397161293962\""));
        cases.push(case(format!("labelled_{depth} json"), JSON, labelled));
        cases.push(case(
            format!("elements_{depth} xml"),
            "text/xml",
            deep("<a>", "</a>", "<aadhaar>397161293962</aadhaar>"),
        ));
    }
    cases
}

fn packed() -> Vec<Case> {
    let list = LIST.as_bytes();
    let mail = |coding: &str, body: &str| {
        format!(
            "From: a@b.in\r\nMIME-Version: 1.0\r\nContent-Type: text/csv\r\nContent-Transfer-Encoding: {coding}\r\n\r\n{body}"
        )
    };
    let form =
        format!("--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.csv\"\r\n\r\n{LIST}\r\n--x--\r\n");
    let two = [gzip(b"x"), zip(&[("a.csv", list)], false)].concat();
    let quoted = LIST.replace("3971", "=33=39=\r\n71");
    vec![
        case("zip plain", "application/zip", zip(&[("a.csv", list)], false)),
        case("zip as_png", "image/png", zip(&[("a.csv", list)], false)),
        case("zip gz", "", zip(&[("a.csv.gz", &gzip(list))], false)),
        case("zip zip", "", zip(&[("b.zip", &zip(&[("a.csv", list)], false))], false)),
        case("zip deep", "", (0..8).fold(list.to_vec(), |inner, _| zip(&[("b.zip", &inner)], false))),
        case("zip misnamed", "", zip(&[("a.png", list)], false)),
        case("zip in_gzip", "", gzip(&zip(&[("a.csv", list)], false))).encoded("gzip"),
        case("gzip behind_gzip", "", two),
        case("zip behind_text", "", [list, &zip(&[("a.csv", list)], false)].concat()),
        case("multipart form", "multipart/form-data; boundary=x", form.clone()),
        case("multipart undeclared", "", form),
        case("mail base64", "message/rfc822", mail("base64", &lines(&base64(list), 76, "\r\n"))),
        case("mail base64_sniffed", "", mail("BASE64", &lines(&base64(list), 76, "\r\n"))),
        case("mail quoted", "message/rfc822", mail("quoted-printable", &quoted)),
        case("tar none", "", [&[0; 512][..], list].concat()),
    ]
}

fn encoded() -> Vec<Case> {
    let once = base64(LIST.as_bytes());
    let twice = base64(once.as_bytes());
    let url = once.replace('+', "-").replace('/', "_").replace('=', "");
    let wrapped = lines(&once, 76, "\n");
    let gzipped = base64(&gzip(LIST.as_bytes()));
    let hex = LIST.bytes().map(|b| format!("{b:02x}")).collect::<Vec<_>>().concat();
    let pairs = |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02x} ")).collect::<Vec<_>>().concat();
    let (spaced, spaced_zip) = (pairs(LIST.as_bytes()), pairs(&zip(&[("a.csv", LIST.as_bytes())], true)));
    let deflated = base64(&compress_to_vec_zlib(LIST.as_bytes(), 6));
    let noise: Vec<u8> = (0u32..60).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let decoys: String = (0..500).map(|i| base64(&[&noise[..], &[i as u8]].concat()) + "\n").collect();
    let behind = base64(&[&noise[..], LIST.repeat(2).as_bytes()].concat());
    let mut cases = Vec::new();
    for (name, text) in [
        ("base64", &once),
        ("base64_twice", &twice),
        ("base64_url", &url),
        ("base64_wrapped", &wrapped),
        ("base64_gzip", &gzipped),
        ("hex", &hex),
        ("base64_zlib", &deflated),
        ("base64_behind", &behind),
        ("hex_spaced", &spaced),
        ("hex_spaced_zip", &spaced_zip),
    ] {
        let escaped = text.replace('\n', "\\n");
        cases.push(case(format!("{name} whole"), TEXT, text.as_bytes()));
        cases.push(case(format!("{name} json"), JSON, format!("{{\"file\":\"{escaped}\"}}")));
        cases.push(case(format!("{name} html"), HTML, format!("<!DOCTYPE html><pre>{text}</pre>")));
        cases.push(case(format!("{name} csv"), CSV, format!("name,file\nx,\"{text}\"\n")));
        cases.push(case(format!("{name} decoys"), TEXT, format!("{decoys}{text}\n")));
    }
    for (name, url) in [
        ("data_base64", format!("data:text/csv;base64,{once}")),
        ("data_zlib", format!("data:application/octet-stream;base64,{deflated}")),
        ("data_percent", format!("data:text/csv,{}", LIST.replace('\n', "%0A").replace(',', "%2C"))),
        ("data_plain", format!("data:text/csv,{}", LIST.replace('\n', "&#10;"))),
    ] {
        cases.push(case(format!("{name} href"), HTML, format!("<p><a download href=\"{url}\">List</a></p>")));
        cases.push(case(format!("{name} script"), HTML, format!("<p>x<script>location = '{url}'</script>")));
        cases.push(case(format!("{name} json"), JSON, format!("{{\"url\":\"{url}\"}}")));
    }
    cases.push(case("decoys plain", TEXT, format!("{decoys}Aadhaar: 3971 6129 3962\n")));
    cases
}
