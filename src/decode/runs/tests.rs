//! Rows: a text, and what its runs spell, in any chunks.

use super::{Content, Runs, Spelling, Take};

/// What runs spell, with a bar at each end; `!` in front of a token, `?` of what is no text.
#[derive(Default)]
struct Spelled {
    made: String,
    bits: u32,
    known: u32,
    spelling: Option<Spelling>,
    places: Vec<u64>,
}

impl Take for Spelled {
    fn begin(&mut self, spelling: Spelling, content: Content) {
        (self.spelling, self.bits, self.known) = (Some(spelling), 0, 0);
        self.made.push_str(match content {
            Content::Text => "",
            Content::Token => "!",
            Content::Other => "?",
        });
    }

    fn digit(&mut self, digit: u8, at: u64) {
        self.places.push(at);
        let spelling = self.spelling.expect("a run");
        let (value, bits) = (spelling.value(digit).expect("a digit"), spelling.bits());
        self.bits = self.bits << bits | u32::from(value);
        self.known += bits;
        if self.known >= 8 {
            self.known -= 8;
            self.made.push((self.bits >> self.known) as u8 as char);
        }
    }

    fn end(&mut self) {
        self.made.push('|');
    }
}

fn spelled(text: &str, size: usize) -> (String, Vec<u64>) {
    let (mut runs, mut take) = (Runs::new(), Spelled::default());
    for chunk in text.as_bytes().chunks(size) {
        runs.write(chunk, &mut take);
    }
    runs.end(&mut take);
    (take.made, take.places)
}

fn base64(bytes: &[u8]) -> String {
    let mut made = String::new();
    for group in bytes.chunks(3) {
        let bits = group.iter().fold(0_u32, |bits, &byte| bits << 8 | u32::from(byte)) << (8 * (3 - group.len()));
        for i in 0..=group.len() {
            made.push(Spelling::Base64.digit((bits >> (18 - 6 * i) & 63) as u8, 0) as char);
        }
        made.extend(core::iter::repeat_n('=', 3 - group.len()));
    }
    made
}

const TEXT: &str = "name,place\nAsha,Pune\nRavi,Nashik and others on many a line of it?>\n";

#[test]
fn rows() {
    let plain = base64(TEXT.as_bytes());
    let lines: Vec<String> = plain.as_bytes().chunks(64).map(|line| String::from_utf8_lossy(line).into()).collect();
    let digits = |byte: u8| [byte >> 4, byte & 15].map(|value| Spelling::Hex.digit(value, b'A') as char);
    let hex: String = TEXT.bytes().flat_map(digits).collect();
    let pairs = |gap: &str| hex.as_bytes().chunks(2).map(String::from_utf8_lossy).collect::<Vec<_>>().join(gap);
    let whole = format!("{TEXT}|");
    let noise: Vec<u8> = (0..60_u32).map(|i| (i * 7919 % 251) as u8 | 0x80).collect();
    let pdf = format!("%PDF-1.7\n{TEXT}");
    let token = "{\"sub\":\"1234567890\",\"name\":\"Asha Rao\",\"email\":\"asha@mail.in\"}";
    for (text, expected) in [
        (TEXT.to_owned(), ""),
        (plain.clone(), &*whole),
        (format!("{{\"file\":\"{plain}\"}}"), &whole),
        (format!("data:text/csv;base64,{plain}"), &whole),
        (format!("href=/files/{plain}"), &whole),
        (plain.replace('+', "-").replace('/', "_"), &whole),
        (plain.replace('/', "\\/"), &whole),
        (lines.join("\r\n"), &whole),
        (lines.join("\\n"), &whole),
        (lines.join("\n  "), &whole),
        (format!("{plain}{plain}"), &format!("{whole}{whole}")),
        (hex.clone(), &whole),
        (format!("\\x{}", hex.to_lowercase()), &whole),
        (format!("0x{hex}"), &whole),
        (base64(&noise), ""),
        (base64(pdf.as_bytes()), &format!("?{pdf}|")),
        (format!("eyJhbGciOiJIUzI1NiJ9.{}.c2lnbmF0dXJl", base64(token.as_bytes())), &format!("!{token}|")),
        (pairs(" "), &whole),
        (format!("x: {}", pairs("\r\n").to_lowercase()), &whole),
        (format!("[{}]", pairs(" ")), &whole),
        (format!("{} Asha, {}", pairs(" "), pairs(" ")), &format!("{whole}{whole}")),
        (pairs("  x"), ""),
        (
            base64(&[0x78, 0x9c, 0x25, 0xc9, 0xb1, 0xff].repeat(9)),
            &format!("?{}|", "x\u{9c}%\u{c9}\u{b1}\u{ff}".repeat(9)),
        ),
        ("0123456789abcdef".repeat(8), ""),
        ("/static/components/shared/navigation/left-hand/collapsible_panels/item".to_owned(), ""),
        (plain[..60].to_owned(), ""),
    ] {
        for size in 1..=text.len() {
            let (made, places) = spelled(&text, size);
            assert_eq!(made, expected, "{text} in pieces of {size}");
            let ascending = places.windows(2).all(|pair| pair[0] < pair[1]);
            assert!(ascending && places.iter().all(|&at| (at as usize) < text.len()), "{text}");
        }
    }
}

#[test]
fn text_behind_other_bytes_is_read() {
    let noise = |len: u32| (0..len).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8 | 0x80).collect::<Vec<u8>>();
    // Near its start a run is looked at closely, further on two more windows are needed.
    for (lens, text, read) in [(1..192, TEXT.repeat(2), 1), (192..400, TEXT.repeat(6), 2)] {
        for len in lens {
            let (made, _) = spelled(&base64(&[&noise(len)[..], text.as_bytes()].concat()), 7);
            assert!(made.ends_with(&format!("{}|", TEXT.repeat(read))), "behind {len}: {made}");
        }
    }
}

#[test]
fn digits_and_values_go_both_ways() {
    for (spelling, values) in [(Spelling::Base64, 64), (Spelling::Hex, 16)] {
        for value in 0..values {
            assert_eq!(spelling.value(spelling.digit(value, b'a')), Some(value));
        }
    }
    assert_eq!((Spelling::Hex.digit(11, b'F'), Spelling::Hex.digit(11, b'f')), (b'B', b'b'));
    assert_eq!((Spelling::Base64.digit(62, b'_'), Spelling::Base64.digit(63, b'A')), (b'-', b'/'));
}
