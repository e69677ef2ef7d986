//! The visible text: what a reader would see of a piece of the body, character by character, and which bytes made each.
//!
//! The rules are those of `scan/unit.rs`, stated once more: nothing here is shared with it but the names of the elements that
//! texts pass through.

use crate::bytes::Span;
use crate::scan::skeleton::is_inline;

/// Longest tag or comment that a text passes through: a stated limit.
pub(super) const LONGEST_TAG: usize = 256;

/// What stands for characters in a format, beside UTF-8.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spelling {
    /// Whether texts go on through inline tags. In XML they do not, and sections of character data are text.
    pub(super) tags: bool,
    /// Whether a backslash escapes.
    pub(super) escapes: bool,
}

/// One visible byte.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    pub(super) byte: u8,
    /// The bytes of the body that made it: start, end.
    pub(super) raw: (u64, u64),
    /// Whether it is spelled out or folded, or something unseen stands in front of it.
    pub(super) odd: bool,
    /// Whether a segment ends here: a block tag, an escaped line end.
    pub(super) end: bool,
}

impl Seen {
    /// Whether several bytes stand for it.
    pub(super) const fn is_spelled(&self) -> bool {
        self.raw.1 - self.raw.0 > 1
    }
}

/// What one unit means.
enum Unit {
    Character(char),
    Byte(u8),
    Nothing,
    End,
}

/// The visible text of a part of the body.
pub(super) fn visible(body: &[u8], part: Span, spelling: Spelling) -> Vec<Seen> {
    let raw = &body[..part.end as usize];
    let (mut seen, mut at, mut hidden) = (Vec::new(), part.start as usize, false);
    while at < raw.len() {
        let (unit, len) = unit(&raw[at..], spelling);
        let place = (at as u64, (at + len) as u64);
        let mut push = |bytes: &[u8], odd, end| {
            seen.extend(bytes.iter().map(|&byte| Seen { byte, raw: place, odd: odd || hidden, end }));
        };
        match unit {
            Unit::Character(c) => {
                let mut text = [0; 4];
                let text = c.encode_utf8(&mut text).as_bytes();
                push(text, *text != raw[at..at + len], false);
            }
            Unit::Byte(byte) => push(&[byte], false, false),
            Unit::End => push(b" ", false, true),
            Unit::Nothing => {}
        }
        // The letter of an escape touches what stands behind it in the clear.
        hidden = matches!(unit, Unit::Nothing) || matches!(unit, Unit::End) && raw[at] != b'<';
        at += len;
    }
    seen
}

fn unit(raw: &[u8], spelling: Spelling) -> (Unit, usize) {
    let text = &raw[..raw.len().min(2 * LONGEST_TAG)];
    match raw[0] {
        b'<' => tag(&raw[..raw.len().min(LONGEST_TAG)], spelling),
        b'&' => reference(text).map_or((Unit::Character('&'), 1), |(c, len)| (fold(c), len)),
        b'\\' if spelling.escapes => escape(text),
        b']' if !spelling.tags && raw.starts_with(b"]]>") => (Unit::Nothing, 3),
        b'%' => percent(text),
        byte if byte.is_ascii() => (Unit::Character(byte as char), 1),
        byte => match first_character(raw) {
            Some(c) => (fold(c), c.len_utf8()),
            None => (Unit::Byte(byte), 1),
        },
    }
}

/// The character beyond ASCII at the beginning of `raw`.
fn first_character(raw: &[u8]) -> Option<char> {
    (2..=4).find_map(|len| core::str::from_utf8(raw.get(..len)?).ok()?.chars().next())
}

/// What begins with a `<`: a comment and an inline tag are unseen, any other tag ends the text.
fn tag(raw: &[u8], spelling: Spelling) -> (Unit, usize) {
    let unseen = |end: Option<usize>| end.map_or((Unit::End, 1), |end| (Unit::Nothing, end));
    let behind_next = |from: usize| raw.iter().skip(from).position(|&b| b == b'>').map(|at| from + at + 1);
    let name = raw.get(1..).map_or(&[][..], |rest| rest.strip_prefix(b"/").unwrap_or(rest));
    match raw.get(1) {
        Some(b'!') if !spelling.tags && raw.starts_with(b"<![CDATA[") => (Unit::Nothing, 9),
        // `<!-->` and `<!--->` are whole comments (HTML §13.2.5.43).
        Some(b'!') if raw.starts_with(b"<!--") => unseen((4..raw.len()).find_map(|at| {
            let ends = raw[at] == b'>' && (raw[2..at].ends_with(b"--") || at >= 7 && raw[..at].ends_with(b"--!"));
            ends.then_some(at + 1)
        })),
        Some(b'!' | b'?') => unseen(behind_next(2)),
        Some(b'/') if !name.first().is_some_and(u8::is_ascii_alphabetic) => unseen(behind_next(2)),
        _ if !name.first().is_some_and(u8::is_ascii_alphabetic) => (Unit::Character('<'), 1),
        _ => {
            let (mut quote, mut end) = (None, None);
            for (at, &byte) in raw.iter().enumerate() {
                match (byte, quote) {
                    (b'>', None) => {
                        end = Some(at + 1);
                        break;
                    }
                    (b'"' | b'\'', None) => quote = Some(byte),
                    (byte, Some(open)) if byte == open => quote = None,
                    _ => {}
                }
            }
            match end {
                Some(end) if spelling.tags && is_inline(name) => (Unit::Nothing, end),
                Some(end) => (Unit::End, end),
                None => (Unit::End, 1),
            }
        }
    }
}

/// Names of characters of values, in references.
const NAMES: [(&str, &str); 26] = [
    ("nbsp", "\u{a0}"),
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("commat", "@"),
    ("period", "."),
    ("hyphen", "-"),
    ("dash", "-"),
    ("ndash", "-"),
    ("mdash", "-"),
    ("minus", "-"),
    ("plus", "+"),
    ("sol", "/"),
    ("lowbar", "_"),
    ("colon", ":"),
    ("lpar", "("),
    ("rpar", ")"),
    ("shy", "\u{ad}"),
    ("zwj", "\u{200d}"),
    ("zwnj", "\u{200c}"),
    ("ensp", " "),
    ("emsp", " "),
    ("thinsp", " "),
    ("ZeroWidthSpace", "\u{200b}"),
];

/// A character reference and its length: `&#49;`, `&#x31` (no more than 32 zeros and seven digits), `&commat;`.
fn reference(text: &[u8]) -> Option<(char, usize)> {
    let ascii = text.iter().take_while(|b| b.is_ascii()).count();
    let text = core::str::from_utf8(&text[..ascii]).ok()?;
    if let Some(number) = text.strip_prefix("&#") {
        let hex = number.starts_with(['x', 'X']);
        let digits = if hex { &number[1..] } else { number };
        let zeros = digits.bytes().take(32).take_while(|&b| b == b'0').count();
        let is_digit = |c: char| if hex { c.is_ascii_hexdigit() } else { c.is_ascii_digit() };
        let len = digits[zeros..].chars().take(7).take_while(|&c| is_digit(c)).count();
        let code = if len == 0 { "0" } else { &digits[zeros..zeros + len] };
        let c = char::from_u32(u32::from_str_radix(code, if hex { 16 } else { 10 }).ok()?)?;
        let end = 2 + usize::from(hex) + zeros + len;
        return (zeros + len > 0).then(|| (c, end + usize::from(text[end..].starts_with(';'))));
    }
    let name = text[1..].split(';').next().filter(|name| text.len() > name.len() + 1)?;
    let (_, c) = NAMES.iter().find(|(known, _)| *known == name)?;
    Some((c.chars().next()?, name.len() + 2))
}

/// A backslash escape of JSON or JavaScript. Escaped line ends, tabs and quotes end the text.
fn escape(text: &[u8]) -> (Unit, usize) {
    let hex = |from: usize, len: usize| {
        let digits = text.get(from..from + len).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit))?;
        u32::from_str_radix(core::str::from_utf8(digits).ok()?, 16).ok()
    };
    let itself = (Unit::Character('\\'), 1);
    match text.get(1) {
        Some(b'u') if text.get(2) == Some(&b'{') => {
            let len = text[3..].iter().take(7).position(|&b| b == b'}').unwrap_or(0);
            match hex(3, len).and_then(char::from_u32).filter(|_| len > 0) {
                Some(c) => (fold(c), len + 4),
                None => itself,
            }
        }
        Some(b'u') => match (hex(2, 4), hex(8, 4)) {
            (Some(high @ 0xd800..=0xdbff), Some(low)) if text[6..].starts_with(b"\\u") => {
                match char::decode_utf16([high as u16, low as u16]).next() {
                    Some(Ok(c)) => (fold(c), 12),
                    _ => (Unit::Nothing, 6),
                }
            }
            (Some(code), _) => (char::from_u32(code).map_or(Unit::Nothing, fold), 6),
            (None, _) => itself,
        },
        Some(b'x') => hex(2, 2).and_then(char::from_u32).map_or(itself, |c| (fold(c), 4)),
        Some(b'n' | b'r' | b't' | b'"') => (Unit::End, 2),
        Some(&byte) if byte.is_ascii() => (Unit::Character(byte as char), 2),
        _ => itself,
    }
}

/// `%39`: a character of ASCII; an escaped line end or tab ends the text.
fn percent(text: &[u8]) -> (Unit, usize) {
    let digits = text.get(1..3).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit));
    let code = digits.and_then(|digits| u8::from_str_radix(core::str::from_utf8(digits).ok()?, 16).ok());
    match code {
        Some(b'\n' | b'\r' | b'\t') => (Unit::End, 3),
        Some(code) if code.is_ascii_graphic() || code == b' ' => (Unit::Character(code as char), 3),
        _ => (Unit::Character('%'), 1),
    }
}

/// What a character is taken for.
fn fold(c: char) -> Unit {
    let code = c as u32;
    // Where the ten digits of a script begin.
    let zeros = [
        0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xff10, 0x1d7ce, 0x1d7d8, 0x1d7e2,
        0x1d7ec, 0x1d7f6,
    ];
    if let Some(digit) = zeros.iter().find_map(|zero| code.checked_sub(*zero).filter(|digit| *digit < 10)) {
        return Unit::Character(char::from_digit(digit, 10).unwrap_or(c));
    }
    let letter = |zero: u8, from: u32| Unit::Character((zero + (code - from) as u8) as char);
    match c {
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => Unit::Character(' '),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{ff0d}' => Unit::Character('-'),
        '\u{ff20}' | '\u{fe6b}' => Unit::Character('@'),
        '\u{ff0e}' => Unit::Character('.'),
        '\u{ff0b}' => Unit::Character('+'),
        '\u{ff0f}' => Unit::Character('/'),
        '\u{ff21}'..='\u{ff3a}' => letter(b'A', 0xff21),
        '\u{ff41}'..='\u{ff5a}' => letter(b'a', 0xff41),
        '\u{1d400}'..='\u{1d6a3}' => {
            let place = (code - 0x1d400) % 52;
            Unit::Character(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"[place as usize] as char)
        }
        '\u{ad}'
        | '\u{300}'..='\u{36f}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{e0000}'..='\u{e01ef}' => Unit::Nothing,
        _ => Unit::Character(c),
    }
}
